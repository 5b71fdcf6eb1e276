"""What a caseload file becomes: all rows or none, matched with what is held."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit
from accounts.models import AuditEntry
from cases.enums import CaseStatus, Scheme, Verdict
from cases.models import Case, Offence, Offender, OffenderIdentifier
from tests.victims.intake.caseload_files import PILOT, SOMEBODY_ELSE, file_of, row, rows_of_every_table
from victims.actions.clocks import refresh_clocks
from victims.enums import DeadlineKind, EnrolmentStatus
from victims.intake.caseload_plan import SENTENCE_ENDED, CaseloadPlan
from victims.intake.importing import import_caseload
from victims.models import ContactEntry, Deadline, Enrolment, SafeContact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
A_SECOND_VICTIM = {"case_reference": "KSS-26-9003", "victim_first_names": "Ines", "victim_last_name": "Fenn"}


def bring_in(*rows: dict[str, str], **options: Any) -> CaseloadPlan:
    return import_caseload(io.BytesIO(file_of(*rows)), file_sha256="0" * 64, by=None, **options)


def the_only_fault(plan: CaseloadPlan) -> tuple[int, str, str]:
    (fault,) = plan.faults
    return fault.row, fault.column, fault.message


def test_a_row_becomes_a_case_with_its_enrolment() -> None:
    plan = bring_in(row(first_contact_on="2026-11-10", first_contact_channel="phone"))
    assert (plan.count, plan.new, plan.unchanged, plan.faults) == (1, 1, 0, [])
    enrolment = Enrolment.objects.select_related("case__offender", "case__conviction", "victim", "offence").get()
    case = enrolment.case
    assert (case.reference, case.region_id, case.status) == ("KSS-26-9001", "N57", CaseStatus.OPEN)
    assert (str(case.offender), case.conviction.court_name) == ("Harlan Dray", "Maidstone Crown Court")
    assert case.conviction.court is not None
    assert (str(enrolment.victim), enrolment.category, enrolment.force_id is not None) == ("Maria Fenn", "adult", True)
    assert (enrolment.scheme, enrolment.recorded_scheme, enrolment.verdict) == (Scheme.VNS, Scheme.VNS, Verdict.VNS)
    assert enrolment.warnings == []
    assert SafeContact.objects.get(victim=enrolment.victim).preferred_channel == "phone"
    contact = ContactEntry.objects.get(enrolment=enrolment)
    assert (contact.happened_on, contact.reached, contact.recorded_by) == (date(2026, 11, 10), True, None)
    assert "earlier system" in contact.note
    assert set(OffenderIdentifier.objects.values_list("scheme", "value")) == {
        ("NOMS", "A1234BC"),
        ("PNC", "1979/0163001B"),
        ("CRN", "X123456"),
    }


def test_clocks_and_hints_are_those_every_action_derives(friday: datetime) -> None:
    bring_in(
        row(),
        row(**SOMEBODY_ELSE, referred_on=""),
        row(**{**SOMEBODY_ELSE, "case_reference": "K-3", "sentenced_on": "2026-11-02"}, first_contact_on="2026-11-20"),
        row(
            **{**SOMEBODY_ELSE, "case_reference": "K-4", "sentenced_on": "2026-10-05"},
            scheme="VCS",
            first_contact_on="2026-11-20",
        ),
    )
    assert Deadline.objects.filter(kind=DeadlineKind.ANNUAL_CONTACT).count() == 1
    facts = ("kind", "limit_code", "task", "started_on", "due_on", "met_on", "withdrawn_on")
    hints = ("next_kind", "next_due_on", "urgent_from", "urgent_reason")
    for enrolment in Enrolment.objects.all():
        clocks = set(Deadline.objects.filter(enrolment=enrolment).values_list(*facts))
        before = [getattr(enrolment, name) for name in hints]
        assert clocks
        refresh_clocks(enrolment, friday.date())
        enrolment.refresh_from_db()
        assert set(Deadline.objects.filter(enrolment=enrolment).values_list(*facts)) == clocks
        assert [getattr(enrolment, name) for name in hints] == before
    first = Enrolment.objects.get(reference="KSS-26-9001")
    assert (first.next_kind, first.next_due_on) == (DeadlineKind.FIRST_CONTACT, date(2026, 11, 26))


def test_the_pilot_file_comes_in_whole_and_a_second_time_changes_nothing() -> None:
    with PILOT.open("rb") as file:
        assert import_caseload(file, file_sha256="1" * 64, by=None).new == 519
    assert (Enrolment.objects.count(), Case.objects.count(), Offender.objects.count()) == (519, 512, 493)
    assert not Enrolment.objects.exclude(status=EnrolmentStatus.CLOSED, closed_because=SENTENCE_ENDED).exists()
    assert not Deadline.objects.standing().exists()
    before = rows_of_every_table()
    with PILOT.open("rb") as file:
        again = import_caseload(file, file_sha256="1" * 64, by=None)
    assert (again.count, again.new, again.unchanged, again.faults) == (519, 0, 519, [])
    assert rows_of_every_table() == before


def test_one_faulty_row_keeps_every_row_out() -> None:
    before = rows_of_every_table()
    plan = bring_in(row(), row(**SOMEBODY_ELSE, region="Narnia"))
    assert the_only_fault(plan)[:2] == (3, "region")
    assert rows_of_every_table() == before


def test_a_dry_run_writes_nothing_and_says_what_would_come_in() -> None:
    before = rows_of_every_table()
    assert bring_in(row(), row(**SOMEBODY_ELSE), dry_run=True).new == 2
    assert rows_of_every_table() == before


def test_the_audit_trail_has_an_entry_for_the_file_and_one_for_each_case() -> None:
    bring_in(row(), row(**A_SECOND_VICTIM), row(**SOMEBODY_ELSE))
    assert list(AuditEntry.objects.order_by("id").values_list("verb", "subject_ref")) == [
        ("case.opened", "KSS-26-9001"),
        ("case.opened", "KSS-26-9002"),
        ("caseload.imported", "0" * 16),
    ]
    assert not AuditEntry.objects.exclude(actor__isnull=True, actor_label=audit.SYSTEM).exists()


def test_two_victims_of_one_sentencing_share_the_case_and_the_offence() -> None:
    bring_in(row(), row(**A_SECOND_VICTIM, offender_noms_number="", offender_pnc="", offender_crn=""))
    assert (Case.objects.count(), Offence.objects.count(), Enrolment.objects.count()) == (1, 1, 2)


def test_a_later_victim_joins_the_case_we_hold() -> None:
    bring_in(row())
    plan = bring_in(row(), row(**A_SECOND_VICTIM))
    assert (plan.new, plan.unchanged) == (1, 1)
    assert (Case.objects.count(), Offence.objects.count(), Offender.objects.count()) == (1, 1, 1)
    assert AuditEntry.objects.filter(verb="enrolment.imported", subject_ref="KSS-26-9003").exists()


def test_a_later_sentence_is_another_case_of_the_same_offender() -> None:
    bring_in(row())
    bring_in(row(case_reference="KSS-26-9004", sentenced_on="2026-11-16", referred_on=""))
    assert (Case.objects.count(), Offender.objects.count(), OffenderIdentifier.objects.count()) == (2, 1, 3)


def test_other_names_with_a_number_and_birth_we_hold_become_an_alias_and_a_warning() -> None:
    bring_in(row())
    bring_in(row(case_reference="KSS-26-9004", sentenced_on="2026-11-16", referred_on="", offender_last_name="Drake"))
    offender = Offender.objects.get()
    assert [str(alias) for alias in offender.aliases.all()] == ["Harlan Drake"]
    assert "other names" in Enrolment.objects.get(reference="KSS-26-9004").warnings[0]


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"victim_first_names": "Mary"}, "case_reference", "KSS-26-9001 is already in use"),
        (
            {"case_reference": "K-1", "offender_date_of_birth": "1970-01-01"},
            "offender_last_name",
            "another date of birth",
        ),
        ({"case_reference": "K-1"}, "victim_last_name", "already on this case, as KSS-26-9001"),
    ],
)
def test_a_row_at_odds_with_what_we_hold_is_left_for_a_person(changes: dict[str, str], place: str, words: str) -> None:
    bring_in(row())
    before = rows_of_every_table()
    number, column, message = the_only_fault(bring_in(row(**changes)))
    assert (number, column) == (2, place)
    assert words in message
    assert rows_of_every_table() == before


def test_numbers_of_two_offenders_we_hold_are_left_for_a_person() -> None:
    apart = {"offender_pnc": "", "offender_crn": ""}
    bring_in(
        row(**apart),
        row(
            **{
                **SOMEBODY_ELSE,
                "offender_first_names": "Harlan",
                "offender_last_name": "Dray",
                "offender_noms_number": "",
                "offender_crn": "X123456",
                "offender_date_of_birth": "",
            }
        ),
    )
    assert Offender.objects.count() == 2
    _, column, message = the_only_fault(bring_in(row(case_reference="K-9", sentenced_on="2026-11-16", referred_on="")))
    assert column == "offender_last_name"
    assert "more than one offender we already hold" in message


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"region": "Narnia"}, "region", "not a probation region or reporting area"),
        ({"region": "Hampshire and Thames Valley"}, "region", "Write its region: South Central"),
        ({"witness_care_unit": "Mercia"}, "witness_care_unit", "not a police force or witness care unit"),
    ],
)
def test_a_name_no_table_holds_is_named(changes: dict[str, str], column: str, words: str) -> None:
    number, name, message = the_only_fault(bring_in(row(**changes)))
    assert (number, name) == (2, column)
    assert words in message


def test_the_pilots_names_lead_to_todays_region_and_force() -> None:
    bring_in(
        row(
            region="hampshire and thames valley",
            witness_care_unit="Hampshire",
            sentenced_on="2022-05-03",
            offence_date="2022-04-20",
            referred_on="2022-05-05",
        )
    )
    enrolment = Enrolment.objects.select_related("force").get()
    assert enrolment.force is not None
    assert (enrolment.region_id, enrolment.reporting_area, enrolment.force.name) == (
        "N59",
        "Hampshire and Thames Valley",
        "Hampshire and Isle of Wight",
    )


def test_a_unit_brings_in_its_own_region_only() -> None:
    before = rows_of_every_table()
    plan = bring_in(row(), row(**SOMEBODY_ELSE, region="London", witness_care_unit=""), only_region="N57")
    assert the_only_fault(plan)[:2] == (3, "region")
    assert "another unit" in the_only_fault(plan)[2]
    assert rows_of_every_table() == before


@pytest.mark.parametrize(
    ("changes", "ended"),
    [
        ({"sentenced_on": "2026-05-20", "sentence_weeks": "", "sentence_months": "6"}, True),
        ({"sentenced_on": "2026-05-21", "sentence_weeks": "", "sentence_months": "6"}, False),
        ({"sentenced_on": "2023-05-22", "disposal": "life", "sentence_weeks": "", "sentence_years": "12"}, False),
        ({"sentenced_on": "2023-05-22", "disposal": "hospital_restricted"}, False),
        ({"sentenced_on": "2023-05-22", "sentence_weeks": ""}, False),
    ],
)
def test_a_sentence_that_has_run_its_length_comes_in_closed(changes: dict[str, str], ended: bool) -> None:
    bring_in(row(offence_date="", referred_on="", **changes))
    enrolment = Enrolment.objects.select_related("case").get()
    assert enrolment.is_open is not ended
    assert (enrolment.case.status == CaseStatus.CLOSED) is ended
    assert (enrolment.next_kind == "") is ended
    assert Deadline.objects.standing().exists() is not ended


def test_a_verdict_that_differs_is_a_warning_and_the_recorded_scheme_stands() -> None:
    bring_in(row(scheme="VCS"))
    enrolment = Enrolment.objects.get()
    assert (enrolment.scheme, enrolment.verdict) == (Scheme.VCS, Verdict.VNS)
    assert (
        "The earlier system recorded Victim Contact Scheme. Our check says: Victim Notification"
        in enrolment.warnings[0]
    )


def test_a_wrong_check_letter_keeps_the_text_and_warns() -> None:
    bring_in(row(offender_pnc="1979/0163001A"))
    pnc = OffenderIdentifier.objects.get(scheme="PNC")
    assert (pnc.raw, pnc.value) == ("1979/0163001A", "")
    assert "1979/0163001A does not look right" in Enrolment.objects.get().warnings[0]


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    def rows(count: int, prefix: str) -> list[dict[str, str]]:
        alone = {"offender_pnc": "", "offender_crn": ""}
        return [
            row(case_reference=f"{prefix}-{n}", offender_noms_number=f"{prefix}{n:04d}AA", **alone)
            | {"offender_last_name": f"N{prefix}{n}"}
            for n in range(count)
        ]

    with CaptureQueriesContext(connection) as few:
        bring_in(*rows(3, "B"))
    with CaptureQueriesContext(connection) as many:
        bring_in(*rows(60, "C"))
    assert Enrolment.objects.count() == 63
    assert len(many) == len(few)
