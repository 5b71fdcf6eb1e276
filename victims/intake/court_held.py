"""What we hold already that some court results speak of: earlier results, cases, their offences, who is on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from cases.enums import CaseStatus
from cases.models import Case, OffenceType, Sentence
from cases.queries.eligibility import offence_facts
from cases.rules.eligibility import EligibilityFacts
from cases.rules.exact_names import names_key
from cases.rules.offence_codes import look_up_order
from cases.rules.sentence_length import Length
from victims.enums import RequestAnswer, ResultState
from victims.intake.known_people import among, in_batches
from victims.models import CourtResult, Enrolment, ReferralRequest

ACTED_ON = frozenset({ResultState.OPENED, ResultState.JOINED, ResultState.CHANGED})


@dataclass(frozen=True, slots=True)
class EarlierResult:
    """The latest version of a result sent before. `acted_on` is the latest of which a case came, it or an older one."""

    pk: int
    version: int
    state: str
    raw: dict[str, str]
    offender_id: int | None
    case_id: int | None
    offence_id: int | None
    request_id: int | None
    acted_on: EarlierResult | None = None


@dataclass(frozen=True, slots=True)
class HeldOffence:
    """An offence of a case we hold, with its sentence of today. `from_court` is whether a court result gave it."""

    pk: int
    case_id: int
    offender_id: int
    code: str
    label: str
    committed_on: date | None
    disposal: str
    length: Length
    offence_type: OffenceType | None
    sentenced_on: date
    from_court: bool

    def is_called(self, code: str, wording: str, committed_on: date | None) -> bool:
        """The same code without regard to a letter for attempt and the like, or the same words where one has no code;
        and the same date, or one of them unknown."""
        if code and self.code:
            same = look_up_order(code)[-1] == look_up_order(self.code)[-1]
        else:
            same = bool(wording) and wording.casefold() == self.label.casefold()
        return same and (committed_on is None or self.committed_on is None or committed_on == self.committed_on)


@dataclass
class HeldRequest:
    """A referral already asked for: nobody is asked twice for one person on one case, unless the office said that the
    case is not theirs, or the unit took the request back."""

    pk: int
    stands: bool
    verdict: str
    offence_ids: set[int]


@dataclass
class HeldCase:
    pk: int
    reference: str
    conviction_id: int
    sentenced_on: date
    region_id: str
    is_closed: bool
    offences: list[HeldOffence] = field(default_factory=list)
    requests: dict[str, HeldRequest] = field(default_factory=dict)
    enrolled: list[tuple[str, set[int]]] = field(default_factory=list)


def earlier_results(result_ids: Iterable[str]) -> dict[str, EarlierResult]:
    found: dict[str, EarlierResult] = {}
    columns = ("pk", "version", "state", "raw", "offender_id", "case_id", "offence_id", "request_id")
    for some in in_batches(set(result_ids)):
        rows = CourtResult.objects.filter(result_id__in=among(some, "text")).order_by("version")
        for result_id, *values in rows.values_list("result_id", *columns):
            latest, before = EarlierResult(*values), found.get(result_id)
            acted_on = latest if latest.state in ACTED_ON else (before.acted_on if before else None)
            found[result_id] = replace(latest, acted_on=acted_on)
    return found


def contents_held(result_ids: Iterable[str]) -> tuple[dict[tuple[str, str], tuple[int, str]], dict[str, int]]:
    """For each content of these results held: the file it came in and its state. And the latest version of each."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    versions: dict[str, int] = {}
    columns = ("result_id", "content_hash", "file_id", "state", "version")
    for some in in_batches(set(result_ids)):
        rows = CourtResult.objects.filter(result_id__in=among(some, "text")).order_by()
        for result_id, content, file_id, state, version in rows.values_list(*columns):
            found[result_id, content] = (file_id, state)
            versions[result_id] = max(version, versions.get(result_id, 0))
    return found, versions


