"""What a request says already, as the steps of a referral would have it, so that nobody types it again."""

from __future__ import annotations

from typing import Any

from cases.queries.eligibility import current_sentence
from victims.models import ReferralRequest
from victims.rules.referral_shape import OFFENCES, OFFENDER, PEOPLE


def answers_of(request: ReferralRequest) -> dict[str, dict[str, Any]]:
    """By step, offered and not yet kept: the offender's name, the sentence, the first offence and whom it concerns.

    Nothing that the office was not told by the request but the sentence passed in open court: no date of birth.
    """
    case, offence = request.case, request.offences.order_by("id")[0]
    sentence = current_sentence(offence)
    first_names, _, last_name = request.concerning.rpartition(" ")
    return {
        OFFENDER: {
            "first_names": case.offender.first_names,
            "last_name": case.offender.last_name,
            "court_as_written": case.conviction.court_name,
            "sentenced_on": case.sentenced_on.isoformat(),
            "disposal": sentence.disposal,
            **{part: getattr(sentence, part) for part in ("years", "months", "weeks", "days")},
        },
        OFFENCES: {
            "code": offence.code,
            "label": offence.title,
            "committed_on": offence.committed_on.isoformat() if offence.committed_on else None,
        },
        PEOPLE: {"first_names": first_names, "last_name": last_name},
    }
