"""Errors are situations: each has a stable code and a sentence a caseworker can act on. One handler shows them all."""

from __future__ import annotations


class DomainError(Exception):
    """Something the product will not do, and why. `sentence` is shown to the person as it stands."""

    code = "cannot_do_that"
    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(DomainError):
    """The person's role does not include this."""

    code = "not_allowed"
    status = 403


NOTHING_HERE = (
    "There is nothing here that you can open. If you typed the address, check it. If you followed a link, the case may "
    "have moved to somebody else."
)


class NotFound(DomainError):
    """Missing, or not this person's to see: the two look the same so that nothing is given away."""

    code = "not_found"
    status = 404

    def __init__(self, sentence: str = NOTHING_HERE) -> None:
        super().__init__(sentence)


class BeyondCalendarHorizon(DomainError):
    """A date outside the years the bank holiday table covers: counting would be a guess."""

    code = "beyond_calendar_horizon"
