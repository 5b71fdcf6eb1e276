"""The officer's home page and the allocation queue, beside Django's own admin list over the same rows:
`python -m bench.pages 100000`."""

from __future__ import annotations

import sys
from typing import Any

from bench.generate import SIZES, prepare


def main() -> None:
    cases = int(sys.argv[1].replace("_", "").replace(",", "")) if len(sys.argv) > 1 else SIZES[1]
    prepare(cases)
    from bench.measure import page_cost, print_table, signed_in  # noqa: PLC0415 - Django is set up by the line above

    officer, manager = signed_in(busiest_officer()), signed_in("manager.n57@bench.example")
    costs = [
        page_cost("officer's home page", officer, "/work/"),
        page_cost("officer's home page, one scheme", officer, "/work/?scheme=VNS"),
        page_cost("officer's home page, page 4", officer, "/work/?page=4"),
        page_cost("allocation queue", manager, "/allocation/"),
        page_cost("manager's overview", manager, "/manage/"),
    ]
    print(f"Pages over {cases:,} cases")
    print_table(costs)
    admin = admin_list_cost()
    home = costs[0].timing
    print(f"Django's admin list of the same enrolments: median {admin.median:.1f} ms, p95 {admin.p95:.1f} ms")
    print(f"The officer's home page is {admin.median / home.median:.0f} times faster than the admin list")


def busiest_officer() -> str:
    from django.db.models import Count  # noqa: PLC0415 - Django is set up by the caller

    from victims.models import Enrolment  # noqa: PLC0415 - as above

    busy = Enrolment.objects.open().filter(officer__isnull=False).values("officer__email").annotate(n=Count("id"))
    return str(busy.order_by("-n")[0]["officer__email"])


def admin_list_cost() -> Any:
    """Django's own list of the same rows: an officer's columns, ordered by due date, two filters, a date hierarchy.

    Only its queries and rows are timed, not its template, so the comparison is in the admin's favour.
    """
    from django.contrib.admin import AdminSite, ModelAdmin  # noqa: PLC0415 - Django is set up by the caller
    from django.contrib.messages.storage.fallback import FallbackStorage  # noqa: PLC0415 - as above
    from django.test import RequestFactory  # noqa: PLC0415 - as above

    from accounts.models import User  # noqa: PLC0415 - as above
    from bench.measure import timed  # noqa: PLC0415 - as above
    from victims.models import Enrolment  # noqa: PLC0415 - as above

    class EnrolmentAdmin(ModelAdmin):  # type: ignore[type-arg]
        list_display = ("reference", "victim", "case", "scheme", "officer", "next_kind", "next_due_on")
        list_filter = ("scheme", "status")
        date_hierarchy = "next_due_on"
        ordering = ("next_due_on",)
        actions = None

        def has_view_permission(self, request: Any, obj: Any = None) -> bool:
            return True

        def has_change_permission(self, request: Any, obj: Any = None) -> bool:
            return False

    desk = EnrolmentAdmin(Enrolment, AdminSite())
    somebody = User.objects.filter(role="ADMIN").first()

    def show() -> None:
        request = RequestFactory().get("/")
        request.user = somebody  # type: ignore[assignment]
        request.session = {}  # type: ignore[assignment]
        request._messages = FallbackStorage(request)  # type: ignore[attr-defined]  # noqa: SLF001
        list_of = desk.get_changelist_instance(request)
        list(list_of.result_list)

    return timed(show, times=10)


if __name__ == "__main__":
    main()
