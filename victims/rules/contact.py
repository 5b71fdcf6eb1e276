"""Which contacts reached the victim. The first that did meets the first-contact clocks."""

from __future__ import annotations

from victims.enums import Channel, ContactOutcome

# A letter or e-mail that was sent counts as first contact: the published 40-day figure is about the initial letter
# (HMIP 2013, 2.8 and 3.1). A text is only advance notice of a call (VNSE) and does not count until they reply.
COUNTS_WHEN_SENT = frozenset({Channel.LETTER, Channel.EMAIL})
# A meeting or a telephone exchange, of which a note is agreed (domain 2.1, T21).
SPOKEN = frozenset({Channel.PHONE, Channel.VISIT, Channel.VIDEO})
REACHED = frozenset({ContactOutcome.SPOKE, ContactOutcome.REPLIED})


def reached(channel: str, outcome: str) -> bool:
    return outcome in REACHED or (outcome == ContactOutcome.SENT and channel in COUNTS_WHEN_SENT)
