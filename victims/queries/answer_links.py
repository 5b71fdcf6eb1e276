"""The signed link by which an office answers without an account: what it says, and whether it still holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core import signing
from django.db.models import QuerySet

from accounts import audit
from accounts.models import Organisation
from victims.models import Referral, ReferralRequest
from victims.models.referral_requests import ReferralRequestQuerySet
from victims.queries.chasing import chase_settings
from vlu.lib import clock
from vlu.lib.errors import DomainError

LASTS = timedelta(days=7)
_SALT = "victims.answer_links"
LINK_OPENED = audit.verb("request.link_opened", "opened the requests for a referral sent to {inbox}")


class LinkNoLongerWorks(DomainError):
    """Changed on the way, too old, answered, or sent to an inbox that is no longer the office's."""

    code = "link_no_longer_works"
    status = 410

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "This link no longer works. It may be more than 7 days old, or have been changed on the way. "
            "Use the newest message you have from us, or sign in to answer."
        )


@dataclass(frozen=True)
class AnswerLink:
    """What a valid link opens: requests of one office found up to a day, or one request; and the inbox it went to."""

    organisation: Organisation
    inbox: str
    up_to: date
    only: int | None

    @property
    def rows(self) -> list[ReferralRequest]:
        """The same, with what a page says of them, the longest standing first."""
        return list(self.requests.on_page().order_by("found_on", "pk"))

    @property
    def referrals(self) -> QuerySet[Referral]:
        """What the office has sent: an answer may name one of them."""
        return Referral.objects.filter(organisation=self.organisation)

    @property
    def requests(self) -> ReferralRequestQuerySet:
        """Those still standing."""
        rows = ReferralRequest.objects.standing().filter(organisation=self.organisation, found_on__lte=self.up_to)
        return rows if self.only is None else rows.filter(pk=self.only)


def sign_link(organisation: Organisation, inbox: str, requests: list[ReferralRequest]) -> str:
    """For a message about these requests, sent to that inbox."""
    content = {
        "made": clock.today().isoformat(),
        "office": organisation.pk,
        "inbox": inbox,
        "up_to": max(request.found_on for request in requests).isoformat(),
        "only": requests[0].pk if len(requests) == 1 else None,
    }
    return signing.dumps(content, salt=_SALT, compress=True)


def read_link(token: str, today: date) -> AnswerLink:
    """Raises LinkNoLongerWorks. The inbox must be one the office has today: a changed address ends old links."""
    try:
        content = signing.loads(token, salt=_SALT)
    except signing.BadSignature as refusal:
        raise LinkNoLongerWorks from refusal
    if today - date.fromisoformat(content["made"]) > LASTS:
        raise LinkNoLongerWorks
    setting = chase_settings().of(content["office"], today)
    if not content["inbox"] or content["inbox"] not in (setting.supervisor_inbox, setting.head_inbox):
        raise LinkNoLongerWorks
    organisation = Organisation.objects.get(pk=content["office"])
    return AnswerLink(organisation, content["inbox"], date.fromisoformat(content["up_to"]), content["only"])


def open_link(token: str) -> AnswerLink:
    """What a signed link opens; each use is written down under its inbox. Raises LinkNoLongerWorks."""
    link = read_link(token, clock.today())
    if not link.requests.exists():
        raise LinkNoLongerWorks("Every request this link was for has been answered. Thank you. Nothing more is needed.")
    entry = audit.entry(LINK_OPENED, link.organisation, None, inbox=link.inbox)
    entry.actor_label = f"By the link sent to {link.inbox}"[:160]
    entry.save(force_insert=True)
    return link


def get_linked_request(link: AnswerLink, reference: str) -> ReferralRequest:
    found = link.requests.on_page().filter(reference=reference).first()
    if found is None:
        raise LinkNoLongerWorks("This request has been answered, or is not one this link was for.")
    return found
