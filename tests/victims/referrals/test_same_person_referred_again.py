"""The same person for the same sentence is not enrolled twice; only one's own force's referral is named."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.enums import Role
from accounts.models import User
from cases.models import OffenderIdentifier
from victims.actions.enrolment import AlreadyEnrolled
from victims.actions.referrals import submit_referral
from victims.models import Enrolment, Referral, ReferralDraft, Victim

Draft = Callable[..., ReferralDraft]


def test_a_colleagues_referral_is_named(officer: User, draft_of: Draft, person: Callable[..., User]) -> None:
    earlier = submit_referral(draft=draft_of(officer), by=officer)
    colleague = person(Role.WCU_SUPERVISOR)
    again = draft_of(colleague, victim={"first_names": "MARIA", "last_name": "fell"})
    with pytest.raises(AlreadyEnrolled, match=earlier.reference):
        submit_referral(draft=again, by=colleague)
    assert ReferralDraft.objects.filter(pk=again.pk).exists()
    assert Victim.objects.count() == 1


def test_another_forces_referral_is_not_named(officer: User, draft_of: Draft, person: Callable[..., User]) -> None:
    earlier = submit_referral(draft=draft_of(officer), by=officer)
    stranger = person(Role.WCO, force="Sussex")
    with pytest.raises(AlreadyEnrolled) as refused:
        submit_referral(draft=draft_of(stranger), by=stranger)
    assert "already knows of Maria Fell" in refused.value.sentence
    assert earlier.reference not in refused.value.sentence


def test_the_same_name_for_another_sentence_is_another_enrolment(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer), by=officer)
    submit_referral(draft=draft_of(officer, offender={"sentenced_on": "2026-11-16"}), by=officer)
    assert Enrolment.objects.count() == 2


def test_a_second_person_is_referred_though_the_offenders_number_is_written_in_another_way(
    officer: User, draft_of: Draft
) -> None:
    submit_referral(draft=draft_of(officer, offender={"noms": "A1234BC"}), by=officer)
    other_way = {"noms": "a1234 bc", "pnc": "03/3Y"}
    submit_referral(draft=draft_of(officer, offender=other_way, victim={"first_names": "Ivy"}), by=officer)
    numbers = OffenderIdentifier.objects.order_by("scheme").values_list("raw", flat=True)
    assert list(numbers) == ["A1234BC", "2003/0000003Y"]
    assert Enrolment.objects.count() == 2


def test_two_people_of_one_name_are_told_apart_by_their_births(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer, victim={"date_of_birth": "1960-01-01"}), by=officer)
    submit_referral(draft=draft_of(officer, victim={"date_of_birth": "1985-01-01"}), by=officer)
    assert Enrolment.objects.count() == 2
    with pytest.raises(AlreadyEnrolled, match="enter their date of birth"):
        submit_referral(draft=draft_of(officer), by=officer)


@pytest.mark.django_db(transaction=True)
def test_two_officers_of_a_unit_at_the_same_moment_enrol_them_once(
    person: Callable[..., User], draft_of: Draft
) -> None:
    officers = [person(Role.WCO), person(Role.WCO)]
    drafts = [draft_of(officer) for officer in officers]
    refused, together = [], threading.Barrier(2)

    def send(officer: User, draft: ReferralDraft) -> None:
        try:
            together.wait(timeout=10)
            submit_referral(draft=draft, by=User.objects.get(pk=officer.pk))
        except AlreadyEnrolled as error:
            refused.append(error.code)
        finally:
            connection.close()

    both = [threading.Thread(target=send, args=pair) for pair in zip(officers, drafts, strict=True)]
    for one in both:
        one.start()
    for one in both:
        one.join(timeout=30)
    assert refused == ["already_enrolled"]
    assert (Referral.objects.count(), Enrolment.objects.count(), Victim.objects.count()) == (1, 1, 1)
