"""The targets page over 10,000, 100,000 or 1,000,000 cases: `python -m bench.dashboard 100000`."""

from __future__ import annotations

import sys

from bench.generate import SIZES, prepare


def main() -> None:
    cases = int(sys.argv[1].replace("_", "").replace(",", "")) if len(sys.argv) > 1 else SIZES[1]
    prepare(cases)
    from bench.measure import PageCost, page_cost, print_table, signed_in  # noqa: PLC0415 - Django is set up above

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
        ("cases behind a figure, 12 months", manager, "/targets/cases/?" + figure_of_a_year()),
    ]
    costs: list[PageCost] = [page_cost(name, browser, address, times=20) for name, browser, address in pages]
    print(f"Targets over {cases:,} cases")
    print_table(costs)


def figure_of_a_year() -> str:
    from reports.scope import a_year_up_to  # noqa: PLC0415 - Django is set up by the caller
    from vlu.lib import clock  # noqa: PLC0415 - as above

    today = clock.today()
    return f"from={a_year_up_to(today)}&to={today}&scheme=VCS&figure=sentence_to_contact&at_most=40"


if __name__ == "__main__":
    main()
