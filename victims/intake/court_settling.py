"""Settle some court results: look them up, match and judge them, write what follows, keep each with its outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.models import User
from victims.actions.both_sides import look_for
from victims.enums import HoldReason, ResultKind, ResultState
from victims.intake.copying import copy_rows, json_of_texts
from victims.intake.court_asking import work_out
from victims.intake.court_held import EarlierResult, earlier_results
from victims.intake.court_incoming import Incoming, look_up
from victims.intake.court_people import settle_defendants
from victims.intake.court_placing import Places, is_change
from victims.intake.court_tables import CourtTables
from victims.intake.court_writing import write_consequences
from victims.models import CourtResult
from vlu.lib.opaque import opaque_references

# What a sentence and the people it concerns rest on. A later version that changes none of these changes nothing.
MATERIAL = (
    *("court_code", "police_force", "defendant_first_names", "defendant_last_name", "defendant_date_of_birth"),
    *("defendant_pnc", "defendant_cro", "defendant_noms_number", "offence_code", "offence_date", "finding", "result"),
    *("disposal", "sentence_years", "sentence_months", "sentence_weeks", "sentence_days", "sentenced_on"),
    *("harmed_first_names", "harmed_last_name", "harmed_date_of_birth"),
)
REPLACED = "A later version of this result replaced it."


def settle(
    results: Sequence[Incoming], *, file_id: int | None, tables: CourtTables, by: User | None, at: datetime
) -> None:
    """Look them up, then settle them."""
    for result in results:
        look_up(result, tables, at.year)
    settle_looked_up(results, file_id=file_id, tables=tables, by=by, at=at)


def settle_looked_up(
    results: Sequence[Incoming], *, file_id: int | None, tables: CourtTables, by: User | None, at: datetime
) -> None:
    """Sentences first, then what changes one, then what withdraws one; within each in the order received.

    The caller holds the transaction and the lock of imports. Each result has its `state` afterwards.
    """
    for wave in (
        [r for r in results if not is_change(r) and r.row.result != ResultKind.WITHDRAWN],
        [r for r in results if is_change(r)],
        [r for r in results if r.row.result == ResultKind.WITHDRAWN],
    ):
        if wave:
            _settle_wave(wave, file_id, tables, by, at)


def _settle_wave(
    wave: Sequence[Incoming], file_id: int | None, tables: CourtTables, by: User | None, at: datetime
) -> None:
    ids = {r.row.changes_result_id for r in wave if r.row.changes_result_id}
    earlier = earlier_results(ids | {r.row.result_id for r in wave if r.version > 1})
    replaced: list[int] = []
    for result in wave:
        if result.state is None and result.version > 1:
            _compare_versions(result, earlier.get(result.row.result_id), replaced)
        if result.state is None and result.row.result == ResultKind.WITHDRAWN:
            _withdraw(result, earlier)
    settle_defendants(wave)
    places = Places([r for r in wave if r.is_open], tables.regions)
    for result in wave:
        if result.is_open:
            _place(result, places, earlier)
    found = work_out(places, tables)
    write_consequences(found, by, at)
    look_for(offenders={case.defendant.pk for case in found.cases if case.defendant.pk is not None})
    for result in wave:
        if result.doubts or result.state is None:
            result.state = ResultState.HELD
    _write_results(wave, file_id, at)
    CourtResult.objects.filter(pk__in=replaced, state=ResultState.HELD).update(
        state=ResultState.NO_ACTION, held_for=[], notes=[REPLACED]
    )


def _compare_versions(result: Incoming, earlier: EarlierResult | None, replaced: list[int]) -> None:
    """A later version of a result that was acted on changes nothing by itself, unless the court changed it."""
    if earlier is None or earlier.pk == result.pk:
        return
    if earlier.state == ResultState.HELD:
        replaced.append(earlier.pk)
    acted_on = earlier.acted_on
    if acted_on is None or is_change(result) or result.row.result == ResultKind.WITHDRAWN:
        return
    differing = [name for name in MATERIAL if acted_on.raw.get(name, "").strip() != result.raw.get(name, "").strip()]
    if differing:
        named = ", ".join(name.replace("_", " ") for name in differing)
        result.doubt(
            HoldReason.SENT_AGAIN,
            f"This result was acted on before, and now differs in: {named}. It does not say that the court changed it.",
        )
    else:
        result.notes.append("The same result was sent before; what differs changes nothing.")


def _withdraw(result: Incoming, earlier: Mapping[str, EarlierResult]) -> None:
    before = earlier.get(result.row.changes_result_id or result.row.result_id)
    if before is not None and (before.acted_on is not None or before.state == ResultState.HELD):
        result.doubt(
            HoldReason.WITHDRAWN,
            "The sender withdraws a result that was acted on or waits for a decision. Look at what followed from it, "
            "set that right, then go on.",
        )
    result.doubts = {reason: why for reason, why in result.doubts.items() if reason == HoldReason.WITHDRAWN}
    if not result.doubts:
        result.state = ResultState.NO_ACTION
        result.notes.append("Withdrawn by the sender.")


def _place(result: Incoming, places: Places, earlier: Mapping[str, EarlierResult]) -> None:
    corrects = result.version > 1 and HoldReason.SENT_AGAIN in result.waived
    if not is_change(result) and not corrects:
        places.place(result)
        return
    named = result.row.changes_result_id
    found = earlier.get(named or result.row.result_id) if named or result.version > 1 else None
    before = found.acted_on or found if found else None
    if named and before is None:
        result.doubt(HoldReason.SENTENCE_NOT_FOUND, f"The result it changes, {named}, is not one we hold.")
    elif before is not None and before.state == ResultState.HELD:
        if named:
            said = f"The result it changes, {named}, waits for a decision itself."
            result.doubt(HoldReason.SENTENCE_NOT_FOUND, said)
        before = None
    if not result.is_open:
        return
    changed = places.find_changed(result, before)
    if not result.is_open:
        return
    if changed is None:
        places.place(result)
    else:
        places.change(result, changed)


def _write_results(results: Sequence[Incoming], file_id: int | None, at: datetime) -> None:
    """New results by COPY; those that were held are brought up to date."""
    new = [result for result in results if result.pk is None]
    references = opaque_references("CR", len(new))
    copy_rows(CourtResult, _COLUMNS, [_values(*one, file_id, at) for one in zip(new, references, strict=True)])
    for result in results:
        if result.pk is not None:
            outcome = dict(zip(_OUTCOME, _outcome(result), strict=True))
            CourtResult.objects.filter(pk=result.pk).update(**outcome)


_OUTCOME = (
    *("region_id", "court_id", "force_id", "state", "held_for", "notes", "verdict", "verdict_rule", "verdict_reasons"),
    *("offender_id", "case_id", "offence_id", "request_id"),
)
_COLUMNS = (
    *("reference", "file_id", "row_number", "result_id", "version", "content_hash", "raw", "corrections"),
    *("received_at", "decision", "decision_note"),
    *_OUTCOME,
)


def _values(result: Incoming, reference: str, file_id: int | None, at: datetime) -> tuple[object, ...]:
    row = result.row
    received = (
        reference,
        file_id,
        row.row,
        row.result_id,
        result.version,
        result.content_hash,
        result.raw_as_json or json_of_texts(result.raw),
    )
    return (*received, {}, at, "", "", *_outcome(result))


def _outcome(result: Incoming) -> tuple[object, ...]:
    """Values in the order of _OUTCOME."""
    held = result.state == ResultState.HELD
    state = ResultState(result.state or ResultState.HELD)
    answer = None if held else result.verdict
    case = None if held else result.case
    defendant = case.defendant if case else None
    offence = result.offence if case else None
    return (
        result.region.code if result.region else None,
        result.court.pk if result.court else None,
        result.force.pk if result.force else None,
        state.value,
        [reason.value for reason in result.doubts] if held else [],
        [*result.doubts.values(), *result.notes] if held else result.notes,
        answer.verdict.value if answer else "",
        answer.rule if answer else "",
        answer.reasons if answer else (),
        defendant.pk if defendant else None,
        case.pk if case else None,
        offence.pk if offence else None,
        None if held else result.request_id,
    )
