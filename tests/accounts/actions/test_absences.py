"""Who is away and who covers: what is refused says what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.actions.absences import AbsenceIsOver, CannotBeAway, CannotCover, cancel_absence, record_absence
from accounts.actions.people import deactivate_person
from accounts.enums import Role
from accounts.models import Absence, User
from accounts.queries.absences import absences_answered_for, covered_today_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
People = Callable[..., User]
FRIDAY, MONDAY, NEXT_FRIDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 27)


def away(person: User, **facts: Any) -> Absence:
    facts = {"first_day": MONDAY, "last_day": NEXT_FRIDAY, "cover": None, "by": person, **facts}
    return record_absence(person=person, **facts)


def test_both_days_of_an_absence_belong_to_it(person: People) -> None:
    absence = away(person())

    assert [day for day in (FRIDAY, MONDAY, NEXT_FRIDAY, date(2026, 11, 28)) if Absence.objects.on(day).exists()] == [
        MONDAY,
        NEXT_FRIDAY,
    ]
    assert absence.recorded_by == absence.person


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"first_day": date(2026, 11, 19)}, "Enter today as the first day"),
        ({"last_day": date(2026, 11, 22)}, "cannot be before"),
        ({"last_day": date(2028, 1, 1)}, "allocate their cases to colleagues"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(person: People, days: dict[str, date], sentence: str) -> None:
    with pytest.raises(CannotBeAway, match=sentence):
        away(person(), **days)
    assert not Absence.objects.exists()


def test_a_second_absence_of_the_same_days_names_the_first(person: People) -> None:
    sam = person(name="Sam Okoro")
    away(sam)

    with pytest.raises(CannotBeAway, match="Sam Okoro is away already from Monday 23 November 2026"):
        away(sam, first_day=NEXT_FRIDAY, last_day=date(2026, 12, 4))


def test_after_one_is_cancelled_the_days_are_free_again(person: People) -> None:
    sam = person()
    cancel_absence(absence=away(sam), by=sam)
    away(sam)

    assert (Absence.objects.count(), Absence.objects.standing().count()) == (2, 1)


def test_cancelling_twice_is_cancelling_once(person: People) -> None:
    sam = person()
    absence = away(sam)
    first = cancel_absence(absence=absence, by=sam).cancelled_at

    assert cancel_absence(absence=absence, by=sam).cancelled_at == first


def test_what_is_over_cannot_be_cancelled(person: People) -> None:
    sam = person()
    over = Absence.objects.create(
        person=sam,
        first_day=date(2026, 11, 2),
        last_day=date(2026, 11, 3),
        recorded_by=sam,
        recorded_at="2026-11-01T10:00Z",
    )

    with pytest.raises(AbsenceIsOver, match="is back already"):
        cancel_absence(absence=over, by=sam)


@pytest.mark.parametrize("facts", [{"role": Role.VAO}, {"region": "N59"}, {"is_active": False}])
def test_only_an_active_officer_of_the_unit_can_cover(person: People, facts: dict[str, Any]) -> None:
    with pytest.raises(CannotCover, match="not an active officer of this unit"):
        away(person(), cover=person(**facts))


def test_nobody_covers_for_themselves(person: People) -> None:
    sam = person()
    with pytest.raises(CannotCover, match="Choose a colleague"):
        away(sam, cover=sam)


def test_a_cover_who_is_away_on_one_of_the_days_is_refused(person: People) -> None:
    jo = person(name="Jo Reed")
    away(jo, first_day=NEXT_FRIDAY, last_day=NEXT_FRIDAY)

    with pytest.raises(CannotCover, match="Jo Reed is away too, from Friday 27 November 2026"):
        away(person(), cover=jo)


def test_a_cover_who_goes_away_later_is_named_with_the_days(person: People) -> None:
    sam, jo = person(), person(name="Jo Reed")
    away(sam, cover=jo)
    away(jo, first_day=NEXT_FRIDAY, last_day=NEXT_FRIDAY)

    (line,) = absences_answered_for(sam, FRIDAY)
    assert line.told.startswith("Jo Reed covers, but is away from Friday 27 November 2026")
    assert line.told.endswith("On days when both are away, reminders go to the managers.")


def test_a_cover_who_left_counts_as_none(person: People) -> None:
    sam, jo = person(), person(name="Jo Reed")
    absence = away(sam, cover=jo)
    deactivate_person(person=jo, by=person(Role.ADMIN))

    (line,) = absences_answered_for(sam, FRIDAY)
    assert line.told == "Jo Reed can no longer cover: reminders go to the managers."
    assert Absence.objects.get() == absence


def test_the_absence_of_somebody_who_left_stays_as_a_row_and_on_no_list(person: People) -> None:
    sam, manager = person(), person(Role.MANAGER)
    away(sam)
    assert len(absences_answered_for(manager, FRIDAY)) == 1
    deactivate_person(person=sam, by=person(Role.ADMIN))

    assert absences_answered_for(manager, FRIDAY) == []
    assert Absence.objects.count() == 1


def test_somebody_covers_on_the_days_and_on_no_other(person: People) -> None:
    sam, jo = person(), person()
    absence = away(sam, cover=jo)

    assert covered_today_by(jo, FRIDAY) == []
    assert covered_today_by(jo, MONDAY) == [absence]
    assert covered_today_by(sam, MONDAY) == []
