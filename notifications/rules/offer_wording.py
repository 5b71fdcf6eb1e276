"""What managers are told of an offer between units: the reference and the two regions, in the application as in e-mail.

Nobody is named: one of the two units cannot open the case, or soon no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from notifications.enums import ReminderRuleCode as Rule
from notifications.rules.wording import Mail
from victims.enums import TransferAnswer
from vlu.lib.dates import in_words


@dataclass(frozen=True)
class Offered:
    """`answer` is a TransferAnswer, or empty while the offer waits."""

    reference: str
    from_region: str
    to_region: str
    answer_by: date
    answer: str = ""


def sentence(rule: str, about: Offered) -> str:
    """For a manager whom the rule is for."""
    if rule == Rule.OFFER_MADE:
        return (
            f"{about.from_region} offers {about.reference} to your unit. Please answer by {in_words(about.answer_by)}."
        )
    if rule == Rule.OFFER_LATE:
        return (
            f"{about.to_region} was to answer the offer of {about.reference} by {in_words(about.answer_by)} and has "
            f"not. {about.from_region} owns it until they accept."
        )
    return _ANSWERED[about.answer].format(**vars(about))


def nobody_there(rule: str, unit: str, about: Offered) -> str:
    """For the managers of the other unit, when the one to be told has none: they must reach it in another way."""
    what = _FOR_THE_OTHER_UNIT[about.answer if rule == Rule.OFFER_ANSWERED else rule].format(**vars(about))
    return f"Nobody in {unit} can be told that {what}. Telephone that unit."


def mail(text: str, about: Offered, *, address: str) -> Mail:
    """The same sentence as in the application."""
    return Mail(
        f"{about.reference}: offer between {about.from_region} and {about.to_region}",
        f"{text}\n\nAll offers:\n{address}\n\nThis message names nobody, on purpose. Please do not reply to it.\n",
    )


_ANSWERED: dict[str, str] = {
    TransferAnswer.ACCEPTED: "{to_region} has accepted {reference}, and owns it now.",
    TransferAnswer.DECLINED: "{to_region} has declined {reference}. Your unit still owns it. Read why, and decide what "
    "happens next.",
    TransferAnswer.WITHDRAWN: "{from_region} has withdrawn the offer of {reference}. Your unit need not answer it.",
}
_FOR_THE_OTHER_UNIT: dict[str, str] = {
    Rule.OFFER_MADE: "{reference} is offered to them",
    Rule.OFFER_LATE: "the answer to the offer of {reference} is late",
    TransferAnswer.ACCEPTED: "{reference} was accepted",
    TransferAnswer.DECLINED: "{reference} was declined and stays with them",
    TransferAnswer.WITHDRAWN: "the offer of {reference} was withdrawn",
}
