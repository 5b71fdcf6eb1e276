"""A person decides a court result that is held: who the offender is, that it is right, or that it is set aside. What
they settled goes through the same intake as every other result; what still stands against it keeps it held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import User
from cases.models import Offender
from victims.enums import HoldReason, ResultDecision, ResultState
from victims.intake.court_format import read_cells
from victims.intake.court_incoming import Defendant, Incoming
from victims.intake.court_settling import settle
from victims.intake.court_tables import CourtTables
from victims.intake.importing import wait_for_other_imports
from victims.models import CourtResult
from victims.queries.court_results import waiting_beside
from vlu.lib import clock
from vlu.lib.errors import DomainError

DECIDED = audit.verb("court_result.decided", "decided on a court result: {decision}")
# Who the offender is: settled by choosing.
PERSON = frozenset({HoldReason.PERSON_DOUBT, HoldReason.PERSON_ALIKE})
# What somebody settles by their word, after they have found out.
BY_WORD = frozenset(
    {
        *(HoldReason.HARMED_IS_DEFENDANT, HoldReason.SENT_AGAIN, HoldReason.SENTENCE_DIFFERS),
        *(HoldReason.SENTENCE_NOT_FOUND, HoldReason.WITHDRAWN),
    }
)
MEANWHILE = "Somebody recorded one of these people at the same moment. Nothing was decided: try again."


class ResultIsDecided(DomainError):
    """Somebody decided first, or a later version took its place."""

    code = "court_result_is_decided"


class ResultNotSettled(DomainError):
    """A doubt is not answered, or what was written cannot be read."""

    code = "court_result_not_settled"


@dataclass(frozen=True)
class Ruling:
    """`offender` with SAME_PERSON only. `settled` are doubts of BY_WORD; `corrections` are cells set right.
    `whole_person` sets aside every held result of this defendant in the file, not this one alone."""

    decision: ResultDecision
    offender: Offender | None = None
    settled: frozenset[HoldReason] = frozenset()
    corrections: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    whole_person: bool = False


def decide_result(*, result: CourtResult, ruling: Ruling, by: User) -> CourtResult:
    """The result as it is afterwards. Rows of the same defendant and hearing that are held too follow, and so do held
    results that change this one.

    Raises ResultIsDecided; ResultNotSettled.
    """
    try:
        with transaction.atomic():
            wait_for_other_imports()
            return _decide(result, ruling, by)
    except IntegrityError as error:
        raise ResultNotSettled(MEANWHILE) from error


def _decide(result: CourtResult, ruling: Ruling, by: User) -> CourtResult:
    held = CourtResult.objects.visible_to(by).held().select_for_update(of=("self",))
    row = held.filter(pk=result.pk).first()
    if row is None:
        refuse_decided()
    if ruling.decision == ResultDecision.SET_ASIDE:
        others = held.filter(pk__in=waiting_beside(by, row).order_by().values("pk")).order_by("pk")
        _set_aside([row, *others] if ruling.whole_person else [row], ruling, by)
        return row
    _refuse_half_settled(row, ruling)
    beside = held.filter(raw__hearing_id=row.raw["hearing_id"], raw__defendant_id=row.raw["defendant_id"])
    decided = [row, *(one for one in beside.exclude(pk=row.pk).order_by("pk") if _settle_beside(one, row, ruling))]
    _settle_doubts(row, ruling, ruling.settled, ruling.corrections)
    named = {one.result_id for one in decided}
    waiting = held.filter(raw__changes_result_id__in=named, held_for=[HoldReason.SENTENCE_NOT_FOUND])
    following = list(waiting.exclude(pk__in=[one.pk for one in decided]).order_by("pk"))
    _note(decided, ruling, by)
    _proceed(decided, following, ruling, by)
    row.refresh_from_db()
    return row


def _set_aside(rows: Sequence[CourtResult], ruling: Ruling, by: User) -> None:
    for row in rows:
        row.state, row.held_for = ResultState.SET_ASIDE, []
    _note(rows, ruling, by)


def refuse_decided() -> NoReturn:
    """Raises ResultIsDecided."""
    raise ResultIsDecided("Somebody decided this court result first, or a later version took its place.")


def _refuse_half_settled(row: CourtResult, ruling: Ruling) -> None:
    reasons = set(row.hold_reasons)
    chosen = ruling.decision in {ResultDecision.SAME_PERSON, ResultDecision.NEW_PERSON}
    if bool(reasons & PERSON) != chosen or (ruling.decision == ResultDecision.SAME_PERSON) != bool(ruling.offender):
        raise ResultNotSettled("Say who the offender is: somebody we hold, or somebody new.")
    if (reasons & BY_WORD) - ruling.settled:
        raise ResultNotSettled("Answer every doubt that stands against this result, or set it aside.")
    if ruling.offender is not None and ruling.offender.merged_into_id is not None:
        raise ResultNotSettled("The record you chose was merged into another meanwhile. Look at the list again.")


def _settle_beside(one: CourtResult, row: CourtResult, ruling: Ruling) -> bool:
    """Another row of the defendant and hearing: what was decided of the person, and of the same words, holds for it.
    False when nothing decided concerns it."""
    corrections = {name: cell for name, cell in ruling.corrections.items() if one.raw[name] == row.raw[name]}
    same_harmed = all(one.raw[name] == row.raw[name] for name in ("harmed_first_names", "harmed_last_name"))
    settled = ruling.settled & {HoldReason.HARMED_IS_DEFENDANT} if same_harmed else frozenset()
    if ruling.decision == ResultDecision.GO_ON and not corrections and not settled & set(one.hold_reasons):
        return False
    _settle_doubts(one, ruling, settled, corrections)
    return True


def _settle_doubts(
    row: CourtResult, ruling: Ruling, settled: Iterable[HoldReason], corrections: Mapping[str, str]
) -> None:
    """On the row in memory. Whom a person chose is remembered for as long as another doubt holds the row."""
    known = set(settled) | set(row.settled)
    if ruling.decision in {ResultDecision.SAME_PERSON, ResultDecision.NEW_PERSON}:
        known |= PERSON
        row.offender = ruling.offender
    row.settled = sorted(known)
    row.corrections = {**row.corrections, **corrections}


def _note(rows: Sequence[CourtResult], ruling: Ruling, by: User) -> None:
    for row in rows:
        row.decision, row.decision_note = ruling.decision, ruling.note
        row.decided_by, row.decided_at = by, clock.now()
        row.full_clean(exclude=["file", "case", "offence", "request", "court", "force", "region", "offender"])
        row.save()
        label = ResultDecision(ruling.decision).label
        audit.record(DECIDED, row, by, region=row.region_id or "", decision=label[0].lower() + label[1:])


def _proceed(decided: Sequence[CourtResult], following: Sequence[CourtResult], ruling: Ruling, by: User) -> None:
    rows = [*decided, *following]
    times = Counter(row.row_number for row in rows)
    people: dict[int | None, Defendant] = {}
    incoming = [_incoming(row, row.row_number if times[row.row_number] == 1 else row.pk, people) for row in rows]
    settle(incoming, file_id=None, tables=CourtTables(), by=by, at=clock.now())
    for row, one in zip(rows, incoming, strict=True):
        if one.state == ResultState.HELD and one.defendant is not None:
            CourtResult.objects.filter(pk=row.pk).update(offender=one.defendant.pk)


def _incoming(row: CourtResult, number: int, people: dict[int | None, Defendant]) -> Incoming:
    received = read_cells(number, row.cells, clock.today())
    if received.row is None:
        raise ResultNotSettled(" ".join(fault.message for fault in received.faults))
    settled = frozenset(row.settled)
    one = Incoming(received.row, row.raw, row.content_hash, row.version, pk=row.pk, waived=settled)
    if settled & PERSON:
        one.defendant = people.setdefault(row.offender_id, Defendant(row.offender_id, is_new=row.offender_id is None))
        one.defendant.results.append(one)
    # The intake compares a version with the one before it only when it arrives.
    if HoldReason.SENT_AGAIN in row.held_for:
        one.doubt(HoldReason.SENT_AGAIN, row.notes[row.held_for.index(HoldReason.SENT_AGAIN)])
    return one
