"""The offender's age is taken from the referral, and an outcome names whom it is about when several were referred."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.models import Offender
from cases.queries.eligibility import assess_offences
from cases.rules.eligibility import ADULT
from tests.factories.cases import SENTENCED
from tests.factories.victims import EnrolmentFactory
from victims.models import DiscretionaryDecision, Referral
from victims.queries.decisions_waiting import outcomes_for_referrer
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.mark.parametrize(("born", "said"), [(date(2008, 11, 10), True), (date(2008, 11, 9), False), (None, False)])
def test_somebody_under_eighteen_when_sentenced_is_said(born: date | None, said: bool) -> None:
    enrolment = EnrolmentFactory()
    Offender.objects.filter(pk=enrolment.case.offender_id).update(date_of_birth=born)
    offence = type(enrolment.offence).objects.get(pk=enrolment.offence_id)
    answer, _ = assess_offences([offence], enrolment.region, enrolment.force)
    assert answer.facts.sentenced_on == SENTENCED
    assert any(f"under {ADULT} when sentenced" in reason for reason in answer.reasons) is said


def referral_of(person: User, *names: str) -> Referral:
    people = [{"key": f"p{place}", "first_names": name, "last_name": "Fenn"} for place, name in enumerate(names)]
    return Referral.objects.create(
        reference=f"REF-{len(names)}",
        submitted_by=person,
        organisation=person.organisation,
        received_at=clock.now(),
        received_on=date(2026, 11, 12),
        content={"offender": {"first_names": "Neil", "last_name": "Ambler"}, "people": people},
    )


@pytest.mark.parametrize(("names", "named"), [(("Maria", "Joan"), "Joan Fenn"), (("Joan",), "")])
def test_an_outcome_names_the_person_only_where_several_were_referred(
    person: Callable[..., User], names: tuple[str, ...], named: str
) -> None:
    wco, sam = person(Role.WCO), person(Role.MANAGER)
    referral = referral_of(wco, *names)
    enrolment = EnrolmentFactory(referral=referral, entry=f"p{names.index('Joan')}")
    DiscretionaryDecision.objects.create(
        enrolment=enrolment,
        granted=False,
        reason="Neither scheme covers it",
        decided_by=sam,
        decided_on=date(2026, 11, 20),
    )
    assert [told.name for told in outcomes_for_referrer(referral)] == [named]
