"""The demonstration shows every state a person should be able to find, and refuses a database with people in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count

from accounts.enums import Role
from accounts.models import Absence, User
from cases.models import KeyEvent
from notifications.models import Acknowledgement, HeldBatch, OutboxMessage, Snooze
from victims.enums import DeadlineKind, ResultState
from victims.models import (
    AgreedNote,
    Complaint,
    CourtResult,
    CourtResultFile,
    Deadline,
    DiscretionaryDecision,
    Enrolment,
    ReferralRequest,
    TransferOffer,
    VictimDecision,
    VictimLikeness,
    VictimMerge,
)
from victims.queries.decisions_waiting import to_decide
from victims.queries.request_lists import requests_of_unit
from victims.queries.transfers import living_elsewhere
from vlu.demo.cast import DEMO_SIGN_INS
from vlu.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Once: no test below writes anything that stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("seed_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def today(seeded: None, db: None) -> date:
    return clock.today()


def test_every_state_is_there(today: date) -> None:
    officers = Enrolment.objects.open().filter(region="N57", officer__isnull=False)
    assert officers.overdue(today).exists()
    assert officers.urgent(today).exists()
    assert officers.filter(next_due_on__gte=today).exists()
    assert Enrolment.objects.unallocated().filter(region="N57").count() >= 4
    assert any(
        row.referred_on and row.first_contact_on and row.first_contact_on < row.referred_on
        for row in Enrolment.objects.all()
    )
    assert Enrolment.objects.values("case").annotate(n=Count("id")).filter(n__gt=1).exists()
    assert Enrolment.objects.values("victim__last_name").annotate(n=Count("victim")).filter(n__gt=1).exists()
    assert KeyEvent.objects.filter(kind="released").exists()
    assert Deadline.objects.standing().filter(kind=DeadlineKind.TELL_OF_EVENT).exists()
    assert {row.scheme for row in Enrolment.objects.all()} == {"VCS", "VNS", "DISCRETIONARY"}


def test_every_kind_of_decision_is_there_and_one_waits(today: date) -> None:
    kinds = set(VictimDecision.objects.current().values_list("kind", flat=True))
    assert {"declined", "not_now", "could_not_trace"} <= kinds
    assert DiscretionaryDecision.objects.filter(granted=True, review_on__gt=today).exists()
    manager = User.objects.get(email="manager@demo.example")
    assert to_decide(manager, today).exists()


def test_requests_for_a_referral_stand_at_every_step(today: date) -> None:
    manager = User.objects.get(email="manager@demo.example")
    for step in ("not_asked", "officers", "supervisor", "escalated", "answered"):
        assert requests_of_unit(manager, step).exists(), step
    assert set(ReferralRequest.objects.values_list("answer", flat=True)) == {"", "cannot_identify", "withdrawn"}


def test_court_results_came_in_twice_some_wait_for_a_decision_and_a_file_for_a_person(today: date) -> None:
    manager = User.objects.get(email="manager@demo.example")
    results = CourtResult.objects.visible_to(manager)
    assert set(results.values_list("state", flat=True)) == set(ResultState.values)
    held = [reason for result in results.held() for reason in result.held_for]
    assert sorted(held) == ["harmed_is_defendant", "offence_unknown", "person_alike", "person_alike"]
    files = CourtResultFile.objects.visible_to(manager).order_by("started_at")
    assert list(files.values_list("state", "unchanged")) == [("done", 0), ("done", 5), ("checked", 0)]


def test_a_case_is_offered_one_was_accepted_and_somebody_lives_elsewhere(today: date) -> None:
    manager = User.objects.get(email="manager@demo.example")
    offers = TransferOffer.objects.filter(to_region="N57")
    assert list(offers.order_by("answer").values_list("answer", flat=True)) == ["", "accepted"]
    assert [one.victim.last_name for one in living_elsewhere(manager)] == ["Moon"]


def test_there_is_somebody_to_sign_in_as_for_every_role(today: date) -> None:
    emails = [email for _, email in DEMO_SIGN_INS]
    assert {user.role for user in User.objects.filter(email__in=emails)} == set(Role.values)


def test_it_refuses_a_database_with_people_in_it(today: date) -> None:
    with pytest.raises(CommandError, match="people in this database already"):
        call_command("seed_demo")


def test_two_records_wait_to_be_compared_two_are_merged_and_one_is_restricted(today: date) -> None:
    assert VictimLikeness.objects.waiting().filter(one__last_name="Dunmore").count() == 1
    assert VictimMerge.objects.filter(kept__last_name="Crane", undone_at__isnull=True).count() == 1
    restricted = Enrolment.objects.get(restricted=True)
    assert restricted.officer
    assert Enrolment.objects.visible_to(restricted.officer).filter(pk=restricted.pk).exists()


def test_somebody_is_away_a_reminder_is_put_off_and_a_date_is_in_hand(today: date) -> None:
    away = Absence.objects.get(first_day__lte=today, last_day__gte=today, cancelled_at__isnull=True)
    assert away.cover == User.objects.get(email="vlo@demo.example")
    assert Snooze.objects.filter(deadline__in=Deadline.objects.standing(), until__gt=today).exists()
    assert Acknowledgement.objects.filter(deadline__in=Deadline.objects.standing()).exists()


def test_messages_are_held_one_failed_and_one_is_to_be_posted(today: date) -> None:
    manager = User.objects.get(email="manager@demo.example")
    assert HeldBatch.objects.visible_to(manager).waiting().count() == 1
    messages = OutboxMessage.objects.visible_to(manager)
    assert messages.needing_a_person().count() == 1
    assert messages.to_be_posted().count() == 1


def test_complaints_and_notes_wait_for_somebody(today: date) -> None:
    assert {one.acknowledged_on is None for one in Complaint.objects.all()} == {True, False}
    assert set(AgreedNote.objects.values_list("answer", flat=True)) == {"", "agreed"}
