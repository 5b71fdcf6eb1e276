"""A youth offending team refers like a witness care unit, and sees its own referrals alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from victims.actions.referrals import ReferralIsNotFinished, submit_referral
from victims.enums import DeadlineKind
from victims.models import Deadline, Enrolment, Referral, ReferralDraft

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


def test_their_clock_counts_from_the_end_of_the_opt_out_and_the_victims_page_says_so(
    person: Person, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    worker = person(Role.YOT_WORKER)
    draft = draft_of(
        worker,
        offender={"court_informed_on": "2026-11-10", "weeks": 0, "years": 4},
        offence={"code": "TH68023", "label": "Robbery"},
        victim={"told_of_scheme_on": "2026-11-12", "opt_out_ended_on": "2026-11-18"},
    )
    enrolment = Enrolment.objects.get(referral=submit_referral(draft=draft, by=worker))

    clock = Deadline.objects.get(enrolment=enrolment, kind=DeadlineKind.REFERRAL)
    assert (clock.limit_code, clock.started_on, clock.due_on) == ("T25", date(2026, 11, 18), date(2026, 12, 2))
    page = signed_in(Role.MANAGER).get(f"/victims/{enrolment.reference}/").text
    assert "Wednesday 18 November 2026, the end of the opt-out period" in page
    assert "2 working days after the court’s information of Tuesday 10 November 2026: late" in page


@pytest.mark.parametrize(("role", "asked"), [(Role.YOT_WORKER, True), (Role.WCO, False)])
def test_only_a_youth_team_is_asked_for_these_days(
    role: Role, asked: bool, person: Person, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    worker = person(role)
    draft = draft_of(worker)
    browser = signed_in(worker)

    offender = browser.get(reverse("victims:refer_offender", args=[draft.key])).text
    victim = browser.get(reverse("victims:refer_victim", args=[draft.key])).text

    assert ("When did your team receive the court’s information?" in offender) is asked
    assert ("When did their time to opt out end?" in victim) is asked


def test_days_that_cannot_all_be_true_are_asked_again(person: Person, draft_of: Draft) -> None:
    worker = person(Role.YOT_WORKER)
    draft = draft_of(
        worker,
        offender={"court_informed_on": "2026-11-16"},
        victim={"told_of_scheme_on": "2026-11-12", "opt_out_ended_on": "2026-11-18"},
    )

    with pytest.raises(ReferralIsNotFinished):
        submit_referral(draft=draft, by=worker)
