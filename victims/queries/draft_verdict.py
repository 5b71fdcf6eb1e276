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
from cases.queries.offences import offence_type_called
from cases.queries.rule_sets import all_rule_sets, rule_set_among
from cases.rules.eligibility import SCHEME_OF, Assessment, EligibilityFacts, assess, best_of
from cases.rules.sentence_length import Length
from victims.queries.limits import current_limits
from victims.rules.clocks import ClockFacts, clocks_for
from victims.rules.contact_promise import contact_promised_by
from victims.rules.referral_content import Content, offence_answers, offender_answers
from victims.rules.verdict_words import VerdictWords, words_for
from vlu.lib.errors import DomainError


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
    """An offence and its sentence, as far as they are known."""

    code: str
    disposal: str
    length: Length
    sentenced_on: date
    committed_on: date | None


def receiving_region(court: Court | None, office: Organisation) -> Region:
    """The region of the court; for a court we do not know, that of the force, or of the office itself.

    Raises NoUnitForReferral for a force without a region, such as the British Transport Police, and no known court.
    """
    force = office.force
    region = (court.region if court else None) or (force.region if force else office.region)
    if region is None:
        raise NoUnitForReferral(
            "Your force does not belong to one region, so the court decides which unit receives the referral. "
            "Choose the court from the list."
        )
    return region


def court_coded(code: str) -> Court | None:
    return Court.objects.select_related("region").filter(code=code).first() if code else None


def verdict_on(content: Content, office: Organisation, today: date) -> DraftVerdict:
    """The verdict on answers whose offender and offence steps are done. Raises NoUnitForReferral."""
    offender, offence = offender_answers(content), offence_answers(content)
    sentenced = Sentenced(offence.code, offender.disposal, offender.length, offender.sentenced_on, offence.committed_on)
    category = content.get("victim", {}).get("category", "")
    return verdict_for([sentenced], offender.court, office, category, today)


def verdict_for(
    sentenced: Sequence[Sentenced], court: str, office: Organisation, category: str, today: date
) -> DraftVerdict:
    """The verdict for one person, of what was done to them. `court` is its code, empty when it is not known.

    Raises NoUnitForReferral.
    """
    region = receiving_region(court_coded(court), office)
    live_from = vns_live_from(region, office.force)
    rule_sets = all_rule_sets()
    assessment = best_of(
        [assess(_facts(one, live_from), rule_set_among(rule_sets, one.sentenced_on)) for one in sentenced]
    )
    by = contact_by(assessment.verdict, assessment.facts.sentenced_on, today)
    return DraftVerdict(assessment, region, words_for(assessment.verdict, category, by))


def _facts(one: Sentenced, live_from: date) -> EligibilityFacts:
    return EligibilityFacts(
        offence=offence_facts(offence_type_called(one.code), one.code),
        disposal=one.disposal,
        length=one.length,
        sentenced_on=one.sentenced_on,
        committed_on=one.committed_on,
        vns_live_from=live_from,
        code=one.code,
    )


def contact_by(verdict: str, sentenced_on: date, referred_on: date) -> date | None:
    """The day contact is due if it is referred on `referred_on`. None where a manager decides first."""
    scheme = SCHEME_OF[Verdict(verdict)]
    if scheme == Scheme.DISCRETIONARY:
        return None
    clocks = clocks_for(ClockFacts(scheme, sentenced_on, referred_on, None), current_limits(), working_calendar())
    return contact_promised_by(clocks, referred_on)
