"""What every page needs to know: where this person may go, whether the people shown are invented, what is late."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.enums import Capability, Role
from accounts.models import User
from accounts.queries.job_health import late_jobs
from accounts.roles import may
from notifications.queries.held import number_waiting


@dataclass(frozen=True)
class Link:
    """An entry of the bar. `below` are starts of addresses of pages reached from it that do not lie under its own."""

    text: str
    name: str
    below: tuple[str, ...] = ()


_REMINDERS = Link("Reminders", "notifications:reminders")
_CALENDAR = Link("Calendar", "victims:calendar")
_TARGETS = Link("Targets", "reports:targets")
_CHECK = Link("Check eligibility", "victims:check_eligibility")
_INTAKE = Link(
    "Intake",
    "victims:intake",
    (
        "/court-results/",
        "/requests/",
        "/duplicates/",
        "/merged/",
        "/import/",
        "/eligibility/",
        "/youth-teams/",
        "/messages/",
    ),
)
_REFERRER = (
    Link("Referrals", "victims:my_referrals"),
    Link("Refer a victim", "victims:refer_start", ("/referrals/drafts/",)),
    Link("Requests for you", "victims:my_requests", ("/requests/",)),
    _CHECK,
)

NAVIGATION: dict[str, tuple[Link, ...]] = {
    Role.VLO: (Link("My work", "victims:my_work"), _CALENDAR, _CHECK, _REMINDERS),
    Role.VAO: (Link("Unit work", "victims:unit_queue"), _INTAKE, _REMINDERS),
    Role.MANAGER: (
        Link("Overview", "victims:manager_home", ("/unit/", "/restricted/", "/transfers/", "/leave/")),
        Link("Allocation", "victims:allocation_queue"),
        Link("Decisions", "victims:decisions_waiting", ("/complaints/",)),
        _CALENDAR,
        _INTAKE,
        _TARGETS,
        _REMINDERS,
    ),
    Role.WCO: _REFERRER,
    Role.WCU_SUPERVISOR: _REFERRER,
    Role.WCU_HEAD: _REFERRER,
    Role.YOT_WORKER: _REFERRER,
    Role.OFFENDER_MANAGER: (Link("People I manage", "cases:people_i_manage"),),
    Role.HEAD: (_TARGETS,),
    Role.ADMIN: (
        Link("People", "accounts:people"),
        Link("Messages", "notifications:undelivered"),
        Link("Audit trail", "accounts:audit_trail"),
        Link("Reference data", "accounts:reference", ("/limits/", "/clock-checks/")),
        Link("Chasing", "victims:chase_setting"),
        Link("Eligibility rules", "victims:rule_sets"),
        Link("Background work", "accounts:background_work"),
    ),
}


@dataclass(frozen=True)
class NavigationItem:
    """`current` is the value of aria-current: "page" here, "true" on a page below it, "" elsewhere."""

    text: str
    url: str
    current: str


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`navigation_items`, `can_search` and `demonstration`, from the user's role; the database is not asked."""
    role = getattr(getattr(request, "user", None), "role", "")  # an anonymous visitor has none
    return {
        "navigation_items": navigation_items(role, request.path),
        "can_search": may(role, Capability.SEE_UNIT_CASES),
        "demonstration": settings.DEMONSTRATION,
    }


def background_work(request: HttpRequest) -> dict[str, Any]:
    """`late_jobs`, for administrators. It is asked when a page shows it: no part of a page and no other role pays."""
    role = getattr(getattr(request, "user", None), "role", "")
    return {"late_jobs": late_jobs if may(role, Capability.SEE_BACKGROUND_WORK) else ()}


def held_messages(request: HttpRequest) -> dict[str, Any]:
    """`batches_held`, for managers: asked when a page shows it, as `late_jobs` is. Administrators are written to."""
    user = getattr(request, "user", None)
    decides = isinstance(user, User) and user.may(Capability.ALLOCATE) and user.may(Capability.RELEASE_MESSAGES)
    return {"batches_held": partial(number_waiting, cast("User", user)) if decides else 0}


def navigation_items(role: str, path: str) -> list[NavigationItem]:
    """The links of one role. Raises NoReverseMatch when a page named above does not exist."""
    links = [(link, reverse(link.name)) for link in NAVIGATION.get(role, ())]
    starts = [(start, url) for link, url in links for start in (url, *link.below) if path.startswith(start)]
    _, nearest = max(starts, key=lambda pair: len(pair[0]), default=("", ""))
    return [NavigationItem(link.text, url, _current(url, nearest, path)) for link, url in links]


def _current(url: str, nearest: str, path: str) -> str:
    if url != nearest:
        return ""
    return "page" if url == path else "true"
