"""Cases of the small world that one unit has offered to another."""

from __future__ import annotations

from datetime import timedelta

from accounts.enums import Role
from accounts.models import Organisation, Region, User
from tests.factories.accounts import UserFactory
from tests.factories.cases import SENTENCED
from tests.factories.victims import EnrolmentFactory
from victims.actions.clocks import refresh_clocks
from victims.actions.transfers import offer_transfer
from victims.actions.youth_protocols import record_protocol
from victims.enums import TransferReason
from victims.models import Enrolment, YouthProtocol
from vlu.lib import clock

OFFERED_VICTIM = "Ida P."
OFFERED = "NE-26-8802"
PROTOCOL_CONTACT = "Hesper Alder"


def agree_protocol(team: Organisation, by: User) -> YouthProtocol:
    """Agreed on the day of the world's sentences, for a year."""
    return record_protocol(
        team=team,
        status="agreed",
        agreed_on=SENTENCED,
        review_on=SENTENCED + timedelta(days=365),
        joint_visits=True,
        contact=f"{PROTOCOL_CONTACT}, 01632 960199",
        by=by,
    )


def offer_between_units(ours: Enrolment, manager: User) -> Enrolment:
    """Between here and the North East: one case offered by each to the other. South Central is no part of it.

    Returns theirs.
    """
    there, here = Region.objects.get(code="N54"), Region.objects.get(code="N57")
    theirs: Enrolment = EnrolmentFactory(
        reference=OFFERED,
        case__reference=OFFERED,
        case__region_id="N54",
        victim__first_names="Ida",
        victim__last_name="Ptarmigan",
    )
    refresh_clocks(theirs, clock.today())
    other_manager = UserFactory(role=Role.MANAGER, region="N54")
    offer_transfer(enrolment=theirs, to_region=here, reason=TransferReason.MOVE_IN, by=other_manager)
    offer_transfer(enrolment=ours, to_region=there, reason=TransferReason.CONFLICT, by=manager)
    return theirs
