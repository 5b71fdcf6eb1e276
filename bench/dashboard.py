"""The targets page over 10,000, 100,000 or 1,000,000 cases: `python -m bench.dashboard 100000`."""

from __future__ import annotations

import sys
from datetime import date

from bench.generate import SIZES, prepare


def main() -> None:
    cases = int(sys.argv[1].replace("_", "").replace(",", "")) if len(sys.argv) > 1 else SIZES[1]
    prepare(cases)
    measure_pages(cases)
    measure_figures_alone()
    measure_what_a_change_costs()


def measure_pages(cases: int) -> None:
    from bench.measure import page_cost, print_table, signed_in  # noqa: PLC0415 - Django is set up by prepare
    from reports.scope import twelve_months_and_this_one  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    year = f"from={twelve_months_and_this_one(clock.today())}&to={clock.today()}"
    everything = "from=2010-01-01&to=2049-12-31"
    manager, head = signed_in("manager.n57@bench.example"), signed_in("head@bench.example")
    pages = [
        ("manager, last 12 months by region", manager, "/targets/"),
        ("manager, last 12 months, one scheme", manager, "/targets/?scheme=VNS"),
        ("manager, last 12 months by officer", manager, "/targets/?by=officer"),
        ("head, last 12 months by region", head, "/targets/"),
        ("head, last 12 months by witness care unit", head, "/targets/?by=wcu"),
        ("manager, all eight years by region", manager, f"/targets/?{everything}"),
        ("head, all eight years by region", head, f"/targets/?{everything}"),
        (
            "cases behind a figure, 12 months",
            manager,
            f"/targets/cases/?{year}&scheme=VCS&figure=sentence_to_contact&at_most=40",
        ),
    ]
    print(f"Targets over {cases:,} cases")
    print_table([page_cost(name, browser, address, times=20) for name, browser, address in pages])


def measure_figures_alone() -> None:
    """The queries without the page: from kept months, and counted from the cases as if nothing were kept."""
    from bench.measure import timed  # noqa: PLC0415 - Django is set up by prepare
    from reports.queries.months import Cover, cover  # noqa: PLC0415 - as above
    from reports.queries.performance import figure_rows  # noqa: PLC0415 - as above
    from reports.queries.rules import counting_rules  # noqa: PLC0415 - as above
    from reports.queries.spread import spread_of_days  # noqa: PLC0415 - as above
    from reports.scope import Scope, twelve_months_and_this_one  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    today, rules = clock.today(), counting_rules()
    periods = {"last 12 months": twelve_months_and_this_one(today), "all eight years": date(2010, 1, 1)}
    print(f"{'figures alone':44} {'kept ms':>9} {'counted on the spot ms':>23}")
    for name, first in periods.items():
        scope = Scope(first, today)
        covers = (cover(scope, rules), Cover(kept=[], counted=[(first, today)]))
        kept, counted = (
            timed(lambda: (figure_rows(scope, rules, one), spread_of_days(scope, rules, one)), times=10)  # noqa: B023
            for one in covers
        )
        print(f"{name:44} {kept.median:9.1f} {counted.median:23.1f}")


def measure_what_a_change_costs() -> None:
    """Recording a first contact, undone each time, with the triggers that mark a month stale and without."""
    from django.db import connection, transaction  # noqa: PLC0415 - Django is set up by prepare

    from bench.measure import timed  # noqa: PLC0415 - as above
    from victims.models import Enrolment  # noqa: PLC0415 - as above
    from vlu.lib import clock  # noqa: PLC0415 - as above

    waiting = Enrolment.objects.open().filter(first_contact_on=None).values_list("pk", flat=True)[0]

    def record(*, with_triggers: bool) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if not with_triggers:
                cursor.execute("SET LOCAL session_replication_role = replica")
            else:
                cursor.execute("SET LOCAL session_replication_role = origin")
            Enrolment.objects.filter(pk=waiting).update(first_contact_on=clock.today())
            transaction.set_rollback(True)

    bare = timed(lambda: record(with_triggers=False), times=200)
    marked = timed(lambda: record(with_triggers=True), times=200)
    print(f"one changed case: {bare.median:.2f} ms bare, {marked.median:.2f} ms with its month marked stale")


if __name__ == "__main__":
    main()
