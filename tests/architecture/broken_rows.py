"""For every named constraint of the database: a row that holds, and what would break it.

CHANGED: columns of that row set to what the constraint refuses. REPEATED: the same row a second time, with only the
columns changed that other constraints want to differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Model

from accounts.enums import Role
from accounts.models import CalendarLink, Organisation
from cases.models import (
    BankHoliday,
    CalendarVersion,
    KeyDate,
    OffenderAlias,
    OffenderIdentifier,
    OffenderLikeness,
    OffenderMerge,
    ReferenceCounter,
    WorkingDay,
)
from reports.models import MonthDays, MonthFigures
from tests.access.world import World
from tests.architecture import (
    broken_court_rows,
    broken_decisions,
    rows_of_job_runs,
    rows_of_limits,
    rows_of_messages,
    rows_of_transfers,
    rows_of_verdicts,
)
from tests.factories.cases import NOW, SENTENCED, OffenderFactory
from tests.factories.victims import VictimFactory
from victims.enums import DeadlineKind
from victims.models import (
    BothSidesClearance,
    ChaseSetting,
    Referral,
    ReferralRequest,
    RequestPrompt,
    VictimLikeness,
    VictimMerge,
)

Broken = tuple[Callable[[World], Model], Mapping[str, Any]]
SUNDAY = SENTENCED - timedelta(days=1)
MONTH = SENTENCED.replace(day=1)


def _organisation(world: World) -> Organisation:
    return world.colleague.organisation


def _alias(world: World) -> OffenderAlias:
    return OffenderAlias.objects.create(offender=world.enrolment.case.offender, first_names="Ned", last_name="Brack")


def _number(world: World) -> OffenderIdentifier:
    offender = world.enrolment.case.offender
    return OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw="A1234BC", value="A1234BC")


def _key_date(world: World) -> KeyDate:
    return KeyDate.objects.create(
        case=world.enrolment.case,
        kind="release",
        falls_on=SENTENCED,
        source="prison",
        recorded_by=world.colleague,
        recorded_at=NOW,
    )


def _calendar_link(world: World) -> Model:
    return CalendarLink.objects.get(person=world.here[Role.VLO])


def _stage_clock(world: World) -> Model:
    return world.enrolment.deadlines.get(kind=DeadlineKind.OVERALL)


def _duty_clock(world: World) -> Model:
    return world.enrolment.deadlines.create(
        kind=DeadlineKind.LETTER, limit_code="T20", started_on=SENTENCED, due_on=SENTENCED
    )


def _event_clock(world: World) -> Model:
    return world.enrolment.deadlines.create(
        kind=DeadlineKind.TELL_OF_EVENT,
        event=world.enrolment.case.events.get(),
        started_on=SENTENCED,
        due_on=SENTENCED,
    )


def _reminder(world: World) -> Model:
    return world.reminders[world.here[Role.VLO].pk]


def _supervision(world: World) -> Model:
    return world.enrolment.case.offender.supervisions.get()


def _allocation(world: World) -> Model:
    return world.enrolment.allocations.get()


def _safe_contact(world: World) -> Model:
    return world.enrolment.victim.safe_contacts.get()


def _contact_point(world: World) -> Model:
    return world.enrolment.victim.contact_points.get()


def _sentence(world: World) -> Model:
    return world.enrolment.offence.sentences.get()


def _request(world: World) -> ReferralRequest:
    enrolment = world.enrolment
    return ReferralRequest.objects.create(
        reference="RQ1",
        case=enrolment.case,
        organisation=world.here[Role.WCO].organisation,
        scheme=enrolment.scheme,
        verdict=enrolment.verdict,
        verdict_rule="V6",
        source="court_result",
        found_on=SENTENCED,
        due_on=SENTENCED,
    )


def _answered_request(world: World) -> Model:
    request = _request(world)
    request.answer, request.answered_on, request.referral = "referred", SENTENCED, world.enrolment.referral
    request.save()
    return request


def _prompt(world: World) -> Model:
    return RequestPrompt.objects.create(
        request=world.request, step=1, due_on=SENTENCED, sent_on=SENTENCED, sent_at=NOW, told="Somebody"
    )


def _setting(world: World) -> Model:
    return ChaseSetting.objects.get(organisation=None)


def _grant(world: World) -> Model:
    return world.restricted.grants.get()


def _flag(world: World) -> Model:
    return world.restricted.victim.both_sides.get()


def _clearance(world: World) -> Model:
    facts = {"because": "Somebody else", "cleared_by": world.here[Role.MANAGER], "cleared_at": NOW}
    return BothSidesClearance.objects.create(
        flag=world.restricted.victim.both_sides.get(), region=world.restricted.region, **facts
    )


def _two(factory: type[Any]) -> tuple[Any, Any]:
    """Two people, the one recorded first in front."""
    one, other = factory(), factory()
    return one, other


def _likeness(model: type[Any], factory: type[Any]) -> Callable[[World], Model]:
    def make(world: World) -> Model:
        one, other = _two(factory)
        made: Model = model.objects.create(one=one, other=other, band="review", score=0.8, found_at=NOW)
        return made

    return make


def _merge(model: type[Any], factory: type[Any]) -> Callable[[World], Model]:
    def make(world: World) -> Model:
        kept, absorbed = _two(factory)
        made: Model = model.objects.create(
            kept=kept, absorbed=absorbed, reason="One person", moved={}, made_by=world.colleague, made_at=NOW
        )
        return made

    return make


_like_offenders, _like_victims = _likeness(OffenderLikeness, OffenderFactory), _likeness(VictimLikeness, VictimFactory)
_merged_offenders, _merged_victims = _merge(OffenderMerge, OffenderFactory), _merge(VictimMerge, VictimFactory)


def _event(world: World) -> Model:
    return world.enrolment.case.events.get()


def _figures(world: World) -> MonthFigures:
    stages = {
        f"{stage}_{what}": 1 for stage in ("referral", "contact", "overall") for what in ("n", "on_time", "total")
    }
    return MonthFigures.objects.create(
        month=MONTH, scheme="VNS", region="N57", offence_group="stalking", cases=1, beyond_calendar=0, **stages
    )


def _days(world: World) -> MonthDays:
    return MonthDays.objects.create(month=MONTH, scheme="VNS", region="N57", stage="overall", days=3, cases=1)


CHANGED: dict[str, Broken] = {
    **rows_of_messages.CHANGED,
    **rows_of_limits.CHANGED,
    **rows_of_job_runs.CHANGED,
    **rows_of_transfers.CHANGED,
    **rows_of_verdicts.CHANGED,
    **broken_court_rows.CHANGED,
    **broken_decisions.CHANGED,
    "organisation_has_the_area_its_kind_needs": (_organisation, {"region": None}),
    "user_email_is_in_small_letters": (lambda world: world.colleague, {"email": "Lavinia@example.org"}),
    "user_role_is_known": (lambda world: world.colleague, {"role": "GOVERNOR"}),
    "calendar_link_keeps_a_hash": (_calendar_link, {"digest": "the secret itself"}),
    "calendar_link_ends_after_it_is_made": (_calendar_link, {"ended_at": NOW - timedelta(days=1)}),
    "bank_holiday_is_a_weekday": (lambda world: BankHoliday.objects.earliest("day"), {"day": SUNDAY}),
    "one_calendar_version": (lambda world: CalendarVersion.objects.get(), {"only": False}),
    "identifier_is_written": (_number, {"raw": ""}),
    "supervision_ends_after_it_begins": (_supervision, {"until": SENTENCED - timedelta(days=4000)}),
    "offence_has_a_code_or_words": (lambda world: world.enrolment.offence, {"code": "", "label": ""}),
    "sentence_disposal_is_known": (_sentence, {"disposal": "gaol"}),
    "sentence_cause_is_known": (_sentence, {"cause": "whim"}),
    "case_is_closed_when_it_says_when": (lambda world: world.enrolment.case, {"status": "closed"}),
    "event_kind_is_known": (_event, {"kind": "holiday"}),
    "other_event_says_what": (_event, {"kind": "other", "note": ""}),
    "contact_point_is_written": (_contact_point, {"value": ""}),
    "contact_point_is_retired_for_a_reason": (_contact_point, {"retired_at": NOW}),
    "request_answer_is_known": (_request, {"answer": "perhaps", "answered_on": SENTENCED}),
    "request_is_answered_on_a_day": (_request, {"answer": "declined"}),
    "request_with_a_referral_is_referred": (_answered_request, {"answer": "declined"}),
    "referred_request_has_its_referral": (_answered_request, {"referral": None}),
    "request_is_answered_after_it_is_found": (_request, {"answer": "declined", "answered_on": SUNDAY}),
    "chase_setting_begins_on_a_day": (_setting, {"valid_from": None}),
    "prompts_come_in_order": (_setting, {"second_day": 10}),
    "setting_of_all_offices_has_no_inbox": (_setting, {"supervisor_inbox": "inbox@kent.example"}),
    "prompt_step_is_known": (_prompt, {"step": 4}),
    "prompt_goes_on_its_day_or_later": (_prompt, {"sent_on": SUNDAY}),
    "kind_of_advocate_names_them": (_safe_contact, {"advocate_kind": "isva", "advocate_name": ""}),
    "confirmed_letter_name_is_written": (lambda world: world.enrolment.victim, {"letter_name_confirmed": True}),
    "contact_of_an_officer_names_them": (lambda world: Referral.objects.get(), {"officer_contact": "01632"}),
    "enrolment_says_for_whom_they_stand": (lambda world: world.enrolment, {"category": "bereaved"}),
    "representative_acts_on_an_authority": (
        lambda world: world.enrolment,
        {"category": "representative", "harmed_name": "Ida"},
    ),
    "through_an_advocate_names_them": (_safe_contact, {"through_advocate": True, "advocate_name": ""}),
    "enrolment_is_closed_for_a_reason": (lambda world: world.enrolment, {"status": "closed", "closed_on": SENTENCED}),
    "enrolment_youth_team_days_are_in_order": (
        lambda world: world.enrolment,
        {"told_of_scheme_on": NOW.date(), "opt_out_ended_on": SENTENCED},
    ),
    "request_is_found_after_the_time_to_opt_out": (_request, {"opt_out_ended_on": date(2099, 1, 1)}),
    "enrolment_scheme_is_known": (lambda world: world.enrolment, {"scheme": "OTHER"}),
    "enrolment_has_an_action_when_it_has_a_date": (lambda world: world.enrolment, {"next_kind": ""}),
    "enrolment_is_urgent_for_a_reason": (lambda world: world.enrolment, {"urgent_from": SENTENCED}),
    "allocation_ends_after_it_begins": (_allocation, {"until": NOW - timedelta(days=4000)}),
    "what_they_knew_says_from_whom": (
        lambda world: world.enrolment.contacts.get(reached=False),
        {"already_knew": "The date"},
    ),
    "deadline_kind_is_known": (_stage_clock, {"kind": "whenever"}),
    "event_clock_names_its_event": (_event_clock, {"event": None}),
    "offender_is_not_merged_into_itself": (lambda world: world.enrolment.case.offender, {"merged_into": F("id")}),
    "victim_is_not_merged_into_itself": (lambda world: world.enrolment.victim, {"merged_into": F("id")}),
    "offender_likeness_is_in_order": (_like_offenders, {"one": F("other"), "other": F("one")}),
    "victim_likeness_is_in_order": (_like_victims, {"one": F("other"), "other": F("one")}),
    "offenders_are_told_apart_for_a_reason": (_like_offenders, {"told_apart_at": NOW}),
    "victims_are_told_apart_for_a_reason": (_like_victims, {"told_apart_at": NOW}),
    "offender_merge_is_of_two": (_merged_offenders, {"kept": F("absorbed")}),
    "victim_merge_is_of_two": (_merged_victims, {"kept": F("absorbed")}),
    "offender_merge_has_a_reason": (_merged_offenders, {"reason": ""}),
    "victim_merge_has_a_reason": (_merged_victims, {"reason": ""}),
    "offender_merge_is_undone_for_a_reason": (_merged_offenders, {"undone_at": NOW}),
    "victim_merge_is_undone_for_a_reason": (_merged_victims, {"undone_at": NOW}),
    "enrolment_counts_contact_from_its_day": (lambda world: world.unallocated, {"contact_counted_on": SENTENCED}),
    "enrolment_duplicate_is_closed": (lambda world: world.unallocated, {"duplicate_of": F("id")}),
    "grant_has_a_reason": (_grant, {"reason": ""}),
    "grant_ends_after_it_begins": (_grant, {"until": NOW - timedelta(days=4000)}),
    "clearance_has_a_reason": (_clearance, {"because": ""}),
    "clearance_is_withdrawn_after_it_is_given": (_clearance, {"withdrawn_at": NOW - timedelta(days=1)}),
    "both_sides_have_a_reason": (_flag, {"reason": ""}),
    "both_sides_found_by_rule_name_the_offender": (_flag, {"found": "same_names"}),
    "both_sides_are_cleared_for_a_reason": (_flag, {"cleared_at": NOW}),
    "message_being_sent_has_a_lease": (rows_of_messages.message, {"state": "sending"}),
    "message_has_its_cause": (rows_of_messages.message, {"cause": "prompt"}),
    "message_goes_to_a_person_or_an_inbox": (rows_of_messages.message, {"address": "inbox@kent.example"}),
    "message_state_is_known": (rows_of_messages.message, {"state": "lost"}),
}

REPEATED: dict[str, Broken] = {
    **rows_of_messages.REPEATED,
    **rows_of_limits.REPEATED,
    **rows_of_transfers.REPEATED,
    **rows_of_verdicts.REPEATED,
    **broken_court_rows.REPEATED,
    **broken_decisions.REPEATED,
    "one_working_day_for_each_ordinal": (
        lambda world: WorkingDay.objects.filter(is_working=True).latest("day"),
        {"day": SENTENCED.replace(year=2199)},
    ),
    "one_working_calendar_link_of_a_person": (_calendar_link, {"digest": "0" * 64}),
    "offender_alias_once": (_alias, {}),
    "identifier_once_per_offender": (_number, {"value": ""}),
    "identifier_belongs_to_one_offender": (_number, {"raw": "A1234 BC"}),
    "one_offender_manager_at_a_time": (_supervision, {}),
    "one_current_sentence_per_offence": (_sentence, {}),
    "one_counter_per_prefix_and_year": (lambda world: ReferenceCounter.objects.create(prefix="KSS", year=2026), {}),
    "one_current_date_of_a_kind": (_key_date, {}),
    "one_current_safe_contact": (_safe_contact, {}),
    "victim_enrolled_once_on_a_case": (lambda world: world.enrolment, {"reference": "KSS-26-8899"}),
    "one_officer_at_a_time": (_allocation, {}),
    "offender_likeness_once": (_like_offenders, {}),
    "victim_likeness_once": (_like_victims, {}),
    "offender_is_absorbed_once": (_merged_offenders, {}),
    "victim_is_absorbed_once": (_merged_victims, {}),
    "one_open_grant_for_a_person": (_grant, {}),
    "flag_is_cleared_once_in_a_region": (_clearance, {}),
    "both_sides_stand_once": (_flag, {}),
    "one_clock_of_a_stage": (_stage_clock, {}),
    "one_clock_of_a_duty": (_duty_clock, {}),
    "one_clock_for_an_event": (_event_clock, {}),
    "one_request_for_a_person_on_a_case": (_request, {"reference": "RQ2"}),
    "one_chase_setting_of_an_office_a_day": (_setting, {}),
    "one_prompt_of_a_step": (_prompt, {}),
    "one_reminder_for_clock_rule_date_reader": (_reminder, {}),
    "figures_once_a_month": (_figures, {}),
    "days_once_a_month": (_days, {}),
}
