"""A victim liaison officer's home: what to do next."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from accounts.queries.absences import away_today, covered_today_by
from cases.enums import Scheme
from cases.queries.calendar import working_calendar
from victims.queries import caseload
from victims.queries.caseload import Filters, Tallies, WorkRow
from victims.queries.waiting_for_others import waiting_for_others
from victims.views.pages import page_links, page_number
from vlu.lib import clock
from vlu.lib.typing import AuthedRequest

GROUP_CALLED = {str(group): group for group in caseload.GROUP_TITLES}


@require_safe
def my_work(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.WORK_CASELOAD)
    today, calendar = clock.today(), working_calendar()
    filters, page = _filters(request.GET), page_number(request)
    rows, more = caseload.work_page(request.user, filters, page, today, calendar)
    tallies = caseload.tallies(request.user, today, calendar)
    waits = waiting_for_others(request.user, today, calendar)
    context = {
        "today": today,
        "tallies": tallies,
        "tiles": _tiles(tallies, len(waits)),
        "waits": waits,
        "away": away_today(request.user, today),
        "covering": covered_today_by(request.user, today),
        "groups": _grouped(rows),
        "filters": filters,
        "schemes": Scheme.choices,
        "kinds": [(kind, words) for kind, (words, _) in caseload.KINDS_OF_WORK.items()],
        **page_links(request, page, more=more),
    }
    return render(request, "victims/my_work.html", context)


def _filters(asked: QueryDict) -> Filters:
    """What the address asks for; anything it should not ask for is left out."""
    scheme, kind, group = asked.get("scheme", ""), asked.get("kind", ""), asked.get("group", "")
    return Filters(
        scheme=scheme if scheme in Scheme.values else "",
        kind=kind if kind in caseload.KINDS_OF_WORK else "",
        group=GROUP_CALLED.get(group),
    )


def _grouped(rows: list[WorkRow]) -> list[dict[str, Any]]:
    return [
        {
            "title": caseload.GROUP_TITLES[group],
            "rows": list(members),
            "folded": group in {caseload.LATER, caseload.NOTHING_DUE},
            "late": group == caseload.OVERDUE,
            "key": group,
        }
        for group, members in groupby(rows, key=lambda row: row.group)
    ]


def _tiles(tallies: Tallies, waits: int) -> list[dict[str, Any]]:
    counted = (
        (caseload.URGENT, tallies.urgent, "urgent"),
        (caseload.OVERDUE, tallies.overdue, "overdue"),
        (caseload.TODAY, tallies.today, "due today"),
        (caseload.THIS_WEEK, tallies.this_week, "in the next 5 working days"),
    )
    late = {caseload.URGENT, caseload.OVERDUE}
    tiles: list[dict[str, Any]] = [
        {"number": number, "words": words, "url": f"?group={group}", "late": bool(number) and group in late}
        for group, number, words in counted
    ]
    return [*tiles, {"number": waits, "words": "waiting for others", "url": "#waiting-for-others"}]
