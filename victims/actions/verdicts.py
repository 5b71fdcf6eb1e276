"""The verdict of an enrolment over time: the first, a new one when facts change, and a manager's own.

What the rule says anew takes effect at once only where it gives as much as before. Where it would take something away,
or undo what a manager decided, it waits for a manager and contact goes on (domain 1.1: keep contact by discretion).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from cases.enums import Scheme, Verdict
from cases.models import Case, Offence
from cases.queries.eligibility import assess_offences
from cases.rules.eligibility import ENTITLEMENT, SCHEME_OF, Assessment
from victims.actions.clocks import refresh_clocks
from victims.actions.discretion import end_discretion
from victims.actions.reopening import look_again, tell_what_came_while_closed
from victims.actions.request_verdicts import judge_requests_again
from victims.enums import VerdictCause
from victims.models import EligibilityVerdict, Enrolment
from victims.queries.verdicts import override_reasons, verdict_row
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.sweep import Sweep

# The verdict is kept as a fact and stands in no sentence: administrators read the trail and see no case.
GIVEN_ANEW = audit.verb("verdict.given_anew", "gave a new verdict on eligibility, because facts changed")
PUT_TO_MANAGER = audit.verb("verdict.put_to_manager", "put a new verdict on eligibility to a manager")
OVERRIDDEN = audit.verb("verdict.overridden", "decided eligibility otherwise than the rule, giving a reason")
ACCEPTED = audit.verb("verdict.accepted", "agreed to what the rule says on eligibility")

SCHEME_ORDER = (Scheme.VCS, Scheme.VNS, Scheme.DISCRETIONARY)


class NoVerdictWaits(DomainError):
    """Somebody has decided meanwhile, or the facts changed again."""

    code = "no_verdict_waits"


class VerdictStandsAlready(DomainError):
    code = "verdict_stands_already"


class NotAReasonToOverride(DomainError):
    """The code is not among the reasons of the reference data that are in force."""

    code = "not_a_reason_to_override"


class VerdictOfClosedCase(DomainError):
    code = "verdict_of_closed_case"


def keep_first_verdict(enrolment: Enrolment, answer: Assessment, offence: Offence) -> EligibilityVerdict:
    """Called by the action that enrols, which writes the audit entry."""
    row = verdict_row(enrolment, answer, offence, VerdictCause.ENROLLED, clock.now())
    row.full_clean()
    row.save()
    return row


def reassess_cases(keys: Collection[int] | None = None) -> Sweep:
    """Give every verdict that rests on changed facts anew, on all cases or on those given.

    Each case by itself: one that fails is written to the log, keeps its mark, is tried again by the next run, and does
    not hold up the others. Whoever calls this says so (`raise_if_any_failed`)."""
    sweep = Sweep()
    changed = Case.objects.filter(facts_changed_at__isnull=False).order_by("id")
    if keys is not None:
        changed = changed.filter(pk__in=keys)
    for key in changed.values_list("pk", flat=True):
        with sweep.skipping("verdicts of a case", key):
            sweep.done += reassess_case(key)
    return sweep


@transaction.atomic
def reassess_case(key: int) -> bool:
    """False when somebody else is at it, or has done it."""
    case = (
        Case.objects.select_for_update(of=("self",), skip_locked=True, no_key=True)
        .filter(pk=key, facts_changed_at__isnull=False)
        .first()
    )
    if case is None:
        return False
    Enrolment.objects.filter(case=case).exclude(sentenced_on=case.sentenced_on).update(sentenced_on=case.sentenced_on)
    for enrolment in Enrolment.objects.filter(case=case).select_related("region", "force").order_by("id"):
        closed_on = enrolment.closed_on
        _reassess(enrolment)
        if closed_on and enrolment.is_open:
            tell_what_came_while_closed(enrolment, closed_on, clock.today())
        refresh_clocks(enrolment, clock.today())  # the day they run from may have moved, though the verdict is the same
    judge_requests_again(case)
    case.facts_changed_at = None
    case.save(update_fields=["facts_changed_at"])
    return True


def _reassess(enrolment: Enrolment) -> None:
    answer, offence = assess_offences(list(enrolment.offences.order_by("id")), enrolment.region, enrolment.force)
    current = _current(enrolment)
    waiting = EligibilityVerdict.objects.waiting().filter(enrolment=enrolment).first()
    if waiting is not None and _says_the_same(waiting, answer, offence):
        return
    now = clock.now()
    if waiting is not None:
        _supersede(waiting, now)
    if _says_the_same(_last_of_the_rule(enrolment, current), answer, offence):
        return
    look_again(enrolment, answer)
    row = verdict_row(enrolment, answer, offence, VerdictCause.FACTS, now)
    row.waits_for_manager = current.is_override or _takes_away(enrolment, answer)
    if row.waits_for_manager:
        row.scheme = answer.scheme
        row.full_clean()
        row.save()
        audit.record(PUT_TO_MANAGER, enrolment, None, region=enrolment.region_id, verdict=answer.verdict.label)
        return
    row.scheme = answer.scheme
    _put_in_force(enrolment, current, row)
    audit.record(GIVEN_ANEW, enrolment, None, region=enrolment.region_id, verdict=answer.verdict.label)


def _last_of_the_rule(enrolment: Enrolment, current: EligibilityVerdict) -> EligibilityVerdict:
    """What the rule said last: under an override, the verdict it replaced or one it set aside since."""
    if not current.is_override:
        return current
    given = EligibilityVerdict.objects.filter(enrolment=enrolment, decided_by__isnull=True)
    return given.first() or current


def _says_the_same(row: EligibilityVerdict, answer: Assessment, offence: Offence) -> bool:
    said = (row.verdict, row.rule, row.offence_id, row.reasons)
    return said == (answer.verdict, answer.rule, offence.pk, list(answer.reasons))


def _takes_away(enrolment: Enrolment, answer: Assessment) -> bool:
    lower = ENTITLEMENT.index(answer.verdict) > ENTITLEMENT.index(Verdict(enrolment.verdict))
    return lower or SCHEME_ORDER.index(answer.scheme) > SCHEME_ORDER.index(Scheme(enrolment.scheme))


def _supersede(row: EligibilityVerdict, now: datetime) -> None:
    row.superseded_at = now
    row.save(update_fields=["superseded_at"])


def _put_in_force(enrolment: Enrolment, current: EligibilityVerdict, row: EligibilityVerdict) -> None:
    """The old verdict is kept, the enrolment takes the new one, and its clocks are derived again."""
    _supersede(current, row.decided_at)
    row.full_clean()
    row.save()
    enrolment.scheme, enrolment.verdict, enrolment.verdict_rule = row.scheme, row.verdict, row.rule
    enrolment.verdict_reasons, enrolment.offence = row.reasons, row.offence
    enrolment.full_clean()
    enrolment.save(update_fields=["scheme", "verdict", "verdict_rule", "verdict_reasons", "offence"])
    if row.verdict not in (current.verdict, Verdict.PROPOSE_DISCRETIONARY):
        end_discretion(enrolment, row.decided_at)
    refresh_clocks(enrolment, clock.today())


@transaction.atomic
def override_verdict(
    *, enrolment: Enrolment, verdict: Verdict, reason_code: str, reason: str, by: User
) -> EligibilityVerdict:
    """A manager's own verdict, with a code of the table of reasons and words. Anything that waits is set aside with it;
    to give the verdict that stands is to refuse what waits.

    Raises VerdictStandsAlready when the enrolment has that verdict and nothing waits, NotAReasonToOverride, or
    VerdictOfClosedCase.
    """
    enrolment, current, waiting = _locked(enrolment)
    if current.verdict == verdict and waiting is None:
        raise VerdictStandsAlready("This is the verdict that stands already. Choose another, or go back.")
    now = clock.now()
    if reason_code not in {row.code for row in override_reasons(clock.today())}:
        raise NotAReasonToOverride("This reason is no longer in the list. Choose another.")
    row = EligibilityVerdict(
        enrolment=enrolment,
        verdict=verdict,
        scheme=SCHEME_OF[Verdict(verdict)],
        rule=current.rule,
        rule_set=current.rule_set,
        offence=current.offence,
        reasons=[reason],
        facts=(waiting or current).facts,
        cause=VerdictCause.OVERRIDE,
        override_code=reason_code,
        override_reason=reason,
        decided_by=by,
        decided_at=now,
    )
    if waiting is not None:
        _supersede(waiting, now)
    _put_in_force(enrolment, current, row)
    audit.record(
        OVERRIDDEN, enrolment, by, region=enrolment.region_id, verdict=Verdict(verdict).label, reason_code=reason_code
    )
    return row


@transaction.atomic
def accept_verdict(*, enrolment: Enrolment, by: User) -> EligibilityVerdict:
    """The manager agrees to what waits, and it takes effect. Raises NoVerdictWaits or VerdictOfClosedCase."""
    enrolment, current, waiting = _locked(enrolment)
    if waiting is None:
        raise NoVerdictWaits("No new verdict waits. Somebody has decided meanwhile, or the facts changed again.")
    now = clock.now()
    _supersede(waiting, now)
    row = EligibilityVerdict(
        enrolment=enrolment,
        verdict=waiting.verdict,
        scheme=waiting.scheme,
        rule=waiting.rule,
        rule_set=waiting.rule_set,
        offence=waiting.offence,
        reasons=waiting.reasons,
        would_change=waiting.would_change,
        facts=waiting.facts,
        cause=VerdictCause.ACCEPTED,
        decided_by=by,
        decided_at=now,
    )
    _put_in_force(enrolment, current, row)
    audit.record(ACCEPTED, enrolment, by, region=enrolment.region_id, verdict=Verdict(row.verdict).label)
    return row


def _locked(enrolment: Enrolment) -> tuple[Enrolment, EligibilityVerdict, EligibilityVerdict | None]:
    """The enrolment as it stands now, its verdict, and what waits; two managers wait for one another."""
    fresh = Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.pk)
    if not fresh.is_open:
        raise VerdictOfClosedCase("This enrolment is closed. If contact is due again, have them referred again.")
    return fresh, _current(fresh), EligibilityVerdict.objects.waiting().filter(enrolment=fresh).first()


def _current(enrolment: Enrolment) -> EligibilityVerdict:
    """The verdict in force; for an enrolment that has none in the history yet, what it bears itself."""
    row = EligibilityVerdict.objects.current().filter(enrolment=enrolment).first()
    return row or EligibilityVerdict.objects.create(
        enrolment=enrolment,
        verdict=enrolment.verdict,
        scheme=enrolment.scheme,
        rule=enrolment.verdict_rule,
        rule_set=enrolment.verdict_rule.partition("/")[2],
        offence=enrolment.offence,
        reasons=enrolment.verdict_reasons,
        cause=VerdictCause.BEFORE,
        decided_at=enrolment.case.opened_at,
    )
