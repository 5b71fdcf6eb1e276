"""A person's own reminders: what is shown, in which order, and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from notifications.models import OutboxMessage, Reminder
from notifications.queries.reminders import PAGE
from victims.models import Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

SignedIn = Callable[..., Client]
Remind = Callable[..., Reminder]
ADDRESS = "/reminders/"


@pytest.fixture
def remind(jo: User, enrolled: Callable[..., Enrolment]) -> Remind:
    """Reminders of one enrolment, each for another date."""
    enrolment = enrolled(officer=jo)
    deadline = enrolment.deadlines.get(kind="first_contact")

    def make(sentence: str, reader: User = jo, *, rule: str = "due_soon", read: bool = False) -> Reminder:
        return Reminder.objects.create(
            reader=reader,
            enrolment=enrolment,
            deadline=deadline,
            rule=rule,
            target_date=deadline.due_on + timedelta(days=Reminder.objects.count()),
            sentence=sentence,
            raised_at=clock.now(),
            read_at=clock.now() if read else None,
        )

    return make


def sentences(page: str) -> list[str]:
    """The sentences of the list, as links, in order."""
    return [part.split("</a>")[0].split(">")[-1] for part in page.split("app-caseload__action")[1:]]


def noon_of(day: date) -> AbstractContextManager[None]:
    return clock.frozen_at(datetime.combine(day, time(12), tzinfo=clock.LONDON))


def tags(page: str) -> list[str]:
    return re.findall(r"govuk-tag--\w+\">([^<]+)<", page)


def test_nothing_new_says_what_will_be_here(signed_in: SignedIn) -> None:
    page = signed_in(Role.VLO).get(ADDRESS)
    assert page.status_code == 200
    assert "Nothing new. You will see here when a date is near or something is reported about an offender." in (
        page.content.decode()
    )


def test_unread_first_then_newest_first_each_leading_to_its_case(signed_in: SignedIn, jo: User, remind: Remind) -> None:
    remind("First.")
    remind("Read long ago.", read=True)
    remind("Read lately.", read=True)
    last = remind("Last.")
    page = signed_in(jo).get(ADDRESS).content.decode()
    assert sentences(page) == ["Last.", "First.", "Read lately.", "Read long ago."]
    assert page.count(reverse("victims:case_page", args=[last.enrolment.case.reference])) == 4
    assert "2 unread" in page


def test_another_persons_reminders_never_show_and_cannot_be_marked(
    signed_in: SignedIn, jo: User, remind: Remind, person: Callable[..., User]
) -> None:
    hers = remind("First contact with Maria F. is due.")
    colleague = signed_in(Role.MANAGER)  # the same region, who may open the case itself
    assert "Maria F." in signed_in(jo).get(ADDRESS).content.decode()
    assert "Maria F." not in colleague.get(ADDRESS).content.decode()
    assert colleague.post(reverse("notifications:read_one", args=[hers.pk])).status_code == 404
    colleague.post(reverse("notifications:read_all"), {"up_to": hers.pk})
    hers.refresh_from_db()
    assert hers.read_at is None


def test_somebody_who_moved_to_another_region_does_not_keep_the_names(
    signed_in: SignedIn, jo: User, remind: Remind, person: Callable[..., User]
) -> None:
    remind("First contact with Maria F. is due.")
    assert "Maria F." in signed_in(jo).get(ADDRESS).content.decode()
    jo.organisation = person(Role.VLO, region="N50").organisation
    jo.save()
    assert "Maria F." not in signed_in(jo).get(ADDRESS).content.decode()


@pytest.mark.parametrize("role", [Role.WCO, Role.OFFENDER_MANAGER, Role.HEAD, Role.ADMIN])
def test_other_roles_are_told_it_is_not_theirs(signed_in: SignedIn, remind: Remind, role: Role) -> None:
    hers = remind("First contact with Maria F. is due.")
    browser = signed_in(role)
    assert browser.get(ADDRESS).status_code == 403
    assert browser.post(reverse("notifications:read_one", args=[hers.pk])).status_code == 403
    assert browser.post(reverse("notifications:read_all"), {"up_to": hers.pk}).status_code == 403


def test_marking_one_as_read_keeps_the_first_time(signed_in: SignedIn, jo: User, remind: Remind) -> None:
    hers, other = remind("First."), remind("Other.")
    browser = signed_in(jo)
    assert browser.get(reverse("notifications:read_one", args=[hers.pk])).status_code == 405
    assert browser.post(reverse("notifications:read_one", args=[hers.pk])).headers["Location"] == ADDRESS
    hers.refresh_from_db()
    assert hers.read_at == clock.now()
    with clock.frozen_at(clock.now() + timedelta(hours=1)):
        browser.post(reverse("notifications:read_one", args=[hers.pk]))
    hers.refresh_from_db()
    other.refresh_from_db()
    assert (hers.read_at, other.read_at) == (clock.now(), None)


def test_marking_all_as_read_leaves_what_came_after_the_page_was_made(
    signed_in: SignedIn, jo: User, remind: Remind
) -> None:
    remind("Older.")
    newest = remind("Newest on the page.")
    browser = signed_in(jo)
    assert f'name="up_to" value="{newest.pk}"' in browser.get(ADDRESS).content.decode()
    remind("Came since.")
    page = browser.post(reverse("notifications:read_all"), {"up_to": newest.pk}, follow=True).content.decode()
    assert "2 reminders marked as read" in page
    assert list(Reminder.objects.unread().values_list("sentence", flat=True)) == ["Came since."]


def test_a_spoilt_mark_all_form_marks_nothing_and_says_so(signed_in: SignedIn, jo: User, remind: Remind) -> None:
    remind("First.")
    page = signed_in(jo).post(reverse("notifications:read_all"), {"up_to": "x"}, follow=True).content.decode()
    assert "We could not tell which reminders you had seen" in page
    assert Reminder.objects.unread().count() == 1


def test_a_reminder_of_the_day_itself_shows_as_overdue_once_the_day_has_passed(
    signed_in: SignedIn, jo: User, remind: Remind
) -> None:
    reminder = remind("First contact is due.", rule="due_today")
    for day, shown in ((reminder.target_date, []), (reminder.target_date + timedelta(days=1), ["Overdue"])):
        with noon_of(day):
            assert tags(signed_in(jo).get(ADDRESS).content.decode()) == shown


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ({}, "Overdue"),
        ({"met_on": date(2026, 11, 20)}, "Done"),
        ({"withdrawn_on": date(2026, 11, 20)}, "No longer due"),
        ({"due_on": date(2026, 12, 1)}, "The date has moved"),
    ],
)
def test_what_became_of_the_clock_since_is_said_on_the_line(
    signed_in: SignedIn, jo: User, remind: Remind, since: dict[str, date], said: str
) -> None:
    reminder = remind("First contact was due.", rule="overdue")
    Deadline.objects.filter(reminders=reminder).update(**since)
    with noon_of(reminder.target_date + timedelta(days=1)):
        assert tags(signed_in(jo).get(ADDRESS).content.decode()) == [said]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("failed", "The e-mail about this could not be sent"),
        ("uncertain", "The e-mail about this may not have arrived"),
    ],
)
def test_mail_that_did_not_certainly_arrive_is_said_on_the_line(
    signed_in: SignedIn, jo: User, waiting: Callable[..., OutboxMessage], state: str, said: str
) -> None:
    waiting(state="sent")
    assert "The e-mail about this" not in signed_in(jo).get(ADDRESS).content.decode()
    OutboxMessage.objects.update(state=state)
    assert said in signed_in(jo).get(ADDRESS).content.decode()


def test_the_pages_lead_forwards_and_back_over_every_reminder_once(
    signed_in: SignedIn, jo: User, remind: Remind
) -> None:
    for number in range(2 * PAGE + 3):
        remind(f"Number {number}.", read=number < PAGE)
    browser, query, forwards = signed_in(jo), "?", []
    while query:
        page = browser.get(f"{ADDRESS}{query}")
        forwards.append(sentences(page.content.decode()))
        last, query = query, page.context["next_url"]
    assert [len(part) for part in forwards] == [PAGE, PAGE, 3]
    assert len({sentence for part in forwards for sentence in part}) == 2 * PAGE + 3
    page = browser.get(ADDRESS + browser.get(f"{ADDRESS}{last}").context["previous_url"])
    assert sentences(page.content.decode()) == forwards[1]
    page = browser.get(ADDRESS + page.context["previous_url"])
    assert sentences(page.content.decode()) == forwards[0]
    assert page.context["previous_url"] == ""


def test_a_spoilt_place_is_the_first_page(signed_in: SignedIn, jo: User, remind: Remind) -> None:
    remind("First.")
    for place in ("u", "x1", "u1 or 1=1", "r99999999999999999999"):
        assert sentences(signed_in(jo).get(ADDRESS, {"after": place}).content.decode()) == ["First."]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_list(
    signed_in: SignedIn, jo: User, remind: Remind, count: int
) -> None:
    for number in range(count):
        remind(f"Number {number}.")
    browser = signed_in(jo)
    with CaptureQueriesContext(connection) as queries:
        browser.get(ADDRESS)
    assert len(queries) == 8  # session, person, reminders, how many are unread; calendar, cover, what was said
