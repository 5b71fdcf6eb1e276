"""An officer puts off their own reminders; somebody says a date is in hand. Who may, what is refused, who sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from accounts.actions.absences import record_absence
from accounts.enums import Role
from accounts.models import AuditEntry, User
from notifications.access import NotYourClock
from notifications.actions.in_hand import CannotWait, DateHasMoved, InHandAlready, acknowledge, snooze
from notifications.actions.reminders import raise_reminders
from notifications.models import Acknowledgement, Reminder, Snooze
from victims.models import AccessGrant, Deadline, Enrolment
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
SignedIn = Callable[..., Client]
People = Callable[..., User]
MONDAY, DUE, TUESDAY_AFTER = date(2026, 11, 23), date(2026, 11, 26), date(2026, 12, 1)


@pytest.fixture
def first_contact(jo: User, enrolled: Callable[..., Enrolment]) -> Deadline:
    """Of Jo's case, due on Thursday 26 November; today is the Friday before."""
    found: Deadline = enrolled(officer=jo).deadlines.get(kind="first_contact")
    return found


@pytest.fixture
def friday_after(friday: datetime) -> Iterator[None]:
    """The day after it was due."""
    with clock.frozen_at(datetime(2026, 11, 27, 10, tzinfo=clock.LONDON)):
        yield


def put_off(deadline: Deadline, by: User, until: date = MONDAY) -> Snooze:
    return snooze(deadline=deadline, target_date=deadline.due_on, until=until, reason="They are abroad", by=by)


def take(deadline: Deadline, by: User) -> Acknowledgement:
    return acknowledge(deadline=deadline, target_date=deadline.due_on, note="Calling at noon", by=by)


def page_of(deadline: Deadline, what: str) -> str:
    return f"/victims/{deadline.enrolment.reference}/dates/{deadline.pk}/{what}/"


def sent(deadline: Deadline, **facts: Any) -> dict[str, Any]:
    return {"seen": deadline.due_on.toordinal(), **facts}


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def covered(officer: User, cover: User) -> None:
    record_absence(person=officer, first_day=clock.today(), last_day=DUE, cover=cover, by=officer)


def test_the_officer_puts_it_off_and_the_date_stays(signed_in: SignedIn, jo: User, first_contact: Deadline) -> None:
    browser = signed_in(jo)
    asked = text(browser.get(page_of(first_contact, "later")))
    answer = browser.post(
        page_of(first_contact, "later"), sent(first_contact, until=MONDAY, reason="They are abroad"), follow=True
    )

    assert "The date stays as it is" in asked
    assert "Officer’s reminders put off until Monday 23 November 2026 by Jo Reed: They are abroad" in text(answer)
    row = Snooze.objects.get()
    assert (row.target_date, row.until, row.by) == (DUE, MONDAY, jo)
    first_contact.refresh_from_db()
    assert first_contact.due_on == DUE


def test_the_reason_is_required_and_never_in_the_trail(signed_in: SignedIn, jo: User, first_contact: Deadline) -> None:
    page = signed_in(jo).post(page_of(first_contact, "later"), sent(first_contact, until=MONDAY))
    assert "Say why it can wait" in text(page)
    put_off(first_contact, jo)

    entry = AuditEntry.objects.filter(verb="clock.put_off").get()
    assert entry.facts == {"kind": "first contact after referral", "due": "2026-11-26", "until": "2026-11-23"}


@pytest.mark.parametrize("until", [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 27)])
def test_only_a_working_day_until_the_due_date_can_be_chosen(jo: User, first_contact: Deadline, until: date) -> None:
    with pytest.raises(CannotWait, match="from Monday 23 November 2026 to Thursday 26 November 2026"):
        put_off(first_contact, jo, until)


@pytest.mark.usefixtures("friday_after")
def test_what_is_overdue_waits_two_working_days_at_most(jo: User, first_contact: Deadline) -> None:
    assert put_off(first_contact, jo, TUESDAY_AFTER).until == TUESDAY_AFTER
    with pytest.raises(CannotWait):
        put_off(first_contact, jo, date(2026, 12, 2))


def test_an_urgent_case_does_not_wait(signed_in: SignedIn, jo: User, first_contact: Deadline) -> None:
    Enrolment.objects.update(urgent_from=clock.today(), urgent_reason="release_soon")
    page = text(signed_in(jo).get(page_of(first_contact, "later")))

    assert "This case is urgent, so its reminders do not wait." in page
    with pytest.raises(CannotWait):
        put_off(first_contact, jo)


def test_the_cover_stands_in_for_the_officer_and_no_other_colleague_does(
    person: People, jo: User, first_contact: Deadline
) -> None:
    cover, colleague = person(), person()
    covered(jo, cover)

    assert put_off(first_contact, cover).by == cover
    with pytest.raises(NotYourClock, match="whoever covers for them today"):
        put_off(first_contact, colleague)


def test_a_colleague_reads_why_and_a_stranger_finds_nothing(
    signed_in: SignedIn, person: People, first_contact: Deadline
) -> None:
    address = page_of(first_contact, "later")
    colleague = signed_in(Role.VLO).get(address)

    assert (colleague.status_code, "Only the officer of the case" in text(colleague)) == (409, True)
    assert signed_in(Role.VLO, region="N59").get(address).status_code == 404


def test_of_a_restricted_case_nothing_is_found_by_those_not_let_in(
    signed_in: SignedIn, person: People, jo: User, first_contact: Deadline
) -> None:
    Enrolment.objects.update(restricted=True)
    AccessGrant.objects.create(
        enrolment=first_contact.enrolment, person=jo, granted_by=jo, reason="Allocated", since=clock.now()
    )
    cover = person()
    covered(jo, cover)
    with clock.frozen_at(datetime(2026, 11, 26, 10, tzinfo=clock.LONDON)):
        Deadline.objects.filter(pk=first_contact.pk).update(due_on=date(2026, 11, 25))
        pages = {
            who: signed_in(one).get(page_of(first_contact, "in-hand")).status_code
            for who, one in {"jo": jo, "cover": cover, "manager": person(Role.MANAGER)}.items()
        }

    assert pages == {"jo": 200, "cover": 404, "manager": 404}


