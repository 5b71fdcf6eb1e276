"""Short codes that say nothing about whom they stand for, and cannot be guessed or counted."""

from __future__ import annotations

import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no letters that look like digits, no vowels that make words


def opaque_reference(prefix: str, length: int = 8) -> str:
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))
