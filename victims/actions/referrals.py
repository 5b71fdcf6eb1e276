"""Send a referral: the offender, the case, everybody referred with their enrolments and clocks, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection, transaction
from django.db.models import Q

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
from cases.models import Case, Court, Offence
from victims.actions.both_sides import look_for
from victims.actions.enrolment import AlreadyEnrolled, Owner, enrol
from victims.actions.referral_drafts import GONE
from victims.actions.referral_requests import PersonReferred, settle_requests
from victims.models import ContactPoint, Enrolment, Referral, ReferralDraft, SafeContact, Victim
from victims.queries.draft_verdict import court_coded, receiving_region, verdicts_on
from victims.queries.referrals import referral_sent_from
from victims.rules.referral_content import (
    OffenceAnswers,
    OffenderAnswers,
    PersonAnswers,
    named_like_the_offender,
    offences_answers,
    offender_answers,
    people_answers,
    unfinished,
)
from victims.rules.referral_reference import referral_reference
from victims.rules.referral_shape import OBJECTION, Content
from victims.rules.same_name import first_entered_twice
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.opaque import opaque_reference

SENT = audit.verb("referral.sent", "referred somebody")
VICTIM_ADDED = audit.verb("victim.added", "added somebody who was referred")


TWO_PEOPLE = (
    "If this is another person of the same name, enter their date of birth, or telephone the victim liaison unit."
)
ONE_AT_A_TIME = 72_624  # a number of our own for the lock of referrals


class ReferralIsNotFinished(DomainError):
    """A step is missing, or a verdict of "not eligible" was not answered."""

    code = "referral_is_not_finished"


class OffenderNamedAsVictim(DomainError):
    code = "offender_named_as_victim"


class SamePersonTwice(DomainError):
    code = "same_person_twice"


@transaction.atomic
def submit_referral(*, draft: ReferralDraft, by: User) -> Referral:
    """Everybody in it is enrolled, or nobody. Sent once, however often the button is pressed: the second time answers
    with the referral of the first.

    Raises ReferralIsNotFinished, OffenderNamedAsVictim, SamePersonTwice, NoUnitForReferral, IdentifiersDisagree,
    AlreadyEnrolled, or NotFound for a draft that was removed. Nothing is kept of a referral that is refused; the draft
    stays.
    """
    _wait_for_other_referrals()
    locked = ReferralDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None:
        return _sent_already(draft, by)
    _refuse_unfinished(locked.content, by)
    offender, people = offender_answers(locked.content), people_answers(locked.content)
    _refuse_names(offender, people)
    court = court_coded(offender.court)
    owner = Owner(receiving_region(court, by.organisation), by.organisation.force)
    wanted = {one.key: _sentenced_offence(offender, one) for one in offences_answers(locked.content)}
    case = _case_of(offender, court, [*wanted.values()], owner.region, by)
    for person in people:
        _refuse_enrolled(case, person, by)
    referral = _keep_as_received(locked, offender, by)
    brought: dict[str, list[Offence]] = {}
    for person in people:
        against_them = _offences_against(person, case, wanted)
        _enrol_person(person, case, against_them, owner, referral, offender=offender, by=by)
        # A request names whom the court named: the person harmed. Two relatives of one person answer for that one.
        brought.setdefault(person.facts["harmed_name"] or person.full_name, []).extend(against_them)
    people_brought = [PersonReferred(name, offences) for name, offences in brought.items()]
    settle_requests(case=case, people=people_brought, referral=referral, by=by)
    look_for(offenders=[case.offender_id])
    audit.record(SENT, referral, by, region=owner.region.code)
    locked.delete()
    return referral


def _offences_against(person: PersonAnswers, case: Case, wanted: Mapping[str, SentencedOffence]) -> list[Offence]:
    """Each once, though two entries may say the same."""
    rows = (offence_on(case, wanted[key]) for key in person.offences)
    return [*{row.pk: row for row in rows}.values()]


def _enrol_person(
    person: PersonAnswers,
    case: Case,
    offences: Sequence[Offence],
    owner: Owner,
    referral: Referral,
    *,
    offender: OffenderAnswers,
    by: User,
) -> Enrolment:
    return enrol(
        case=case,
        victim=_add_victim(person, owner.region, by),
        category=person.category,
        offences=offences,
        owner=owner,
        referral=referral,
        referred_on=referral.received_on,
        urgent=offender.urgent,
        facts={
            "entry": person.key,
            "home_region_id": person.home_region or None,
            "court_informed_on": offender.court_informed_on,
            **person.facts,
        },
        by=by,
    )


def _wait_for_other_referrals() -> None:
    """One at a time in the whole service: two forces that refer the same people at once see each other's referral."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])