@pytest.mark.usefixtures("friday_after")
@pytest.mark.parametrize("who", ["officer", "cover", "manager"])
def test_who_may_say_that_it_is_in_hand(
    signed_in: SignedIn, person: People, jo: User, first_contact: Deadline, who: str
) -> None:
    people = {"officer": jo, "cover": person(), "manager": person(Role.MANAGER)}
    record_absence(person=jo, first_day=clock.today(), last_day=clock.today(), cover=people["cover"], by=jo)
    browser = signed_in(people[who])
    case = browser.get(f"/cases/{first_contact.enrolment.case.reference}/")
    assert page_of(first_contact, "in-hand") in case.content.decode()
    answer = browser.post(page_of(first_contact, "in-hand"), sent(first_contact, note="Calling at noon"), follow=True)

    said = f"In hand: Calling at noon (said {people[who].name} on Friday 27 November 2026)"
    assert said in text(answer)
    assert page_of(first_contact, "in-hand") not in answer.content.decode()


@pytest.mark.usefixtures("friday_after")
def test_a_colleague_of_the_unit_may_not_and_the_case_page_offers_it_to_nobody_else(
    signed_in: SignedIn, first_contact: Deadline
) -> None:
    browser = signed_in(Role.VLO)
    case = browser.get(f"/cases/{first_contact.enrolment.case.reference}/").content.decode()
    answer = browser.post(page_of(first_contact, "in-hand"), sent(first_contact, note="Mine"))

    assert "I have this in hand" not in case
    assert answer.status_code == 409
    assert not Acknowledgement.objects.exists()


def test_the_page_of_the_victim_says_and_offers_the_same_as_that_of_the_case(
    signed_in: SignedIn, jo: User, person: Callable[..., User], first_contact: Deadline
) -> None:
    victim = f"/victims/{first_contact.enrolment.reference}/"
    link = page_of(first_contact, "later")
    assert link in text(signed_in(jo).get(victim))
    put_off(first_contact, jo)

    assert "Officer’s reminders put off until Monday 23 November 2026" in text(signed_in(jo).get(victim))
    assert link not in text(signed_in(person(Role.VLO)).get(victim))


def test_before_it_is_due_there_is_nothing_to_take_in_hand(
    signed_in: SignedIn, jo: User, first_contact: Deadline
) -> None:
    browser = signed_in(jo)
    assert "once that day has passed" in text(browser.get(page_of(first_contact, "in-hand")))
    answer = browser.post(page_of(first_contact, "in-hand"), sent(first_contact, note="Mine"))

    assert answer.status_code == 409
    assert not Acknowledgement.objects.exists()


@pytest.mark.usefixtures("friday_after")
def test_the_second_of_two_sees_who_was_first(
    signed_in: SignedIn, person: People, jo: User, first_contact: Deadline
) -> None:
    take(first_contact, jo)
    manager = person(Role.MANAGER)
    with pytest.raises(InHandAlready, match=r"Somebody was first.* Calling at noon .said Jo Reed"):
        take(first_contact, manager)

    page = text(signed_in(manager).get(page_of(first_contact, "in-hand")))
    assert "Calling at noon (said Jo Reed on Friday 27 November 2026)" in page


@pytest.mark.usefixtures("friday_after")
def test_a_date_that_moved_can_be_taken_again_and_says_nothing_of_before(
    signed_in: SignedIn, jo: User, first_contact: Deadline
) -> None:
    take(first_contact, jo)
    Deadline.objects.filter(pk=first_contact.pk).update(due_on=date(2026, 11, 25))
    case = signed_in(jo).get(f"/cases/{first_contact.enrolment.case.reference}/")
    assert "In hand:" not in text(case)
    with pytest.raises(DateHasMoved, match="moved to Wednesday 25 November 2026"):
        take(first_contact, jo)
    first_contact.refresh_from_db()
    take(first_contact, jo)

    assert Acknowledgement.objects.count() == 2


@pytest.mark.usefixtures("friday_after")
def test_a_page_left_open_while_the_date_moved_is_asked_again(
    signed_in: SignedIn, jo: User, first_contact: Deadline
) -> None:
    Deadline.objects.filter(pk=first_contact.pk).update(due_on=date(2026, 11, 25))
    page = signed_in(jo).post(page_of(first_contact, "in-hand"), sent(first_contact, note="Calling"))

    assert "This changed while the page was open" in text(page)
    assert not Acknowledgement.objects.exists()


@pytest.mark.usefixtures("friday_after")
def test_somebody_who_has_left_the_unit_or_was_taken_off_the_case_says_nothing_more(
    person: People, jo: User, first_contact: Deadline
) -> None:
    Enrolment.objects.update(officer=person())

    with pytest.raises(NotYourClock):
        take(first_contact, jo)


@pytest.mark.usefixtures("friday_after")
def test_of_a_limit_in_hand_nothing_follows_but_a_later_limit_of_the_same_contact_is_told_of(
    jo: User, first_contact: Deadline
) -> None:
    raise_reminders(clock.today())
    take(first_contact, jo)
    for day in (27, 30):
        raise_reminders(date(2026, 11, day))

    told = Reminder.objects.order_by("pk").values_list("deadline__kind", "rule")
    assert list(told) == [("first_contact", "overdue"), ("overall", "due_soon"), ("overall", "due_today")]
