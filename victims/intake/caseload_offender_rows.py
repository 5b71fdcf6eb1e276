"""The offender side of a planned caseload, as rows: offenders, their numbers and other names, convictions, offences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from cases.enums import CaseSource, CaseStatus
from cases.models import Case, Conviction, Offence, Offender, OffenderAlias, OffenderIdentifier, Sentence
from victims.intake.caseload_plan import PlannedCase, PlannedEnrolment, PlannedOffender
from victims.intake.caseload_row import CaseloadRow
from vlu.lib.opaque import opaque_reference

BATCH = 1000
OffenceKey = tuple[object, ...]
Numbers = set[tuple[str, str]]


def write_offenders(planned: Sequence[PlannedOffender]) -> None:
    """Make the new offenders and add what is new to known ones. Every planned offender then has its `known_id`."""
    new = [offender for offender in planned if offender.known_id is None]
    held = _numbers_held([offender.known_id for offender in planned if offender.known_id is not None])
    made = Offender.objects.bulk_create((_offender(offender.enrolments[0].row) for offender in new), BATCH)
    for offender, row in zip(new, made, strict=True):
        offender.known_id = row.pk
    OffenderIdentifier.objects.bulk_create(
        (number for offender in planned for number in _new_numbers(offender, held)), BATCH
    )
    aliases = [
        OffenderAlias(offender_id=offender.pk, first_names=first, last_name=last)
        for offender in planned
        for first, last in sorted(offender.other_names)
    ]
    OffenderAlias.objects.bulk_create(aliases, BATCH, ignore_conflicts=True)


def _offender(row: CaseloadRow) -> Offender:
    return Offender(
        reference=opaque_reference("OF"),
        first_names=row.offender_first_names,
        last_name=row.offender_last_name,
        date_of_birth=row.offender_date_of_birth,
    )


def _numbers_held(ids: Sequence[int]) -> Numbers:
    """Numbers of known offenders, by value and as written, so that none is added twice."""
    rows = OffenderIdentifier.objects.filter(offender__in=ids).values_list("scheme", "value", "raw", "offender_id")
    return {pair for scheme, value, raw, pk in rows for pair in ((scheme, value), (f"{pk} {scheme}", raw))}


def _new_numbers(offender: PlannedOffender, held: Numbers) -> Iterator[OffenderIdentifier]:
    for enrolment in offender.enrolments:
        for number in enrolment.identifiers:
            as_written = (f"{offender.pk} {number.scheme}", number.raw)
            if as_written in held or (number.value and (number.scheme, number.value) in held):
                continue
            held |= {as_written, (number.scheme, number.value)}
            yield OffenderIdentifier(offender_id=offender.pk, scheme=number.scheme, raw=number.raw, value=number.value)


def open_cases(planned: Sequence[PlannedCase], at: datetime) -> list[Case]:
    """A conviction and a case for each. A case whose every sentence has run its length is opened closed."""
    convictions = Conviction.objects.bulk_create(
        Conviction(
            offender_id=case.offender.pk,
            court=case.enrolments[0].court,
            court_as_written=case.enrolments[0].row.court,
            sentenced_on=case.sentenced_on,
        )
        for case in planned
    )
    return Case.objects.bulk_create(
        Case(
            reference=case.enrolments[0].row.case_reference,
            offender_id=case.offender.pk,
            conviction=conviction,
            region=case.enrolments[0].area.region,
            sentenced_on=case.sentenced_on,
            source=CaseSource.IMPORT,
            opened_at=at,
            status=CaseStatus.CLOSED if case.ended else CaseStatus.OPEN,
            closed_at=at if case.ended else None,
        )
        for case, conviction in zip(planned, convictions, strict=True)
    )


def write_offences(together: Sequence[tuple[Case, PlannedEnrolment]]) -> list[Offence]:
    """The offence of each enrolment, in order. Rows of one case with the same offence and sentence share it."""
    offences = _offences_held({case.conviction_id for case, _ in together})
    new: list[tuple[Offence, CaseloadRow]] = []
    chosen = []
    for case, planned in together:
        key = _key(case.conviction_id, planned.row)
        if key not in offences:
            offences[key] = _offence(case, planned)
            new.append((offences[key], planned.row))
        chosen.append(offences[key])
    Offence.objects.bulk_create(offence for offence, _ in new)
    Sentence.objects.bulk_create(_sentence(offence, row) for offence, row in new)
    return chosen


def _offences_held(conviction_ids: set[int]) -> dict[OffenceKey, Offence]:
    sentences = Sentence.objects.filter(
        offence__conviction__in=conviction_ids, superseded_at__isnull=True
    ).select_related("offence")
    return {
        (
            sentence.offence.conviction_id,
            sentence.offence.code,
            sentence.offence.label,
            sentence.offence.committed_on,
            sentence.disposal,
            (sentence.years, sentence.months, sentence.weeks, sentence.days),
            sentence.remand_days,
        ): sentence.offence
        for sentence in sentences
    }


def _key(conviction_id: int, row: CaseloadRow) -> OffenceKey:
    length = (row.sentence_years, row.sentence_months, row.sentence_weeks, row.sentence_days)
    offence = (row.offence_code, row.offence_label, row.offence_date)
    return (conviction_id, *offence, row.disposal, length, row.remand_days)


def _offence(case: Case, planned: PlannedEnrolment) -> Offence:
    return Offence(
        conviction_id=case.conviction_id,
        offence_type=planned.offence_type,
        code=planned.row.offence_code,
        label=planned.row.offence_label,
        committed_on=planned.row.offence_date,
    )


def _sentence(offence: Offence, row: CaseloadRow) -> Sentence:
    return Sentence(
        offence=offence,
        sentenced_on=row.sentenced_on,
        disposal=row.disposal,
        years=row.sentence_years,
        months=row.sentence_months,
        weeks=row.sentence_weeks,
        days=row.sentence_days,
        remand_days=row.remand_days,
    )
