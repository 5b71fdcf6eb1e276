"""Anybody who speaks to a victim can look first: which scheme, why, what to say. Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import AuditEntry
from victims.models import Referral, ReferralDraft

SignIn = Callable[..., Client]
PAGE = "victims:check_eligibility"
MAY = [Role.WCO, Role.WCU_SUPERVISOR, Role.WCU_HEAD, Role.YOT_WORKER, Role.VLO, Role.VAO, Role.MANAGER]
STALKING = {
    "q": "PH97006",
    "disposal": "imprisonment",
    "weeks": "26",
    "sentenced_on_day": "9",
    "sentenced_on_month": "11",
    "sentenced_on_year": "2026",
    "committed_on_day": "14",
    "committed_on_month": "8",
    "committed_on_year": "2026",
    "court": "Maidstone Crown Court",
    "category": "adult",
}

pytestmark = pytest.mark.usefixtures("friday")


def asked(browser: Client, **changes: str) -> str:
    return browser.get(reverse(PAGE), STALKING | changes).text


@pytest.mark.parametrize("role", MAY)
def test_everybody_who_speaks_to_a_victim_gets_the_verdict_and_the_words(signed_in: SignIn, role: Role) -> None:
    page = asked(signed_in(role))
    assert "Victim Notification Scheme" in page
    assert "26 weeks" in page
    assert "Tell the victim: a victim liaison officer will contact you by Monday 30 November 2026." in page
    assert "Do not give a release date." in page


@pytest.mark.parametrize("role", [role for role in Role if role not in MAY])
def test_nobody_else_does(signed_in: SignIn, role: Role) -> None:
    assert signed_in(role).get(reverse(PAGE), STALKING).status_code == 403


def test_only_somebody_who_may_refer_is_offered_it(signed_in: SignIn) -> None:
    assert "Refer this person" in asked(signed_in(Role.WCO))
    assert "Refer this person" not in asked(signed_in(Role.VLO))


def test_an_empty_page_says_what_to_do_and_shows_no_verdict(signed_in: SignIn) -> None:
    page = signed_in(Role.WCO).get(reverse(PAGE)).text
    assert "The answer appears here" in page
    assert "Tell the victim" not in page


def test_it_says_what_is_still_needed_instead_of_guessing(signed_in: SignIn) -> None:
    page = signed_in(Role.WCO).get(reverse(PAGE), {"q": "stalking"}).text
    for words in ("Still needed:", "the offence", "the sentence", "the date of sentence"):
        assert words in page
    assert "Tell the victim" not in page


def test_of_several_offences_found_one_is_chosen_by_the_person_never_by_us(signed_in: SignIn) -> None:
    browser = signed_in(Role.WCO)
    assert "Tell the victim" not in asked(browser, q="stalking")
    assert "Victim Notification Scheme" in asked(browser, q="stalking", offence="PH97006")


def test_a_choice_is_dropped_when_other_words_are_typed(signed_in: SignIn) -> None:
    assert "Tell the victim" not in asked(signed_in(Role.WCO), q="robbery", offence="PH97006")


def test_an_offence_we_do_not_have_goes_to_a_manager(signed_in: SignIn) -> None:
    page = asked(signed_in(Role.WCO), q="zzzz qqqq", offence="as-written")
    assert "A manager decides" in page
    assert "Do not tell the victim that they are entitled." in page


def test_a_length_that_is_not_known_goes_to_a_manager(signed_in: SignIn) -> None:
    assert "The length of the sentence is not recorded" in asked(signed_in(Role.WCO), weeks="")


def test_the_court_decides_the_area(signed_in: SignIn) -> None:
    browser = signed_in(Role.WCO)
    assert "Area: Kent, Surrey and Sussex." in asked(browser)
    assert "Area: London." in asked(browser, court="Blackfriars Crown Court")


def test_a_force_without_a_region_is_asked_for_the_court(signed_in: SignIn) -> None:
    browser = signed_in(Role.WCO, force="British Transport Police")
    assert "the court, from the list" in asked(browser, court="")
    assert "Victim Notification Scheme" in asked(browser)


def test_somebody_bereaved_is_never_called_the_victim(signed_in: SignIn) -> None:
    page = asked(signed_in(Role.WCO), q="COML025", disposal="life", weeks="", category="bereaved")
    assert "Tell the family member: a victim liaison officer will contact you" in page
    assert "Tell the victim" not in page


def test_not_eligible_says_where_help_is_and_can_still_be_referred(signed_in: SignIn) -> None:
    page = asked(signed_in(Role.WCO), disposal="community", weeks="")
    assert "0300 060 6699" in page
    assert "I think this is wrong: refer this person" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sentenced_on_day": "31"}, "The date of sentence must be a real date"),
        ({"sentenced_on_year": "2027"}, "The date of sentence must be today or earlier"),
        ({"committed_on_month": "11"}, "The date of the offence must be on or before the date of sentence"),
        ({"weeks": "-1"}, "“Weeks” must be 0 or more"),
        ({"court": "Newport Magistrates' Court"}, "Two courts have this name."),
        ({"q": "stal\x00king"}, "“Offence” holds a character that cannot be read."),
        ({"q": "x" * 5000}, "“Offence” must be 150 characters or fewer"),
        ({"court": "x\x00"}, "“Court” holds a character that cannot be read."),
    ],
)
def test_a_bad_answer_gives_a_sentence_and_no_verdict(
    signed_in: SignIn, changed: dict[str, str], sentence: str
) -> None:
    answer = signed_in(Role.WCO).get(reverse(PAGE), STALKING | changed)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Tell the victim" not in answer.text


def test_nothing_is_stored(signed_in: SignIn) -> None:
    browser, before = signed_in(Role.WCO), AuditEntry.objects.count()
    asked(browser)
    assert not ReferralDraft.objects.exists()
    assert not Referral.objects.exists()
    assert AuditEntry.objects.count() == before


def test_it_asks_the_database_as_often_however_much_is_found(signed_in: SignIn) -> None:
    browser = signed_in(Role.WCO)
    asked(browser)
    counts = []
    for words in ("PH97006", "stalking", "harassment"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(reverse(PAGE), {"q": words})
        counts.append(len(queries))
    assert counts[0] == counts[1] == counts[2]


def test_a_referral_begun_from_it_knows_the_answers(signed_in: SignIn, friday: datetime) -> None:
    browser = signed_in(Role.WCO)
    query = "&".join(f"{name}={value}" for name, value in STALKING.items())
    started = browser.post(f"{reverse('victims:refer_start')}?{query}")
    draft = ReferralDraft.objects.get()
    assert set(draft.content) == {"checked"}
    first = browser.get(started["Location"]).text
    for kept in ("Maidstone Crown Court", 'value="26"', 'value="2026"'):
        assert kept in first
    assert '<option value="imprisonment" selected' in first


def test_a_referral_begun_with_answers_that_are_not_whole_begins_empty(signed_in: SignIn) -> None:
    browser = signed_in(Role.WCO)
    browser.post(f"{reverse('victims:refer_start')}?q=PH97006&sentenced_on_day=99")
    assert ReferralDraft.objects.get().content == {}
