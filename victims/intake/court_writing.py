"""Write what court results lead to, table by table: offenders, cases, offences, sentences, requests, the results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection

from accounts import audit
from accounts.models import AuditEntry, User
from cases.actions.opening import OPENED, REOPENED
from cases.actions.references import next_case_references
from cases.enums import CaseSource, CaseStatus
from cases.models import (
    Case,
    Conviction,
    Offence,
    Offender,
    OffenderAlias,
    OffenderIdentifier,
    Sentence,
)
from cases.rules.exact_names import names_key
from victims.enums import RequestSource, ResultState
from victims.intake.copying import copy_rows, next_ids
from victims.intake.court_asking import Asking, Consequences
from victims.intake.court_incoming import CaseHere, Defendant, Incoming, OffenceHere
from victims.intake.known_people import among
from victims.models import ReferralRequest
from victims.rules.clocks import AFTER_OPT_OUT
from vlu.lib.opaque import opaque_references

Entry = tuple[object, ...]  # the values of audit.WRITTEN_COLUMNS
ASKED = audit.verb("court_result.asked", "asked {office} for a referral, after a court result")
CHANGED = audit.verb("court_result.changed_sentence", "recorded that the court changed a sentence: {cause}")


def write_consequences(found: Consequences, by: User | None, at: datetime) -> None:
    """The caller holds the transaction: all of it stands, or nothing."""
    entries: list[Entry] = []
    _write_defendants([case.defendant for case in found.cases])
    _write_cases([case for case in found.cases if case.is_new], by, at, entries)
    _write_offences(found.cases, by, at, entries)
    _write_requests([asking for asking in found.asking if asking.held is None], by, at, entries)
    _add_to_requests([asking for asking in found.asking if asking.held is not None])
    _reopen([asking.case for asking in found.asking if asking.case.is_closed], by, at, entries)
    # Left to the commit, the waiting checks of foreign keys make the audit trail's row trigger slow.
    connection.check_constraints()
    _write_entries(entries)


def _write_defendants(defendants: Sequence[Defendant]) -> None:
    everyone = list(dict.fromkeys(defendants))
    new = [defendant for defendant in everyone if defendant.is_new and defendant.pk is None]
    for defendant, pk in zip(new, next_ids(Offender, len(new)), strict=True):
        defendant.pk = pk
    copy_rows(
        Offender,
        ("id", "reference", "first_names", "last_name", "date_of_birth"),
        (
            (
                d.pk,
                reference,
                row.defendant_first_names,
                row.defendant_last_name,
                row.defendant_date_of_birth,
            )
            for d, reference in zip(new, opaque_references("OF", len(new)), strict=True)
            for row in [_shown(d).row]
        ),
    )
    _write_numbers(everyone)
    _write_aliases(everyone)


def _shown(defendant: Defendant) -> Incoming:
    return defendant.results[0]


def _write_numbers(defendants: Sequence[Defendant]) -> None:
    """Numbers that are new to somebody. One that a person has decided belongs to somebody else is kept as written, and
    is not matched on."""
    wanted = {number for d in defendants for result in d.results for number in result.numbers}
    values = _numbers_held(wanted)
    known = OffenderIdentifier.objects.filter(offender__in=among([d.pk for d in defendants if not d.is_new and d.pk]))
    as_written = set(known.values_list("offender_id", "scheme", "raw"))
    new = []
    for defendant in defendants:
        for result in defendant.results:
            for number in result.identifiers:
                if (defendant.pk or 0, number.scheme, number.raw) in as_written:
                    continue
                whose = values.get((number.scheme, number.value)) if number.value else None
                if whose is not None and whose == defendant.pk:
                    continue
                as_written.add((defendant.pk or 0, number.scheme, number.raw))
                if number.value and whose is None:
                    values[number.scheme, number.value] = defendant.pk or 0
                new.append((defendant.pk, number.scheme, number.raw, number.value if whose is None else ""))
    copy_rows(OffenderIdentifier, ("offender_id", "scheme", "raw", "value"), new)


def _numbers_held(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    held: dict[tuple[str, str], int] = {}
    for scheme in {scheme for scheme, _ in wanted}:
        of_scheme = [value for other, value in wanted if other == scheme]
        rows = OffenderIdentifier.objects.filter(scheme=scheme, value__in=among(of_scheme, "text"))
        held |= {(scheme, value): pk for value, pk in rows.values_list("value", "offender_id")}
    return held


def _write_aliases(defendants: Sequence[Defendant]) -> None:
    own = dict(_own_names([d.pk for d in defendants if d.pk and not d.is_new]))
    rows = []
    for defendant in defendants:
        row = _shown(defendant).row
        mine = own.get(defendant.pk or 0) or names_key(row.defendant_first_names, row.defendant_last_name)
        names = {
            alias
            for result in defendant.results
            for alias in [*result.row.aliases, (result.row.defendant_first_names, result.row.defendant_last_name)]
            if names_key(*alias) != mine
        }
        rows += [
            OffenderAlias(offender_id=defendant.pk or 0, first_names=first, last_name=last)
            for first, last in sorted(names)
        ]
    if rows:
        OffenderAlias.objects.bulk_create(rows, ignore_conflicts=True)


def _own_names(pks: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for pk, first, last in (
        Offender.objects.filter(pk__in=among(pks)).order_by().values_list("pk", "first_names", "last_name")
    ):
        yield pk, names_key(first, last)


def _write_cases(cases: Sequence[CaseHere], by: User | None, at: datetime, entries: list[Entry]) -> None:
    by_region: dict[str, list[CaseHere]] = defaultdict(list)
    for case in cases:
        by_region[case.region.code].append(case)
    for some in by_region.values():
        for case, reference in zip(some, next_case_references(some[0].region, len(some)), strict=True):
            case.reference = reference
    convictions, ids = next_ids(Conviction, len(cases)), next_ids(Case, len(cases))
    for case, conviction_id, pk in zip(cases, convictions, ids, strict=True):
        case.conviction_id, case.pk = conviction_id, pk
    copy_rows(
        Conviction,
        ("id", "offender_id", "court_id", "court_as_written", "sentenced_on"),
        (
            (c.conviction_id, c.defendant.pk, court.pk if court else None, court.name if court else "", c.sentenced_on)
            for c in cases
            for court in [c.results[0].court]
        ),
    )
    columns = ("id", "reference", "offender_id", "conviction_id", "region_id", "sentenced_on")
    same = (CaseStatus.OPEN.value, CaseSource.COURT.value, at)
    copy_rows(
        Case,
        (*columns, "status", "source", "opened_at"),
        ((c.pk, c.reference, c.defendant.pk, c.conviction_id, c.region.code, c.sentenced_on, *same) for c in cases),
    )
    entries += [audit.written(OPENED, Case, c.reference, by, at=at, region=c.region.code) for c in cases]


def _write_offences(cases: Sequence[CaseHere], by: User | None, at: datetime, entries: list[Entry]) -> None:
    here = [(case, offence) for case in cases for offence in case.offences.values()]
    new = [(case, offence) for case, offence in here if offence.is_new]
    _write_new_offences(new)
    changed = [
        (case, offence) for case, offence in here if not offence.is_new and offence.result.state == ResultState.CHANGED
    ]
    _write_sentences([offence for _, offence in new], [offence for _, offence in changed], by, at)
    with_new = {case.pk for case, offence in new if not case.is_new} | {case.pk for case, _ in changed}
    Case.objects.filter(pk__in=among([pk for pk in with_new if pk])).update(facts_changed_at=at)
    for case, offence in changed:
        cause = offence.result.cause.label
        entries.append(audit.written(CHANGED, Case, case.reference, by, at=at, region=case.region.code, cause=cause))


def _write_new_offences(new: Sequence[tuple[CaseHere, OffenceHere]]) -> None:
    for (_, offence), pk in zip(new, next_ids(Offence, len(new)), strict=True):
        offence.pk = pk
    copy_rows(
        Offence,
        ("id", "conviction_id", "offence_type_id", "code", "label", "committed_on"),
        (
            (
                offence.pk,
                case.conviction_id,
                result.offence_type.pk if result.offence_type else None,
                result.row.offence_code,
                result.row.offence_wording,
                result.row.offence_date,
            )
            for case, offence in new
            for result in [offence.result]
        ),
    )


def _write_sentences(new: Sequence[OffenceHere], changed: Sequence[OffenceHere], by: User | None, at: datetime) -> None:
    """Of several changes of one sentence the last stands."""
    last = {offence.pk: offence for offence in changed}
    Sentence.objects.filter(offence__in=last, superseded_at__isnull=True).update(superseded_at=at)
    length = ("years", "months", "weeks", "days")
    together = [f"together_{part}" for part in length]
    of_the_record = ("remand_days", "cause", "note", "recorded_by_id", "superseded_at")
    copy_rows(
        Sentence,
        ("offence_id", "sentenced_on", "disposal", *length, *together, *of_the_record),
        (
            (*_sentence(offence, by), at if last.get(offence.pk, offence) is not offence else None)
            for offence in [*new, *changed]
        ),
    )


def _sentence(offence: OffenceHere, by: User | None) -> tuple[object, ...]:
    row = offence.result.row
    length = (row.sentence_years, row.sentence_months, row.sentence_weeks, row.sentence_days)
    together = (row.aggregate_years, row.aggregate_months, row.aggregate_weeks, row.aggregate_days)
    recorded_by = by.pk if by else None
    cause = offence.result.cause.value
    return (offence.pk, row.sentenced_on, row.disposal, *length, *together, row.remand_days, cause, "", recorded_by)


def _write_requests(asking: Sequence[Asking], by: User | None, at: datetime, entries: list[Entry]) -> None:
    ids = list(next_ids(ReferralRequest, len(asking)))
    references = opaque_references("RQ-", len(asking))
    for one, pk in zip(asking, ids, strict=True):
        for result in one.results:
            result.request_id = pk
    copy_rows(
        ReferralRequest,
        (
            *("id", "reference", "case_id", "organisation_id", "concerning", "scheme", "verdict", "verdict_rule"),
            *("verdict_reasons", "source", "found_on", "due_on"),
        ),
        (
            (
                *(pk, reference, one.case.pk, one.unit.pk, one.concerning, one.answer.scheme.value),
                *(one.answer.verdict.value, one.answer.rule, one.answer.reasons),
                *(RequestSource.COURT_RESULT.value, at.date(), one.due_on),
            )
            for one, pk, reference in zip(asking, ids, references, strict=True)
        ),
    )
    copy_rows(
        ReferralRequest.offences.through,
        ("referralrequest_id", "offence_id"),
        ((pk, offence.pk) for one, pk in zip(asking, ids, strict=True) for offence in one.offences),
    )
    for one, reference in zip(asking, references, strict=True):
        region = one.case.region.code
        entries.append(audit.written(ASKED, ReferralRequest, reference, by, at=at, region=region, office=one.unit.name))


def _add_to_requests(asking: Sequence[Asking]) -> None:
    for one in asking:
        if one.held is None:
            continue
        request = ReferralRequest.objects.get(pk=one.held.pk)
        request.offences.add(*[offence.pk for offence in one.offences if offence.pk])
        if one.judged_better:
            request.scheme, request.verdict = one.answer.scheme, one.answer.verdict
            request.verdict_rule, request.verdict_reasons = one.answer.rule, list(one.answer.reasons)
            counts_from_opt_out = request.opt_out_ended_on is not None and one.answer.scheme in AFTER_OPT_OUT
            if one.due_on >= request.found_on and not counts_from_opt_out:
                request.due_on = min(request.due_on, one.due_on)
            request.save(update_fields=["scheme", "verdict", "verdict_rule", "verdict_reasons", "due_on"])


def _reopen(cases: Sequence[CaseHere], by: User | None, at: datetime, entries: list[Entry]) -> None:
    """Somebody is to be referred on a case that was over: it is open again, as a referral would have it."""
    for case in dict.fromkeys(cases):
        Case.objects.filter(reference=case.reference).update(status=CaseStatus.OPEN, closed_at=None)
        case.is_closed = False
        entries.append(audit.written(REOPENED, Case, case.reference, by, at=at, region=case.region.code))


def _write_entries(entries: Sequence[Entry]) -> None:
    filled_by_the_database = (0, 0, "")
    columns = (*audit.WRITTEN_COLUMNS, "cluster", "transaction_number", "row_hash")
    copy_rows(AuditEntry, columns, ((*entry, *filled_by_the_database) for entry in entries))
