"""A month with Christmas in it, day by day on a frozen clock: who is asked for which referral on which day.

The listing beside this file is the whole of what was sent. After a change that is meant, look at it, and write it anew
with `CHASE_LISTING=write`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from accounts.enums import OrganisationKind, Role
from accounts.models import User
from cases.queries.calendar import working_calendar
from notifications.actions.chasing import send_prompts
from notifications.models import OutboxMessage
from tests.factories.accounts import unit
from tests.factories.cases import CaseFactory
from tests.factories.victims import EnrolmentFactory, ReferralRequestFactory
from victims.actions.referral_requests import PersonReferred, answer_by_link, settle_requests
from victims.models import ChaseSetting, Referral, ReferralRequest, RequestPrompt
from vlu.lib import clock
from vlu.lib.clock import LONDON

pytestmark = pytest.mark.django_db
LISTING = Path(__file__).with_name("chase_over_christmas.txt")
FIRST, LAST = date(2026, 12, 14), date(2027, 1, 15)
MISSED = frozenset({date(2026, 12, 29), date(2027, 1, 4)})


def each_day() -> Iterator[date]:
    for number in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=number)


def at(day: date, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour), LONDON)


@pytest.fixture
def kent(person: Callable[..., User]) -> dict[str, User]:
    """Kent has officers, a supervisor's inbox and a head; Sussex has nobody at all."""
    ChaseSetting.objects.create(
        organisation=unit(OrganisationKind.WCU),
        valid_from=date(2026, 1, 1),
        reply_days=10,
        second_day=5,
        third_day=10,
        supervisor_inbox="care@kent.example",
    )
    return {
        "officer": person(Role.WCO, name="Carl Denham"),
        "head": person(Role.WCU_HEAD, name="Gordon Astley"),
        "vao": person(Role.VAO, name="Marek Nowak"),
        "manager": person(Role.MANAGER, name="Ruth Oyelaran"),
    }


def found(reference: str, day: date, force: str = "Kent") -> ReferralRequest:
    request: ReferralRequest = ReferralRequestFactory(
        reference=reference, found_on=day, organisation=unit(OrganisationKind.WCU, force=force), case=CaseFactory()
    )
    return request


def replay(kent: dict[str, User], *, missed: frozenset[date] = frozenset(), runs: int = 1) -> list[str]:
    """Four requests of Kent and one of Sussex, and what is done on each day. The lines of the listing."""
    lines: list[str] = []
    for day in each_day():
        with clock.frozen_at(at(day)):
            lines += [f"{day:%a %d %b}  {done}" for done in _happens(day, kent)]
        if day in missed:
            lines.append(f"{day:%a %d %b}  (the sweep did not run)")
            continue
        seen = set(OutboxMessage.objects.values_list("pk", flat=True))
        for run in range(runs):
            with clock.frozen_at(at(day, 8 + run)):
                send_prompts(clock.now()).raise_if_any_failed("offices")
        new = OutboxMessage.objects.exclude(pk__in=seen).select_related("recipient").order_by("pk")
        for message in new.prefetch_related("requests"):
            to = message.recipient.name if message.recipient else message.address
            asked = ", ".join(sorted(request.reference for request in message.requests.all()))
            what = "daily list" if message.cause == "list" else f"prompt {message.dedupe_key.split(':')[1]}"
            lines.append(f"{day:%a %d %b}  {what:<10}  {asked}  to {to}")
    return lines


def _happens(day: date, kent: dict[str, User]) -> Iterator[str]:
    for reference, found_on, force in (
        ("RQ-MONDAY", date(2026, 12, 14), "Kent"),
        ("RQ-FRIDAY", date(2026, 12, 18), "Kent"),
        ("RQ-EVE", date(2026, 12, 24), "Kent"),
        ("RQ-CHRISTMAS", date(2026, 12, 25), "Kent"),
        ("RQ-SUSSEX", date(2026, 12, 18), "Sussex"),
    ):
        if day == found_on:
            found(reference, day, force)
            yield f"found       {reference} ({force})"
    if day == date(2026, 12, 23):
        request = ReferralRequest.objects.get(reference="RQ-MONDAY")
        referral = Referral.objects.create(
            reference="REF-1",
            submitted_by=kent["officer"],
            organisation=request.organisation,
            received_at=clock.now(),
            received_on=day,
            content={"sent": "by post"},
        )
        EnrolmentFactory(case=request.case, referral=referral)
        people = [PersonReferred(request.concerning.upper(), [])]
        settle_requests(case=request.case, people=people, referral=referral, by=kent["officer"])
        yield "referred    RQ-MONDAY"
    if day == date(2026, 12, 30):
        request = ReferralRequest.objects.get(reference="RQ-FRIDAY")
        answer_by_link(request=request, answer="declined", inbox="care@kent.example")
        yield "answered    RQ-FRIDAY"


def prompts_of(reference: str) -> list[date]:
    return list(RequestPrompt.objects.filter(request__reference=reference).values_list("sent_on", flat=True))


def test_the_exact_messages_of_the_month_are_these(kent: dict[str, User]) -> None:
    lines = "\n".join(replay(kent)) + "\n"
    if os.environ.get("CHASE_LISTING") == "write":
        LISTING.write_text(lines)

    assert lines == LISTING.read_text()


def test_prompts_go_on_their_working_days_and_never_after_the_answer(kent: dict[str, User]) -> None:
    replay(kent)

    assert prompts_of("RQ-MONDAY") == [date(2026, 12, 14), date(2026, 12, 21)]
    assert prompts_of("RQ-FRIDAY") == [date(2026, 12, 18), date(2026, 12, 29)]
    assert prompts_of("RQ-EVE") == [date(2026, 12, 24), date(2027, 1, 5), date(2027, 1, 12)]
    assert prompts_of("RQ-CHRISTMAS") == [date(2026, 12, 29), date(2027, 1, 5), date(2027, 1, 12)]
    assert all(working_calendar().is_working(day) for day in RequestPrompt.objects.values_list("sent_on", flat=True))


def test_running_three_times_a_day_sends_exactly_the_same(kent: dict[str, User]) -> None:
    replay(kent, runs=3)

    once = LISTING.read_text().splitlines()
    assert OutboxMessage.objects.count() == sum(" to " in line for line in once)


def test_a_step_whose_night_was_missed_goes_on_the_next_working_day_once(kent: dict[str, User]) -> None:
    replay(kent, missed=MISSED)

    assert prompts_of("RQ-CHRISTMAS") == [date(2026, 12, 30), date(2027, 1, 5), date(2027, 1, 12)]
    assert prompts_of("RQ-FRIDAY") == [date(2026, 12, 18)]  # answered on the 30th, before the sweep made it up
    assert prompts_of("RQ-SUSSEX") == [date(2026, 12, 18), date(2026, 12, 30), date(2027, 1, 6)]


def test_where_the_office_has_nobody_the_unit_is_told(kent: dict[str, User]) -> None:
    replay(kent)

    assert set(RequestPrompt.objects.filter(request__reference="RQ-SUSSEX").values_list("step", "told")) == {
        (1, "Marek Nowak"),
        (2, "Marek Nowak"),
        (3, "Ruth Oyelaran"),
    }
    assert not RequestPrompt.objects.filter(request__reference="RQ-SUSSEX", reached_nobody=False).exists()
