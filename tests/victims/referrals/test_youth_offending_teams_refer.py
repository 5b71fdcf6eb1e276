"""A youth offending team refers like a witness care unit, and sees its own referrals alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from victims.actions.referrals import submit_referral
from victims.models import Enrolment, Referral, ReferralDraft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
Draft = Callable[..., ReferralDraft]
Person = Callable[..., User]


def sent_by(worker: User, draft_of: Draft) -> Referral:
    return submit_referral(draft=draft_of(worker), by=worker)


def test_their_referral_goes_to_the_unit_of_the_courts_region(person: Person, draft_of: Draft) -> None:
    referral = sent_by(person(Role.YOT_WORKER, region="N59"), draft_of)

    assert Enrolment.objects.get(referral=referral).region_id == "N57"


def test_a_colleague_sees_it_and_another_regions_team_does_not(
    person: Person, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    referral = sent_by(person(Role.YOT_WORKER), draft_of)
    page, everything = reverse("victims:referral", args=[referral.reference]), reverse("victims:my_referrals")

    colleague, stranger = signed_in(Role.YOT_WORKER), signed_in(person(Role.YOT_WORKER, region="N59"))

    assert "Maria Fell" in colleague.get(page).text
    assert referral.reference in colleague.get(everything).text
    assert stranger.get(page).status_code == 404
    assert referral.reference not in stranger.get(everything).text


def test_the_police_see_nothing_of_it_and_they_nothing_of_the_polices(
    person: Person, officer: User, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    worker = person(Role.YOT_WORKER)
    of_the_team = sent_by(worker, draft_of)
    of_the_police = submit_referral(
        draft=draft_of(officer, victim={"first_names": "Ana", "last_name": "Fell"}), by=officer
    )

    for user, own, other in ((worker, of_the_team, of_the_police), (officer, of_the_police, of_the_team)):
        assert list(Referral.objects.visible_to(user)) == [own]
        assert signed_in(user).get(reverse("victims:referral", args=[own.reference])).status_code == 200
        assert signed_in(user).get(reverse("victims:referral", args=[other.reference])).status_code == 404