def _sent_already(draft: ReferralDraft, by: User) -> Referral:
    referral = referral_sent_from(draft.key, by)
    if referral is None:
        raise NotFound(GONE)
    return referral


def _refuse_unfinished(content: Content, by: User) -> None:
    if unfinished(content) is not None:
        raise ReferralIsNotFinished("Some questions are not answered yet. Answer them, then send the referral.")
    if verdicts_on(content, by.organisation, clock.today()).is_not_eligible and OBJECTION not in content:
        raise ReferralIsNotFinished(
            "On these answers it is not eligible. If you think that is wrong, say why, and send it anyway."
        )


def _refuse_names(offender: OffenderAnswers, people: Sequence[PersonAnswers]) -> None:
    """Raises OffenderNamedAsVictim or SamePersonTwice."""
    for person in people:
        if named_like_the_offender(person, f"{offender.first_names} {offender.last_name}"):
            raise OffenderNamedAsVictim(
                f"{person.full_name}, or somebody named with them, has the offender’s name. Check who is who. If it "
                "truly is another person, change their answers and say so."
            )
    twice = first_entered_twice([(person.full_name, person.date_of_birth) for person in people])
    if twice is not None:
        raise SamePersonTwice(
            f"{twice} is entered twice. Remove one; or, if they are two people, enter both dates of birth."
        )


def _sentenced_offence(offender: OffenderAnswers, offence: OffenceAnswers) -> SentencedOffence:
    return SentencedOffence(
        code=offence.code,
        label=offence.label,
        committed_on=offence.committed_on,
        disposal=offence.disposal,
        length=offence.length,
        remand_days=offender.remand_days,
    )


def _case_of(
    answers: OffenderAnswers, court: Court | None, offences: Sequence[SentencedOffence], region: Region, by: User
) -> Case:
    details = OffenderDetails(answers.first_names, answers.last_name, answers.date_of_birth, answers.numbers)
    sentencing = Sentencing(court, answers.court_as_written, answers.sentenced_on, offences)
    offender = find_or_add_offender(details=details, by=by)
    return open_case(offender=offender, sentencing=sentencing, region=region, by=by)


def _refuse_enrolled(case: Case, victim: PersonAnswers, by: User) -> None:
    """Raises AlreadyEnrolled for the same names on the same case, unless both dates of birth are known and tell them
    apart; only the own force's referral is named."""
    same_names = Enrolment.objects.filter(
        case=case,
        victim__first_names__iexact=victim.first_names,
        victim__last_name__iexact=victim.last_name,
    )
    if victim.date_of_birth is not None:
        same_names = same_names.filter(
            Q(victim__date_of_birth__isnull=True) | Q(victim__date_of_birth=victim.date_of_birth)
        )
    there = same_names.first()
    if there is None:
        return
    name = victim.full_name
    earlier = Referral.objects.visible_to(by).filter(enrolments=there).first()
    if earlier is not None:
        raise AlreadyEnrolled(
            f"{name} has already been referred for this sentence: referral {earlier.reference}. "
            f"You need not send it again. {TWO_PEOPLE}"
        )
    raise AlreadyEnrolled(
        f"The victim liaison unit already knows of {name} for this sentence. You need not refer them again. "
        f"{TWO_PEOPLE}"
    )


def _keep_as_received(draft: ReferralDraft, offender: OffenderAnswers, by: User) -> Referral:
    now = clock.now()
    referral = Referral(
        reference=referral_reference(draft.key),
        submitted_by=by,
        organisation=by.organisation,
        received_at=now,
        received_on=now.date(),
        content=draft.content,
        officer_name=offender.officer_name,
        officer_contact=offender.officer_contact,
    )
    referral.full_clean()
    referral.save()
    return referral


def _add_victim(answers: PersonAnswers, region: Region, by: User) -> Victim:
    victim = Victim(
        reference=opaque_reference("V"),
        first_names=answers.first_names,
        last_name=answers.last_name,
        name_to_use=answers.name_to_use,
        date_of_birth=answers.date_of_birth,
        letter_name=answers.letter_name,
        letter_name_confirmed=answers.letter_name_confirmed,
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
