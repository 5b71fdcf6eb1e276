"""The signed link by which an office answers without an account: what it says, and whether it still holds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

import structlog
from django.core import signing
from django.db.models import QuerySet

from accounts import audit
from accounts.models import Organisation
from victims.models import Referral, ReferralRequest
from victims.models.referral_requests import ReferralRequestQuerySet
from victims.queries.chasing import chase_settings
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.pace import too_often

LASTS = timedelta(days=7)
# A person who answers 20 requests in ten minutes opens three pages for each; an office shares one network address.
STRETCH = timedelta(minutes=10)
USES_OF_A_LINK = 60
USES_OF_A_CLIENT = 200
log = structlog.get_logger(__name__)
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


class LinkOpenedTooOften(DomainError):
    """More than a person needs in ten minutes: one link, or one network address."""

    code = "link_opened_too_often"
    status = 429

    def __init__(self) -> None:
        super().__init__(
            "This link was opened very often in a short time, so it rests. Wait 10 minutes and open it again. "
            "If it was not you, tell the victim liaison unit."
        )


@dataclass(frozen=True)
class AnswerLink:
    """What a valid link opens: requests of one office found up to a day, or one request; the inbox it went to, and
    the last day on which it works."""

    organisation: Organisation
    inbox: str
    up_to: date
    only: int | None
    works_until: date

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
    works_until = date.fromisoformat(content["made"]) + LASTS
    if today > works_until:
        raise LinkNoLongerWorks
    setting = chase_settings().of(content["office"], today)
    if not content["inbox"] or content["inbox"] not in (setting.supervisor_inbox, setting.head_inbox):
        raise LinkNoLongerWorks
    organisation = Organisation.objects.get(pk=content["office"])
    up_to = date.fromisoformat(content["up_to"])
    return AnswerLink(organisation, content["inbox"], up_to, content["only"], works_until)


def open_link(token: str, client: str) -> AnswerLink:
    """What a signed link opens for somebody at that network address; each use is written down under its inbox.

    Raises LinkNoLongerWorks, or LinkOpenedTooOften before anything is looked up.
    """
    link_key = f"answer_link:{hashlib.sha256(token.encode()).hexdigest()}"
    of_client = too_often(f"answer_client:{client}", at_most=USES_OF_A_CLIENT, within=STRETCH)
    if too_often(link_key, at_most=USES_OF_A_LINK, within=STRETCH) or of_client:
        log.warning("answer_link.too_often", link=link_key[:24], by_client=of_client)
        raise LinkOpenedTooOften
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
