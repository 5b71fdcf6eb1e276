"""Record how the protocol with a youth offending team stands."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import Organisation, User
from victims.models import YouthProtocol
from vlu.lib import clock
from vlu.lib.errors import DomainError

RECORDED = audit.verb("protocol.recorded", "recorded the protocol with {team}: {status}")


class NotATeamOfTheRegion(DomainError):
    """A protocol is recorded by the unit of the team's own region."""

    code = "not_a_team_of_the_region"


@transaction.atomic
def record_protocol(
    *,
    team: Organisation,
    status: str,
    agreed_on: date | None,
    review_on: date | None,
    joint_visits: bool,
    contact: str,
    by: User,
) -> YouthProtocol:
    """The record until now is superseded and stays. Raises NotATeamOfTheRegion."""
    locked = Organisation.objects.select_for_update(no_key=True).get(pk=team.pk)
    if not locked.is_youth_team or locked.region_id != by.region_code:
        raise NotATeamOfTheRegion(f"{locked.name} is not a youth offending team of your region.")
    now = clock.now()
    YouthProtocol.objects.current().filter(team=locked).update(superseded_at=now)
    protocol = YouthProtocol(
        team=locked,
        status=status,
        agreed_on=agreed_on,
        review_on=review_on,
        joint_visits=joint_visits,
        contact=contact,
        recorded_by=by,
        recorded_at=now,
    )
    protocol.full_clean()
    protocol.save()
    audit.record(
        RECORDED, locked, by, region=by.region_code or "", team=locked.name, status=protocol.get_status_display()
    )
    return protocol