def cases_of(offender_ids: Iterable[int]) -> dict[tuple[int, date], HeldCase]:
    """The case of each sentencing of these offenders; of several on one day the latest, as a referral takes."""
    by_day: dict[tuple[int, date], HeldCase] = {}
    for some in in_batches(set(offender_ids)):
        rows = Case.objects.filter(offender__in=among(some)).order_by("pk")
        columns = ("offender_id", "pk", "reference", "conviction_id", "sentenced_on", "region_id", "status")
        for offender_id, pk, reference, conviction_id, sentenced_on, region_id, status in rows.values_list(*columns):
            is_closed = status == CaseStatus.CLOSED
            by_day[offender_id, sentenced_on] = HeldCase(
                pk, reference, conviction_id, sentenced_on, region_id, is_closed
            )
    _add_offences(list(by_day.values()))
    _add_people(list(by_day.values()))
    return by_day


_OF_OFFENCE = (
    *("offence__conviction__case", "offence_id", "offence__offence_type_id", "offence__conviction__offender_id"),
    *("offence__code", "offence__label", "offence__committed_on", "disposal", "sentenced_on"),
    *("years", "months", "weeks", "days"),
)


def _add_offences(cases: Sequence[HeldCase]) -> None:
    by_pk = {case.pk: case for case in cases}
    types = {row.pk: row for row in OffenceType.objects.all()} if cases else {}
    for some in in_batches(by_pk):
        from_court = set(
            CourtResult.objects.filter(case__in=among(some)).order_by().values_list("offence_id", flat=True)
        )
        sentences = Sentence.objects.filter(offence__conviction__case__in=among(some), superseded_at__isnull=True)
        for case_id, offence_id, offence_type_id, *values, years, months, weeks, days in sentences.order_by(
            "offence_id"
        ).values_list(*_OF_OFFENCE):
            offender_id, code, label, committed_on, disposal, sentenced_on = values
            length = Length(years, months, weeks, days)
            by_pk[case_id].offences.append(
                HeldOffence(
                    *(offence_id, case_id, offender_id, code, label, committed_on, disposal, length),
                    *(types.get(offence_type_id), sentenced_on, offence_id in from_court),
                )
            )


def _add_people(cases: Sequence[HeldCase]) -> None:
    by_pk = {case.pk: case for case in cases}
    for some in in_batches(by_pk):
        offences: dict[int, set[int]] = defaultdict(set)
        pairs = ReferralRequest.offences.through.objects.filter(referralrequest__case__in=among(some))
        for request_id, offence_id in pairs.values_list("referralrequest_id", "offence_id"):
            offences[request_id].add(offence_id)
        asked = ReferralRequest.objects.exclude(answer__in=[RequestAnswer.WRONG_CASE, RequestAnswer.WITHDRAWN])
        requests = asked.filter(case__in=among(some)).order_by("pk")
        for pk, case_id, concerning, answer, verdict in requests.values_list(
            "pk", "case_id", "concerning", "answer", "verdict"
        ):
            by_pk[case_id].requests[plain_name(concerning)] = HeldRequest(pk, answer == "", verdict, offences[pk])
        enrolments = (
            Enrolment.objects.filter(case__in=among(some)).select_related("victim").prefetch_related("offences")
        )
        for enrolment in enrolments.order_by("pk"):
            ids = {offence.pk for offence in enrolment.offences.all()} | {enrolment.offence_id}
            by_pk[enrolment.case_id].enrolled.append((plain_name(enrolment.victim.full_name), ids))


def plain_name(name: str) -> str:
    """A whole name as it is compared."""
    return names_key("", name)[1]


def facts_of(offence: HeldOffence, vns_live_from: date) -> EligibilityFacts:
    return EligibilityFacts(
        offence=offence_facts(offence.offence_type, offence.code),
        disposal=offence.disposal,
        length=offence.length,
        sentenced_on=offence.sentenced_on,
        committed_on=offence.committed_on,
        vns_live_from=vns_live_from,
        code=offence.code,
    )
