"""What was written on a record since another was merged into it: undoing leaves it there, and the page says so."""

from __future__ import annotations

from accounts.models import User
from cases.models import Case, OffenderAlias, OffenderIdentifier, OffenderMerge, Supervision
from victims.models import ContactPoint, Enrolment, SafeContact, VictimMerge


def written_since_on_offender(merge: OffenderMerge, user: User) -> list[str] | None:
    """A line for each row, cases only where this person sees somebody on them. None when the merge kept no list of
    what was there before, as the first ones did."""
    if "own" not in merge.moved:
        return None
    seen = Enrolment.objects.visible_to(user).order_by().values("case")
    cases = Case.objects.filter(offender=merge.kept, pk__in=seen).exclude(pk__in=_known(merge, "cases"))
    aliases = OffenderAlias.objects.filter(offender=merge.kept).exclude(
        pk__in=[*_known(merge, "aliases"), merge.moved["alias_made"] or 0]
    )
    numbers = OffenderIdentifier.objects.filter(offender=merge.kept).exclude(pk__in=_known(merge, "identifiers"))
    managers = Supervision.objects.filter(offender=merge.kept).exclude(pk__in=_known(merge, "supervisions"))
    return [
        *(f"Case {case.reference}" for case in cases.order_by("pk")),
        *(f"Also known as {alias.full_name}" for alias in aliases.order_by("pk")),
        *(str(number) for number in numbers.order_by("pk")),
        *(f"Offender manager: {row.officer.name}" for row in managers.select_related("officer").order_by("pk")),
    ]


def written_since_on_victim(merge: VictimMerge) -> list[str] | None:
    """The same. Whoever may undo the merge sees all of this victim (`victims_owned_whole_by`)."""
    if "own" not in merge.moved:
        return None
    moved, since = merge.moved, merge.made_at
    copies = [point["copy"] for point in moved["points"] if point["copy"]]
    enrolments = Enrolment.objects.filter(victim=merge.kept).exclude(pk__in=[*moved["own"], *moved["enrolments"]])
    points = ContactPoint.objects.filter(victim=merge.kept, recorded_at__gt=since).exclude(pk__in=copies)
    wishes = SafeContact.objects.filter(victim=merge.kept, recorded_at__gt=since)
    wishes = wishes.exclude(pk=moved["safe_contact"]["copy"] or 0)
    return [
        *(f"Case {row.reference}" for row in enrolments.order_by("pk")),
        *(f"{point.get_kind_display()}, {point.value}" for point in points.filter(retired_at__isnull=True)),
        *(["How they are contacted, which was changed"] if wishes.exists() else []),
    ]


def _known(merge: OffenderMerge, name: str) -> list[int]:
    """Rows the record had before, and rows the merge brought."""
    return [*merge.moved["own"][name], *merge.moved[name]]
