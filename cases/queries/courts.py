"""Courts by the name somebody types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cases.models import Court


@dataclass(frozen=True)
class NamedCourt:
    """`label` is the name, with its region where two courts share it."""

    label: str
    name: str
    code: str
    region_code: str | None


def named_courts() -> list[NamedCourt]:
    """Every court of the table, in the order of its name."""
    rows = list(Court.objects.order_by("name", "code").values_list("name", "code", "region_id", "region__name"))
    shared = {name for name, number in Counter(row[0] for row in rows).items() if number > 1}
    return [
        NamedCourt(f"{name} ({region})" if name in shared else name, name, code, region_code)
        for name, code, region_code, region in rows
    ]


def courts_called(text: str, courts: Sequence[NamedCourt]) -> list[NamedCourt]:
    """The courts a typed name means: none, one, or those that share the name. Case, spaces and apostrophe style are
    passed over."""
    wanted = _plain(text)
    exact = [court for court in courts if _plain(court.label) == wanted]
    return exact or [court for court in courts if _plain(court.name) == wanted]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
