"""Every public function of an actions module: how a person does it and what the audit trail then says, or why not."""

from __future__ import annotations

from accounts.actions import calendar_links, people
from accounts.enums import Role
from accounts.models import Region, User
from cases.actions import events, offender_events, opening, supervision
from cases.models import Court
from cases.rules.sentence_length import Length
from notifications.actions import chasing
from tests.access.world import OFFENCE_ANSWERS, OFFENDER_ANSWERS, World
from tests.access.world_offers import agree_protocol
from tests.architecture import deeds_of_decisions, deeds_of_limits, deeds_of_messages, verdict_deeds
from tests.architecture.deed import Deed
from tests.architecture.deeds_of_files import DEEDS_OF_FILES
from tests.architecture.deeds_of_identity import DEEDS_OF_IDENTITY
from tests.architecture.deeds_of_leave import DEEDS_OF_LEAVE
from tests.factories.cases import NOW, CaseFactory, SentenceFactory
from tests.factories.victims import VictimFactory
from victims.actions import (
    allocation,
    chase_settings,
    contact,
    enrolment,
    referral_drafts,
    referral_requests,
    referrals,
    request_figures,
    returning,
    safe_contact,
    transfers,
)
from victims.rules.chase import ChaseDays

TODAY = NOW.date()


def _invite(world: World, by: User) -> object:
    place = world.colleague.organisation
    return people.invite_person(email="new@example.org", name="New Here", role=Role.VLO, organisation=place, by=by)


def _change(world: World, by: User) -> object:
    place = world.colleague.organisation
    return people.change_person(
        person=world.colleague, name="Lavinia", role=Role.VLO, organisation=place, phone="", by=by
    )


def _sentencing() -> opening.Sentencing:
    offence = opening.SentencedOffence("PH97006", "Stalking", TODAY, "imprisonment", Length(0, 6, 0, 0))
    return opening.Sentencing(Court.objects.first(), "", TODAY, [offence])


def _add_offender(world: World, by: User) -> object:
    details = opening.OffenderDetails("Ada", "Newcome", None, {"CRN": "X123456"})
    return opening.find_or_add_offender(details=details, by=by)


def _open_case(world: World, by: User) -> object:
    offender, region = world.enrolment.case.offender, Region.objects.get(code="N57")
    return opening.open_case(offender=offender, sentencing=_sentencing(), region=region, by=by)


def _report(world: World, by: User) -> object:
    return offender_events.report_event(
        offender=world.enrolment.case.offender, kind="recall", happens_on=TODAY, note="", by=by
    )


def _report_to_two(world: World, by: User) -> object:
    CaseFactory(conviction__offender=world.enrolment.case.offender)
    return _report(world, by)


def _enrol(world: World, by: User) -> object:
    case = world.enrolment.case
    return enrolment.enrol(
        case=case,
        victim=VictimFactory(),
        category="adult",
        offences=[SentenceFactory(offence__conviction=case.conviction).offence],
        owner=enrolment.Owner(case.region, None),
        referral=None,
        referred_on=TODAY,
        urgent=False,
        by=by,
    )


def _return_from_somebody_gone(world: World, by: None) -> object:
    User.objects.filter(pk=world.here[Role.VLO].pk).update(is_active=False)
    return returning.return_to_queue()


def _retire(world: World, by: User) -> object:
    point = world.enrolment.victim.contact_points.get()
    return safe_contact.retire_contact_point(enrolment=world.enrolment, point=point, reason="Not theirs", by=by)


def _ask(world: World, by: User) -> object:
    case = world.enrolment.case
    return referral_requests.open_request(
        case=case,
        organisation=world.here[Role.WCO].organisation,
        offences=[world.enrolment.offence],
        concerning="Somebody Else",
        source="unit_search",
        by=by,
    )


def _settle(world: World, by: User) -> object:
    assert world.enrolment.referral
    person = referral_requests.PersonReferred(world.request.concerning, [world.enrolment.offence])
    return referral_requests.settle_requests(
        case=world.request.case, people=[person], referral=world.enrolment.referral, by=by
    )


def _offer(world: World, by: User) -> object:
    return transfers.offer_transfer(
        enrolment=world.enrolment, to_region=Region.objects.get(code="N59"), reason="MOVE_IN", by=by
    )


def _change_setting(world: World, by: User) -> object:
    office = world.here[Role.WCO].organisation
    return chase_settings.change_chase_setting(
        organisation=office, days=ChaseDays(8, 4, 8), supervisor_inbox="a@kent.example", head_inbox="", by=by
    )


