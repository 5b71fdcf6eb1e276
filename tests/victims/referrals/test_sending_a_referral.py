"""Sending a referral opens the case, enrols the person and starts the clocks, in one go, exactly as it was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import AuditEntry, User
from cases.enums import Scheme, Verdict
from cases.models import Case, Offender, Sentence
from victims.actions.referrals import ReferralIsNotFinished, submit_referral
from victims.enums import DeadlineKind, UrgentReason
from victims.models import ContactPoint, Enrolment, Referral, ReferralDraft, SafeContact, Victim
from victims.queries.allocation import allocation_queue
from victims.queries.victim_page import referrers_words
from vlu.lib.errors import NotFound

Draft = Callable[..., ReferralDraft]


def test_it_is_kept_word_for_word_and_the_draft_is_gone(officer: User, draft_of: Draft) -> None:
    draft = draft_of(officer)
    written = draft.content
    referral = submit_referral(draft=draft, by=officer)
    referral.refresh_from_db()
    assert written
    assert referral.content == written
    assert (referral.organisation, referral.submitted_by) == (officer.organisation, officer)
    assert referral.received_on == date(2026, 11, 20)
    assert not ReferralDraft.objects.exists()


def test_the_offender_and_the_sentence_are_those_that_were_entered(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer), by=officer)
    case = Case.objects.get()
    assert case.offender.full_name == "Harlan Doe"
    assert case.offender.date_of_birth == date(1988, 4, 2)
    assert case.offender.identifiers.get().value == "2003/0000003Y"
    assert case.conviction.court_name == "Maidstone Crown Court"
    sentence = Sentence.objects.get()
    assert (sentence.weeks, sentence.remand_days, sentence.disposal) == (26, 12, "imprisonment")
    assert sentence.offence.offence_type is not None
    assert sentence.offence.committed_on == date(2026, 8, 14)


def test_the_person_and_how_they_can_safely_be_reached_are_those_that_were_entered(
    officer: User, draft_of: Draft
) -> None:
    submit_referral(draft=draft_of(officer), by=officer)
    victim = Victim.objects.get()
    assert (victim.full_name, victim.addressed_as) == ("Maria Fell", "Maz")
    points = ContactPoint.objects.filter(victim=victim).values_list("kind", "value")
    assert set(points) == {("mobile", "07700 900 123"), ("email", "maria@example.org")}
    safe = SafeContact.objects.current().get(victim=victim)
    assert (safe.preferred_channel, safe.text_first, safe.never_withheld_number) == ("phone", True, True)
    assert (safe.safe_times, safe.who_may_answer) == ("weekdays 10 to 3", "her sister")
    assert safe.words_to_avoid == "probation"
    assert safe.recorded_by == officer


def test_the_enrolment_has_its_verdict_scheme_and_clocks(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer), by=officer)
    enrolment = Enrolment.objects.get()
    assert (enrolment.verdict, enrolment.scheme) == (Verdict.VNS, Scheme.VNS)
    assert enrolment.referral == Referral.objects.get()
    assert enrolment.referred_on == date(2026, 11, 20)
    due = dict(enrolment.deadlines.values_list("kind", "due_on"))
    assert due[DeadlineKind.OVERALL] == date(2026, 11, 30)
    assert due[DeadlineKind.FIRST_CONTACT] == date(2026, 12, 4)


def test_it_is_at_once_in_the_queue_of_the_courts_region(
    officer: User, draft_of: Draft, person: Callable[..., User]
) -> None:
    kent, london = person(Role.MANAGER), person(Role.MANAGER, region="N07")
    submit_referral(draft=draft_of(officer), by=officer)
    assert [row.reference for row in allocation_queue(kent, date(2026, 11, 20))] == [Enrolment.objects.get().reference]
    assert list(allocation_queue(london, date(2026, 11, 20))) == []


def test_a_court_elsewhere_sends_it_to_that_courts_unit(officer: User, draft_of: Draft) -> None:
    away = {"court": "C01BL00", "court_as_written": "Blackfriars Crown Court"}
    submit_referral(draft=draft_of(officer, offender=away), by=officer)
    enrolment = Enrolment.objects.get()
    assert enrolment.region_id == "N07"
    assert enrolment.force is not None
    assert enrolment.force.name == "Kent"


def test_a_court_we_do_not_know_sends_it_to_the_unit_of_the_force(officer: User, draft_of: Draft) -> None:
    unknown = {"court": "", "court_as_written": "Gravesend Court"}
    submit_referral(draft=draft_of(officer, offender=unknown), by=officer)
    assert Enrolment.objects.get().region_id == "N57"
    assert Case.objects.get().conviction.court_name == "Gravesend Court"


@pytest.mark.parametrize("release", ["released", "soon"])
def test_a_release_near_makes_it_urgent(officer: User, draft_of: Draft, release: str) -> None:
    submit_referral(draft=draft_of(officer, offender={"release": release}), by=officer)
    enrolment = Enrolment.objects.get()
    assert enrolment.referrer_says_urgent
    assert enrolment.urgent_reason == UrgentReason.REFERRER
    assert enrolment.urgent_from == date(2026, 11, 20)
    known = {"released": "Already released", "soon": "Expected within 3 weeks"}[release]
    assert ("Release", f"{known}, the referrer says. It is not confirmed.") in referrers_words(enrolment)


def test_no_release_near_is_not_urgent(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer), by=officer)
    assert Enrolment.objects.get().urgent_from is None


def test_every_row_it_makes_has_its_audit_entry_and_none_names_the_person(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer), by=officer)
    entries = AuditEntry.objects.filter(actor=officer)
    made = {"referral.sent", "victim.added", "offender.added", "case.opened", "enrolment.opened"}
    assert made <= set(entries.values_list("verb", flat=True))
    assert not any("Fell" in str(facts) for facts in entries.values_list("facts", flat=True))


def test_a_second_person_of_the_same_sentencing_joins_the_case(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer), by=officer)
    submit_referral(draft=draft_of(officer, victim={"first_names": "Ana"}), by=officer)
    assert (Case.objects.count(), Offender.objects.count(), Enrolment.objects.count()) == (1, 1, 2)


def test_a_number_with_a_wrong_check_letter_is_kept_and_not_matched_on(officer: User, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer, offender={"pnc": "2001/0171310S"}), by=officer)
    identifier = Offender.objects.get().identifiers.get()
    assert (identifier.raw, identifier.value) == ("2001/0171310S", "")


@pytest.mark.parametrize("missing", ["offender", "offence", "victim"])
def test_a_draft_that_is_not_finished_is_refused_and_stays(officer: User, draft_of: Draft, missing: str) -> None:
    draft = draft_of(officer, without=(missing,))
    with pytest.raises(ReferralIsNotFinished):
        submit_referral(draft=draft, by=officer)
    assert ReferralDraft.objects.filter(pk=draft.pk).exists()
    assert not Offender.objects.exists()


def test_a_removed_draft_cannot_be_sent(officer: User, draft_of: Draft) -> None:
    draft = draft_of(officer)
    ReferralDraft.objects.all().delete()
    with pytest.raises(NotFound):
        submit_referral(draft=draft, by=officer)
    assert not Referral.objects.exists()
