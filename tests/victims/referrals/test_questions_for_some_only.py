"""What is asked about somebody harmed is kept only for those who stand in for them, whatever was typed before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import TODAY
from tests.victims.referrals.answers import VICTIM, as_posted, content_of
from victims.enums import VictimCategory
from victims.forms.referral_victim import ASKED_OF, VictimForm
from victims.rules.referral_content import offences_answers

TYPED: dict[str, Any] = {
    "harmed_name": "Edith Marsh",
    "relation": "mother",
    "harmed_born_on": "2015-04-03",
    "authority_basis": "power of attorney",
    "capacity_note": "cannot decide alone",
}


@pytest.mark.parametrize(
    ("category", "kept"),
    [
        (VictimCategory.ADULT, set()),
        (VictimCategory.WITNESS, set()),
        (VictimCategory.BEREAVED, {"harmed_name", "relation"}),
        (VictimCategory.CHILD, {"harmed_name", "relation", "harmed_born_on"}),
        (VictimCategory.REPRESENTATIVE, {"harmed_name", "relation", "authority_basis", "capacity_note"}),
    ],
)
def test_only_what_was_asked_of_this_person_is_kept(category: VictimCategory, kept: set[str]) -> None:
    form = VictimForm(
        as_posted(VICTIM | TYPED | {"category": category}),
        offences=offences_answers(content_of()),
        offender="Harlan Doe",
        others=[],
        today=TODAY.date(),
    )

    assert form.is_valid(), form.errors
    assert {name for name in ASKED_OF if form.cleaned_data[name]} == kept
