"""What every page needs to know: where this person may go, and whether the people shown are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.enums import Capability, Role
from accounts.roles import may

_REMINDERS = ("Reminders", "notifications:reminders")
_REQUESTS = ("Referral requests", "victims:requests")
_WAITING = ("Requests for you", "victims:my_requests")
_IMPORT = ("Import", "victims:import_caseload")
_COURT = ("Court results", "victims:court_results")
_DUPLICATES = ("Duplicates", "victims:duplicates")
_TARGETS = ("Targets", "reports:targets")
_CHECK = ("Check eligibility", "victims:check_eligibility")
_REFERRER = (("Referrals", "victims:my_referrals"), ("Refer a victim", "victims:refer_start"), _WAITING, _CHECK)

NAVIGATION: dict[str, tuple[tuple[str, str], ...]] = {
    Role.VLO: (("My work", "victims:my_work"), _CHECK, _REMINDERS),
    Role.VAO: (("Unit work", "victims:unit_queue"), _REQUESTS, _DUPLICATES, _CHECK, _COURT, _IMPORT, _REMINDERS),
    Role.MANAGER: (
        ("Overview", "victims:manager_home"),
        ("Allocation", "victims:allocation_queue"),
        ("Restricted", "victims:restricted_cases"),
        ("Transfers", "victims:transfers"),
        _REQUESTS,
        _DUPLICATES,
        _TARGETS,
        _CHECK,
        _COURT,
        _IMPORT,
        _REMINDERS,
    ),
    Role.WCO: _REFERRER,
    Role.WCU_SUPERVISOR: _REFERRER,
    Role.WCU_HEAD: _REFERRER,
    Role.YOT_WORKER: _REFERRER,
    Role.OFFENDER_MANAGER: (("People I manage", "cases:people_i_manage"),),
    Role.HEAD: (_TARGETS,),
    Role.ADMIN: (
        ("People", "accounts:people"),
        ("Audit trail", "accounts:audit_trail"),
        ("Reference data", "accounts:reference"),
        ("Chasing", "victims:chase_setting"),
        ("Eligibility rules", "victims:rule_sets"),
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


def navigation_items(role: str, path: str) -> list[NavigationItem]:
    """The links of one role. Raises NoReverseMatch when a page named above does not exist."""
    links = [(text, reverse(name)) for text, name in NAVIGATION.get(role, ())]
    nearest = max((url for _, url in links if path.startswith(url)), key=len, default="")
    return [NavigationItem(text, url, _current(url, nearest, path)) for text, url in links]


def _current(url: str, nearest: str, path: str) -> str:
    if url != nearest:
        return ""
    return "page" if url == path else "true"
