"""What a sweep raises, for whom, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.enums import Role
from accounts.models import AuditEntry, User
from notifications.actions.reminders import raise_reminders
from notifications.models import LadderStep, OutboxMessage, Reminder
from notifications.queries.words import sentence_of, words_of
from tests.factories.cases import NOW, CaseFactory, ConvictionFactory, OffenderFactory
from tests.factories.victims import VictimFactory
from victims.actions.clocks import refresh_clocks
from victims.actions.contact import record_contact
from victims.enums import Channel, ContactOutcome
from victims.models import ContactEntry, Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

Enrolled = Callable[..., Enrolment]
MONDAY_BEFORE = date(2026, 11, 23)  # three working days before Thursday 26 November
DUE = date(2026, 11, 26)


def raised() -> list[tuple[str, str]]:
    """Rule and reader of every reminder, in the order raised."""
    return list(Reminder.objects.order_by("pk").values_list("rule", "reader__name"))


def test_three_working_days_before_the_officer_is_reminded_once_of_the_clock_due_first(
    jo: User, enrolled: Enrolled
) -> None:
    case = CaseFactory(conviction=ConvictionFactory(offender=OffenderFactory(first_names="Harlan", last_name="Dace")))
    enrolment = enrolled(officer=jo, case=case, victim=VictimFactory(first_names="Maria", last_name="Fenn"))
    assert raise_reminders(date(2026, 11, 20)).done == 0

    assert raise_reminders(MONDAY_BEFORE).done == 1
    reminder = Reminder.objects.get()
    assert (reminder.rule, reminder.reader) == ("due_soon", jo)
    assert enrolment.deadlines.filter(reminders=reminder).values_list("kind", flat=True).get() == "first_contact"
    assert sentence_of(reminder) == (
        f"First contact with Maria F. is due on Thursday 26 November 2026 ({enrolment.reference})."
    )
    assert (reminder.by_digest, OutboxMessage.objects.count()) == (True, 0)


def test_of_an_urgent_case_the_message_leaves_at_once_and_names_nobody(jo: User, enrolled: Enrolled) -> None:
    case = CaseFactory(conviction=ConvictionFactory(offender=OffenderFactory(first_names="Harlan", last_name="Dace")))
    enrolment = enrolled(officer=jo, case=case, victim=VictimFactory(first_names="Maria", last_name="Fenn"))
    Enrolment.objects.filter(pk=enrolment.pk).update(urgent_from=MONDAY_BEFORE, urgent_reason="released")
    raise_reminders(MONDAY_BEFORE)
    reminder, message = Reminder.objects.get(), OutboxMessage.objects.get()
    assert message.dedupe_key == f"{reminder.deadline_id}:due_soon:2026-11-26:{jo.pk}"
    mail = words_of(message)
    assert mail
    assert mail.subject == f"{enrolment.reference}: first contact is due on Thursday 26 November 2026"
    assert "Maria" not in mail.subject + mail.body
    assert "Harlan" not in mail.subject + mail.body
    assert f"http://127.0.0.1:8000/cases/{case.reference}/" in mail.body


def test_a_second_sweep_on_the_same_day_raises_nothing(jo: User, enrolled: Enrolled) -> None:
    enrolled(officer=jo)
    assert [raise_reminders(MONDAY_BEFORE).done for _ in range(3)] == [1, 0, 0]


def test_every_step_comes_once_as_the_days_pass(jo: User, enrolled: Enrolled, person: Callable[..., User]) -> None:
    person(Role.MANAGER, name="Sam Okoro")
    enrolled(officer=jo)
    for day in range(20, 31):
        raise_reminders(date(2026, 11, day))
    assert raised() == [
        ("due_soon", "Jo Reed"),
        ("due_today", "Jo Reed"),
        ("overdue", "Jo Reed"),
        ("overdue_manager", "Sam Okoro"),
    ]


def test_after_missed_nights_the_officer_gets_the_latest_step_only_and_the_manager_theirs(
    jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.MANAGER, name="Sam Okoro")
    enrolled(officer=jo)
    raise_reminders(date(2026, 12, 9))
    assert sorted(raised()) == [("overdue", "Jo Reed"), ("overdue_manager", "Sam Okoro")]


def test_when_nobody_is_allocated_the_managers_of_the_region_are_reminded(
    enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.MANAGER, name="Sam Okoro")
    person(Role.MANAGER, name="Ann Ode")
    person(Role.MANAGER, name="Left Long Ago", is_active=False)
    person(Role.MANAGER, name="Of Another Region", region="N50")
    enrolled(officer=None)
    raise_reminders(MONDAY_BEFORE)
    assert sorted(raised()) == [("due_soon", "Ann Ode"), ("due_soon", "Sam Okoro")]
    raise_reminders(date(2026, 12, 9))  # one ladder for them: not "overdue" and "overdue, manager" together
    assert sorted(raised())[2:] == [("overdue_manager", "Ann Ode"), ("overdue_manager", "Sam Okoro")]


def test_a_duty_whose_stored_day_is_not_what_the_facts_give_is_put_right_and_nobody_is_told_of_it(
    jo: User, enrolled: Enrolled
) -> None:
    enrolment = enrolled(officer=jo, scheme="VCS", first_contact_on=date(2026, 11, 13))
    contact = {"channel": Channel.PHONE, "outcome": ContactOutcome.SPOKE, "reached": True, "recorded_by": jo}
    ContactEntry.objects.create(enrolment=enrolment, happened_on=date(2026, 11, 13), recorded_at=NOW, **contact)
    refresh_clocks(enrolment, date(2026, 11, 13))
    year_on = Deadline.objects.get(enrolment=enrolment, kind="annual_contact")
    assert year_on.due_on == date(2027, 11, 13)
    Deadline.objects.filter(pk=year_on.pk).update(due_on=MONDAY_BEFORE)

    raise_reminders(MONDAY_BEFORE)

    assert "annual_contact" not in Reminder.objects.values_list("deadline__kind", flat=True)
    assert Deadline.objects.get(pk=year_on.pk).due_on == date(2027, 11, 13)


@pytest.mark.parametrize("why", ["left", "moved", "other role"])
def test_an_officer_who_may_not_be_told_any_more_is_not(
    why: str, jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.MANAGER, name="Sam Okoro")
    enrolled(officer=jo)
    if why == "left":
        jo.is_active = False
    elif why == "moved":
        jo.organisation = person(Role.VLO, region="N50").organisation
    else:
        jo.role = Role.HEAD
    jo.save()
    assert [raise_reminders(MONDAY_BEFORE).done for _ in range(2)] == [1, 0]
    assert raised() == [("due_soon", "Sam Okoro")]


def test_a_new_officer_is_reminded_though_the_old_one_was(
    jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    enrolment = enrolled(officer=jo)
    raise_reminders(MONDAY_BEFORE)
    Enrolment.objects.filter(pk=enrolment.pk).update(officer=person(Role.VLO, name="Kit New"))
    raise_reminders(MONDAY_BEFORE)
    assert raised() == [("due_soon", "Jo Reed"), ("due_soon", "Kit New")]


def test_when_nobody_in_the_unit_can_be_told_the_administrators_are_and_it_is_on_record(
    enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.ADMIN, name="Ada Min")
    enrolment = enrolled(officer=None, victim=VictimFactory(first_names="Maria", last_name="Fenn"))
    assert [raise_reminders(MONDAY_BEFORE).done for _ in range(2)] == [1, 0]
    reminder = Reminder.objects.select_related("reader").get()
    assert reminder.reader.name == "Ada Min"
    said = sentence_of(reminder)
    assert "Kent, Surrey and Sussex" in said
    assert "Maria" not in said
    assert list(AuditEntry.objects.filter(verb="reminder.nobody_to_tell").values_list("subject_ref", flat=True)) == [
        enrolment.reference
    ]


def test_when_not_even_an_administrator_is_left_the_sweep_says_so_and_does_the_rest(
    jo: User, enrolled: Enrolled
) -> None:
    lost, fine = enrolled(region_id="N50", officer=None), enrolled(officer=jo)
    sweep = raise_reminders(MONDAY_BEFORE)
    assert (sweep.done, sweep.failed) == (1, [lost.deadlines.get(kind="first_contact").pk])
    assert Reminder.objects.get().enrolment == fine


def test_when_the_managers_cannot_be_told_the_officer_still_is(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    sweep = raise_reminders(date(2026, 12, 9))
    assert (sweep.done, sweep.failed) == (1, [enrolment.deadlines.get(kind="first_contact").pk])
    assert raised() == [("overdue", "Jo Reed")]


def test_a_stale_hint_is_corrected_and_does_not_fire(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    Deadline.objects.filter(enrolment=enrolment, kind="first_contact").update(due_on=date(2026, 11, 18))
    assert raise_reminders(date(2026, 11, 20)).done == 0
    assert Deadline.objects.get(enrolment=enrolment, kind="first_contact").due_on == DUE


def test_a_moved_date_is_reminded_of_anew(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    raise_reminders(MONDAY_BEFORE)
    enrolment.referred_on = date(2026, 11, 11)
    enrolment.save()
    refresh_clocks(enrolment, MONDAY_BEFORE)
    raise_reminders(MONDAY_BEFORE)
    assert list(Reminder.objects.order_by("pk").values_list("target_date", flat=True)) == [DUE, date(2026, 11, 25)]


def test_a_clock_that_contact_has_met_is_left_alone(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    other = enrolled(officer=jo)
    record_contact(
        enrolment=enrolment,
        happened_on=date(2026, 11, 20),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        explained=["The scheme"],
        by=jo,
    )
    raise_reminders(date(2026, 12, 9))
    assert set(Reminder.objects.values_list("enrolment", flat=True)) == {other.pk}


def test_a_closed_enrolment_is_left_alone(jo: User, enrolled: Enrolled) -> None:
    enrolment, other = enrolled(officer=jo), enrolled(officer=jo)
    Enrolment.objects.filter(pk=enrolment.pk).update(
        status="closed", closed_on=date(2026, 11, 20), closed_because="declined"
    )
    raise_reminders(date(2026, 12, 9))
    assert set(Reminder.objects.values_list("enrolment", flat=True)) == {other.pk}


def test_the_referral_clock_of_the_witness_care_unit_is_not_the_officers(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo)
    Deadline.objects.filter(enrolment=enrolment).exclude(kind="referral").update(met_on=date(2026, 11, 19))
    Enrolment.objects.filter(pk=enrolment.pk).update(referred_on=None, first_contact_on=date(2026, 11, 19))
    Deadline.objects.filter(enrolment=enrolment, kind="referral").update(met_on=None)
    assert Deadline.objects.standing().filter(enrolment=enrolment).count() == 1
    assert raise_reminders(date(2026, 12, 9)).done == 0


def test_an_agreed_next_step_is_reminded_of_with_its_words(jo: User, enrolled: Enrolled) -> None:
    enrolment = enrolled(officer=jo, victim=VictimFactory(first_names="Maria", last_name="Fenn"))
    record_contact(
        enrolment=enrolment,
        happened_on=date(2026, 11, 20),
        channel=Channel.PHONE,
        outcome=ContactOutcome.SPOKE,
        explained=["The scheme"],
        by=jo,
        next_step="Send the booklet",
        next_on=date(2026, 12, 4),
    )
    raise_reminders(date(2026, 12, 1))
    assert sentence_of(Reminder.objects.get()) == (
        "The next step agreed with Maria F. is due on Friday 4 December 2026. Send the booklet "
        f"({enrolment.reference})."
    )


def test_a_step_that_is_in_force_later_comes_then(jo: User, enrolled: Enrolled) -> None:
    LadderStep.objects.exclude(code__in=("due_soon", "overdue")).delete()
    LadderStep.objects.filter(code="overdue").update(valid_from=date(2026, 12, 2))
    enrolled(officer=jo)
    days = (MONDAY_BEFORE, date(2026, 12, 1), date(2026, 12, 2))
    assert [raise_reminders(day).done for day in days] == [1, 0, 1]


def test_when_the_officer_who_was_told_has_left_the_managers_are_told(
    jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.MANAGER, name="Sam Okoro")
    enrolled(officer=jo)
    raise_reminders(MONDAY_BEFORE)
    User.objects.filter(pk=jo.pk).update(is_active=False)
    Enrolment.objects.update(officer=None)
    raise_reminders(MONDAY_BEFORE)
    assert raised() == [("due_soon", "Jo Reed"), ("due_soon", "Sam Okoro")]


def test_a_date_that_is_wrong_and_cannot_be_corrected_is_told_to_nobody_and_the_run_has_failed(
    jo: User, enrolled: Enrolled
) -> None:
    wrong, fine = enrolled(officer=jo), enrolled(officer=jo)
    Enrolment.objects.filter(pk=wrong.pk).update(referred_on=date(2026, 11, 11))
    call = {"channel": Channel.PHONE, "outcome": ContactOutcome.SPOKE, "reached": True, "recorded_by": jo}
    beyond_the_table = date(2199, 1, 1)
    ContactEntry.objects.create(enrolment=wrong, happened_on=beyond_the_table, recorded_at=clock.now(), **call)
    sweep = raise_reminders(MONDAY_BEFORE)
    assert sweep.failed == [wrong.pk]
    assert set(Reminder.objects.values_list("enrolment", flat=True)) == {fine.pk}


def test_when_the_end_of_a_step_is_taken_back_the_clocks_it_is_for_are_looked_at_again(
    jo: User, enrolled: Enrolled, person: Callable[..., User]
) -> None:
    person(Role.MANAGER)
    person(Role.HEAD)
    LadderStep.objects.filter(code="overdue_manager").update(valid_to=date(2026, 11, 1))
    enrolled(officer=jo)
    raise_reminders(date(2026, 12, 9))
    assert "overdue_manager" not in [rule for rule, _ in raised()]
    call_command("load_reference_data", stdout=StringIO())
    raise_reminders(date(2026, 12, 9))
    assert "overdue_manager" in [rule for rule, _ in raised()]
