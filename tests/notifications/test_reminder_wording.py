"""What reminders say, at their longest too. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from notifications.enums import ReminderRuleCode as Rule
from notifications.rules.wording import SENTENCE_LENGTH, Subject, mail, sentence
from victims.enums import DeadlineKind

MARIA = Subject(
    kind=DeadlineKind.FIRST_CONTACT,
    due_on=date(2026, 11, 25),
    today=date(2026, 11, 20),
    reference="KSS-26-0412",
    region="Kent, Surrey and Sussex",
    victim="Maria F.",
    offender="Harlan D.",
    officer="Jo Reed",
)
LATER = date(2026, 11, 27)


def test_a_near_date() -> None:
    assert sentence(Rule.DUE_SOON, MARIA) == (
        "First contact with Maria F. is due on Wednesday 25 November 2026 (KSS-26-0412)."
    )


def test_on_its_day_and_after_it_says_so_whichever_step_it_is() -> None:
    for step in (Rule.DUE_SOON, Rule.DUE_TODAY):
        assert sentence(step, replace(MARIA, today=MARIA.due_on)) == (
            "First contact with Maria F. is due today, Wednesday 25 November 2026 (KSS-26-0412)."
        )
        assert "was due on Wednesday 25 November 2026 and is overdue" in sentence(step, replace(MARIA, today=LATER))


def test_an_overdue_one_for_the_manager_names_the_officer() -> None:
    assert sentence(Rule.OVERDUE_MANAGER, replace(MARIA, today=LATER)) == (
        "First contact with Maria F. was due on Wednesday 25 November 2026 and is overdue. "
        "Officer: Jo Reed (KSS-26-0412)."
    )


def test_mail_says_that_something_was_reported_only_when_it_was() -> None:
    again = replace(MARIA, kind=DeadlineKind.OFFER_AGAIN)

    alone = mail(Rule.EVENT, again, case_address="", list_address="").subject
    after = mail(Rule.EVENT, replace(again, event="Released"), case_address="", list_address="").subject

    assert alone == "KSS-26-0412: offering contact again is due on Wednesday 25 November 2026"
    assert after.startswith("KSS-26-0412: something was reported, ")


@pytest.mark.parametrize("kind", [kind for kind in DeadlineKind if kind != DeadlineKind.REFERRAL])
@pytest.mark.parametrize("rule", [*Rule])
def test_the_longest_sentence_fits_and_the_mail_names_nobody(rule: Rule, kind: DeadlineKind) -> None:
    long = Subject(
        kind=kind,
        due_on=date(2026, 9, 23),
        today=date(2026, 9, 24),
        reference="R" * 40,
        region="Kent, Surrey and Sussex",
        victim="VICTIM " * 20,
        offender="OFFENDER " * 15,
        officer="OFFICER " * 15,
        event="Unlawfully at large, escape or abscond",
        event_on=date(2026, 9, 23),
        task="TASK " * 32,
    )
    assert len(sentence(rule, long)) <= SENTENCE_LENGTH
    said = mail(rule, long, case_address="http://127.0.0.1/cases/R/", list_address="http://127.0.0.1/reminders/")
    assert len(said.subject) <= 200
    for word in ("VICTIM", "OFFENDER", "OFFICER", "TASK", "large"):
        assert word not in said.subject + said.body
