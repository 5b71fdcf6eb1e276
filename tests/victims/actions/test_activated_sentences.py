"""On the day a suspended sentence is activated nobody is late, and the clocks begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.enums import Role
from accounts.models import User
from cases.actions.sentences import change_sentence
from cases.enums import Disposal, Scheme, SentenceCause
from cases.rules.sentence_length import Length
from tests.factories.cases import CaseFactory, SentenceFactory
from tests.factories.victims import VictimFactory
from victims.actions.contact import record_contact
from victims.actions.enrolment import Owner, enrol
from victims.actions.verdicts import reassess_cases
from victims.enums import DeadlineKind
from victims.models import Enrolment
from victims.queries.draft_verdict import contact_by
from vlu.lib import clock
from vlu.lib.clock import LONDON

pytestmark = pytest.mark.django_db
SENTENCED, REFERRED, ACTIVATED = date(2026, 3, 2), date(2026, 3, 10), date(2026, 11, 18)
STAGES = [DeadlineKind.REFERRAL, DeadlineKind.FIRST_CONTACT, DeadlineKind.OVERALL]


@pytest.fixture
def manager(person: Callable[..., User]) -> User:
    return person(Role.MANAGER)


@pytest.fixture
def suspended(manager: User) -> Enrolment:
    """Referred in March for a suspended sentence, and called once then."""
    case = CaseFactory(conviction__sentenced_on=SENTENCED)
    sentence = SentenceFactory(
        offence__conviction=case.conviction,
        offence__code="PH97011",
        sentenced_on=SENTENCED,
        disposal=Disposal.SUSPENDED,
        weeks=0,
        months=18,
    )
    with clock.frozen_at(datetime(2026, 3, 12, 10, tzinfo=LONDON)):
        enrolment = enrol(
            case=case,
            victim=VictimFactory(),
            category="adult",
            offences=[sentence.offence],
            owner=Owner(case.region, None),
            referral=None,
            referred_on=REFERRED,
            urgent=False,
            by=manager,
        )
        call(enrolment, date(2026, 3, 12), manager)
    return enrolment


def call(enrolment: Enrolment, day: date, by: User) -> None:
    record_contact(enrolment=enrolment, happened_on=day, channel="phone", outcome="spoke", by=by)


def activate(enrolment: Enrolment, by: User) -> None:
    with clock.frozen_at(datetime(2026, 11, 18, 10, tzinfo=LONDON)):
        change_sentence(
            offence=enrolment.offence,
            cause=SentenceCause.ACTIVATED,
            sentenced_on=ACTIVATED,
            disposal=Disposal.IMPRISONMENT,
            length=Length(months=12),
            by=by,
        )
        reassess_cases().raise_if_any_failed("cases")
    enrolment.refresh_from_db()


def test_the_clocks_run_from_the_activation(suspended: Enrolment, manager: User) -> None:
    activate(suspended, manager)
    assert suspended.scheme == Scheme.VCS
    clocks = {row.kind: row for row in suspended.deadlines.filter(kind__in=STAGES)}
    assert {row.started_on for row in clocks.values()} == {ACTIVATED}
    assert clocks[DeadlineKind.FIRST_CONTACT].due_on == date(2026, 12, 16)
    assert suspended.next_due_on is not None
    assert suspended.next_due_on > ACTIVATED


def test_a_call_from_the_time_before_does_not_stand_for_the_one_owed_now(suspended: Enrolment, manager: User) -> None:
    activate(suspended, manager)
    assert suspended.deadlines.get(kind=DeadlineKind.FIRST_CONTACT).met_on is None
    with clock.frozen_at(datetime(2026, 11, 23, 10, tzinfo=LONDON)):
        call(suspended, date(2026, 11, 23), manager)
    assert suspended.deadlines.get(kind=DeadlineKind.FIRST_CONTACT).met_on == date(2026, 11, 23)


def test_figures_count_from_the_activation_and_from_the_first_call_after_it(
    suspended: Enrolment, manager: User
) -> None:
    assert (suspended.counts_from, suspended.contact_counted_on) == (None, None)
    activate(suspended, manager)
    assert (suspended.counts_from, suspended.contact_counted_on) == (ACTIVATED, None)
    with clock.frozen_at(datetime(2026, 11, 23, 10, tzinfo=LONDON)):
        call(suspended, date(2026, 11, 23), manager)
    assert suspended.contact_counted_on == date(2026, 11, 23)


def test_the_referrer_is_promised_a_day_after_the_activation(suspended: Enrolment, manager: User) -> None:
    activate(suspended, manager)
    promised = contact_by(suspended.verdict, SENTENCED, REFERRED, counts_from=suspended.counts_from)
    assert promised == suspended.deadlines.get(kind=DeadlineKind.OVERALL).due_on
    assert promised > ACTIVATED


def test_the_facts_stay_as_they_were(suspended: Enrolment, manager: User) -> None:
    activate(suspended, manager)
    assert (suspended.sentenced_on, suspended.case.sentenced_on) == (SENTENCED, SENTENCED)
    assert (suspended.referred_on, suspended.first_contact_on) == (REFERRED, date(2026, 3, 12))
