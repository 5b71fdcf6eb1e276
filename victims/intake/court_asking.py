"""What each case of some court results leads to: the verdict for each person harmed, and the referrals to ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.models import Organisation
from cases.enums import Verdict
from cases.queries.eligibility import vns_live_from
from cases.rules.eligibility import ENTITLEMENT, Assessment, best_of
from victims.enums import ResultState
from victims.intake.court_held import HeldCase, HeldRequest, facts_of
from victims.intake.court_incoming import CaseHere, Incoming, OffenceHere
from victims.intake.court_placing import Places
from victims.intake.court_tables import CourtTables


@dataclass(slots=True)
class Asking:
    """A referral to ask for, or one that stands and now concerns more offences (`held`)."""

    case: CaseHere
    unit: Organisation
    concerning: str
    offences: list[OffenceHere]
    answer: Assessment
    due_on: date
    results: list[Incoming]
    held: HeldRequest | None = None
    judged_better: bool = False


@dataclass(slots=True)
class Consequences:
    """`cases` are those to be written, `asking` the referrals; results of no consequence have their state already."""

    cases: list[CaseHere] = field(default_factory=list)
    asking: list[Asking] = field(default_factory=list)


def work_out(places: Places, tables: CourtTables) -> Consequences:
    """Judge each person harmed on each case. A new case on which nobody is entitled is not opened at all."""
    found = Consequences()
    for case in places.all():
        people = _people(case)
        answers = {name: _verdict(results) for name, results in people.items()}
        if case.is_new and all(answer.verdict == Verdict.NOT_ELIGIBLE for answer in answers.values()):
            for name, results in people.items():
                _no_action(results, answers[name])
            continue
        found.cases.append(case)
        held = places.held_case(case)
        for name, results in people.items():
            _work_out_person(found, _Person(case, held, name, results, answers[name]), tables)
    return found


def _people(case: CaseHere) -> dict[str, list[Incoming]]:
    people: dict[str, list[Incoming]] = defaultdict(list)
    for result in case.results:
        people[result.harmed_name].append(result)
    return people


def _verdict(results: Sequence[Incoming]) -> Assessment:
    offences = dict.fromkeys(result.offence for result in results if result.offence is not None)
    if len(offences) == 1:
        return next(iter(offences)).result.alone
    answers = {alone.facts: alone for offence in offences for alone in [offence.result.alone]}
    return best_of(list(answers.values()))


def _no_action(results: Sequence[Incoming], answer: Assessment) -> None:
    """The offence stays on a case that is held or opened for somebody else; a case for nobody is not kept."""
    for result in results:
        result.verdict = answer
        result.state = ResultState.NO_ACTION if result.state is None else result.state
        if result.case is not None and result.case.is_new:
            result.case = result.offence = None


@dataclass(slots=True)
class _Person:
    """Somebody harmed on a case, the results that speak of them, and the verdict on those."""

    case: CaseHere
    held: HeldCase | None
    name: str
    results: list[Incoming]
    answer: Assessment

    @property
    def offences(self) -> list[OffenceHere]:
        return list(dict.fromkeys(result.offence for result in self.results if result.offence is not None))

    @property
    def unit(self) -> Organisation:
        """Raises ValueError for a result without one: it is held before."""
        if (unit := self.results[0].unit) is None:
            raise ValueError("A result without a witness care unit is held before.")
        return unit

    def due_on(self, answer: Assessment, tables: CourtTables) -> date:
        return tables.referral_due_on(answer.scheme, self.results[0].row.sentenced_on)


def _work_out_person(found: Consequences, person: _Person, tables: CourtTables) -> None:
    answer, entitled = person.answer, person.answer.verdict != Verdict.NOT_ELIGIBLE
    for result in person.results:
        result.verdict = answer
        if result.state is None:
            on_case = ResultState.OPENED if person.case.is_new else ResultState.JOINED
            result.state = on_case if entitled else ResultState.NO_ACTION
    request = person.held.requests.get(person.name) if person.held else None
    if request is not None:
        _add_to_request(found, person, request, tables)
    elif entitled and not _is_enrolled(person.held, person.name, person.offences):
        concerning = " ".join(person.results[0].row.harmed.split())
        due_on = person.due_on(answer, tables)
        found.asking.append(
            Asking(person.case, person.unit, concerning, person.offences, answer, due_on, person.results)
        )


def _add_to_request(found: Consequences, person: _Person, request: HeldRequest, tables: CourtTables) -> None:
    """Nobody is asked twice for one person on one case: a request that stands names the offence too."""
    for result in person.results:
        result.request_id = request.pk
    if not request.stands or person.held is None or person.answer.verdict == Verdict.NOT_ELIGIBLE:
        return
    live_from = vns_live_from(person.case.region, person.results[0].force)
    offences = person.offences
    changed = {offence.pk for offence in offences}
    before = [
        tables.verdict(facts_of(offence, live_from))
        for offence in person.held.offences
        if offence.pk in request.offence_ids and offence.pk not in changed
    ]
    whole = best_of([person.answer, *before])
    better = ENTITLEMENT.index(whole.verdict) < ENTITLEMENT.index(Verdict(request.verdict))
    new = [offence for offence in offences if offence.is_new or offence.pk not in request.offence_ids]
    if new or better:
        due_on = person.due_on(whole, tables)
        found.asking.append(
            Asking(person.case, person.unit, "", new, whole, due_on, person.results, request, judged_better=better)
        )


def _is_enrolled(held: HeldCase | None, name: str, offences: Sequence[OffenceHere]) -> bool:
    """Somebody of this name is on the case already; for a result that names nobody, somebody whom the offence
    concerns."""
    if held is None:
        return False
    if name:
        return any(enrolled == name for enrolled, _ in held.enrolled)
    here = {offence.pk for offence in offences if not offence.is_new}
    return bool(here) and any(here & ids for _, ids in held.enrolled)
