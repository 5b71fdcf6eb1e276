"""Cases between units: one offered to Kent, Surrey and Sussex, one it has accepted, and somebody who lives elsewhere.

Each is a step of the replay: how many working days ago, the tale by its victim and offender, and what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accounts.models import Region, User
from victims.actions.transfers import accept_transfer, offer_transfer, record_home_region
from victims.enums import TransferReason
from victims.models import Enrolment, TransferOffer

HERE, SOUTH_CENTRAL = "N57", "N59"
Between = Callable[[Enrolment, Mapping[str, User]], object]


def _lives_in(code: str, by: str) -> Between:
    def record(enrolment: Enrolment, people: Mapping[str, User]) -> object:
        region = Region.objects.get(code=code)
        return record_home_region(enrolment=enrolment, home_region=region, by=people[by])

    return record


def _offer(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    return offer_transfer(
        enrolment=enrolment,
        to_region=Region.objects.get(code=HERE),
        reason=TransferReason.MOVE_IN,
        note="Moved to be near family. Expects a call from the new unit.",
        by=people["manager.south"],
    )


def _accept(enrolment: Enrolment, people: Mapping[str, User]) -> object:
    return accept_transfer(offer=TransferOffer.objects.waiting().get(enrolment=enrolment), by=people["manager"])


BETWEEN_UNITS: tuple[tuple[int, tuple[str, str], Between], ...] = (
    (9, ("Joyce Pender", "Rhys Cole"), _lives_in(HERE, "vlo.south")),
    (8, ("Joyce Pender", "Rhys Cole"), _offer),
    (5, ("Joyce Pender", "Rhys Cole"), _accept),
    (3, ("Ruby Castle", "Dean Foley"), _lives_in(HERE, "vlo.south")),
    (2, ("Ruby Castle", "Dean Foley"), _offer),
    (1, ("Patricia Moon", "Gary Wicks"), _lives_in(SOUTH_CENTRAL, "vlo2")),
)
