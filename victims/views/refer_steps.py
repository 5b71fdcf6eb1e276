"""What the pages of a referral share: opening the draft of the address, and where each step is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.enums import Capability
from victims.access import get_draft
from victims.actions.referral_drafts import ENTRY_GONE
from victims.models import ReferralDraft
from victims.queries.draft_verdict import DraftVerdicts, verdicts_on
from victims.queries.referrals import referral_sent_from
from victims.rules.referral_content import Unfinished, unfinished
from victims.rules.referral_shape import OFFENCES, OFFENDER, PEOPLE, Entry, entry_of
from vlu.lib import clock
from vlu.lib.errors import NotFound
from vlu.lib.typing import AuthedRequest

ADDRESS_OF = {OFFENDER: "victims:refer_offender", OFFENCES: "victims:refer_offence", PEOPLE: "victims:refer_victim"}
ADDRESS_OF_ENTRY = {OFFENCES: "victims:refer_offence_change", PEOPLE: "victims:refer_victim_change"}
CHECK = "victims:refer_check"

reads_and_writes = require_http_methods(["GET", "HEAD", "POST"])


def of_a_draft(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens the draft of the address for its writer. One that was sent leads to what became of it."""

    @reads_and_writes
    @wraps(page)
    def open_draft(request: AuthedRequest, key: UUID, **where: int) -> HttpResponse:
        require(request.user, Capability.REFER_VICTIM)
        try:
            draft = get_draft(request.user, str(key))
        except NotFound:
            if (sent := referral_sent_from(key, request.user)) is None:
                raise
            return redirect("victims:referral", sent.reference)
        return page(request, draft, **where)

    return open_draft


def sent(request: AuthedRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def address(left: Unfinished | None, key: UUID) -> str:
    """Where it is answered; where all are checked when nothing is left to do."""
    if left is None:
        return reverse(CHECK, args=[key])
    if left.entry is not None:
        return reverse(ADDRESS_OF_ENTRY[left.step], args=[key, left.entry])
    return reverse(ADDRESS_OF[left.step], args=[key])


def entry_at(draft: ReferralDraft, step: str, entry: int) -> Entry:
    """Raises NotFound for an offence or a person that is not in the draft, or no more."""
    found = entry_of(draft.content, step, str(entry))
    if found is None:
        raise NotFound(ENTRY_GONE)
    return found


def before_people(draft: ReferralDraft) -> Unfinished | None:
    """What must be answered before the verdicts can be given: anything of the offender or the offences."""
    left = unfinished(draft.content)
    return left if left is not None and left.step != PEOPLE else None


def verdicts(request: AuthedRequest, draft: ReferralDraft) -> DraftVerdicts:
    return verdicts_on(draft.content, request.user.organisation, clock.today())
