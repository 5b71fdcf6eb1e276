"""A relative of somebody who died is never called "the victim" (HMIP 3.3), on no page, in no reminder or message.

Every page of the project is opened by everybody who may, in a world where everybody is bereaved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from accounts.enums import Role
from notifications.actions.planning import plan_events
from notifications.actions.reminders import raise_reminders
from notifications.models import OutboxMessage, Reminder
from tests.access import world as secrets
from tests.access.matrix import MATRIX
from tests.access.visits import visit
from tests.access.world import World
from tests.conftest import TODAY
from victims.enums import VictimCategory
from victims.models import Enrolment, Referral, ReferralDraft
from vlu.lib import clock

pytestmark = pytest.mark.django_db

TAGS = re.compile(r"<[^>]*>")
# The words of laws, schemes, offices and charities stand as they are.
NAMES = r"(?! (liaison|contact scheme|notification scheme|support|personal statement|information|administration))"
CALLED = re.compile(rf"\b(the|this|your) victim\b{NAMES}", re.IGNORECASE)
# Words that speak of nobody in particular: settings and tables of an administrator.
OF_NOBODY = {"accounts:reference", "accounts:reference_table", "schema"}
READ = [name for name in sorted(MATRIX) if MATRIX[name].reads and name not in OF_NOBODY]
DIED = {"harmed_name": "Edith Fellgate", "relation": "mother", "category": VictimCategory.BEREAVED}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), clock.frozen_at(TODAY), transaction.atomic():
        world = secrets.build()
        Enrolment.objects.update(category=VictimCategory.BEREAVED, harmed_name="Edith Fellgate", relation="mother")
        for draft in ReferralDraft.objects.all():
            draft.content["victim"] |= DIED
            draft.save()
        for referral in Referral.objects.all():
            referral.content["victim"] |= DIED
            Referral.objects.filter(pk=referral.pk).update(content=referral.content)
        yield world
        transaction.set_rollback(True)


def called(text: str) -> list[str]:
    """What stands there in so many words, each with what is around it."""
    words = " ".join(TAGS.sub(" ", text).split())
    return [words[max(found.start() - 60, 0) : found.end() + 40] for found in CALLED.finditer(words)]


def test_the_search_for_the_words_finds_them() -> None:
    assert called("<p>Tell <b>the victim</b> of it.</p>")
    assert not called("Tell the victim liaison unit, by the Victim Contact Scheme.")


@pytest.mark.parametrize("name", READ)
def test_no_page_calls_a_bereaved_relative_the_victim(name: str, world: World) -> None:
    roles = MATRIX[name].roles if not MATRIX[name].is_open else {Role.VLO}
    for role in sorted(roles):
        with transaction.atomic():
            page = visit(name, world, world.here[role])
            transaction.set_rollback(True)
        assert called(page.text) == [], f"{name} for {role}"


def test_no_reminder_or_message_does(world: World) -> None:
    plan_events()
    raise_reminders(clock.today())

    sentences = list(Reminder.objects.values_list("sentence", flat=True))
    mails = [f"{one.subject} {one.body}" for one in OutboxMessage.objects.all()]
    assert mails, "something was written"
    assert [found for text in [*sentences, *mails] for found in called(text)] == []
