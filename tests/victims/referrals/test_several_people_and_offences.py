"""Several people and offences in one referral: which concerns whom is asked, and each gets their own verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cases.enums import Verdict
from cases.models import Case, Sentence
from tests.victims.referrals.answers import BEREAVED, OFFENCE, VICTIM, as_posted
from victims.actions.enrolment import AlreadyEnrolled
from victims.actions.referral_drafts import keep_entry, remove_entry
from victims.actions.referrals import OffenderNamedAsVictim, ReferralIsNotFinished, SamePersonTwice, submit_referral
from victims.models import Enrolment, Referral, ReferralDraft, Victim

Draft = Callable[..., ReferralDraft]
SignIn = Callable[..., Client]
ROBBERY: dict[str, Any] = OFFENCE | {"code": "TH68023", "label": "Robbery"}
ROBBERY |= {"own_sentence": True, "disposal": "imprisonment", "years": 4}
ANA: dict[str, Any] = VICTIM | {"first_names": "Ana", "letter_name": "Ms A Fell", "offences": ["2"]}


def page(step: str, draft: ReferralDraft, *where: int) -> str:
    return reverse(f"victims:refer_{step}", args=[draft.key, *where])


@pytest.fixture
def two_of_each(officer: User, draft_of: Draft) -> ReferralDraft:
    """Maria was stalked, 26 weeks; Ana was robbed, 4 years."""
    draft = keep_entry(draft=draft_of(officer), step="offences", answers=ROBBERY, by=officer)
    return keep_entry(draft=draft, step="people", answers=ANA, by=officer)


def test_each_is_enrolled_once_with_the_offences_that_concern_them(officer: User, two_of_each: ReferralDraft) -> None:
    referral = submit_referral(draft=two_of_each, by=officer)
    maria, ana = Enrolment.objects.filter(referral=referral).order_by("id")
    assert (maria.victim.first_names, ana.victim.first_names) == ("Maria", "Ana")
    assert [offence.code for offence in maria.offences.all()] == ["PH97006"]
    assert [offence.code for offence in ana.offences.all()] == ["TH68023"]
    assert (maria.verdict, ana.verdict) == (Verdict.VNS, Verdict.STATUTORY_VCS)
    assert maria.case == ana.case == Case.objects.get()


def test_an_offence_keeps_the_sentence_of_its_own(officer: User, two_of_each: ReferralDraft) -> None:
    submit_referral(draft=two_of_each, by=officer)
    lengths = {row.offence.code: (row.years, row.weeks) for row in Sentence.objects.select_related("offence")}
    assert lengths == {"PH97006": (0, 26), "TH68023": (4, 0)}


def test_the_check_shows_a_verdict_for_each(officer: User, two_of_each: ReferralDraft, signed_in: SignIn) -> None:
    check = signed_in(officer).get(page("check", two_of_each)).text
    assert "Maria Fell: Victim Notification Scheme" in check
    assert "Ana Fell: Victim Contact Scheme" in check
    for words in ("Offence 2 of 2", "Person 2 of 2", "4 years"):
        assert words in check


def test_the_confirmation_says_what_happens_next_for_each(
    officer: User, two_of_each: ReferralDraft, signed_in: SignIn
) -> None:
    sent = signed_in(officer).post(page("check", two_of_each), follow=True).text
    for words in ("Maria Fell", "Ana Fell", "Monday 30 November 2026"):
        assert words in sent
    assert "Ana Fell" in signed_in(officer).get(reverse("victims:my_referrals")).text


def test_all_or_nobody(officer: User, two_of_each: ReferralDraft, draft_of: Draft) -> None:
    submit_referral(draft=draft_of(officer, victim={"first_names": "Ana"}), by=officer)
    before = Victim.objects.count()
    with pytest.raises(AlreadyEnrolled, match="Ana Fell has already been referred"):
        submit_referral(draft=two_of_each, by=officer)
    assert (Victim.objects.count(), Referral.objects.count()) == (before, 1)


def test_whom_an_offence_concerns_is_never_guessed(
    officer: User, two_of_each: ReferralDraft, signed_in: SignIn
) -> None:
    browser, posted = signed_in(officer), as_posted(ANA)
    form = browser.get(page("victim", two_of_each)).context["form"]
    assert not form["offences"].value()
    refused = browser.post(page("victim", two_of_each), posted | {"offences": [], "first_names": "Ivy"})
    assert "Tick each offence that concerns them" in refused.text


def test_a_removed_offence_asks_again_about_the_people_it_concerned(
    officer: User, two_of_each: ReferralDraft, signed_in: SignIn
) -> None:
    browser = signed_in(officer)
    browser.post(page("offence_remove", two_of_each, 2))
    assert browser.get(page("check", two_of_each))["Location"] == page("victim_change", two_of_each, 2)
    assert "Something is still to be answered." in browser.get(page("people", two_of_each)).text
    two_of_each.refresh_from_db()
    with pytest.raises(ReferralIsNotFinished):
        submit_referral(draft=two_of_each, by=officer)


def test_a_person_can_be_removed_and_the_others_stay(
    officer: User, two_of_each: ReferralDraft, signed_in: SignIn
) -> None:
    browser = signed_in(officer)
    browser.post(page("victim_remove", two_of_each, 1))
    left = browser.get(page("people", two_of_each)).text
    assert "Ana Fell" in left
    assert "Maria Fell" not in left
    assert browser.get(page("victim_change", two_of_each, 1)).status_code == 404


def test_a_key_that_was_removed_is_not_given_to_somebody_else_who_is_there(
    officer: User, two_of_each: ReferralDraft
) -> None:
    draft = remove_entry(draft=two_of_each, step="people", key="1", by=officer)
    draft = keep_entry(draft=draft, step="people", answers=VICTIM, by=officer)
    assert [(one["key"], one["first_names"]) for one in draft.content["people"]] == [("2", "Ana"), ("3", "Maria")]


def test_the_same_person_twice_is_refused_with_a_sentence(
    officer: User, two_of_each: ReferralDraft, signed_in: SignIn
) -> None:
    again = as_posted(VICTIM | {"first_names": "MARIA", "last_name": "fell"})
    page_again = signed_in(officer).post(page("victim", two_of_each), again).text
    assert "They are in this referral already." in page_again
    draft = keep_entry(draft=two_of_each, step="people", answers=VICTIM, by=officer)
    with pytest.raises(SamePersonTwice, match="Maria Fell is entered twice"):
        submit_referral(draft=draft, by=officer)
    assert not Referral.objects.exists()


def test_two_people_of_one_name_are_told_apart_by_their_dates_of_birth(officer: User, draft_of: Draft) -> None:
    draft = draft_of(officer, victim={"date_of_birth": "1970-01-02"})
    daughter = VICTIM | {"date_of_birth": "1999-03-04", "letter_name": ""} | {"letter_name_confirmed": False}
    draft = keep_entry(draft=draft, step="people", answers=daughter, by=officer)
    submit_referral(draft=draft, by=officer)
    assert set(Victim.objects.values_list("date_of_birth", flat=True)) == {date(1970, 1, 2), date(1999, 3, 4)}


@pytest.mark.parametrize("name", [("Harlan", "Doe"), ("DOE", "harlan")])
def test_the_offenders_own_name_is_refused_unless_confirmed_as_another_person(
    officer: User, draft_of: Draft, signed_in: SignIn, name: tuple[str, str]
) -> None:
    first, last = name
    named: dict[str, Any] = {"first_names": first, "last_name": last, "letter_name": "", "letter_name_confirmed": False}
    draft = draft_of(officer, victim=named)
    with pytest.raises(OffenderNamedAsVictim, match="has the offender’s name"):
        submit_referral(draft=draft, by=officer)
    browser, posted = signed_in(officer), as_posted(VICTIM | named)
    refused = browser.post(page("victim_change", draft, 1), posted).text
    assert "This is the offender’s name." in refused
    browser.post(page("victim_change", draft, 1), posted | {"another_of_the_name": "on"})
    draft.refresh_from_db()
    assert submit_referral(draft=draft, by=officer).content["people"][0]["another_of_the_name"] is True


def test_a_letter_in_the_offenders_name_is_refused(officer: User, draft_of: Draft) -> None:
    with pytest.raises(OffenderNamedAsVictim):
        submit_referral(draft=draft_of(officer, victim={"letter_name": "Mr Harlan Doe"}), by=officer)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (BEREAVED | {"harmed_name": ""}, "Enter the name of the person who died"),
        (BEREAVED | {"relation": ""}, "Say what they are to that person"),
        (BEREAVED | {"category": "child", "harmed_name": ""}, "Enter the child’s name"),
        (BEREAVED | {"category": "representative"}, "Say on what authority they act"),
        (BEREAVED | {"letter_name": "Mr Ivo Marsh"}, "This is the name of the person harmed."),
        ({"letter_name": ""}, "Enter the name on letters that they have confirmed"),
        ({"advocate_kind": "isva"}, "Enter the name of the advocate"),
        ({"date_of_birth": "2030-01-01"}, "The date of birth must be in the past"),
    ],
)
def test_on_whose_behalf_and_in_whose_name_is_asked(
    officer: User, draft_of: Draft, signed_in: SignIn, changed: dict[str, Any], sentence: str
) -> None:
    draft = draft_of(officer, without=("victim",))
    assert sentence in signed_in(officer).post(page("victim", draft), as_posted(VICTIM | changed)).text
    draft.refresh_from_db()
    assert draft.content["people"] == []


def test_what_was_said_of_each_stands_on_their_own_rows(officer: User, draft_of: Draft) -> None:
    child = BEREAVED | {"category": "child", "harmed_name": "Ida Fell", "harmed_born_on": "2015-06-01"}
    advocate = {"advocate_kind": "idva", "advocate_name": "Kim Ferris"}
    referral = submit_referral(draft=draft_of(officer, victim=child | advocate), by=officer)
    enrolment = Enrolment.objects.select_related("victim").get()
    assert (enrolment.harmed_name, enrolment.relation) == ("Ida Fell", "mother")
    assert enrolment.harmed_born_on == date(2015, 6, 1)
    assert (enrolment.victim.letter_name, enrolment.victim.letter_name_confirmed) == ("Ms M Fell", True)
    assert enrolment.victim.safe_contacts.get().advocate_kind == "idva"
    assert (referral.officer_name, referral.officer_contact) == ("DC Ola Brandt", "01622 900 100")


def test_no_page_calls_a_relative_of_somebody_who_died_the_victim(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    draft, browser = draft_of(officer, victim=BEREAVED), signed_in(officer)
    for step in ("verdict", "people", "check"):
        main = browser.get(page(step, draft)).text.partition("<main")[2].partition("</main>")[0]
        assert "the victim" not in main.replace("the victim liaison", "").lower()


def test_the_pages_ask_the_database_as_often_for_three_people_as_for_one(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    browser, one = signed_in(officer), draft_of(officer)
    three = draft_of(officer)
    for name in ("Ana", "Ivy"):
        answers = VICTIM | {"first_names": name, "offences": ["1", "2"]}
        three = keep_entry(draft=three, step="people", answers=answers, by=officer)
    three = keep_entry(draft=three, step="offences", answers=ROBBERY, by=officer)
    for step in ("verdict", "people", "check"):
        counts = []
        for draft in (one, one, three):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(page(step, draft)).status_code == 200
            counts.append(len(queries))
        assert counts[1] == counts[2], step
