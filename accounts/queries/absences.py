"""Who is away, who covers, and whether the cover still can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.enums import Role
from accounts.models import Absence, User
from accounts.models.user import UserQuerySet
from vlu.lib.dates import in_words

SOON = timedelta(days=14)  # an absence that begins by then is shown where somebody is chosen


@dataclass(frozen=True)
class AbsenceLine:
    """An absence, and in a sentence who is told in the person's place."""

    absence: Absence
    told: str
    is_now: bool

    @property
    def away(self) -> str:
        """Beside the person's name."""
        last = in_words(self.absence.last_day)
        return f"Away until {last}" if self.is_now else f"Away from {in_words(self.absence.first_day)} to {last}"


def officers_who_may_cover(region: str) -> UserQuerySet:
    found: UserQuerySet = User.objects.active().in_role(Role.VLO).of_region(region).order_by("name", "pk")
    return found


def absences_answered_for(user: User, today: date) -> list[AbsenceLine]:
    """Those not over: of the whole unit for a manager, one's own for an officer. Nobody who left is among them."""
    found = Absence.objects.answered_for_by(user).not_over(today).filter(person__is_active=True)
    return _lines(list(found.select_related("person__organisation", "cover__organisation")), today)


def covered_by(user: User, today: date) -> list[Absence]:
    """Those not over in which this person is the cover of a colleague of their unit, soonest first."""
    found = Absence.objects.not_over(today).filter(
        cover=user, person__is_active=True, person__organisation__region=user.region_code
    )
    return list(found.select_related("person"))


def covered_today_by(user: User, today: date) -> list[Absence]:
    """Those of today: whose dates this person is told of."""
    return [absence for absence in covered_by(user, today) if absence.first_day <= today]


def away_today(user: User, today: date) -> AbsenceLine | None:
    """Their own absence of today: whoever is back early must hear that reminders still go to somebody else."""
    found = Absence.objects.not_over(today).filter(person=user, first_day__lte=today)
    lines = _lines(list(found.select_related("person__organisation", "cover__organisation")), today)
    return lines[0] if lines else None


def away_or_soon(region: str, today: date) -> dict[int, AbsenceLine]:
    """By person: the first absence that is not over and begins within a fortnight."""
    found = Absence.objects.not_over(today).filter(
        person__organisation__region=region, first_day__lte=today + SOON, person__is_active=True
    )
    by_person: dict[int, AbsenceLine] = {}
    for line in _lines(list(found.select_related("person__organisation", "cover__organisation")), today):
        by_person.setdefault(line.absence.person_id, line)
    return by_person


def who_is_told(absence: Absence, of_the_cover: Sequence[Absence]) -> str:
    """`of_the_cover`: the cover's own absences. The sweep of reminders decides by the same facts, on each day."""
    cover, instead = absence.cover, "reminders go to the managers"
    if cover is None:
        return f"Nobody covers: {instead}."
    if not _works_beside(cover, absence.person):
        return f"{cover.name} can no longer cover: {instead}."
    away = next((row for row in of_the_cover if _meet(row, absence)), None)
    if away is not None:
        days = f"{in_words(away.first_day)} to {in_words(away.last_day)}"
        return f"{cover.name} covers, but is away from {days}. On days when both are away, {instead}."
    return f"{cover.name} covers."


def _lines(absences: list[Absence], today: date) -> list[AbsenceLine]:
    covers = {absence.cover_id for absence in absences if absence.cover_id}
    theirs: dict[int, list[Absence]] = {}
    for row in Absence.objects.not_over(today).filter(person__in=covers):
        theirs.setdefault(row.person_id, []).append(row)
    return [
        AbsenceLine(row, who_is_told(row, theirs.get(row.cover_id or 0, [])), row.first_day <= today)
        for row in absences
    ]


def _works_beside(cover: User, person: User) -> bool:
    return cover.is_active and cover.role == Role.VLO and cover.region_code == person.region_code


def _meet(one: Absence, other: Absence) -> bool:
    return one.first_day <= other.last_day and other.first_day <= one.last_day
