"""Ask an office for a referral that has not come, and write down what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import Organisation, User
from cases.enums import Verdict
from cases.models import Case, Offence
from cases.queries.eligibility import assess_offences
from victims.enums import RequestAnswer
from victims.models import Referral, ReferralRequest
from victims.queries.request_facts import referral_due_on
from victims.rules.request_matching import Asked, Referred, answered_by
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.opaque import opaque_reference

OPENED = audit.verb("request.opened", "asked {office} for a referral")
ANSWERED = audit.verb("request.answered", "answered a request for a referral: {answer}")
SETTLED = audit.verb("request.settled", "referred somebody a request had asked for")
WITHDRAWN = audit.verb("request.withdrawn", "took back a request for a referral to {office}")


class CannotAskForReferral(DomainError):
    """Nobody would be entitled, or the offences are of another case."""

    code = "cannot_ask_for_referral"


class RequestIsAnswered(DomainError):
    """Somebody answered first."""

    code = "request_is_answered"


class ReferralDoesNotFit(DomainError):
    """The referral named is not this office's, is for another sentence, or answers for everybody it brought already."""

    code = "referral_does_not_fit"


@dataclass(frozen=True)
class PersonReferred:
    """Somebody a referral brought: their name as sent, and the offences on the case that concern them."""

    name: str
    offences: Sequence[Offence]


@transaction.atomic
def open_request(
    *,
    case: Case,
    organisation: Organisation,
    offences: Sequence[Offence],
    concerning: str,
    source: str,
    opt_out_ended_on: date | None = None,
    by: User | None,
) -> ReferralRequest:
    """The request standing for that person on the case, or a new one found today; `by` is None for the system.
    `opt_out_ended_on` is what a youth offending team has told the unit, where it is known.

    Raises CannotAskForReferral for no offence, one of another case, or a sentence that entitles nobody.
    """
    locked = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    concerning = " ".join(concerning.split())
    same = ReferralRequest.objects.exclude(answer__in=[RequestAnswer.WRONG_CASE, RequestAnswer.WITHDRAWN])
    if (there := same.filter(case=locked, concerning=concerning).first()) is not None:
        return there
    if not offences or any(offence.conviction_id != locked.conviction_id for offence in offences):
        raise CannotAskForReferral(
            "Choose at least one offence of this case, so that the office knows what it is about."
        )
    verdict, deciding = assess_offences(offences, locked.region, organisation.force)
    if verdict.verdict == Verdict.NOT_ELIGIBLE:
        raise CannotAskForReferral(
            "On these offences nobody is entitled to either scheme, so no referral is asked for. "
            f"{' '.join(verdict.reasons)} If that is wrong, correct the sentence or the offence first."
        )
    request = ReferralRequest(
        reference=opaque_reference("RQ-"),
        case=locked,
        organisation=organisation,
        concerning=concerning,
        scheme=verdict.scheme,
        verdict=verdict.verdict,
        verdict_rule=verdict.rule,
        verdict_reasons=list(verdict.reasons),
        source=source,
        found_on=clock.today(),
        opt_out_ended_on=opt_out_ended_on,
        due_on=referral_due_on(locked, deciding, verdict.scheme, opt_out_ended_on),
    )
    request.full_clean()
    request.save()
    request.offences.set(offences)
    audit.record(OPENED, request, by, region=locked.region_id, office=organisation.name)
    return request


@transaction.atomic
def answer_request(
    *, request: ReferralRequest, answer: str, note: str = "", referral: Referral | None = None, by: User
) -> ReferralRequest:
    """Somebody signed in answers. Raises RequestIsAnswered, or ReferralDoesNotFit: "referred" needs the referral."""
    locked = _standing(request)
    _refuse_used_referral(locked, referral)
    _answer(locked, answer, note, referral, by)
    audit.record(ANSWERED, locked, by, region=locked.case.region_id, answer=locked.get_answer_display())
    return locked


