"""Court results as the unit sees them: the list by what became of them, and numbers for the tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from accounts.models import User
from cases.models import OffenceType
from cases.rules.offence_codes import look_up_order
from victims.enums import HoldReason, ResultState
from victims.models import CourtResult, Enrolment, ReferralRequest
from vlu.lib.person import short_name

NO_REFERRAL = "no_referral"
SHOWN = {
    "": "All court results",
    ResultState.HELD.value: "Needs a decision",
    NO_REFERRAL: "No referral yet",
    ResultState.OPENED.value: "Opened a case",
    ResultState.JOINED.value: "On a case already held",
    ResultState.CHANGED.value: "Changed a sentence",
    ResultState.NO_ACTION.value: "No action needed",
    ResultState.SET_ASIDE.value: "Set aside by a person",
}
TILES = (ResultState.HELD, NO_REFERRAL, ResultState.OPENED, ResultState.JOINED, ResultState.CHANGED)


@dataclass(frozen=True)
class ResultRow:
    """Names as lists show them, and in full as the page of one result does. `why` is what it is held for."""

    result: CourtResult
    offender: str
    offender_in_full: str
    born: date | None
    harmed: str
    harmed_in_full: str
    offence: str
    sentenced_on: date | None
    why: Sequence[str]


def court_results_of(user: User, shown: str) -> QuerySet[CourtResult]:
    """The latest first; those that need a decision, the longest waiting first."""
    rows = CourtResult.objects.visible_to(user).select_related("case", "offence__offence_type", "request", "court")
    if shown == NO_REFERRAL:
        return rows.filter(request__in=ReferralRequest.objects.visible_to(user).standing())
    if shown == ResultState.HELD:
        return rows.filter(state=shown).order_by("id")
    return rows.filter(state=shown) if shown else rows


def rows_of(results: Sequence[CourtResult]) -> list[ResultRow]:
    codes = {code for result in results for code in look_up_order(result.cells["offence_code"])}
    titles = dict(OffenceType.objects.filter(cjs_code__in=codes).values_list("cjs_code", "title"))
    return [_row(result, titles) for result in results]


def _row(result: CourtResult, titles: dict[str, str]) -> ResultRow:
    cells = result.cells
    named = next((titles[code] for code in look_up_order(cells["offence_code"]) if code in titles), "")
    title = result.offence.title if result.offence else named or cells["offence_wording"] or cells["offence_code"]
    return ResultRow(
        result,
        short_name(cells["defendant_first_names"], cells["defendant_last_name"]),
        f"{cells['defendant_first_names']} {cells['defendant_last_name']}".strip(),
        _day(cells["defendant_date_of_birth"]),
        short_name(cells["harmed_first_names"], cells["harmed_last_name"]) or "Not named",
        f"{cells['harmed_first_names']} {cells['harmed_last_name']}".strip(),
        title,
        _day(cells["sentenced_on"]),
        [HoldReason(reason).label for reason in result.held_for],
    )


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell.strip()) if cell.strip() else None


def opens_case_of(user: User, result: CourtResult) -> bool:
    """Whether the page of its case is open to this person (victims.access.open_case_record)."""
    enrolled = Enrolment.objects.visible_to(user).filter(case=result.case_id)
    return enrolled.exists() or ReferralRequest.objects.opening_the_case_to(user).filter(case=result.case_id).exists()


def numbers_by_state(user: User) -> dict[str, int]:
    """How many results are in each state, and for how many a referral has been asked for and not come."""
    visible = CourtResult.objects.visible_to(user).order_by()
    numbers = dict(visible.values_list("state").annotate(Count("pk")))
    return {**numbers, NO_REFERRAL: court_results_of(user, NO_REFERRAL).count()}


def waiting_beside(user: User, result: CourtResult) -> QuerySet[CourtResult]:
    """Other held results of the same file that name this defendant in the same words."""
    named = ("defendant_first_names", "defendant_last_name", "defendant_date_of_birth")
    same = {f"raw__{name}": result.raw[name] for name in named}
    rows = CourtResult.objects.visible_to(user).held().filter(file=result.file_id, **same)
    return rows.exclude(pk=result.pk).order_by("pk")
