"""A referral while it is being written: begun, kept step by step, removed. It can be left and taken up again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.models import ReferralDraft
from victims.rules.referral_shape import CHECKED, OBJECTION, entry_of, modern, with_entry, with_step, without_entry
from vlu.lib import clock
from vlu.lib.errors import NotFound

BEGUN = audit.verb("referral_draft.begun", "began a referral")
KEPT = audit.verb("referral_draft.kept", "wrote a part of a referral: {step}")
REMOVED = audit.verb("referral_draft.removed", "removed a referral that was not sent")

GONE = "This draft has been sent or removed. Your sent referrals are on the Referrals page."
ENTRY_GONE = "This part of the draft has been removed, perhaps in another window."


@transaction.atomic
def begin_draft(*, checked: Mapping[str, Mapping[str, Any]] | None = None, by: User) -> ReferralDraft:
    """`checked` are answers, by step, that were given on the page that checks eligibility: offered, not yet kept."""
    now = clock.now()
    content = {CHECKED: dict(checked)} if checked else {}
    draft = ReferralDraft(owner=by, key=uuid.uuid4(), content=content, started_at=now, changed_at=now)
    draft.full_clean(exclude=["content"])  # an empty draft holds nothing yet
    draft.save()
    audit.record(BEGUN, draft, by)
    return draft


@transaction.atomic
def keep_answers(*, draft: ReferralDraft, step: str, answers: Mapping[str, Any], by: User) -> ReferralDraft:
    """Keep one step. Why a verdict is thought wrong is asked again once what it rests on has changed.

    Raises NotFound when the draft was sent or removed meanwhile, for instance in another window.
    """
    locked = locked_draft(draft)
    return _keep(locked, with_step(locked.content, step, answers), step, by)


@transaction.atomic
def keep_entry(
    *, draft: ReferralDraft, step: str, key: str | None = None, answers: Mapping[str, Any], by: User
) -> ReferralDraft:
    """Keep one offence or one person; a new one when `key` is None. Raises NotFound as keep_answers does."""
    locked = locked_draft(draft)
    if key is not None and entry_of(locked.content, step, key) is None:
        raise NotFound(ENTRY_GONE)
    return _keep(locked, with_entry(locked.content, step, key, answers), step, by)


@transaction.atomic
def remove_entry(*, draft: ReferralDraft, step: str, key: str, by: User) -> ReferralDraft:
    """Whom a removed offence concerned is asked again. Removing it twice changes nothing more."""
    locked = locked_draft(draft)
    return _keep(locked, without_entry(locked.content, step, key), step, by)


def _keep(locked: ReferralDraft, content: dict[str, Any], step: str, by: User) -> ReferralDraft:
    if step != OBJECTION and content.get(step) != modern(locked.content).get(step):
        content.pop(OBJECTION, None)
    locked.content = content
    locked.changed_at = clock.now()
    locked.save(update_fields=["content", "changed_at"])
    audit.record(KEPT, locked, by, step=step)
    return locked


@transaction.atomic
def remove_draft(*, draft: ReferralDraft, by: User) -> None:
    """Raises NotFound when it is gone already."""
    locked = locked_draft(draft)
    audit.record(REMOVED, locked, by)
    locked.delete()


def locked_draft(draft: ReferralDraft) -> ReferralDraft:
    """The draft's row, held until the transaction ends. Raises NotFound."""
    row = ReferralDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if row is None:
        raise NotFound(GONE)
    return row
