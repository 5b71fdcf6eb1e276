"""Short codes that say nothing about whom they stand for, and cannot be guessed or counted."""

from __future__ import annotations

import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no letters that look like digits, no vowels that make words


def opaque_reference(prefix: str, length: int = 8) -> str:
    number = secrets.randbelow(len(ALPHABET) ** length)
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return prefix + "".join(letters)
