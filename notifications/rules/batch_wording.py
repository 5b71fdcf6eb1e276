"""What is said of messages that were held. Nobody is named: a heap is about many."""

from __future__ import annotations

from collections.abc import Mapping

from accounts.enums import Role
from notifications.rules.wording import Mail

_MADE_BY = {
    "notifications.remind": "reminders of dates",
    "notifications.digest": "the reminders of the morning",
    "notifications.plan": "news about offenders",
    "notifications.outcomes": "decisions about referrals",
    "notifications.offers": "offers of cases between units",
    "notifications.chase": "requests for referrals",
}


def what_made(origin: str) -> str:
    """In the middle of a sentence: "requests for referrals". An origin without words of its own is called a change."""
    return _MADE_BY.get(origin, "a change to many cases")


def held_mail(origin: str, *, address: str) -> Mail:
    made = what_made(origin)
    lines = [
        f"Many messages from your unit were about to leave at once: {made}.",
        "They are held. None of them leaves until you decide.",
        f"Look at some of them, then send them or not: {address}",
    ]
    return Mail(f"Messages are held for you: {made}", "\n\n".join(lines))


def readers_in_words(numbers: Mapping[str, int]) -> str:
    """From how many people of each role ("" for offices): "12 victim liaison officers and 3 offices"."""
    parts = [f"{number} {_who(role, number)}" for role, number in sorted(numbers.items(), reverse=True)]
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _who(role: str, number: int) -> str:
    if not role:
        return "office" if number == 1 else "offices"
    label = Role(role).label
    words = label[0].lower() + label[1:]
    if number == 1:
        return words
    head, of, rest = words.partition(" of ")
    return f"{head}s{of}{rest}"