DEEDS: dict[str, Deed] = {
    **deeds_of_limits.DEEDS_OF_LIMITS,
    **DEEDS_OF_FILES,
    **DEEDS_OF_IDENTITY,
    **DEEDS_OF_LEAVE,
    "cases.actions.rule_sets.enter_commencement": Deed(Role.ADMIN, verdict_deeds.commence, ("rule_set.commenced",)),
    "cases.actions.sentences.change_sentence": Deed(Role.MANAGER, verdict_deeds.lengthen, ("sentence.changed",)),
    "victims.actions.reopening.look_again": Deed(None, verdict_deeds.open_again, ("enrolment.reopened",)),
    "victims.actions.verdicts.reassess_cases": Deed(None, verdict_deeds.reassess, verdict_deeds.REASSESSED),
    "victims.actions.verdicts.reassess_case": Deed(None, verdict_deeds.reassess_one, verdict_deeds.REASSESSED),
    "victims.actions.request_verdicts.judge_requests_again": Deed(
        None, verdict_deeds.judge_again, ("request.judged_again",)
    ),
    "victims.actions.verdicts.override_verdict": Deed(Role.MANAGER, verdict_deeds.override, ("verdict.overridden",)),
    "victims.actions.verdicts.accept_verdict": Deed(Role.MANAGER, verdict_deeds.accept, ("verdict.accepted",)),
    **deeds_of_decisions.DEEDS,
    **deeds_of_messages.DEEDS,
    "accounts.actions.people.invite_person": Deed(Role.ADMIN, _invite, ("person.invited",)),
    "accounts.actions.people.change_person": Deed(Role.ADMIN, _change, ("person.changed",)),
    "accounts.actions.people.deactivate_person": Deed(
        Role.ADMIN,
        lambda world, by: people.deactivate_person(person=world.colleague, by=by),
        ("person.deactivated",),
    ),
    "accounts.actions.people.reactivate_person": Deed(
        Role.ADMIN,
        lambda world, by: people.reactivate_person(person=world.colleague, by=by),
        ("person.reactivated",),
    ),
    "accounts.actions.people.give_new_password": Deed(
        Role.ADMIN,
        lambda world, by: people.give_new_password(person=world.colleague, by=by),
        ("person.password_given",),
    ),
    "accounts.actions.people.change_own_password": Deed(
        Role.HEAD,
        lambda world, by: people.change_own_password(new_password="three words unrelated", by=by),
        ("person.password_changed",),
    ),
    "accounts.actions.calendar_links.make_calendar_link": Deed(
        Role.HEAD, lambda world, by: calendar_links.make_calendar_link(by=by), ("calendar_link.made",)
    ),
    "accounts.actions.calendar_links.make_calendar_link, again": Deed(
        Role.VLO, lambda world, by: calendar_links.make_calendar_link(by=by), ("calendar_link.replaced",)
    ),
    "accounts.actions.calendar_links.stop_calendar_link": Deed(
        Role.VLO, lambda world, by: calendar_links.stop_calendar_link(by=by), ("calendar_link.stopped",)
    ),
    "cases.actions.events.record_event": Deed(
        Role.OFFENDER_MANAGER,
        lambda world, by: events.record_event(case=world.enrolment.case, kind="released", happens_on=TODAY, by=by),
        ("case.event_recorded",),
    ),
    "cases.actions.offender_events.report_event": Deed(Role.OFFENDER_MANAGER, _report, ("case.event_recorded",)),
    "cases.actions.offender_events.report_event, two cases": Deed(
        Role.OFFENDER_MANAGER, _report_to_two, ("case.event_recorded", "case.event_recorded")
    ),
    "cases.actions.opening.find_or_add_offender": Deed(Role.WCO, _add_offender, ("offender.added",)),
    "cases.actions.opening.open_case": Deed(Role.WCO, _open_case, ("case.opened",)),
    "cases.actions.supervision.name_offender_manager": Deed(
        Role.MANAGER,
        lambda world, by: supervision.name_offender_manager(
            case=world.enrolment.case, officer=world.beside[Role.OFFENDER_MANAGER], by=by
        ),
        ("case.offender_manager_named",),
    ),
    "victims.actions.allocation.allocate": Deed(
        Role.MANAGER,
        lambda world, by: allocation.allocate(enrolment=world.unallocated, officer=world.colleague, by=by),
        ("enrolment.allocated",),
    ),
    "victims.actions.contact.record_contact": Deed(
        Role.VLO,
        lambda world, by: contact.record_contact(
            enrolment=world.enrolment, happened_on=TODAY, channel="phone", outcome="spoke", by=by
        ),
        ("enrolment.contact_recorded",),
    ),
    "victims.actions.enrolment.enrol": Deed(Role.WCO, _enrol, ("enrolment.opened",)),
    "victims.actions.referral_drafts.begin_draft": Deed(
        Role.WCO, lambda world, by: referral_drafts.begin_draft(by=by), ("referral_draft.begun",)
    ),
    "victims.actions.referral_drafts.keep_answers": Deed(
        Role.WCO,
        lambda world, by: referral_drafts.keep_answers(
            draft=world.drafts[by.pk], step="offender", answers=OFFENDER_ANSWERS, by=by
        ),
        ("referral_draft.kept",),
    ),
    "victims.actions.referral_drafts.keep_entry": Deed(
        Role.WCO,
        lambda world, by: referral_drafts.keep_entry(
            draft=world.drafts[by.pk], step="offences", answers=OFFENCE_ANSWERS, by=by
        ),
        ("referral_draft.kept",),
    ),
    "victims.actions.referral_drafts.remove_entry": Deed(
        Role.WCO,
        lambda world, by: referral_drafts.remove_entry(draft=world.drafts[by.pk], step="people", key="1", by=by),
        ("referral_draft.kept",),
    ),
    "victims.actions.referral_drafts.remove_draft": Deed(
        Role.WCO,
        lambda world, by: referral_drafts.remove_draft(draft=world.drafts[by.pk], by=by),
        ("referral_draft.removed",),
    ),
    "notifications.actions.chasing.send_prompts": Deed(
        None, lambda world, by: chasing.send_prompts(NOW), ("request.prompted",)
    ),
    "victims.actions.chase_settings.change_chase_setting": Deed(
        Role.ADMIN, _change_setting, ("chase.setting_changed",)
    ),
    "victims.actions.youth_protocols.record_protocol": Deed(
        Role.VAO, lambda world, by: agree_protocol(world.protocol.team, by), ("protocol.recorded",)
    ),
    "victims.actions.request_figures.take_attainment": Deed(
        Role.VAO,
        lambda world, by: request_figures.take_attainment(offices=[], first=TODAY, last=TODAY, by=by),
        ("request.figures_taken",),
    ),
    "victims.actions.referral_requests.open_request": Deed(Role.VAO, _ask, ("request.opened",)),
    "victims.actions.referral_requests.answer_request": Deed(
        Role.WCO,
        lambda world, by: referral_requests.answer_request(request=world.request, answer="declined", by=by),
        ("request.answered",),
    ),
    "victims.actions.referral_requests.answer_by_link": Deed(
        None,
        lambda world, by: referral_requests.answer_by_link(
            request=world.request, answer="declined", inbox="inbox@kent.example"
        ),
        ("request.answered",),
    ),
    "victims.actions.referral_requests.withdraw_request": Deed(
        Role.VAO,
        lambda world, by: referral_requests.withdraw_request(request=world.request, note="Known already", by=by),
        ("request.withdrawn",),
    ),
    "victims.actions.referral_requests.settle_requests": Deed(Role.WCO, _settle, ("request.settled",)),
    # One press of a button, and one entry for each record it made: the trail of each can be read by itself.
    "victims.actions.referrals.submit_referral": Deed(
        Role.WCO,
        lambda world, by: referrals.submit_referral(draft=world.drafts[by.pk], by=by),
        ("offender.added", "case.opened", "victim.added", "enrolment.opened", "referral.sent"),
    ),
    "victims.actions.returning.return_to_queue": Deed(None, _return_from_somebody_gone, ("enrolment.returned",) * 2),
    "victims.actions.safe_contact.change_safe_contact": Deed(
        Role.VAO,
        lambda world, by: safe_contact.change_safe_contact(
            enrolment=world.enrolment, facts={"language": "Welsh"}, by=by
        ),
        ("victim.safe_contact_changed",),
    ),
    "victims.actions.safe_contact.add_contact_point": Deed(
        Role.VAO,
        lambda world, by: safe_contact.add_contact_point(
            enrolment=world.enrolment, kind="phone", value="01632 960777", by=by
        ),
        ("victim.contact_point_added",),
    ),
    "victims.actions.transfers.offer_transfer": Deed(Role.MANAGER, _offer, ("transfer.offered",)),
    "victims.actions.transfers.accept_transfer": Deed(
        Role.MANAGER,
        lambda world, by: transfers.accept_transfer(offer=world.offered.offers.get(), by=by),
        ("transfer.accepted", "enrolment.handed_over"),
    ),
    "victims.actions.transfers.decline_transfer": Deed(
        Role.MANAGER,
        lambda world, by: transfers.decline_transfer(offer=world.offered.offers.get(), note="Full", by=by),
        ("transfer.declined",),
    ),
    "victims.actions.transfers.withdraw_transfer": Deed(
        Role.MANAGER,
        lambda world, by: transfers.withdraw_transfer(offer=world.unallocated.offers.get(), by=by),
        ("transfer.withdrawn",),
    ),
    "victims.actions.transfers.record_home_region": Deed(
        Role.VAO,
        lambda world, by: transfers.record_home_region(
            enrolment=world.enrolment, home_region=Region.objects.get(code="N59"), by=by
        ),
        ("enrolment.home_region_recorded",),
    ),
    "victims.actions.safe_contact.retire_contact_point": Deed(Role.VAO, _retire, ("victim.contact_point_retired",)),
}

