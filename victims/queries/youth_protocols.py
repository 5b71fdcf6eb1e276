"""The youth offending teams of a unit's region, and how the protocol with each stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.enums import Capability, OrganisationKind
from accounts.models import Organisation, User
from victims.models import YouthProtocol
from victims.rules.youth_protocols import Protocol, Standing, standing


@dataclass(frozen=True)
class TeamLine:
    team: Organisation
    protocol: YouthProtocol | None
    standing: Standing


def teams_of(user: User) -> QuerySet[Organisation]:
    """None for anybody who does not take in referrals of a region."""
    teams = Organisation.objects.filter(kind=OrganisationKind.YOT).order_by("name")
    if user.may(Capability.RUN_INTAKE) and user.region_code:
        return teams.filter(region=user.region_code)
    return teams.none()


def team_lines(user: User, today: date) -> list[TeamLine]:
    """Every team of the region, with or without a protocol: two queries."""
    current = YouthProtocol.objects.visible_to(user).current().select_related("recorded_by")
    recorded = {protocol.team_id: protocol for protocol in current}
    return [_line(team, recorded.get(team.pk), today) for team in teams_of(user)]


def _line(team: Organisation, found: YouthProtocol | None, today: date) -> TeamLine:
    facts = Protocol(found.status, found.agreed_on, found.review_on) if found else None
    return TeamLine(team, found, standing(facts, today))
