"""What a referrer is written when a manager decided: the reference of their referral and where to read it, no more."""

from __future__ import annotations

from notifications.rules.wording import Mail


def outcome_mail(reference: str, *, address: str) -> Mail:
    """Neither the outcome nor anybody's name: e-mail leaves the building and is read on locked telephones."""
    return Mail(
        f"{reference}: the victim liaison unit has decided",
        f"The victim liaison unit has decided about somebody you referred as {reference}. Please read what was "
        f"decided, and press “I have read this”: until then the unit counts you as not told.\n\n{address}\n\n"
        "This message names nobody, on purpose. Please do not reply to it.\n",
    )
