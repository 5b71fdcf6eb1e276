"""The targets page, its figures as a file, and the cases behind a figure."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.enums import Capability
from reports.access import get_figure_cases
from reports.enums import Grouping
from reports.exports import export_figures
from reports.figure import Figure
from reports.figures import FigureRow
from reports.forms.figure_cases import FigureForm
from reports.forms.targets import TargetsForm
from reports.measures import COUNTED_ONCE, OVERALL_ROW, OWN_N, WORKING_DAYS, YOUTH_TEAMS
from reports.queries.figure_cases import page_of_cases
from reports.queries.months import cover
from reports.queries.performance import figure_rows, officer_rows
from reports.queries.regions import region_names
from reports.queries.rules import counting_rules
from reports.queries.spread import spread_of_days
from reports.queries.table_rows import table_rows
from reports.scope import Scope, twelve_months_and_this_one
from reports.table_4 import beyond_calendar, table_4
from reports.targets_page import PageMaker
from vlu.lib import clock
from vlu.lib.errors import DomainError, NotFound
from vlu.lib.typing import AuthedRequest


class FilterNotUnderstood(DomainError):
    """The address asks for figures in words that the filter bar does not know."""

    code = "filter_not_understood"
    status = 400


@require_safe
def targets(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_TARGETS)
    regions = region_names()
    form = form_of(request, regions)
    context = {"form": form, "notes": (WORKING_DAYS, YOUTH_TEAMS, OWN_N, OVERALL_ROW, COUNTED_ONCE)}
    if not form.is_valid():
        return render(request, "reports/targets.html", context, status=400)
    scope = form.scope()
    rules = counting_rules()
    covered = cover(scope, rules)
    rows = figure_rows(scope, rules, covered)
    grouped = officer_rows(scope, rules) if scope.by == Grouping.OFFICER else table_part(rows, scope)
    own_region = request.user.region_code if request.user.may(Capability.SEE_TARGET_CASES) else None
    maker = PageMaker(scope, rules.limits, regions, own_region, link_to_cases)
    page = maker.page(rows, grouped, spread_of_days(scope, rules, covered))
    where = regions.get(scope.region or "", "All regions")
    context |= {
        "page": page,
        "scope": scope,
        "where": where,
        "warning": beyond_calendar(rows),
        "can_import": request.user.may(Capability.RUN_INTAKE),
    }
    return render(request, "reports/targets.html", context)


def table_part(rows: list[FigureRow], scope: Scope) -> list[FigureRow]:
    """Table 4 by region compares every region; by witness care unit it is of the scope's region."""
    wanted = table_scope(scope).region
    return [row for row in rows if wanted in {None, row.region}]


@require_safe
def figures_file(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_TARGETS)
    form = form_of(request, region_names())
    if not form.is_valid():
        raise FilterNotUnderstood("Choose the period and the grouping on the targets page, then download again.")
    scope = form.scope()
    groups = table_4(table_rows(table_scope(scope)), scope.by)
    response = HttpResponse(export_figures(groups, scope, by=request.user), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="targets-{scope.first}-to-{scope.last}.csv"'
    return response


@require_safe
def figure_cases(request: AuthedRequest) -> HttpResponse:
    require(request.user, Capability.SEE_TARGET_CASES)
    form = FigureForm(request.GET.dict())
    if not form.is_valid():
        raise NotFound
    figure = form.figure_asked_for()
    found = get_figure_cases(request.user, figure)
    page = page_of_cases(found, after=form.cleaned_data["after"], before=form.cleaned_data["before"])
    here = link_to_cases(figure)
    context = {
        "figure": figure,
        "sentence": figure.sentence(found.count(), str(request.user.organisation.region)),
        "page": page,
        "previous_url": f"{here}&before={page.before}" if page.before else "",
        "next_url": f"{here}&after={page.after}" if page.after else "",
    }
    return render(request, "reports/figure_cases.html", context)


def table_scope(scope: Scope) -> Scope:
    """Table 4 by region compares every region."""
    return scope.with_(region=None) if scope.by == Grouping.REGION else scope


def form_of(request: AuthedRequest, regions: dict[str, str]) -> TargetsForm:
    today = clock.today()
    return TargetsForm(
        request.GET.dict(), user=request.user, regions=regions, today=today, since=twelve_months_and_this_one(today)
    )


def link_to_cases(figure: Figure) -> str:
    return f"{reverse('reports:figure_cases')}?{figure.address()}"
