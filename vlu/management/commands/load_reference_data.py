"""Load the reference tables of data/reference. Running it again brings rows that are there already up to date."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import models, transaction

from accounts.actions.job_runs import await_jobs
from accounts.models import Organisation, PoliceForce, Region, ReportingArea
from cases.actions.calendar import make_calendar
from cases.models import BankHoliday, Court, EligibilityRuleSet, EventType, OffenceType
from notifications.actions.timers import plan_all_timers
from notifications.models import LadderStep
from victims.intake.caseload_tables import NAMES_OF_THE_PILOT
from victims.intake.limit_versions import load_limits
from victims.models import ChaseSetting, DiscretionaryCriterion, OfferAgainRule, ReasonCode, TimeLimit

Row = dict[str, str]
NATIONAL_SERVICE = "National Victim Liaison Service"
ENTERED_BY_HAND = frozenset({"commences_on", "commencement_entered_by", "commencement_entered_at"})
FOLDER = Path(settings.BASE_DIR) / "data" / "reference"


class Command(BaseCommand):
    help = __doc__ or ""

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        upsert(Region, "code", read("regions"), region)
        upsert(PoliceForce, "name", read("forces"), force)
        upsert(ReportingArea, "name", read("reporting_areas"), reporting_area)
        for line in read("reporting_areas"):
            area = ReportingArea.objects.get(name=line["name"])
            area.forces.set(PoliceForce.objects.filter(name__in=pilot_force_names(line)))
        force_ids = dict(PoliceForce.objects.values_list("name", "pk"))
        upsert(Court, "code", read("courts"), lambda row: court(row, force_ids))
        upsert(OffenceType, "cjs_code", read("offences"), offence_type)
        upsert(EligibilityRuleSet, "version", read("eligibility_rule_sets"), rule_set, kept=ENTERED_BY_HAND)
        upsert(EventType, "code", read("event_types"), event_type)
        for row in load_limits([TimeLimit(**time_limit(line)) for line in read("time_limits")]):
            self.stdout.write(f"{row.code} from {row.valid_from} was not loaded: an administrator's entry stands.")
        upsert(ReasonCode, "key", read("reason_codes"), reason_code)
        upsert(DiscretionaryCriterion, "code", read("discretionary_criteria"), criterion)
        upsert(OfferAgainRule, "code", read("offer_again"), offer_again_rule)
        ladder = ladder_as_it_is()
        upsert(LadderStep, "code", read("reminder_ladder"), ladder_step)
        upsert(BankHoliday, "day", read("bank_holidays_england_wales"), bank_holiday)
        for line in read("chase_settings"):
            setting = chase_setting(line)
            ChaseSetting.objects.update_or_create(organisation=None, valid_from=setting["valid_from"], defaults=setting)
        make_units()
        await_jobs()
        made = make_calendar()
        if made or ladder_as_it_is() != ladder:
            plan_all_timers()
        self.stdout.write(f"Reference data loaded; working days {'made anew' if made else 'unchanged'}.")


def read(name: str) -> Iterator[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def upsert(
    model: type[models.Model],
    key: str,
    rows: Iterator[Row],
    make: Callable[[Row], dict[str, Any]],
    kept: frozenset[str] = frozenset(),
) -> None:
    """`kept` are columns that people fill in: a row that is there already keeps what it has in them."""
    objects = [model(**make(row)) for row in rows]
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    columns = [name for name in names if name != key and name not in kept]
    model._default_manager.bulk_create(  # noqa: SLF001
        objects, update_conflicts=True, unique_fields=[key], update_fields=columns, batch_size=500
    )


def dated(row: Row) -> dict[str, Any]:
    return {
        "valid_from": day(row["valid_from"]),
        "valid_to": day(row["valid_to"]),
        "source": row["source"],
        "confidence": row["confidence"],
    }


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def number(text: str) -> int | None:
    return int(text) if text else None


def region(row: Row) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "reference_prefix": row["reference_prefix"],
        "vns_live_from": day(row["vns_live_from"]),
        **dated(row),
    }


def force(row: Row) -> dict[str, Any]:
    return {
        "name": row["force"],
        "region_id": row["region_code"] or None,
        "wcu_name": row["wcu_name"],
        "vns_live_from": day(row["vns_live_from"]),
        **dated(row),
    }


def reporting_area(row: Row) -> dict[str, Any]:
    return {"name": row["name"], "region_id": row["region_code"], **dated(row)}


def pilot_force_names(row: Row) -> list[str]:
    return [NAMES_OF_THE_PILOT.get(name, name) for name in row["witness_care_units"].split(";")]


def court(row: Row, force_ids: dict[str, int]) -> dict[str, Any]:
    return {
        "code": row["code"],
        "name": row["name"],
        "kind": row["type"],
        "region_id": row["region_code"] or None,
        "force_id": force_ids.get(row["force"]),
        **dated(row),
    }


def offence_type(row: Row) -> dict[str, Any]:
    return {
        "cjs_code": row["cjs_code"],
        "title": row["title"],
        "statute": row["statute"],
        "section": row["section"],
        "schedule18_part": row["schedule18_part"],
        "s45_route": row["s45_route"],
        "notification_or_child": row["notification_or_child"],
        "vns": row["vns"] == "true",
        "notes": row["notes"],
        **dated(row),
    }


def rule_set(row: Row) -> dict[str, Any]:
    return {
        "version": row["version"],
        "title": row["title"],
        "months_for_statutory": number(row["months_for_statutory"]),
        "custody_from": day(row["custody_from"]),
        "restricted_hospital_from": day(row["restricted_hospital_from"]),
        "unrestricted_hospital_from": day(row["unrestricted_hospital_from"]),
        "notification_is_statutory": row["notification_is_statutory"] == "true",
        "also_notified": row["also_notified"],
        "summary_only": row["summary_only"],
        "needs_commencement": row["needs_commencement"] == "true",
        "note": row["note"],
        **dated(row),
    }


def event_type(row: Row) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["title"],
        "notify_before": row["notify_before"],
        "notify_outcome": row["notify_outcome"],
        "status": row["status"],
        "note": row["default_note"],
        **dated(row),
    }


def time_limit(row: Row) -> dict[str, Any]:
    return {
        "code": row["code"],
        "actor": row["actor"],
        "duty": row["duty"],
        "start_event": row["start_event"],
        "amount": number(row["amount"]),
        "unit": row["unit"],
        "direction": row["direction"],
        "plus_days": number(row["plus_days"]),
        "runs": row["runs"] == "true",
        "scheme": row["scheme"],
        "status": row["status"],
        "notes": row["notes"],
        **dated(row),
    }


def chase_setting(row: Row) -> dict[str, Any]:
    """For every office; those with a setting of their own keep it."""
    return {name: int(row[name]) for name in ("reply_days", "second_day", "third_day")} | dated(row)


def reason_code(row: Row) -> dict[str, Any]:
    written = {name: row[name] for name in ("kind", "code", "text", "group")}
    return {"key": f"{row['kind']}:{row['code']}", **written, **dated(row)}


def criterion(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("code", "ground", "criterion", "examples", "must_record")} | dated(row)


def offer_again_rule(row: Row) -> dict[str, Any]:
    amounts = {"lead_days": number(row["lead_days"]), "act_within": number(row["act_within"])}
    return {"code": row["code"], "trigger": row["trigger"], "what": row["what"], **amounts, **dated(row)}


def ladder_as_it_is() -> list[tuple[Any, ...]]:
    """What decides which clocks are looked at, and when."""
    when = ("working_days_after_due", "repeats_every", "not_on_first_day", "valid_from", "valid_to")
    return list(LadderStep.objects.order_by("code").values_list("code", "audience", "kinds", *when))


def ladder_step(row: Row) -> dict[str, Any]:
    return {
        "code": row["code"],
        "audience": row["audience"],
        "working_days_after_due": number(row["working_days_after_due"]),
        "repeats_every": number(row["repeats_every"]),
        "kinds": row["kinds"].split(";"),
        "mailing": row["mailing"],
        "not_on_first_day": row["not_on_first_day"] == "true",
        **dated(row),
    }


def bank_holiday(row: Row) -> dict[str, Any]:
    return {"day": day(row["date"]), "title": row["title"], **dated(row)}


def make_units() -> None:
    """Every force runs its own witness care unit; every region has a victim liaison unit, offender management and youth
    offending teams (domain 1.8, 8.1, 8.3). Real office names were not found, so these are generic; an administrator's
    people belong to them.
    """
    units = [Organisation(kind="NATIONAL", name=NATIONAL_SERVICE)]
    for row in PoliceForce.objects.all():
        units.append(Organisation(kind="WCU", name=row.wcu_name, region_id=row.region_id, force=row))
    for code, name in Region.objects.values_list("code", "name"):
        units.append(Organisation(kind="VLU", name=f"{name} Victim Liaison Unit", region_id=code))
        units.append(Organisation(kind="YOT", name=f"{name} Youth Offending Teams", region_id=code))
        units.append(Organisation(kind="OFFENDER_MANAGEMENT", name=f"{name} Offender Management", region_id=code))
    Organisation.objects.bulk_create(units, ignore_conflicts=True)
