"""A number with a slip in it may be another offender's: nobody is enrolled on the case of somebody they do not know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import User
from cases.actions.opening import IdentifiersDisagree
from cases.models import OffenderAlias, OffenderIdentifier
from tests.factories.cases import OffenderFactory
from tests.victims.referrals.answers import OFFENDER
from victims.actions.referrals import submit_referral
from victims.models import Enrolment, ReferralDraft

pytestmark = pytest.mark.django_db
Draft = Callable[..., ReferralDraft]
BORN = date.fromisoformat(OFFENDER["date_of_birth"])
NUMBER = {"noms": "A1234BC"}


def known(first_names: str, last_name: str, born: date | None) -> None:
    offender = OffenderFactory(first_names=first_names, last_name=last_name, date_of_birth=born)
    OffenderIdentifier.objects.create(offender=offender, scheme="NOMS", raw="A1234BC", value="A1234BC")
    OffenderAlias.objects.create(offender=offender, first_names="Sean", last_name="Brack")


@pytest.mark.parametrize("born", [date(1970, 1, 1), None])
def test_it_is_refused_and_the_draft_stays(officer: User, draft_of: Draft, born: date | None) -> None:
    known("Quintus", "Tarn", born)
    draft = draft_of(officer, offender=NUMBER)

    with pytest.raises(IdentifiersDisagree, match="leave the numbers out") as refused:
        submit_referral(draft=draft, by=officer)

    assert "Tarn" not in refused.value.sentence
    assert not Enrolment.objects.exists()
    assert ReferralDraft.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("born", "given"),
    [
        (BORN, {}),  # the same birth under another name
        (None, {"first_names": "Sean", "last_name": "Other"}),  # a word of a name they go by
    ],
)
def test_the_same_person_under_another_name_is_known_by_the_number(
    officer: User, draft_of: Draft, born: date | None, given: dict[str, str]
) -> None:
    known("Quintus", "Tarn", born)
    referral = submit_referral(draft=draft_of(officer, offender=NUMBER | given), by=officer)
    assert referral.enrolments.get().case.offender.last_name == "Tarn"
