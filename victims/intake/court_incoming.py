"""A court result on its way: what the tables say of it, whom it was matched with, and what is to become of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from accounts.models import Organisation, PoliceForce, Region
from cases.enums import IdentifierScheme, SentenceCause
from cases.models import Court, OffenceType
from cases.queries.eligibility import vns_live_from
from cases.rules.age import age_on
from cases.rules.eligibility import Assessment, EligibilityFacts
from cases.rules.exact_names import Key, names_key
from cases.rules.identifiers import canonical, warning
from cases.rules.offence_codes import recording_error
from victims.enums import HoldReason, ResultKind, ResultState
from victims.intake.caseload_plan import WrittenIdentifier
from victims.intake.court_columns import CourtRow
from victims.intake.court_held import plain_name
from victims.intake.court_tables import CourtTables
from victims.intake.same_person import Identifier

COLUMN_OF = {
    IdentifierScheme.NOMS: "defendant_noms_number",
    IdentifierScheme.PNC: "defendant_pnc",
    IdentifierScheme.CRO: "defendant_cro",
}
CAUSE_OF = {
    ResultKind.RESENTENCE: SentenceCause.RESENTENCED,
    ResultKind.APPEAL: SentenceCause.APPEAL,
    ResultKind.ACTIVATION: SentenceCause.ACTIVATED,
}


@dataclass(slots=True, eq=False)
class Defendant:
    """Somebody we hold (`pk`, not `is_new`), or somebody to be added."""

    pk: int | None = None
    is_new: bool = True
    results: list[Incoming] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class OffenceHere:
    """An offence of a case: one we hold (`pk`), or one to be added with the sentence its first result gives."""

    result: Incoming
    pk: int | None = None
    is_new: bool = True


@dataclass(slots=True, eq=False)
class CaseHere:
    """The case of one sentencing: one we hold, or a new one if anybody harmed may be entitled."""

    defendant: Defendant
    sentenced_on: date
    region: Region
    pk: int | None = None
    is_new: bool = True
    is_closed: bool = False
    reference: str = ""
    conviction_id: int | None = None
    results: list[Incoming] = field(default_factory=list)
    offences: dict[Key, OffenceHere] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Incoming:
    """`pk` is a result that was held and is now decided; `waived` are the doubts a person has settled, `defendant` whom
    they chose. `version` is 1 for a result never sent before. `judged` is the verdict on its offence alone, `verdict`
    the one for the person harmed; `harmed_name` and `offence_key` are what those are compared by."""

    row: CourtRow
    raw: dict[str, str]
    content_hash: str
    version: int = 1
    pk: int | None = None
    waived: frozenset[str] = frozenset()
    court: Court | None = None
    force: PoliceForce | None = None
    unit: Organisation | None = None
    region: Region | None = None
    offence_type: OffenceType | None = None
    identifiers: tuple[WrittenIdentifier, ...] = ()
    numbers: tuple[Identifier, ...] = ()
    harmed_name: str = ""
    offence_key: Key = ()
    raw_as_json: str = ""
    doubts: dict[HoldReason, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    state: ResultState | None = None
    defendant: Defendant | None = None
    case: CaseHere | None = None
    offence: OffenceHere | None = None
    request_id: int | None = None
    judged: Assessment | None = None
    verdict: Assessment | None = None

    def doubt(self, reason: HoldReason, sentence: str) -> None:
        """Hold the result, unless a person has settled this very doubt."""
        if reason not in self.waived:
            self.doubts.setdefault(reason, sentence)

    @property
    def is_open(self) -> bool:
        """Whether nothing has been decided about it yet and nothing stands against it."""
        return self.state is None and not self.doubts

    @property
    def cause(self) -> SentenceCause:
        return CAUSE_OF.get(ResultKind(self.row.result), SentenceCause.PASSED)

    @property
    def alone(self) -> Assessment:
        """The verdict on its offence alone. Raises ValueError for a result that is in doubt: it is held before."""
        if self.judged is None:
            raise ValueError("This result is in doubt, so its offence was not judged.")
        return self.judged


def look_up(result: Incoming, tables: CourtTables, this_year: int) -> None:
    """Find the court, force, unit, region and offence, and judge the offence. What no table holds is a doubt."""
    row = result.row
    result.court = tables.court_coded(row.court_code)
    result.offence_type = tables.offence_type(row.offence_code)
    _work_out_what_it_is_compared_by(result, this_year)
    _look_up_force(result, tables)
    region_id = (result.court and result.court.region_id) or (result.force and result.force.region_id)
    result.region = tables.regions.get(region_id or "")
    if row.youth == "yes":
        _look_up_youth_team(result, tables)
    if result.court is None or result.region is None:
        result.doubt(
            HoldReason.COURT_UNKNOWN,
            f"The court code {row.court_code} is not in our table. Choose the court, or ask the sender.",
        )
    if result.offence_type is None and row.result != ResultKind.WITHDRAWN:
        result.doubt(
            HoldReason.OFFENCE_UNKNOWN,
            f"The offence code {row.offence_code or '(none)'} is not in our table, so no scheme can be checked.",
        )
    if row.harmed and names_key(row.harmed_first_names, row.harmed_last_name) == names_key(
        row.defendant_first_names, row.defendant_last_name
    ):
        result.doubt(
            HoldReason.HARMED_IS_DEFENDANT,
            "The person harmed has the same name as the offender. Find out whether they are two people.",
        )
    result.notes += [warning(n.scheme, n.raw, this_year) for n in result.identifiers if not n.value]
    if error := recording_error(row.offence_code, row.offence_date):
        result.notes.append(error)
    if row.finding == "not_guilty":
        result.doubts.clear()
        result.state = ResultState.NO_ACTION
        result.notes.append("There was no conviction.")
    if result.is_open and result.region is not None:
        result.judged = tables.verdict(_facts(row, result.region, result.force, tables))


def _work_out_what_it_is_compared_by(result: Incoming, this_year: int) -> None:
    row = result.row
    result.identifiers = tuple(
        WrittenIdentifier(scheme, raw, canonical(scheme, raw, this_year) or "")
        for scheme, column in COLUMN_OF.items()
        if (raw := getattr(row, column))
    )
    result.numbers = tuple((number.scheme, number.value) for number in result.identifiers if number.value)
    result.harmed_name, result.offence_key = plain_name(row.harmed), _offence_key(row)


def _offence_key(row: CourtRow) -> Key:
    """Rows of one sentencing with the same offence, date and sentence share one offence."""
    length = (row.sentence_years, row.sentence_months, row.sentence_weeks, row.sentence_days)
    called = (row.offence_code.upper(), "" if row.offence_code else row.offence_wording.casefold())
    return (*called, str(row.offence_date), row.disposal, str(length), row.result)


def _facts(row: CourtRow, region: Region, force: PoliceForce | None, tables: CourtTables) -> EligibilityFacts:
    return EligibilityFacts(
        offence=tables.offence_facts(row.offence_code),
        disposal=row.disposal,
        length=row.length,
        sentenced_on=row.sentenced_on,
        committed_on=row.offence_date,
        vns_live_from=vns_live_from(region, force),
        code=row.offence_code,
        aggregate=row.aggregate,
        activated=row.result == ResultKind.ACTIVATION,
        offender_age=age_on(row.sentenced_on, row.defendant_date_of_birth) if row.defendant_date_of_birth else None,
    )


def _look_up_force(result: Incoming, tables: CourtTables) -> None:
    name = result.row.police_force
    result.force = tables.force_called(name)
    if result.force is None:
        said = f"{name} is not a police force we know." if name else "The police force is missing."
        result.doubt(HoldReason.FORCE_UNKNOWN, f"{said} Without it nobody can be asked for a referral.")
        return
    result.unit = tables.unit_of(result.force.pk)
    if result.unit is None and result.row.youth != "yes":
        result.doubt(
            HoldReason.NO_UNIT,
            f"No witness care unit is set up for {result.force.name}. Ask an administrator to add it.",
        )


def _look_up_youth_team(result: Incoming, tables: CourtTables) -> None:
    """After a youth court or section 250 the youth offending team refers (domain 8, T25)."""
    result.unit = tables.youth_team_of(result.region.code) if result.region else None
    if result.region is not None and result.unit is None:
        result.doubt(
            HoldReason.NO_UNIT,
            f"No youth offending team is set up for {result.region.name}. Ask an administrator to add it.",
        )
