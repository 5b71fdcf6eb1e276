"""Each bad answer gives one sentence, and nothing of the step is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests.victims.referrals.answers import OFFENCE, OFFENDER, VICTIM, as_posted
from victims.models import ReferralDraft
from vlu.templatetags.govuk_fields import error_links

Draft = Callable[..., ReferralDraft]
SignIn = Callable[..., Client]
LONG = "x" * 5000


def faults(browser: Client, draft: ReferralDraft, step: str, posted: dict[str, str], query: str = "") -> list[str]:
    """The sentences of the error summary; the step must not have been kept."""
    before = draft.content
    answer = browser.post(reverse(f"victims:refer_{step}", args=[draft.key]) + query, posted)
    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.content == before
    sentences = [link.text for link in error_links(answer.context["form"])]
    assert all(sentence.replace("'", "&#x27;") in answer.text for sentence in sentences)
    return sentences


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"last_name": "Do\x00e"}, "“Last name” holds a character that cannot be kept. Type it again."),
        ({"last_name": LONG}, "“Last name” must be 100 characters or fewer"),
        ({"last_name": "  "}, "Enter the offender’s last name"),
        ({"pnc": LONG}, "“PNC number” must be 40 characters or fewer"),
        ({"court": LONG}, "“Court” must be 160 characters or fewer"),
        ({"court": ""}, "Enter the court"),
        (
            {"court": "Newport Magistrates' Court"},
            (
                "Two courts have this name. Write Newport Magistrates' Court (South Central) or "
                "Newport Magistrates' Court (Wales)."
            ),
        ),
        ({"sentenced_on_day": "31"}, "The date of sentence must be a real date"),
        ({"sentenced_on_day": "1\x00"}, "The date of sentence must be a real date"),
        ({"sentenced_on_day": "21"}, "The date of sentence must be today or earlier"),
        (
            {"sentenced_on_year": "1989"},
            "The date of sentence must be after 1989. For an older sentence, telephone the unit.",
        ),
        ({"sentenced_on_year": "26"}, "The date of sentence must have a year of 4 numbers"),
        ({"date_of_birth_year": "2027"}, "The date of birth must be in the past"),
        ({"date_of_birth_year": "2020"}, "Check the date of birth: nobody under 10 can be sentenced"),
        ({"disposal": ""}, "Choose the sentence"),
        ({"weeks": ""}, "Enter the length of the sentence, or tick that you do not know it"),
        ({"weeks": "many"}, "“Weeks” must be a whole number"),
        ({"weeks": "-1"}, "“Weeks” must be 0 or more"),
        ({"years": "1000000"}, "“Years” must be 99 or fewer"),
        ({"length_unknown": "on"}, "Enter the length of the sentence or tick that you do not know it, not both"),
        ({"release": ""}, "Say whether the offender has been released, or might be within 3 weeks"),
    ],
)
def test_the_offender_step(
    officer: User, draft_of: Draft, signed_in: SignIn, changed: dict[str, str], sentence: str
) -> None:
    draft = draft_of(officer, without=("offender", "offence", "victim"))
    assert faults(signed_in(officer), draft, "offender", as_posted(OFFENDER) | changed) == [sentence]


def test_a_length_that_is_not_known_can_be_said(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft, browser = draft_of(officer), signed_in(officer)
    unknown = as_posted(OFFENDER | {"weeks": 0, "length_unknown": True})
    browser.post(reverse("victims:refer_offender", args=[draft.key]), unknown)
    verdict = browser.get(reverse("victims:refer_verdict", args=[draft.key])).text
    assert "The length of the sentence is not recorded" in verdict


@pytest.mark.parametrize("disposal", ["life", "community", "hospital_restricted"])
def test_a_sentence_without_a_length_needs_none(
    officer: User, draft_of: Draft, signed_in: SignIn, disposal: str
) -> None:
    draft = draft_of(officer)
    posted = as_posted(OFFENDER | {"weeks": 0, "disposal": disposal})
    answer = signed_in(officer).post(reverse("victims:refer_offender", args=[draft.key]), posted)
    assert answer.status_code == 302


def test_a_wrong_check_letter_warns_and_does_not_stop_anybody(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    draft, browser = draft_of(officer), signed_in(officer)
    posted = as_posted(OFFENDER | {"pnc": "2001/0171310S"})
    assert browser.post(reverse("victims:refer_offender", args=[draft.key]), posted).status_code == 302
    for step in ("offence", "verdict", "check"):
        page = browser.get(reverse(f"victims:refer_{step}", args=[draft.key])).text
        assert "PNC number 2001/0171310S does not look right." in page


def test_a_force_without_a_region_must_name_a_court_we_know(
    person: Callable[..., User], draft_of: Draft, signed_in: SignIn
) -> None:
    transport = person(Role.WCO, force="British Transport Police")
    draft, browser = draft_of(transport, without=("offender", "offence", "victim")), signed_in(transport)
    [sentence] = faults(browser, draft, "offender", as_posted(OFFENDER | {"court_as_written": "Nowhere Court"}))
    assert sentence.startswith("Choose a court from the list. Your office does not belong to one region")
    known = browser.post(reverse("victims:refer_offender", args=[draft.key]), as_posted(OFFENDER))
    assert known.status_code == 302


@pytest.mark.parametrize(
    ("query", "changed", "sentence"),
    [
        ("?q=stalking", {"offence": ""}, "Choose an answer to “Which offence is it?”"),
        ("?q=stalking", {"offence": "PH\x0097006"}, "Choose the offence from the list"),
        ("?q=stalking", {"committed_on_month": "13"}, "The date of the offence must be a real date"),
        (
            "?q=stalking",
            {"committed_on_month": "11", "committed_on_day": "10"},
            "The date of the offence must be on or before the date of sentence",
        ),
        ("?q=", {}, "Enter the code of the offence, or words of it"),
        (f"?q={LONG}", {}, "“Offence: its code, or words” must be 150 characters or fewer"),
        ("?q=stal%00king", {}, "“Offence: its code, or words” holds a character that cannot be kept. Type it again."),
    ],
)
def test_the_offence_step(
    officer: User, draft_of: Draft, signed_in: SignIn, query: str, changed: dict[str, str], sentence: str
) -> None:
    draft = draft_of(officer, without=("offence", "victim"))
    posted = {"offence": "PH97006"} | as_posted({"committed_on": OFFENCE["committed_on"]}) | changed
    assert faults(signed_in(officer), draft, "offence", posted, query) == [sentence]


NO_WAY: dict[str, Any] = {"mobile": "", "email": "", "text_first": False, "preferred_channel": "unknown"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"last_name": ""}, "Enter the last name of the person you are referring"),
        ({"last_name": "Fe\x00ll"}, "“Last name” holds a character that cannot be kept. Type it again."),
        ({"category": ""}, "Say who you are referring"),
        ({"told": LONG}, "“What have they been told so far?” must be 2000 characters or fewer"),
        ({"email": "maria"}, "Enter an e-mail address like name@example.org"),
        ({"mobile": "none"}, "Enter a telephone number like 07700 900 123"),
        ({"mobile": "07700 9OO 123"}, "The mobile number has a letter in it. Check it: O and 0 look alike"),
        (NO_WAY, "Enter one way to reach them, or an advocate, or say why there is none"),
        ({"preferred_channel": "letter"}, "They prefer letters, so enter a postal address"),
        ({"mobile": "", "phone": "01632 960 001"}, "You asked for a text first, so enter a mobile number"),
        ({"advocate_contact": "ann@example.org"}, "Enter the name of the advocate"),
        (
            {"through_advocate": True, "advocate_name": "Ann Lee"},
            "Enter the advocate’s telephone number or e-mail address",
        ),
        ({"language": ""}, "Enter their language"),
    ],
)
def test_the_victim_step(
    officer: User, draft_of: Draft, signed_in: SignIn, changed: dict[str, Any], sentence: str
) -> None:
    draft = draft_of(officer, without=("victim",))
    assert faults(signed_in(officer), draft, "victim", as_posted(VICTIM | changed)) == [sentence]


@pytest.mark.parametrize(
    "way",
    [
        {"post": "1 High Street\nMaidstone"},
        {"no_contact_reason": "She moved and left no address."},
        {"through_advocate": True, "advocate_name": "Ann Lee", "advocate_contact": "ann@example.org"},
    ],
)
def test_any_one_way_is_enough(officer: User, draft_of: Draft, signed_in: SignIn, way: dict[str, Any]) -> None:
    draft = draft_of(officer, without=("victim",))
    posted = as_posted(VICTIM | NO_WAY | way)
    assert signed_in(officer).post(reverse("victims:refer_victim", args=[draft.key]), posted).status_code == 302


def test_marks_nobody_sees_are_not_kept(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft = draft_of(officer, without=("victim",))
    copied = {
        "last_name": "Fen\u00adwick\u200b",
        "letter_name": "\u202eMrs M Fenwick",
        "mobile": "\u202a07700 900123\u202c",
    }
    address = reverse("victims:refer_victim", args=[draft.key])

    assert signed_in(officer).post(address, as_posted(VICTIM | copied)).status_code == 302

    draft.refresh_from_db()
    (person,) = draft.content["people"]
    assert [person[name] for name in copied] == ["Fenwick", "Mrs M Fenwick", "07700 900123"]


def test_a_name_of_nothing_but_such_marks_is_no_name(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft = draft_of(officer, without=("victim",))
    found = faults(signed_in(officer), draft, "victim", as_posted(VICTIM | {"last_name": "\u200b\u202e"}))
    assert found == ["Enter the last name of the person you are referring"]