# What writes no entry of its own, and why.
SILENT: dict[str, str] = {
    "cases.actions.likenesses.compare_offenders": "it only asks; the answer is written down",
    "victims.actions.likenesses.compare_victims": "it only asks; the answer is written down",
    "victims.actions.access_grants.refuse_other_side": "it only reads",
    **deeds_of_decisions.SILENT,
    "accounts.actions.calendar_links.end_calendar_links": "what its owner or an administrator does is written down",
    "accounts.actions.calendar_links.note_use": "a day that the owner of the link is shown",
    **deeds_of_limits.SILENT,
    "accounts.actions.audit_seals.seal_audit": "it seals the trail itself",
    "accounts.actions.job_runs.run_job": "the run is the record",
    "accounts.actions.job_runs.run_job_now": "the run is the record",
    "accounts.actions.job_runs.is_due": "it only reads",
    "accounts.actions.job_runs.await_jobs": "derived from the timetable by the command that loads reference data",
    "accounts.actions.job_runs.forget_job_runs": "its own run is the record of what it removed",
    "cases.actions.calendar.make_calendar": "derived from reference data by the command that loads it",
    "cases.actions.opening.find_offender": "it only reads",
    "cases.actions.opening.offence_on": "it only reads",
    "cases.actions.references.next_case_reference": "the case it numbers is written down by open_case",
    "victims.actions.verdicts.keep_first_verdict": "the action that enrols writes the entry",
    "cases.actions.references.next_case_references": "the import of court results writes its cases down",
    "victims.actions.reopening.tell_what_came_while_closed": "part of opening it again, which writes the entry",
    "victims.actions.clocks.take_over": "a consequence of the later report, which record_event writes down",
    "victims.actions.clocks.refresh_clocks": "derived from facts; the fact's own action writes the entry",
    "victims.actions.clocks.open_event_clock": "derived from the event, which record_event wrote down",
    "victims.actions.referral_drafts.locked_draft": "it only reads, and holds the row",
    "notifications.actions.outbox.drain": "the outbox row is the record: state, attempts, error",
    "notifications.actions.claiming.claim": "the outbox row is the record",
    "notifications.actions.claiming.put_back": "the outbox row is the record",
    "notifications.actions.claiming.take_back_expired": "the outbox row is the record",
    "notifications.actions.settling.begin": "the outbox row is the record",
    "notifications.actions.settling.settle": "the outbox row is the record",
    "notifications.actions.settling.settle_and_begin": "the outbox row is the record",
    "notifications.actions.settling.log_if_for_a_person": "a line of the log",
    "notifications.actions.delivery_status.check_deliveries": "the outbox row is the record",
    "notifications.actions.retention.forget_words": "the outbox row is the record: when it was forgotten",
    "notifications.actions.waking.wake_drain_after_commit": "it only wakes what sends",
    "notifications.actions.channel_pauses.let_stand_still": "the row of the channel is the record",
    "notifications.actions.channel_pauses.resume": "a line of the log",
    "notifications.actions.planning.plan_events": "derived from events that record_event wrote down",
    "notifications.actions.reading.mark_read": "it changes nothing but the reader's own list",
    "notifications.actions.reading.mark_all_read": "it changes nothing but the reader's own list",
    "notifications.actions.offers.tell_of_offers": "the reminder row is the record; nobody to tell is written down",
    "notifications.actions.outcomes.write_outcomes": "the outbox row is the record",
    "notifications.actions.reminders.raise_reminders": "the reminder row is the record; nobody to tell is written down",
    "notifications.actions.reminders.raise_reminders_of": "the reminder row is the record",
    "notifications.actions.firing.fire_timers": "the reminder row is the record",
    "notifications.actions.digests.write_digests": "the outbox row is the record",
    "notifications.actions.digests.write_digests_once_reminded": "the outbox row is the record",
    "notifications.actions.timers.plan_timers": "a timer is a hint, derived from the clock and the ladder",
    "notifications.actions.timers.plan_all_timers": "a timer is a hint, derived from the clock and the ladder",
    "notifications.actions.telling.note_nobody_to_tell": "it is what writes it down",
    "reports.actions.month_figures.count_months": "figures kept to be read faster; they may be thrown away",
    "reports.actions.month_figures.forget_months": "figures kept to be read faster; they may be thrown away",
}
