"""What a witness care officer may say about a verdict, and what they must not say. Words as data, one row a verdict.

Sources: a victim was told she was entitled and was not (VNSE); promises of updates that nobody kept (VNSE V02); a
release date is not given before the day (domain 4.3); the helpline for unwanted prisoner contact (domain 7.1, L13).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.enums import Verdict
from victims.enums import VictimCategory
from vlu.lib.dates import in_words

HELPLINE = "0300 060 6699"
NO_DATE = "Do not give a release date."
NO_PROMISE = "Do not promise updates."


@dataclass(frozen=True)
class VerdictWords:
    """`tell` is spoken to `{whom}`; `{by}` is the day contact is due. `next` says what the unit will do."""

    heading: str
    tell: str
    next: str
    do_not: tuple[str, ...] = (NO_DATE, NO_PROMISE)
    help: tuple[str, ...] = ()


_WILL_CONTACT = "Tell {whom}: a victim liaison officer will contact you by {by}."
_CONTACT_NEXT = "A victim liaison officer contacts them by {by}."
_STATUTORY = VerdictWords("Victim Contact Scheme", _WILL_CONTACT, _CONTACT_NEXT)

WORDS: Mapping[Verdict, VerdictWords] = {
    Verdict.STATUTORY_VCS: _STATUTORY,
    Verdict.STATUTORY_HOSPITAL_RESTRICTED: VerdictWords(
        "Victim Contact Scheme: hospital order with restrictions",
        _WILL_CONTACT,
        _CONTACT_NEXT,
        do_not=(NO_DATE, NO_PROMISE, "Do not say anything about treatment or the hospital."),
    ),
    Verdict.STATUTORY_HOSPITAL_UNRESTRICTED: VerdictWords(
        "Victim Contact Scheme: hospital order without restrictions",
        _WILL_CONTACT,
        _CONTACT_NEXT,
        do_not=(NO_DATE, NO_PROMISE, "Do not say anything about treatment or the hospital."),
    ),
    Verdict.VNS: VerdictWords("Victim Notification Scheme", _WILL_CONTACT, _CONTACT_NEXT),
    Verdict.PROPOSE_DISCRETIONARY: VerdictWords(
        "A manager decides",
        "A manager of the victim liaison unit will decide. Do not tell {whom} that they are entitled.",
        "A manager of the unit decides whether contact can be offered. You will see here when an officer has it.",
    ),
    Verdict.NOT_ELIGIBLE: VerdictWords(
        "Not eligible, on what you have entered",
        "Tell {whom}: on what we know today, these schemes do not cover this sentence. Say that you can ask the victim "
        "liaison unit to look again.",
        "A manager of the unit looks at it again, with your reason. You will see here when an officer has it.",
        help=(
            "Victim Support: 08 08 16 89 111, free, day and night, whether or not there was a sentence.",
            f"If the offender gets in touch from prison: the unwanted prisoner contact helpline, {HELPLINE}.",
            "If they are afraid or in danger: the officer in the case, or 999.",
        ),
    ),
}

# Somebody bereaved is never called "the victim" (HMIP 3.3); nor is a parent or somebody who acts for them, nor anybody
# before it is known who they are.
ANYBODY = "the person"
WHOM: Mapping[str, str] = {
    VictimCategory.ADULT: "the victim",
    VictimCategory.BEREAVED: "the family member",
    VictimCategory.CHILD: "the parent or carer",
    VictimCategory.REPRESENTATIVE: "the person acting for them",
    VictimCategory.WITNESS: "the witness",
    VictimCategory.OTHER_OFFENCE: "the victim",
}


def words_for(verdict: str, category: str, contact_by: date | None) -> VerdictWords:
    """The words for a verdict, addressed to a category of person; an unknown category is spoken of as a person.

    Raises ValueError when the words need a day and there is none, rather than promise nothing in particular.
    """
    words = WORDS[Verdict(verdict)]
    if contact_by is None and "{by}" in words.tell:
        raise ValueError(f"A verdict of {verdict} needs the day contact is due.")
    by = in_words(contact_by) if contact_by else ""
    facts = {"whom": WHOM.get(category, ANYBODY), "by": by}
    return VerdictWords(words.heading, words.tell.format(**facts), words.next.format(**facts), words.do_not, words.help)
