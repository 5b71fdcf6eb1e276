"""A sentence shortened on appeal, in a browser: the officer records it, contact goes on, and a manager decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.factories.cases import CaseFactory, SentenceFactory
from tests.factories.victims import VictimFactory
from tests.journeys.visitor import Visitor
from victims.actions.enrolment import Owner, enrol
from victims.models import Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def entitled(by: User) -> Enrolment:
    """Enrolled for section 4A stalking and 14 months, passed ten days ago."""
    sentenced = clock.today() - timedelta(days=10)
    case = CaseFactory(conviction__sentenced_on=sentenced)
    sentence = SentenceFactory(
        offence__conviction=case.conviction, offence__code="PH97011", sentenced_on=sentenced, weeks=0, months=14
    )
    return enrol(
        case=case,
        victim=VictimFactory(),
        category="adult",
        offences=[sentence.offence],
        owner=Owner(case.region, None),
        referral=None,
        referred_on=clock.today(),
        urgent=False,
        by=by,
    )


def test_a_sentence_cut_on_appeal_is_a_managers_question(
    window: Callable[..., Visitor], person: Callable[..., User]
) -> None:
    sam, today = person(Role.MANAGER), clock.today()
    enrolment = entitled(sam)
    case = enrolment.case
    officer, manager = window(person(Role.VLO)), window(sam)

    officer.go(f"/cases/{case.reference}/sentence/1/change/")
    officer.arrives_at("Record a change to the sentence")
    officer.choose("What happened?", "Varied on appeal")
    officer.fill_date("When?", today)
    officer.select("Sentence for this offence now", "Imprisonment")
    officer.fill("Months", "8")
    officer.press("Record the change")
    officer.arrives_at(f"Case {case.reference}: {case.offender.full_name}")
    enrolment.refresh_from_db()
    assert enrolment.scheme == "VCS"

    manager.go("/decisions/")
    manager.arrives_at("Decisions waiting")
    manager.follow(f"Decide eligibility of {enrolment.victim.short_name}")
    manager.arrives_at(f"Decide eligibility of {enrolment.victim.addressed_as}")
    manager.choose("What do you decide?", "Keep what stands")
    manager.press("Save the decision")
    manager.arrives_at(f"Decide eligibility of {enrolment.victim.addressed_as}")
    assert "Choose a reason" in manager.text()
    manager.select("Reason", "Domestic abuse: discretion used to offer the scheme")
    manager.fill("In your words", "Contact began before the appeal.")
    manager.press("Save the decision")
    manager.arrives_at(enrolment.victim.addressed_as)
    assert "Contact began before the appeal." in manager.text()

    enrolment.refresh_from_db()
    assert enrolment.scheme == "VCS"
    assert not enrolment.verdicts.waiting().exists()
