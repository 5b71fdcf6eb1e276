"""The words of a message as staff of the unit may read them: a link that only one office may use is left out."""

from __future__ import annotations

import re

from vlu.lib.addresses import address_outside

_LEFT_OUT = "(a link for that office alone)"


def shown(body: str) -> str:
    """Whoever has the link of an office can answer in its name, so that it goes to the inbox and nowhere else."""
    start = address_outside("victims:answer_link", "TOKEN").partition("TOKEN")[0]
    return re.sub(rf"{re.escape(start)}[^\s<>\"]+", _LEFT_OUT, body)
