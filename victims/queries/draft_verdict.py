"""The verdict on a referral that is being written, before anybody is told anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import Organisation, Region
from cases.enums import Scheme, Verdict
from cases.models import Court
from cases.queries.calendar import working_calendar
from cases.queries.eligibility import offence_facts, vns_live_from
from cases.queries.offences import offence_types_called
from cases.queries.rule_sets import all_rule_sets, rule_set_among
from cases.rules.age import age_on
from cases.rules.eligibility import SCHEME_OF, Assessment, EligibilityFacts, assess, best_of
from cases.rules.sentence_length import Length
from victims.queries.limits import current_limits
from victims.rules.clocks import ClockFacts, clocks_for
from victims.rules.contact_promise import contact_promised_by
from victims.rules.limits import Limit
from victims.rules.referral_content import OffenceAnswers, offences_answers, offender_answers, people_answers
from victims.rules.referral_shape import Content
from victims.rules.verdict_words import VerdictWords, words_for
from vlu.lib.errors import DomainError
from vlu.lib.working_days import WorkingCalendar


class NoUnitForReferral(DomainError):
    """Neither the court nor the force says which region's unit receives it."""

    code = "no_unit_for_referral"


@dataclass(frozen=True)
class DraftVerdict:
    assessment: Assessment
    region: Region
    words: VerdictWords

    @property
    def is_not_eligible(self) -> bool:
        return self.assessment.verdict == Verdict.NOT_ELIGIBLE


@dataclass(frozen=True)
class Sentenced:
    """An offence and its sentence, as far as they are known. The offender's age is in years on the day of sentence."""

    code: str
    disposal: str
    length: Length
    sentenced_on: date
    committed_on: date | None
    offender_age: int | None = None


def receiving_region(court: Court | None, office: Organisation) -> Region:
    """The region of the court; for a court we do not know, that of the force, or of the office itself.

    Raises NoUnitForReferral for a force without a region, such as the British Transport Police, and no known court.
    """
    region = (court.region if court else None) or office.area
    if region is None:
        raise NoUnitForReferral(
            "Your office does not belong to one region, so the court decides which unit receives the referral. "
            "Choose the court from the list."
        )
    return region


def court_coded(code: str) -> Court | None:
    return Court.objects.select_related("region").filter(code=code).first() if code else None


@dataclass(frozen=True)
class PersonVerdict:
    """The verdict for one person of a draft, from the offences that concern them."""

    key: str
    name: str
    offences: Sequence[OffenceAnswers]
    verdict: DraftVerdict


class Judge:
    """Gives the verdicts of one draft. What they rest on is read from the database once, however many there are."""

    def __init__(self, sentenced: Sequence[Sentenced], court: str, office: Organisation, today: date) -> None:
        """`court` is its code, empty when it is not known. Raises NoUnitForReferral."""
        self.region = receiving_region(court_coded(court), office)
        self.live_from = vns_live_from(self.region, office.force)
        self.types = offence_types_called({one.code for one in sentenced})
        self.rule_sets = all_rule_sets()
        self.limits, self.calendar, self.today = current_limits(), working_calendar(), today

    def verdict(self, sentenced: Sequence[Sentenced], category: str) -> DraftVerdict:
        """For one person of that category, of what was done to them."""
        answers = [assess(self._facts(one), rule_set_among(self.rule_sets, one.sentenced_on)) for one in sentenced]
        best = best_of(answers)
        by = _promised(best.verdict, best.facts.sentenced_on, self.today, self.limits, self.calendar)
        return DraftVerdict(best, self.region, words_for(best.verdict, category, by))

    def _facts(self, one: Sentenced) -> EligibilityFacts:
        return EligibilityFacts(
            offence=offence_facts(self.types.get(one.code), one.code),
            disposal=one.disposal,
            length=one.length,
            sentenced_on=one.sentenced_on,
            committed_on=one.committed_on,
            vns_live_from=self.live_from,
            code=one.code,
            offender_age=one.offender_age,
        )


@dataclass(frozen=True)
class DraftVerdicts:
    """`overall` is for somebody whom every offence concerns; `people` are those entered and whole so far."""

    overall: DraftVerdict
    offences: Sequence[tuple[OffenceAnswers, DraftVerdict]]
    people: Sequence[PersonVerdict]

    @property
    def is_not_eligible(self) -> bool:
        """Somebody, or before anybody is entered everybody, would be told that the schemes do not cover them."""
        asked = [person.verdict for person in self.people] or [self.overall]
        return any(verdict.is_not_eligible for verdict in asked)


def verdicts_on(content: Content, office: Organisation, today: date) -> DraftVerdicts:
    """The verdicts on answers whose offender and offences are done. Raises NoUnitForReferral."""
    offender, offences, people = offender_answers(content), offences_answers(content), people_answers(content)
    born = offender.date_of_birth
    age = age_on(offender.sentenced_on, born) if born else None
    sentenced = {
        one.key: Sentenced(one.code, one.disposal, one.length, offender.sentenced_on, one.committed_on, age)
        for one in offences
    }
    judge = Judge([*sentenced.values()], offender.court, office, today)
    category = people[0].category if people else ""
    concerned = [(person, [one for one in offences if one.key in person.offences]) for person in people]
    return DraftVerdicts(
        overall=judge.verdict([*sentenced.values()], category),
        offences=[(one, judge.verdict([sentenced[one.key]], category)) for one in offences],
        people=[
            PersonVerdict(
                person.key, person.full_name, theirs, judge.verdict([sentenced[o.key] for o in theirs], person.category)
            )
            for person, theirs in concerned
            if theirs
        ],
    )


def contact_by(verdict: str, sentenced_on: date, referred_on: date, *, counts_from: date | None = None) -> date | None:
    """The day contact is due if it is referred on `referred_on`. None where a manager decides first. `counts_from` as
    in ClockFacts: a sentence that became custody later promises nothing from the day before."""
    return _promised(verdict, sentenced_on, referred_on, current_limits(), working_calendar(), counts_from=counts_from)


def _promised(
    verdict: str,
    sentenced_on: date,
    referred_on: date,
    limits: Sequence[Limit],
    calendar: WorkingCalendar,
    *,
    counts_from: date | None = None,
) -> date | None:
    scheme = SCHEME_OF[Verdict(verdict)]
    if scheme == Scheme.DISCRETIONARY:
        return None
    facts = ClockFacts(scheme, sentenced_on, referred_on, None, counts_from)
    return contact_promised_by(clocks_for(facts, limits, calendar), facts.no_earlier(referred_on) or referred_on)
