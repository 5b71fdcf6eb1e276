"""An offence is found by its code, by its words, and by words spelt wrongly; what is not found can be kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from cases.queries.offences import offences_matching
from victims.models import ReferralDraft

Draft = Callable[..., ReferralDraft]
pytestmark = pytest.mark.django_db


def kept(draft: ReferralDraft) -> tuple[str, str, str]:
    [offence] = draft.content["offences"]
    return offence["code"], offence["label"], offence["committed_on"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("PH97006", "PH97006"),
        ("  ph97006 ", "PH97006"),
        ("PH97006A", "PH97006A"),
        ("Stalking without fear / alarm / distress (PH97006)", "PH97006"),
        ("robbery", "TH68023"),
        ("coercive control", "SC15004"),
        ("coersive control", "SC15004"),
        ("harasment", "PH97004"),
        ("stalkng", "PH97010"),
        ("stakling", "PH97010"),
        ("rpae of a woman", "SX03002"),
        ("assualt abh", "OF61102"),
        ("gbh with intent", "OF61017"),
        ("death by dangerous drivng", "RT88025"),
        ("breach restraning order", "SX03151"),
        ("actual bodily harm", "OF61102"),
    ],
)
def test_the_offence_meant_comes_first(typed: str, first: str) -> None:
    assert offences_matching(typed)[0].code == first


def test_a_restraining_order_of_a_conviction_is_among_the_first_though_misspelt() -> None:
    assert "SE20002" in [found.code for found in offences_matching("breach restraning order")[:4]]


def test_an_offence_no_longer_charged_comes_after_those_that_are() -> None:
    codes = [found.code for found in offences_matching("breach of restraining order")]
    assert codes.index("SE20002") < codes.index("PH97003")
    assert codes[-2:] == ["PH97005", "PH97003"] or codes[-2:] == ["PH97003", "PH97005"]


@pytest.mark.parametrize("typed", ["XX99999", "zzzz qqqq", "", "//"])
def test_nothing_is_made_up(typed: str) -> None:
    assert offences_matching(typed) == []


def test_one_offence_found_by_words_is_offered_but_a_person_chooses_it(
    officer: User, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    """A verdict on an offence nobody chose is how somebody is told wrong."""
    [only] = offences_matching("theft from shop")
    browser = signed_in(officer)
    asked = {"q": "theft from shop", "committed_on_day": "1", "committed_on_month": "5", "committed_on_year": "2026"}
    assert "checked" not in browser.get(reverse("victims:check_eligibility"), asked).text
    assert " checked" in browser.get(reverse("victims:check_eligibility"), {**asked, "q": only.code}).text
    draft = draft_of(officer, without=("offence", "victim"))
    page = reverse("victims:refer_offence", args=[draft.key])
    assert " checked" not in browser.get(page, {"q": "theft from shop"}).text
    assert " checked" in browser.get(page, {"q": only.code}).text


def test_an_offence_we_do_not_have_is_kept_as_written(
    officer: User, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    draft = draft_of(officer, without=("offence", "victim"))
    page = reverse("victims:refer_offence", args=[draft.key])
    browser = signed_in(officer)
    assert "We have no offence like “zzzz qqqq”." in browser.get(page, {"q": "zzzz qqqq"}).text
    day = {"committed_on_day": "1", "committed_on_month": "8", "committed_on_year": "2026"}
    browser.post(f"{page}?q=zzzz+qqqq", {"offence": "as-written", **day})
    draft.refresh_from_db()
    assert kept(draft) == ("", "zzzz qqqq", "2026-08-01")
    verdict = browser.get(reverse("victims:refer_verdict", args=[draft.key])).text
    assert "A manager must look at it." in verdict


def test_a_code_we_do_not_have_is_kept_as_a_code(
    officer: User, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    draft = draft_of(officer, without=("offence", "victim"))
    page = reverse("victims:refer_offence", args=[draft.key])
    day = {"committed_on_day": "1", "committed_on_month": "8", "committed_on_year": "2026"}
    signed_in(officer).post(f"{page}?q=xx99999", {"offence": "as-written", **day})
    draft.refresh_from_db()
    assert kept(draft) == ("XX99999", "", "2026-08-01")


def test_an_offence_that_was_not_offered_is_not_taken(
    officer: User, draft_of: Draft, signed_in: Callable[..., Client]
) -> None:
    draft = draft_of(officer, without=("offence", "victim"))
    page = reverse("victims:refer_offence", args=[draft.key])
    day = {"committed_on_day": "1", "committed_on_month": "8", "committed_on_year": "2026"}
    answer = signed_in(officer).post(f"{page}?q=stalking", {"offence": "TH68023", **day})
    assert "Choose the offence from the list" in answer.text
    draft.refresh_from_db()
    assert draft.content["offences"] == []
