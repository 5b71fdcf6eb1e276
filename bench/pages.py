"""The officer's home page and the allocation queue, beside Django's own admin list over the same rows:
`python -m bench.pages 100000`."""

from __future__ import annotations

import sys

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
    all_rows = page_cost("Django's admin list, all rows", officer, "/django-admin/victims/enrolment/", times=10)
    open_rows = page_cost(
        "Django's admin list, open rows", officer, "/django-admin/victims/enrolment/?status__exact=open", times=10
    )
    print(f"Pages over {cases:,} cases")
    print_table([*costs, open_rows, all_rows])
    home = costs[0].timing.median
    for rows in (open_rows, all_rows):
        print(f"The officer's home page is {rows.timing.median / home:.0f} times faster than {rows.name}")


def busiest_officer() -> str:
    from django.db.models import Count  # noqa: PLC0415 - Django is set up by the caller

    from victims.models import Enrolment  # noqa: PLC0415 - as above

    busy = Enrolment.objects.open().filter(officer__isnull=False).values("officer__email").annotate(n=Count("id"))
    return str(busy.order_by("-n")[0]["officer__email"])


if __name__ == "__main__":
    main()
