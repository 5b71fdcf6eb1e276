"""The reference tables court results are read against, looked up once for an import, and verdicts."""

from __future__ import annotations

from datetime import date

from accounts.enums import OrganisationKind
from accounts.models import Organisation, PoliceForce, Region
from cases.enums import Scheme
from cases.models import Court
from cases.queries.calendar import working_calendar
from cases.queries.eligibility import offence_facts
from cases.queries.rule_sets import all_rule_sets
from cases.rules.eligibility import Assessment, EligibilityFacts, OffenceFacts, assess
from cases.rules.rule_sets import RuleSet
from victims.intake.caseload_tables import CaseloadTables, NotFoundInTable
from victims.queries.limits import current_limits
from victims.rules.clocks import referral_start
from victims.rules.limits import version_or_first


class CourtTables(CaseloadTables):
    """Read-only, except for what it remembers of its own answers."""

    def __init__(self) -> None:
        super().__init__()
        self._by_code = {court.code: court for court in Court.objects.select_related("region", "force")}
        self.regions = {region.code: region for region in Region.objects.all()}
        units = Organisation.objects.filter(kind=OrganisationKind.WCU).order_by("-id")
        self._units = {unit.force_id: unit for unit in units}
        teams = Organisation.objects.filter(kind=OrganisationKind.YOT).order_by("-id")
        self._youth_teams = {team.region_id: team for team in teams}
        self._rule_sets = all_rule_sets()
        self._limits = current_limits()
        self._calendar = working_calendar()
        self._rules_of: dict[date, RuleSet] = {}
        self._offences: dict[str, OffenceFacts] = {}
        self._called: dict[str, PoliceForce | None] = {}
        self._due: dict[tuple[str, date], date] = {}

    def court_coded(self, code: str) -> Court | None:
        return self._by_code.get(code.strip().upper())

    def force_called(self, name: str) -> PoliceForce | None:
        """The force, or the force of a witness care unit, of that name; None for a name no table holds."""
        if name not in self._called:
            try:
                self._called[name] = self.force(name)
            except NotFoundInTable:
                return None
        return self._called[name]

    def unit_of(self, force_id: int) -> Organisation | None:
        """The witness care unit of a force; the first that was set up when there are several."""
        return self._units.get(force_id)

    def youth_team_of(self, region_code: str) -> Organisation | None:
        """The youth offending team of a region; the first that was set up when there are several."""
        return self._youth_teams.get(region_code)

    def verdict(self, facts: EligibilityFacts) -> Assessment:
        """Raises NoRuleSet."""
        rules = self._rules_of.get(facts.sentenced_on)
        if rules is None:
            rules = self._rules_of[facts.sentenced_on] = self.rule_set(facts.sentenced_on)
        return assess(facts, rules)

    def offence_facts(self, code: str) -> OffenceFacts | None:
        """The same row of the offence table stands in many results."""
        if code not in self._offences:
            found = offence_facts(self.offence_type(code), code)
            if found is None:
                return None
            self._offences[code] = found
        return self._offences[code]

    def referral_due_on(self, scheme: Scheme, sentenced_on: date) -> date:
        """The last day of the limit for the referral (T05 or T12). A limit not yet in force on the day of the sentence
        is counted all the same: a referral that is asked for needs a day. Raises BeyondCalendarHorizon,
        LimitNotHeld."""
        key = (scheme, sentenced_on)
        if key not in self._due:
            code, start = referral_start(scheme, sentenced_on, None)
            self._due[key] = version_or_first(self._limits, code, start).due_on(start, self._calendar)
        return self._due[key]
