"""The clocks of many enrolments are derived in SQL. Every row of the pilot, and facts of every shape, must give what
the Python rule gives."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from cases.enums import Disposal, Scheme, SentenceCause
from cases.models import Sentence
from cases.queries.calendar import working_calendar
from tests.factories.cases import NOW, CaseFactory, ConvictionFactory, OffenceFactory
from tests.factories.victims import EnrolmentFactory
from tests.reports import pilot
from victims.actions.clocks import refresh_clocks
from victims.models import ContactEntry, Deadline, Enrolment, TimeLimit
from victims.queries.derived_clocks import DERIVED_KINDS, DerivedClock, derived_clocks, doubted
from victims.queries.differing_clocks import compared
from victims.queries.facts import clock_facts
from victims.queries.limits import current_limits
from victims.rules.clocks import clocks_for
from vlu.lib.errors import BeyondCalendarHorizon

pytestmark = pytest.mark.django_db

FIRST = date(2025, 6, 1)
CHANGES = date(2026, 3, 1)


def by_rule(enrolments: Iterable[Enrolment]) -> set[DerivedClock]:
    calendar, limits, found = working_calendar(), current_limits(), set()
    for enrolment in enrolments:
        for clock in clocks_for(clock_facts(enrolment), limits, calendar):
            worked = enrolment.is_open and (clock.met_on is not None or not enrolment.is_dormant)
            days = (clock.started_on, clock.due_on, clock.met_on)
            found.add(DerivedClock(enrolment.pk, clock.kind, clock.limit_code, *days, withdrawn=not worked))
    return found


def in_sql(enrolments: Iterable[Enrolment]) -> set[DerivedClock]:
    return set(derived_clocks([enrolment.pk for enrolment in enrolments]))


@pytest.mark.parametrize("scheme", [*Scheme])
@pytest.mark.parametrize("known", ["all", "not the contact", "neither"])
def test_every_row_of_the_pilot_gives_the_same_in_both_forms(known: str, scheme: Scheme) -> None:
    """As it came in, and with its clocks standing open; by the limits of each scheme."""
    pilot.load()
    unknown = {"all": (), "not the contact": ("first_contact_on",), "neither": ("first_contact_on", "referred_on")}
    Enrolment.objects.update(scheme=scheme, **dict.fromkeys(unknown[known]))
    enrolments = list(Enrolment.objects.select_related("offence"))
    found = in_sql(enrolments)

    assert len(enrolments) == 519
    assert found == by_rule(enrolments)
    assert Counter(clock.kind for clock in found) == clocks_of_each_kind(enrolments)
    assert {clock.met_on is None for clock in found if clock.kind == "overall"} >= {known != "all"}


def clocks_of_each_kind(enrolments: list[Enrolment]) -> dict[str, int]:
    """All have a clock of each stage but of first contact, which waits for the referral."""
    referred = sum(enrolment.referred_on is not None for enrolment in enrolments)
    found = dict.fromkeys(DERIVED_KINDS, len(enrolments)) | {"first_contact": referred}
    return {kind: number for kind, number in found.items() if number}


def test_no_stored_clock_of_the_pilot_differs_from_what_the_facts_give_in_sql() -> None:
    pilot.load()
    assert compared(list(Enrolment.objects.values_list("pk", flat=True))).differing == set()


def odd_limits() -> None:
    """Versions in every unit and direction, and one that is off."""
    versions: dict[str, dict[str, object]] = {
        "T05": {"amount": 1, "unit": "month", "plus_days": 3},
        "T06": {"amount": 21, "unit": "calendar_day"},
        "T12": {"amount": 5, "runs": False},
        "T13": {"amount": 2, "direction": "before"},
        "T14": {"amount": 0, "direction": "on"},
        "T25": {"amount": 12, "unit": "month", "direction": "before"},
    }
    for code, changed in versions.items():
        row = TimeLimit.objects.get(code=code)
        TimeLimit.objects.filter(pk=row.pk).update(valid_to=CHANGES - timedelta(days=1))
        row.pk, row.valid_from = None, CHANGES
        for column, value in changed.items():
            setattr(row, column, value)
        row.save()


def random_enrolment(draw: random.Random) -> Enrolment:
    def day() -> date:
        return FIRST + timedelta(days=draw.randrange(540))

    def perhaps(chance: float) -> date | None:
        return day() if draw.random() < chance else None

    offence = OffenceFactory(conviction=ConvictionFactory(sentenced_on=day()))
    passed = draw.randrange(1, 5)
    for number in range(passed):
        Sentence.objects.create(
            offence=offence,
            sentenced_on=day(),
            disposal=draw.choice([Disposal.SUSPENDED, Disposal.COMMUNITY, Disposal.IMPRISONMENT, Disposal.LIFE]),
            cause=draw.choice([*SentenceCause]) if number else SentenceCause.PASSED,
            superseded_at=None if number == passed - 1 else NOW,
        )
    closed = draw.random() < 0.2
    made: Enrolment = EnrolmentFactory(
        case=CaseFactory(conviction=offence.conviction),
        offence=offence,
        scheme=draw.choice([*Scheme]),
        referred_on=perhaps(0.7),
        first_contact_on=perhaps(0.4),
        opt_out_ended_on=perhaps(0.3),
        wish=draw.choice(["", "", "accepted", "declined", "not_now"]),
        status="closed" if closed else "open",
        closed_on=NOW.date() if closed else None,
        closed_because="sentence_ended" if closed else "",
    )
    for _ in range(draw.randrange(3)):
        ContactEntry.objects.create(
            enrolment=made,
            happened_on=day(),
            channel="phone",
            outcome="spoke",
            reached=draw.random() < 0.7,
            recorded_at=NOW,
        )
    return made


@pytest.mark.usefixtures("friday")
def test_random_facts_give_the_same_in_both_forms_whatever_the_limit_is_counted_in() -> None:
    odd_limits()
    draw = random.Random(20261122)
    enrolments = [random_enrolment(draw) for _ in range(150)]

    assert any(clock_facts(enrolment).counts_from for enrolment in enrolments)
    assert in_sql(enrolments) == by_rule(enrolments)


@pytest.mark.usefixtures("friday")
def test_what_was_refreshed_does_not_differ_and_what_was_tampered_with_does() -> None:
    draw = random.Random(3)
    enrolments = [random_enrolment(draw) for _ in range(30)]
    ids = [enrolment.pk for enrolment in enrolments]
    for enrolment in enrolments:
        refresh_clocks(enrolment, NOW.date())
    assert compared(ids).differing == set()

    moved, gone, risen, others = Deadline.objects.filter(withdrawn_on=None, enrolment__in=ids).order_by("pk")[:4]
    Deadline.objects.filter(pk=moved.pk).update(due_on=moved.due_on + timedelta(days=1))
    Deadline.objects.filter(pk=gone.pk).delete()
    Deadline.objects.filter(pk=risen.pk).update(withdrawn_on=NOW.date())
    Deadline.objects.filter(pk=others.pk).update(limit_code="T99")

    spoiled = {row.enrolment_id for row in (moved, gone, risen, others)}
    assert compared(ids).differing == spoiled
    assert compared([moved.enrolment_id]).differing == {moved.enrolment_id}


@pytest.mark.usefixtures("friday")
def test_only_the_clocks_asked_about_are_compared_and_what_only_the_rule_derives_is_named() -> None:
    draw = random.Random(3)
    enrolments = [random_enrolment(draw) for _ in range(30)]
    for enrolment in enrolments:
        refresh_clocks(enrolment, NOW.date())
    moved, risen, right = Deadline.objects.filter(withdrawn_on=None, kind="overall").order_by("pk")[:3]
    Deadline.objects.filter(pk=moved.pk).update(due_on=moved.due_on + timedelta(days=1))
    Deadline.objects.filter(enrolment=right.enrolment_id, kind="referral").update(limit_code="T99")
    Deadline.objects.filter(pk=risen.pk).update(withdrawn_on=NOW.date())

    overall, referrals = (f"SELECT * FROM victims_deadline WHERE kind = '{kind}'" for kind in ("overall", "referral"))
    assert doubted(overall, ()).differing == {moved.enrolment_id, risen.enrolment_id}
    assert doubted(referrals, ()).differing == {right.enrolment_id}
    assert doubted(overall, ("referral",)).by_the_rule == set()
    assert doubted(referrals, ("referral",)).by_the_rule == {enrolment.pk for enrolment in enrolments}


def test_a_day_beyond_the_calendar_has_no_due_day_where_the_rule_raises() -> None:
    made: Enrolment = EnrolmentFactory(sentenced_on=date(2050, 12, 28), referred_on=None)

    assert {clock.due_on for clock in derived_clocks([made.pk])} == {None}
    assert compared([made.pk]).differing == set()
    with pytest.raises(BeyondCalendarHorizon):
        by_rule([made])
