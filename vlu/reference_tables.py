"""The tables of reference data as the reference page shows them, each with its source and how sure we are of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import PoliceForce, Region
from accounts.models.organisations import DatedReference
from cases.models import BankHoliday, Court, EligibilityRuleSet, EventType, OffenceType
from victims.models import ChaseSetting, DiscretionaryCriterion, OfferAgainRule, ReasonCode, TimeLimit
from victims.rules.limits import in_full
from vlu.lib.dates import in_words
from vlu.templatetags.ui import short_date

CONFIDENCE = {"H": "High", "M": "Medium", "L": "Low"}
SCHEME = {"ALL": "Every"}
STATUS_OF_LIMIT = {
    "CUR": "In force",
    "CFG": "Set by this service, not by law",
    "HIST": "Past: for old figures only",
    "INFO": "For information",
}
CELLS_OF_EVERY_TABLE = ("In force", "Source", "Confidence")


@dataclass(frozen=True)
class ReferenceTable:
    """`rows` asks the database once. The first cell of a row names it."""

    slug: str
    title: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[DatedReference]]
    cells: Callable[..., tuple[object, ...]]

    def read(self) -> tuple[list[str], list[list[str]]]:
        """The headings and the rows, as text. A column with nothing in it is left out."""
        lines = [[_text(cell) for cell in (*self.cells(row), *_every(row))] for row in self.rows()]
        headings = (*self.columns, *CELLS_OF_EVERY_TABLE)
        filled = [place for place in range(len(headings)) if any(line[place] for line in lines)]
        return [headings[place] for place in filled], [[line[place] for place in filled] for line in lines]


def _every(row: DatedReference) -> tuple[object, ...]:
    return (_in_force(row), row.source, CONFIDENCE.get(row.confidence, row.confidence))


def _in_force(row: DatedReference) -> str:
    since = f"from {short_date(row.valid_from)}" if row.valid_from else ""
    until = f"to {short_date(row.valid_to)}" if row.valid_to else ""
    return f"{since} {until}".strip()


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return short_date(cell) if isinstance(cell, date) else str(cell)


def _length(limit: TimeLimit) -> str:
    """In words: 15 working days after sentencing; 8 months and 14 days before release."""
    if limit.amount is None:
        return f"No fixed number of days {limit.direction} {limit.start_event}"
    return in_full(limit.amount, limit.unit, limit.direction, limit.start_event, limit.plus_days or 0)


TABLES: tuple[ReferenceTable, ...] = (
    ReferenceTable(
        "limits",
        "Time limits",
        ("Code", "Who", "Must do what", "Limit", "Gives a clock", "Scheme", "Status",
         "Notes"),
        TimeLimit.objects.all,
        lambda row: (
            row.code, row.actor, row.duty, _length(row), "Yes" if row.runs else "No",
            SCHEME.get(row.scheme, row.scheme), STATUS_OF_LIMIT.get(row.status, row.status), row.notes,
        ),
    ),
    ReferenceTable(
        "chasing",
        "Requests for a referral",
        ("Office", "Reply within", "Second prompt after", "Third prompt after", "Supervisor's inbox", "Head's address"),
        ChaseSetting.objects.select_related("organisation").all,
        lambda row: (
            row, *(f"{days} working days" for days in (row.reply_days, row.second_day, row.third_day)),
            row.supervisor_inbox, row.head_inbox,
        ),
    ),
    ReferenceTable(
        "offer-again",
        "When contact is offered again",
        ("Code", "Because of", "Which", "Calendar days before", "Working days to do it"),
        OfferAgainRule.objects.all,
        lambda row: (row.code, row.get_trigger_display(), row.what.replace("_", " "), row.lead_days, row.act_within),
    ),
    ReferenceTable(
        "discretionary-criteria",
        "Discretionary contact",
        ("Code", "Criterion", "Examples", "What to record"),
        DiscretionaryCriterion.objects.all,
        lambda row: (row.code, row.criterion, row.examples, row.must_record),
    ),
    ReferenceTable(
        "reasons",
        "Reasons",
        ("What for", "Reason", "Code"),
        ReasonCode.objects.all,
        lambda row: (row.get_kind_display(), row.text, row.code),
    ),
    ReferenceTable(
        "bank-holidays",
        "Bank holidays",
        ("Day", "Holiday"),
        lambda: BankHoliday.objects.order_by("-day"),
        lambda row: (in_words(row.day), row.title),
    ),
    ReferenceTable(
        "regions",
        "Regions",
        ("Region", "Code", "References begin with", "Notification scheme since"),
        Region.objects.all,
        lambda row: (row.name, row.code, row.reference_prefix, row.vns_live_from),
    ),
    ReferenceTable(
        "forces",
        "Police forces",
        ("Force", "Region", "Witness care unit", "Notification scheme since"),
        PoliceForce.objects.select_related("region").all,
        lambda row: (row.name, row.region, row.wcu_name, row.vns_live_from),
    ),
    ReferenceTable(
        "rule-sets",
        "Eligibility rule sets",
        ("Rule set", "Version", "Months for a statutory right", "Custody since", "Restricted hospital orders since",
         "Unrestricted hospital orders since", "Notification offences by statute", "Begins", "Note"),
        EligibilityRuleSet.objects.all,
        lambda row: (
            row.title, row.version, row.months_for_statutory, row.custody_from, row.restricted_hospital_from,
            row.unrestricted_hospital_from, "At any length of custody" if row.notification_is_statutory else "No",
            row.commences_on or ("Switched off" if row.needs_commencement else "In force"), row.note,
        ),
    ),
    ReferenceTable(
        "events",
        "Events to tell victims of",
        ("Code", "Event", "Tell before", "Tell the outcome", "Status", "Note"),
        EventType.objects.all,
        lambda row: (row.code, row.title, row.notify_before, row.notify_outcome, row.status, row.note),
    ),
    ReferenceTable(
        "courts",
        "Courts",
        ("Court", "Code", "Kind", "Region", "Police force"),
        Court.objects.select_related("region", "force").all,
        lambda row: (row.name, row.code, row.kind, row.region, row.force),
    ),
    ReferenceTable(
        "offences",
        "Offences",
        ("Offence", "Code", "Act", "Section", "Schedule 18", "Route to the contact scheme", "Notification scheme"),
        OffenceType.objects.all,
        lambda row: (
            row.title, row.cjs_code, row.statute, row.section, row.schedule18_part,
            row.s45_route.replace("_", " "), "Yes" if row.vns else "No",
        ),
    ),
)  # fmt: skip
