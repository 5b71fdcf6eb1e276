"""What a caseload file would change, in memory: offenders, cases and enrolments to make, and the faults against it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from accounts.models import PoliceForce
from cases.enums import HOSPITAL, Disposal, IdentifierScheme, Scheme
from cases.models import Court, OffenceType
from cases.queries.eligibility import offence_facts, vns_live_from
from cases.rules.eligibility import Assessment, EligibilityFacts, assess
from cases.rules.identifiers import canonical, warning
from cases.rules.offence_codes import recording_error
from cases.rules.sentence_length import last_day
from victims.intake.caseload_columns import COLUMNS
from victims.intake.caseload_row import CaseloadRow, Fault
from victims.intake.caseload_tables import Area, CaseloadTables, NotFoundInTable

COLUMN_OF = {
    IdentifierScheme.NOMS: "offender_noms_number",
    IdentifierScheme.PNC: "offender_pnc",
    IdentifierScheme.CRN: "offender_crn",
}
WITHOUT_END = HOSPITAL | {Disposal.LIFE}
SENTENCE_ENDED = "SENTENCE_ENDED"
_ORDER_OF_COLUMNS = {name: position for position, name in enumerate(COLUMNS)}


@dataclass(frozen=True)
class WrittenIdentifier:
    """`value` is empty when the number does not hold: it is kept and not matched on."""

    scheme: str
    raw: str
    value: str


@dataclass
class PlannedEnrolment:
    """A new row with everything the tables and rules say of it. `ended` is whether its sentence has run its length."""

    row: CaseloadRow
    area: Area
    force: PoliceForce | None
    court: Court | None
    offence_type: OffenceType | None
    identifiers: tuple[WrittenIdentifier, ...]
    answer: Assessment
    ended: bool
    warnings: list[str]


@dataclass
class PlannedOffender:
    """`known_id` is an offender we hold; otherwise the first row says who they are, and later ones any other names."""

    known_id: int | None
    enrolments: list[PlannedEnrolment] = field(default_factory=list)
    other_names: set[tuple[str, str]] = field(default_factory=set)

    @property
    def pk(self) -> int:
        """Raises ValueError before the offender is written."""
        if self.known_id is None:
            raise ValueError("This offender is not written yet.")
        return self.known_id


@dataclass
class PlannedCase:
    """The enrolments of one offender's sentencing. `known_id` is a case we hold; otherwise the first row names it."""

    offender: PlannedOffender
    sentenced_on: date
    known_id: int | None = None
    enrolments: list[PlannedEnrolment] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether every sentence in it has run its length."""
        return all(enrolment.ended for enrolment in self.enrolments)


@dataclass
class CaseloadPlan:
    """With a fault, nothing of it may be written."""

    count: int = 0
    unchanged: int = 0
    offenders: list[PlannedOffender] = field(default_factory=list)
    cases: list[PlannedCase] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def new(self) -> int:
        return sum(len(case.enrolments) for case in self.cases)

    @property
    def warnings(self) -> int:
        """How many new rows carry a warning."""
        return sum(bool(enrolment.warnings) for case in self.cases for enrolment in case.enrolments)

    def sorted_faults(self) -> list[Fault]:
        return sorted(self.faults, key=lambda fault: (fault.row, _ORDER_OF_COLUMNS.get(fault.column, -1)))


def plan_enrolment(
    row: CaseloadRow, tables: CaseloadTables, today: date, only_region: str | None
) -> tuple[PlannedEnrolment | None, list[Fault]]:
    """Everything that can be said of a row by itself; or what the tables do not hold, or is another region's."""
    faults: list[Fault] = []
    area: Area | None = None
    force: PoliceForce | None = None
    try:
        area = tables.area(row.region, row.sentenced_on)
        if only_region is not None and area.region.code != only_region:
            faults.append(
                Fault(row.row, "region", f"{row.region} is another unit's. You can bring in your own region only.")
            )
    except NotFoundInTable as why:
        faults.append(Fault(row.row, "region", str(why)))
    try:
        force = tables.force(row.witness_care_unit)
    except NotFoundInTable as why:
        faults.append(Fault(row.row, "witness_care_unit", str(why)))
    if area is None or faults:
        return None, faults
    offence_type = tables.offence_type(row.offence_code)
    answer = _answer(row, area, force, offence_type, tables)
    planned = PlannedEnrolment(
        row=row,
        area=area,
        force=force,
        court=tables.court(row.court),
        offence_type=offence_type,
        identifiers=_identifiers(row, today.year),
        answer=answer,
        ended=_has_ended(row, today),
        warnings=_warnings(row, answer, offence_type, today.year),
    )
    return planned, []


def _answer(
    row: CaseloadRow, area: Area, force: PoliceForce | None, offence_type: OffenceType | None, tables: CaseloadTables
) -> Assessment:
    facts = EligibilityFacts(
        offence=offence_facts(offence_type, row.offence_code),
        disposal=row.disposal,
        length=row.length,
        sentenced_on=row.sentenced_on,
        committed_on=row.offence_date,
        vns_live_from=vns_live_from(area.region, force),
        code=row.offence_code,
    )
    return assess(facts, tables.rule_set(row.sentenced_on))


def _identifiers(row: CaseloadRow, year: int) -> tuple[WrittenIdentifier, ...]:
    return tuple(
        WrittenIdentifier(scheme, raw, canonical(scheme, raw, year) or "")
        for scheme, column in COLUMN_OF.items()
        if (raw := getattr(row, column))
    )


def _has_ended(row: CaseloadRow, today: date) -> bool:
    """Whether the whole length has run, both ends counted. Life, hospital orders and no length have no end we know."""
    return row.disposal not in WITHOUT_END and row.length.is_recorded and last_day(row.sentenced_on, row.length) < today


def _warnings(row: CaseloadRow, answer: Assessment, offence_type: OffenceType | None, year: int) -> list[str]:
    """Kept on the enrolment for a person to look at. Nothing is corrected."""
    found = []
    if answer.scheme != row.scheme:
        recorded = Scheme(row.scheme).label
        found.append(
            f"The earlier system recorded {recorded}. Our check says: {answer.verdict.label}. {answer.reasons[0]}"
        )
    found.append(recording_error(row.offence_code, row.offence_date))
    if row.offence_code and offence_type is None:
        found.append(f"The offence code {row.offence_code} is not in our table. We kept it as written.")
    found += [warning(scheme, raw, year) for scheme, column in COLUMN_OF.items() if (raw := getattr(row, column))]
    if row.referred_on and row.referred_on < row.sentenced_on:
        found.append("The referral is dated before the sentence.")
    if row.preferred_channel == "advocate":
        found.append("They are to be reached through an advocate, whom the earlier system did not name.")
    return [text for text in found if text]