@transaction.atomic
def answer_by_link(
    *, request: ReferralRequest, answer: str, note: str = "", referral: Referral | None = None, inbox: str
) -> ReferralRequest:
    """The same by the signed link sent to `inbox`, whose address stands in the trail instead of a name."""
    locked = _standing(request)
    locked.answered_through = inbox
    _refuse_used_referral(locked, referral)
    _answer(locked, answer, note, referral, None)
    entry = audit.entry(
        ANSWERED, locked, None, region=locked.case.region_id, answer=locked.get_answer_display(), inbox=inbox
    )
    entry.actor_label = f"By the link sent to {inbox}"[:160]
    entry.save(force_insert=True)
    return locked


@transaction.atomic
def withdraw_request(*, request: ReferralRequest, note: str, by: User) -> ReferralRequest:
    """The unit needs it no longer. Raises RequestIsAnswered."""
    locked = _standing(request)
    _answer(locked, RequestAnswer.WITHDRAWN, note, None, by)
    audit.record(WITHDRAWN, locked, by, region=locked.case.region_id, office=locked.organisation.name)
    return locked


@transaction.atomic
def settle_requests(
    *, case: Case, people: Sequence[PersonReferred], referral: Referral, by: User
) -> list[ReferralRequest]:
    """A referral has come: the requests for the people it brings are answered, and are asked for no more.

    A request is settled when it names the same person, or names nobody and is about an offence that concerns them. What
    is not certain is left standing, for a person to see beside the referral. Safe to repeat.
    """
    rows = ReferralRequest.objects.standing().filter(case=case).select_for_update(of=("self",), no_key=True)
    standing = {row.pk: row for row in rows.order_by("pk")}
    asked = [
        Asked(row.pk, row.concerning, frozenset(row.offences.values_list("pk", flat=True))) for row in standing.values()
    ]
    settled: list[ReferralRequest] = []
    for person in people:
        offences = frozenset(offence.pk for offence in person.offences)
        found = answered_by(Referred(person.name, offences), asked)
        if found is None:
            continue
        asked.remove(found)
        request = standing[found.number]
        _answer(request, RequestAnswer.REFERRED, "", referral, by)
        audit.record(SETTLED, request, by, region=case.region_id)
        settled.append(request)
    return settled


def _standing(request: ReferralRequest) -> ReferralRequest:
    """The row, locked: a prompt, a referral and an answer of the same moment wait for one another."""
    locked = (
        ReferralRequest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("case", "organisation")
        .get(pk=request.pk)
    )
    if locked.answer:
        raise RequestIsAnswered(f"This request was answered already: {locked.get_answer_display().lower()}.")
    return locked


def _answer(request: ReferralRequest, answer: str, note: str, referral: Referral | None, by: User | None) -> None:
    if answer == RequestAnswer.REFERRED:
        _refuse_other_referral(request, referral)
    request.answer, request.answer_note = answer, note
    request.answered_on, request.answered_by = clock.today(), by
    request.referral = referral if answer == RequestAnswer.REFERRED else None
    request.full_clean()
    request.save()


def _refuse_other_referral(request: ReferralRequest, referral: Referral | None) -> None:
    if referral is None:
        raise ReferralDoesNotFit("To answer that somebody was referred, give the reference of the referral.")
    if not referral.enrolments.filter(case=request.case_id).exists():
        raise ReferralDoesNotFit(
            f"Referral {referral.reference} is for another sentence. Check the reference, or refer the person."
        )


def _refuse_used_referral(request: ReferralRequest, referral: Referral | None) -> None:
    """By hand a referral answers for as many people as it brought: naming it again would end the chase for somebody
    nobody has referred."""
    if referral is None:
        return
    Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)  # two answers with it wait for one another
    brought = referral.enrolments.filter(case=request.case_id).count()
    answered = list(referral.requests.filter(case=request.case_id).order_by("pk").values_list("reference", flat=True))
    if answered and len(answered) >= brought:
        raise ReferralDoesNotFit(
            f"Referral {referral.reference} answers {' and '.join(answered)} already, and nobody else came with it. If "
            "this is another person, refer them too. If it is the same person, tell the victim liaison unit."
        )
