"""Send a referral: the offender, the case, the victim, the enrolment and its clocks, all in one transaction."""

from __future__ import annotations

from django.db import connection, transaction

from accounts import audit
from accounts.models import Region, User
from cases.actions.opening import (
    OffenderDetails,
    SentencedOffence,
    Sentencing,
    find_or_add_offender,
    offence_on,
    open_case,
)
from cases.enums import Verdict
from cases.models import Case, Court
from victims.actions.both_sides import look_for
from victims.actions.enrolment import AlreadyEnrolled, Owner, enrol
from victims.actions.referral_drafts import GONE
from victims.actions.referral_requests import PersonReferred, settle_requests
from victims.models import ContactPoint, Enrolment, Referral, ReferralDraft, SafeContact, Victim
from victims.queries.draft_verdict import court_coded, receiving_region, verdict_on
from victims.queries.referrals import referral_sent_from
from victims.rules.referral_content import (
    OBJECTION,
    Content,
    OffenceAnswers,
    OffenderAnswers,
    VictimAnswers,
    offence_answers,
    offender_answers,
    unfinished_step,
    victim_answers,
)
from victims.rules.referral_reference import referral_reference
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.opaque import opaque_reference

SENT = audit.verb("referral.sent", "referred somebody")
VICTIM_ADDED = audit.verb("victim.added", "added somebody who was referred")


ONE_AT_A_TIME = 72_624  # a number of our own for the lock of referrals


class ReferralIsNotFinished(DomainError):
    """A step is missing, or a verdict of "not eligible" was not answered."""

    code = "referral_is_not_finished"


@transaction.atomic
def submit_referral(*, draft: ReferralDraft, by: User) -> Referral:
    """Sent once, however often the button is pressed: the second time answers with the referral of the first.

    Raises ReferralIsNotFinished, NoUnitForReferral, IdentifiersDisagree, AlreadyEnrolled, or NotFound for a draft that
    was removed. Nothing is kept of a referral that is refused; the draft stays.
    """
    _wait_for_other_referrals()
    locked = ReferralDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        return _sent_already(draft, by)
    _refuse_unfinished(locked.content, by)
    offender, offence, victim = _answers(locked.content)
    court = court_coded(offender.court)
    owner = Owner(receiving_region(court, by.organisation), by.organisation.force)
    wanted = _sentenced_offence(offender, offence)
    case = _case_of(offender, court, wanted, owner.region, by)
    _refuse_enrolled(case, victim, by)
    referral = _keep_as_received(locked, by)
    against_them = offence_on(case, wanted)
    added = _add_victim(victim, owner.region, by)
    enrol(
        case=case,
        victim=added,
        category=victim.category,
        offences=[against_them],
        owner=owner,
        referral=referral,
        referred_on=referral.received_on,
        urgent=offender.urgent,
        by=by,
    )
    settle_requests(case=case, people=[PersonReferred(added.full_name, [against_them])], referral=referral, by=by)
    look_for(offenders=[case.offender_id])
    audit.record(SENT, referral, by, region=owner.region.code)
    locked.delete()
    return referral


def _wait_for_other_referrals() -> None:
    """One at a time in the whole service: two forces that refer the same people at once see each other's referral."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _sent_already(draft: ReferralDraft, by: User) -> Referral:
    referral = referral_sent_from(draft.key, by)
    if referral is None:
        raise NotFound(GONE)
    return referral


def _answers(content: Content) -> tuple[OffenderAnswers, OffenceAnswers, VictimAnswers]:
    return offender_answers(content), offence_answers(content), victim_answers(content)


def _refuse_unfinished(content: Content, by: User) -> None:
    if unfinished_step(content) is not None:
        raise ReferralIsNotFinished("Some questions are not answered yet. Answer them, then send the referral.")
    verdict = verdict_on(content, by.organisation, clock.today())
    if verdict.assessment.verdict == Verdict.NOT_ELIGIBLE and OBJECTION not in content:
        raise ReferralIsNotFinished(
            "On these answers it is not eligible. If you think that is wrong, say why, and send it anyway."
        )


def _sentenced_offence(offender: OffenderAnswers, offence: OffenceAnswers) -> SentencedOffence:
    return SentencedOffence(
        code=offence.code,
        label=offence.label,
        committed_on=offence.committed_on,
        disposal=offender.disposal,
        length=offender.length,
        remand_days=offender.remand_days,
    )


def _case_of(
    answers: OffenderAnswers, court: Court | None, offence: SentencedOffence, region: Region, by: User
) -> Case:
    details = OffenderDetails(answers.first_names, answers.last_name, answers.date_of_birth, answers.numbers)
    sentencing = Sentencing(court, answers.court_as_written, answers.sentenced_on, [offence])
    offender = find_or_add_offender(details=details, by=by)
    return open_case(offender=offender, sentencing=sentencing, region=region, by=by)


def _refuse_enrolled(case: Case, victim: VictimAnswers, by: User) -> None:
    """Raises AlreadyEnrolled for the same names on the same case; only the own force's referral is named."""
    there = Enrolment.objects.filter(
        case=case,
        victim__first_names__iexact=victim.first_names,
        victim__last_name__iexact=victim.last_name,
    ).first()
    if there is None:
        return
    name = f"{victim.first_names} {victim.last_name}".strip()
    earlier = Referral.objects.visible_to(by).filter(enrolments=there).first()
    if earlier is not None:
        raise AlreadyEnrolled(
            f"{name} has already been referred for this sentence: referral {earlier.reference}. "
            "You need not send it again."
        )
    raise AlreadyEnrolled(
        f"The victim liaison unit already knows of {name} for this sentence. You need not refer them again."
    )


def _keep_as_received(draft: ReferralDraft, by: User) -> Referral:
    now = clock.now()
    referral = Referral(
        reference=referral_reference(draft.key),
        submitted_by=by,
        organisation=by.organisation,
        received_at=now,
        received_on=now.date(),
        content=draft.content,
    )
    referral.full_clean()
    referral.save()
    return referral


def _add_victim(answers: VictimAnswers, region: Region, by: User) -> Victim:
    victim = Victim(
        reference=opaque_reference("V"),
        first_names=answers.first_names,
        last_name=answers.last_name,
        name_to_use=answers.name_to_use,
    )
    victim.full_clean()
    victim.save()
    now = clock.now()
    for kind, value in answers.contact_points.items():
        point = ContactPoint(victim=victim, kind=kind, value=value, recorded_at=now)
        point.full_clean()
        point.save()
    safe = SafeContact(victim=victim, recorded_by=by, recorded_at=now, **answers.safe_contact)
    safe.full_clean()
    safe.save()
    audit.record(VICTIM_ADDED, victim, by, region=region.code)
    return victim
