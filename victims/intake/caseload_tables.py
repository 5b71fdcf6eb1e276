"""The reference tables a caseload file is read against, looked up once for the whole file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from accounts.models import PoliceForce, Region, ReportingArea
from cases.models import Court, OffenceType
from cases.queries.rule_sets import all_rule_sets, rule_set_among
from cases.rules.offence_codes import look_up_order
from cases.rules.rule_sets import RuleSet
from victims.intake.caseload_columns import quoted

# Names of forces as the VNS pilot wrote them, where they differ from today's. Source: A Process Evaluation of the
# Victim Notification Scheme (2025), Table 2, which says Hampshire for Hampshire and Isle of Wight.
NAMES_OF_THE_PILOT = {"Hampshire": "Hampshire and Isle of Wight"}


class NotFoundInTable(ValueError):
    """A name that no table holds, as a sentence."""


@dataclass(frozen=True)
class Area:
    """The region that owns an enrolment and, when the file names one, the reporting area inside it."""

    region: Region
    reporting_area: str = ""


class CaseloadTables:
    """Read-only. Names are compared without regard to case."""

    def __init__(self) -> None:
        self._regions = {_key(region.name): region for region in Region.objects.all()}
        self._areas = {_key(area.name): area for area in ReportingArea.objects.select_related("region")}
        self._forces: dict[str, PoliceForce] = {}
        for force in PoliceForce.objects.all():
            self._forces |= {_key(force.name): force, _key(force.wcu_name): force}
        for pilot_name, name in NAMES_OF_THE_PILOT.items():
            self._forces[_key(pilot_name)] = self._forces[_key(name)]
        courts = list(Court.objects.all())
        once = Counter(_key(court.name) for court in courts)
        self._courts = {_key(court.name): court for court in courts if once[_key(court.name)] == 1}
        self._rule_sets = all_rule_sets()
        self._offence_types = {row.cjs_code: row for row in OffenceType.objects.all()}

    def area(self, name: str, sentenced_on: date) -> Area:
        """Raises NotFoundInTable for a name that is neither a region nor a reporting area valid on that day."""
        if (region := self._regions.get(_key(name))) is not None:
            return Area(region)
        if (area := self._areas.get(_key(name))) is None:
            raise NotFoundInTable(f"{quoted(name)} is not a probation region or reporting area we know.")
        if (area.valid_from and sentenced_on < area.valid_from) or (area.valid_to and sentenced_on > area.valid_to):
            raise NotFoundInTable(
                f"{area.name} was a reporting area from {area.valid_from} to {area.valid_to}, and the sentence is not "
                f"between these. Write its region: {area.region.name}."
            )
        return Area(area.region, area.name)

    def force(self, name: str) -> PoliceForce | None:
        """Raises NotFoundInTable for a name that is neither a force nor a witness care unit; None for no name."""
        if not name:
            return None
        if (force := self._forces.get(_key(name))) is None:
            raise NotFoundInTable(f"{quoted(name)} is not a police force or witness care unit we know.")
        return force

    def court(self, name: str) -> Court | None:
        """The court of that name; None when no court, or more than one, is called so."""
        return self._courts.get(_key(name))

    def rule_set(self, sentenced_on: date) -> RuleSet:
        """Raises NoRuleSet."""
        return rule_set_among(self._rule_sets, sentenced_on)

    def offence_type(self, code: str) -> OffenceType | None:
        """By the code as written, then without its suffix letter."""
        if not code:
            return None
        return next((self._offence_types[c] for c in look_up_order(code) if c in self._offence_types), None)


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())
