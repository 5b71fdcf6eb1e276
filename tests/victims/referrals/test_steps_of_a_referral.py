"""The pages of a referral, from the first question to the confirmation; left, taken up again, changed, removed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.victims.referrals.answers import BEREAVED, OFFENCE, OFFENDER, VICTIM, as_posted
from victims.models import Referral, ReferralDraft

Draft = Callable[..., ReferralDraft]
SignIn = Callable[..., Client]


def page(step: str, draft: ReferralDraft) -> str:
    return reverse(f"victims:refer_{step}", args=[draft.key])


def entry(step: str, draft: ReferralDraft, number: int = 1) -> str:
    return reverse(f"victims:refer_{step}_change", args=[draft.key, number])


def offence_posted() -> dict[str, str]:
    return {"offence": OFFENCE["code"]} | as_posted({"committed_on": OFFENCE["committed_on"]})


def test_a_whole_referral_from_start_to_confirmation(officer: User, signed_in: SignIn) -> None:
    browser = signed_in(officer)
    started = browser.post(reverse("victims:refer_start"))
    draft = ReferralDraft.objects.get()
    assert started["Location"] == page("offender", draft)
    assert browser.post(page("offender", draft), as_posted(OFFENDER))["Location"] == page("offence", draft)
    assert "Stalking without fear" in browser.get(page("offence", draft), {"q": "stalking"}).text
    chosen = browser.post(page("offence", draft) + "?q=stalking", offence_posted())
    assert chosen["Location"] == page("verdict", draft)
    verdict = browser.get(chosen["Location"])
    assert "Tell the person: a victim liaison officer will contact you by Monday 30 November 2026." in verdict.text
    assert verdict.context["go_on"] == page("victim", draft)
    assert browser.post(page("victim", draft), as_posted(VICTIM))["Location"] == page("people", draft)
    assert browser.get(page("people", draft)).context["go_on"] == page("check", draft)
    check = browser.get(page("check", draft))
    assert "Maria Fell" in check.text
    assert "Monday 30 November 2026" in check.text
    confirmation = browser.post(page("check", draft), follow=True)
    referral = Referral.objects.get()
    assert referral.reference in confirmation.text
    assert "A victim liaison officer contacts them by Monday 30 November 2026." in confirmation.text
    assert referral.content["offender"] == {**OFFENDER, "court_informed_on": None}
    assert referral.content["people"] == [{"key": "1", **VICTIM}]


def test_a_step_cannot_be_jumped_over(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    browser = signed_in(officer)
    empty = draft_of(officer, without=("offender", "offence", "victim"))
    half = draft_of(officer, without=("offence", "victim"))
    for step in ("offence", "verdict", "victim", "check"):
        assert browser.get(page(step, empty))["Location"] == page("offender", empty)
    for step in ("verdict", "victim", "check"):
        assert browser.get(page(step, half))["Location"] == page("offence", half)


def test_back_from_the_first_offence_leads_to_the_offender_and_from_a_further_one_to_the_verdict(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    browser, half = signed_in(officer), draft_of(officer, without=("offence", "victim"))
    assert browser.get(page("offence", half)).context["back"] == page("offender", half)
    whole = draft_of(officer)
    assert browser.get(page("offence", whole)).context["back"] == page("verdict", whole)


def test_a_draft_that_was_left_is_offered_again_where_it_was_left(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    draft = draft_of(officer, without=("victim",))
    start = signed_in(officer).get(reverse("victims:refer_start"))
    assert "Go on: Harlan Doe" in start.text
    assert f'href="{page("victim", draft)}"' in start.text


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        ("offender", 'value="Maidstone Crown Court"'),
        ("offence", 'value="PH97006"'),
        ("victim", 'value="07700 900 123"'),
    ],
)
def test_a_step_that_is_opened_again_shows_what_was_answered(
    officer: User, draft_of: Draft, signed_in: SignIn, step: str, kept: str
) -> None:
    draft = draft_of(officer)
    address = page(step, draft) if step == "offender" else entry(step, draft)
    assert kept in signed_in(officer).get(address).text


def test_every_step_can_be_changed_from_the_check_and_leads_back_to_it(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    draft, browser = draft_of(officer), signed_in(officer)
    check = browser.get(page("check", draft)).text
    for address in (page("offender", draft), entry("offence", draft), entry("victim", draft)):
        assert f'href="{address}"' in check
    longer = as_posted(OFFENDER | {"weeks": 0, "months": 18})
    assert browser.post(page("offender", draft), longer)["Location"] == page("verdict", draft)
    assert browser.get(page("verdict", draft)).context["go_on"] == page("check", draft)
    draft.refresh_from_db()
    assert draft.content["offender"]["months"] == 18
    assert "18 months" in browser.get(page("check", draft)).text


def test_a_sentence_moved_before_the_offence_asks_for_the_offence_again(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    draft, browser = draft_of(officer), signed_in(officer)
    earlier = as_posted(OFFENDER | {"sentenced_on": "2026-08-01"})
    assert browser.post(page("offender", draft), earlier)["Location"] == entry("offence", draft)
    assert browser.get(page("check", draft))["Location"] == entry("offence", draft)
    assert "The date of the offence is after the date of sentence." in browser.get(entry("offence", draft)).text


def test_the_words_are_for_the_person_once_we_know_who_they_are(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    draft = draft_of(officer, victim=BEREAVED)
    check = signed_in(officer).get(page("check", draft)).text
    assert "Tell the family member: a victim liaison officer will contact you" in check
    assert "Tell the victim" not in check


def test_no_question_about_the_person_calls_them_the_victim(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    form = signed_in(officer).get(page("victim", draft_of(officer))).context["form"]
    labels = [f"{field.label} {field.help_text}" for field in form]
    assert not any("victim" in label.lower() for label in labels)


def test_not_eligible_asks_why_it_is_wrong_and_then_goes_on(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft, browser = draft_of(officer, offender={"disposal": "community", "weeks": 0}), signed_in(officer)
    assert browser.get(page("check", draft))["Location"] == page("verdict", draft)
    verdict = browser.get(page("verdict", draft)).text
    assert "A community order is not custody" in verdict
    assert "0300 060 6699" in verdict
    assert "I think this is wrong: send it to the victim liaison unit anyway" in verdict
    refused = browser.post(page("verdict", draft), {"why": " "})
    assert "Say why you think it is wrong." in refused.text
    went_on = browser.post(page("verdict", draft), {"why": "She is at risk."})
    assert went_on["Location"] == page("check", draft)
    assert "She is at risk." in browser.get(page("check", draft)).text
    browser.post(page("check", draft))
    assert Referral.objects.get().content["objection"] == {"why": "She is at risk."}


def test_a_proposal_says_that_a_manager_decides(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft = draft_of(officer, offender={"weeks": 0, "months": 14})
    verdict = signed_in(officer).get(page("verdict", draft)).text
    assert "A manager of the victim liaison unit will decide. Do not tell the victim that they are entitled." in verdict


def test_a_refusal_to_send_is_said_on_the_page_and_the_draft_stays(
    officer: User, draft_of: Draft, signed_in: SignIn
) -> None:
    browser, first, second = signed_in(officer), draft_of(officer), draft_of(officer)
    browser.post(page("check", first))
    refused = browser.post(page("check", second))
    assert refused.status_code == 200
    assert "Maria Fell has already been referred for this sentence" in refused.text
    assert list(ReferralDraft.objects.all()) == [second]


def test_a_draft_is_removed_only_when_asked_twice(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft, browser = draft_of(officer), signed_in(officer)
    assert "Maria Fell" in browser.get(page("remove", draft)).text
    assert ReferralDraft.objects.exists()
    assert browser.post(page("remove", draft))["Location"] == reverse("victims:refer_start")
    assert not ReferralDraft.objects.exists()
    assert browser.get(page("check", draft)).status_code == 404


def test_going_back_after_sending_leads_to_the_referral(officer: User, draft_of: Draft, signed_in: SignIn) -> None:
    draft, browser = draft_of(officer), signed_in(officer)
    browser.post(page("check", draft))
    sent = f"/referrals/{Referral.objects.get().reference}/"
    for step in ("offender", "offence", "verdict", "victim", "check", "remove"):
        assert browser.get(page(step, draft))["Location"] == sent
