"""A referral while it is being written: begun, kept step by step, removed. It can be left and taken up again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from victims.models import ReferralDraft
from victims.rules.referral_content import CHECKED, OBJECTION, OFFENCE, OFFENDER
from vlu.lib import clock
from vlu.lib.errors import NotFound

BEGUN = audit.verb("referral_draft.begun", "began a referral")
KEPT = audit.verb("referral_draft.kept", "wrote a part of a referral: {step}")
REMOVED = audit.verb("referral_draft.removed", "removed a referral that was not sent")

GONE = "This draft has been sent or removed. Your sent referrals are on the Referrals page."


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
    changed = locked.content.get(step) != dict(answers)
    locked.content[step] = dict(answers)
    locked.content.get(CHECKED, {}).pop(step, None)
    if not locked.content.get(CHECKED):
        locked.content.pop(CHECKED, None)
    if step in {OFFENDER, OFFENCE} and changed:
        locked.content.pop(OBJECTION, None)
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
