"""An event is reported once and reaches every officer on every open case at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.actions.offender_events import report_event
from cases.enums import CaseStatus, EventKind, KeyDateKind
from cases.models import Case, KeyDate, KeyEvent, Offender
from tests.factories.cases import CaseFactory, ConvictionFactory
from victims.enums import DeadlineKind, UrgentReason
from victims.models import Deadline, Enrolment
from vlu.templatetags.govuk_fields import error_links

SignIn = Callable[..., Client]
Enrol = Callable[..., Enrolment]


def report(browser: Client, offender: Offender, kind: str, day: date, note: str = "", **changed: str) -> list[str]:
    """Send the form; the sentences it came back with, none when it was taken."""
    posted = {"happens_on_day": str(day.day), "happens_on_month": str(day.month), "happens_on_year": str(day.year)}
    answer = browser.post(
        reverse("cases:log_event", args=[offender.reference, kind]), posted | {"note": note} | changed
    )
    if answer.status_code == 302:
        return []
    return [link.text for link in error_links(answer.context["form"])]


def test_every_officer_on_the_case_has_the_action_at_once(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User], friday: datetime
) -> None:
    first = enrolled(person(Role.VLO))
    second = enrolled(person(Role.VLO), case=first.case)
    assert report(signed_in(manager), first.case.offender, EventKind.RELEASED, friday.date()) == []
    actions = Deadline.objects.filter(kind=DeadlineKind.TELL_OF_EVENT)
    assert set(actions.values_list("enrolment_id", flat=True)) == {first.pk, second.pk}
    assert set(actions.values_list("due_on", "event__kind")) == {(friday.date(), EventKind.RELEASED)}
    first.refresh_from_db()
    assert first.urgent_reason == UrgentReason.RELEASED


def test_it_appears_on_the_officers_home_page(
    manager: User, enrolled: Enrol, signed_in: SignIn, person: Callable[..., User], friday: datetime
) -> None:
    officer = person(Role.VLO)
    offender = enrolled(officer).case.offender
    home = reverse("victims:my_work")
    assert "Tell them: released" not in signed_in(officer).get(home).text
    report(signed_in(manager), offender, EventKind.RELEASED, friday.date())
    assert "Tell them: released" in signed_in(officer).get(home).text


def test_every_open_case_has_it_at_the_same_moment_and_a_closed_one_has_not(
    manager: User, enrolled: Enrol, signed_in: SignIn, friday: datetime
) -> None:
    first = enrolled()
    offender = first.case.offender
    second = enrolled(case__conviction=ConvictionFactory(offender=offender, sentenced_on=date(2026, 11, 2)))
    closed = enrolled(case__conviction=ConvictionFactory(offender=offender, sentenced_on=date(2025, 11, 3)))
    Case.objects.filter(pk=closed.case_id).update(status=CaseStatus.CLOSED, closed_at=friday)
    report(signed_in(manager), offender, EventKind.RELEASED, friday.date())
    assert set(KeyEvent.objects.values_list("case_id", flat=True)) == {first.case_id, second.case_id}
    assert len(set(KeyEvent.objects.values_list("reported_at", flat=True))) == 1
    person_page = signed_in(manager).get(reverse("cases:person_i_manage", args=[offender.reference])).text
    assert person_page.count("Sent at 10:00") == 1


def test_one_report_is_one_moment_on_a_running_clock_too(person: Callable[..., User]) -> None:
    offender = CaseFactory().offender
    CaseFactory(conviction=ConvictionFactory(offender=offender, sentenced_on=date(2026, 11, 2)))
    moved = date(2026, 11, 20)
    report_event(
        offender=offender, kind=EventKind.OTHER, happens_on=moved, note="Moved.", by=person(Role.OFFENDER_MANAGER)
    )
    assert KeyEvent.objects.count() == 2
    assert len(set(KeyEvent.objects.values_list("reported_at", flat=True))) == 1


def test_it_is_recorded_in_the_audit_trail_and_as_the_release_date(
    manager: User, enrolled: Enrol, signed_in: SignIn
) -> None:
    case = enrolled().case
    report(signed_in(manager), case.offender, EventKind.RELEASE_PLANNED, date(2026, 12, 18), "From the prison.")
    event = KeyEvent.objects.get()
    assert (event.case, event.happens_on, event.note) == (case, date(2026, 12, 18), "From the prison.")
    assert event.reported_by == manager
    assert AuditEntry.objects.filter(verb="case.event_recorded", actor=manager, subject_ref=case.reference).count() == 1
    assert KeyDate.objects.current().get(case=case, kind=KeyDateKind.RELEASE).falls_on == date(2026, 12, 18)


def test_sending_it_twice_on_a_day_makes_one(
    manager: User, enrolled: Enrol, signed_in: SignIn, friday: datetime
) -> None:
    offender, browser = enrolled().case.offender, signed_in(manager)
    for _ in range(2):
        assert report(browser, offender, EventKind.RECALL, friday.date(), "Decided today.") == []
    assert KeyEvent.objects.count() == 1
    assert report(browser, offender, EventKind.RECALL, friday.date(), "Another note.") == []
    assert KeyEvent.objects.count() == 2


def test_a_kind_we_do_not_have_is_not_found(manager: User, enrolled: Enrol, signed_in: SignIn) -> None:
    address = reverse("cases:log_event", args=[enrolled().case.offender.reference, "parade"])
    assert signed_in(manager).get(address).status_code == 404


@pytest.mark.parametrize(
    ("kind", "changed", "sentence"),
    [
        (EventKind.RELEASED, {"happens_on_day": "21"}, "Released means it has happened"),
        (EventKind.DEATH, {"happens_on_day": "21"}, "Death of the offender means it has happened"),
        (EventKind.RELEASE_PLANNED, {"happens_on_day": "19"}, "A planned release cannot be in the past."),
        (EventKind.RELEASED, {"happens_on_month": "1"}, "The date is before the sentence. Check it."),
        (EventKind.RELEASE_PLANNED, {"happens_on_year": "2051"}, "The date is after 2050. Check it."),
        (EventKind.RELEASED, {"happens_on_day": "31"}, "The date must be a real date"),
        (EventKind.RELEASED, {"happens_on_day": ""}, "The date must include a day"),
        (EventKind.OTHER, {"note": "  "}, "Say what has happened"),
        (EventKind.RELEASED, {"note": "x" * 1001}, "The note must be 1000 characters or fewer"),
        (EventKind.RELEASED, {"note": "a\x00b"}, "The note holds a character that cannot be kept. Type it again."),
    ],
)
def test_a_bad_answer_gives_one_sentence_and_nothing_is_kept(
    manager: User,
    enrolled: Enrol,
    signed_in: SignIn,
    friday: datetime,
    kind: EventKind,
    changed: dict[str, str],
    sentence: str,
) -> None:
    offender = enrolled().case.offender
    [said] = report(signed_in(manager), offender, kind, friday.date(), **changed)
    assert said.startswith(sentence)
    assert not KeyEvent.objects.exists()


def test_without_an_open_case_there_is_nobody_to_tell(
    manager: User, manages: Callable[..., Offender], signed_in: SignIn, friday: datetime
) -> None:
    [said] = report(signed_in(manager), manages(manager), EventKind.RELEASED, friday.date())
    assert "there is nobody to tell" in said
    assert not KeyEvent.objects.exists()
