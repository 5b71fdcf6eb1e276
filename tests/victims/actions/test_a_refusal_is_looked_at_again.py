"""A refusal rests on the facts of its day: when they give more, it is set aside and nobody stays closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.actions.events import record_event
from cases.actions.sentences import change_sentence
from cases.enums import Disposal, EventKind, SentenceCause, Verdict
from cases.models import Case, KeyEvent
from cases.rules.sentence_length import Length
from notifications.actions.planning import plan_events
from tests.factories.cases import CaseFactory, SentenceFactory
from tests.factories.victims import EnrolmentFactory, VictimFactory
from victims.actions.discretion import CannotDecideDiscretion, decide_discretion, tell_outcome
from victims.actions.enrolment import Owner, enrol
from victims.actions.verdicts import reassess_cases
from victims.actions.victim_decisions import record_victim_decision
from victims.models import Deadline, DiscretionaryDecision, Enrolment
from victims.queries.decisions_waiting import to_decide
from victims.rules.discretion import TELL_THEM_IT_ENDS
from vlu.lib import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def sam(person: Callable[..., User]) -> User:
    return person(Role.MANAGER)


@pytest.fixture
def refused(sam: User) -> DiscretionaryDecision:
    """Actual bodily harm and 26 weeks: a manager decided that contact is not offered."""
    case = CaseFactory()
    sentence = SentenceFactory(offence__conviction=case.conviction, offence__code="OF61102", weeks=26)
    enrolment = enrol(
        case=case,
        victim=VictimFactory(),
        category="adult",
        offences=[sentence.offence],
        owner=Owner(case.region, None),
        referral=None,
        referred_on=date(2026, 11, 12),
        urgent=False,
        by=sam,
    )
    assert enrolment.verdict == Verdict.PROPOSE_DISCRETIONARY
    return decide_discretion(enrolment=enrolment, granted=False, reason="Nothing speaks for it", by=sam)


def lengthen(enrolment: Enrolment, by: User, **length: int) -> Enrolment:
    change_sentence(
        offence=enrolment.offence,
        cause=SentenceCause.APPEAL,
        sentenced_on=date(2026, 11, 18),
        disposal=Disposal.IMPRISONMENT,
        length=Length(**length),
        by=by,
    )
    reassess_cases()
    return Enrolment.objects.get(pk=enrolment.pk)


def tell(decision: DiscretionaryDecision, by: User) -> None:
    tell_outcome(decision=decision, how="no_referrer", told_on=clock.today(), by=by)


def test_a_longer_sentence_opens_again_what_a_refusal_closed(refused: DiscretionaryDecision, sam: User) -> None:
    tell(refused, sam)
    enrolment = Enrolment.objects.get(pk=refused.enrolment_id)
    assert enrolment.closed_because, "the refusal closed it"

    enrolment = lengthen(enrolment, sam, months=18)

    assert enrolment.is_open
    assert enrolment.verdict == Verdict.STATUTORY_VCS
    assert enrolment.next_due_on is not None, "its clocks run again"
    assert not DiscretionaryDecision.objects.standing().exists()
    assert AuditEntry.objects.filter(verb="enrolment.reopened", subject_ref=enrolment.reference).exists()


def report(enrolment: Enrolment, kind: EventKind, by: User) -> KeyEvent:
    event = record_event(case=enrolment.case, kind=kind, happens_on=date(2026, 11, 19), by=by)
    plan_events()
    return event


def test_what_was_reported_while_it_was_closed_is_to_be_told_once_it_is_open_again(
    refused: DiscretionaryDecision, sam: User
) -> None:
    before = report(refused.enrolment, EventKind.OPEN_CONDITIONS, sam)
    tell(refused, sam)
    meanwhile = report(refused.enrolment, EventKind.TEMPORARY_RELEASE, sam)
    to_tell = Deadline.objects.standing().filter(enrolment=refused.enrolment_id, kind="tell_of_event")
    assert list(to_tell.values_list("event", flat=True)) == [before.pk]

    lengthen(refused.enrolment, sam, months=18)
    plan_events()

    assert set(to_tell.values_list("event", "due_on")) == {(before.pk, clock.today()), (meanwhile.pk, clock.today())}


def test_of_a_release_date_that_moved_while_it_was_closed_the_last_alone_is_to_be_told(
    refused: DiscretionaryDecision, sam: User
) -> None:
    report(refused.enrolment, EventKind.RELEASE_PLANNED, sam)
    tell(refused, sam)
    saturday, monday = (datetime(2026, 11, day, 10, tzinfo=clock.LONDON) for day in (21, 23))
    for day in (saturday, monday):
        with clock.frozen_at(day):
            last = report(refused.enrolment, EventKind.RELEASE_PLANNED, sam)
    with clock.frozen_at(monday):
        lengthen(refused.enrolment, sam, months=18)

    to_tell = Deadline.objects.standing().filter(enrolment=refused.enrolment_id, kind="tell_of_event")
    assert list(to_tell.values_list("event", "due_on")) == [(last.pk, date(2026, 11, 20))]


def test_what_was_reported_before_there_was_a_record_of_them_is_not_to_be_told(
    refused: DiscretionaryDecision, sam: User
) -> None:
    long_ago = date(2026, 11, 2)
    old = record_event(case=refused.enrolment.case, kind=EventKind.OPEN_CONDITIONS, happens_on=long_ago, by=sam)
    KeyEvent.objects.update(planned_at=datetime(2026, 11, 2, 10, tzinfo=clock.LONDON))
    tell(refused, sam)

    lengthen(refused.enrolment, sam, months=18)

    assert not Deadline.objects.filter(event=old).exists()


def test_somebody_who_declined_before_it_was_closed_is_offered_contact_again(
    refused: DiscretionaryDecision, sam: User
) -> None:
    record_victim_decision(
        enrolment=refused.enrolment,
        kind="declined",
        decided_on=clock.today(),
        told_by="referrer",
        explained=["scheme"],
        by=sam,
    )
    tell(refused, sam)
    report(refused.enrolment, EventKind.RELEASED, sam)

    lengthen(refused.enrolment, sam, months=18)

    standing = Deadline.objects.standing().filter(enrolment=refused.enrolment_id, event__isnull=False)
    assert list(standing.values_list("kind", flat=True)) == ["offer_again"]


def test_a_refusal_not_told_yet_can_close_nothing_any_more(refused: DiscretionaryDecision, sam: User) -> None:
    lengthen(refused.enrolment, sam, months=18)

    with pytest.raises(CannotDecideDiscretion):
        tell(refused, sam)

    assert Enrolment.objects.get(pk=refused.enrolment_id).is_open


def test_somebody_in_contact_is_not_told_that_it_ends_once_a_manager_is_to_decide_anew(sam: User) -> None:
    """Burglary gave nothing, and contact that had begun was to end; recorded rightly, a manager may allow it."""
    case = CaseFactory()
    sentence = SentenceFactory(offence__conviction=case.conviction, offence__code="TH68036", weeks=26)
    enrolment = EnrolmentFactory(case=case, offence=sentence.offence, verdict="NOT_ELIGIBLE", scheme="DISCRETIONARY")
    Enrolment.objects.filter(pk=enrolment.pk).update(first_contact_on=date(2026, 11, 17))
    decide_discretion(enrolment=enrolment, granted=False, reason="Nothing speaks for it", by=sam)
    ending = Deadline.objects.standing().filter(enrolment=enrolment, task=TELL_THEM_IT_ENDS)
    assert ending.exists(), "they were to be told"
    enrolment.offences.set(
        [SentenceFactory(offence__conviction=case.conviction, offence__code="OF61102", weeks=26).offence]
    )
    Case.objects.update(facts_changed_at=clock.now())

    assert reassess_cases().failed == []

    assert Enrolment.objects.get(pk=enrolment.pk).verdict == Verdict.PROPOSE_DISCRETIONARY
    assert not ending.exists()


def test_a_change_that_gives_no_more_leaves_it_closed(refused: DiscretionaryDecision, sam: User) -> None:
    tell(refused, sam)

    enrolment = lengthen(refused.enrolment, sam, weeks=30)

    assert not enrolment.is_open
    assert not to_decide(sam, clock.today()).exists()
