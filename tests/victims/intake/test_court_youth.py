"""A court result about a child: the youth offending team is asked, by its own limit."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from accounts.models import Organisation
from tests.victims.intake.court_files import bring, result, row, units_for
from victims.models import ReferralRequest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kent_asks(friday: datetime) -> None:
    units_for("Kent")


def test_a_youth_sentence_is_asked_of_the_youth_offending_team() -> None:
    bring(row(youth="yes", defendant_date_of_birth="2009-03-12"))
    request = ReferralRequest.objects.get()
    assert (request.organisation.kind, request.organisation.region_id) == ("YOT", "N57")


def test_a_later_offence_leaves_the_day_a_youth_team_has_after_the_time_to_opt_out() -> None:
    """T25 counts from the end of that time, which the team has told the unit; T05 would end on 23 November."""
    youth = {"youth": "yes", "defendant_date_of_birth": "2009-03-12"}
    bring(row(**youth, sentence_months="8"))
    ReferralRequest.objects.update(opt_out_ended_on=date(2026, 11, 16), due_on=date(2026, 11, 30))
    bring(row(result_id="R-2", **youth, offence_code="TH68023", sentence_months="", sentence_years="3"))
    request = ReferralRequest.objects.get()
    assert (request.verdict, request.offences.count()) == ("STATUTORY_VCS", 2)
    assert request.due_on == date(2026, 11, 30)


def test_without_a_youth_offending_team_a_youth_sentence_waits() -> None:
    Organisation.objects.filter(kind="YOT", region="N57").delete()
    bring(row(youth="yes"))
    assert result().held_for == ["no_unit"]
    assert "youth offending team" in result().notes[0]
