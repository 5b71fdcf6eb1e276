"""Short codes that say nothing about whom they stand for, and cannot be guessed or counted."""

from __future__ import annotations

import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no letters that look like digits, no vowels that make words
_EVEN = 256 // len(ALPHABET) * len(ALPHABET)  # random bytes from here on are dropped, so that every letter is as likely
_LETTERS = bytes(ord(ALPHABET[byte % len(ALPHABET)]) for byte in range(256))
_DROPPED = bytes(range(_EVEN, 256))


def opaque_reference(prefix: str, length: int = 8) -> str:
    return opaque_references(prefix, 1, length)[0]


def opaque_references(prefix: str, count: int, length: int = 8) -> list[str]:
    """That many at once, for an import that writes thousands."""
    letters = ""
    while (missing := count * length - len(letters)) > 0:
        letters += secrets.token_bytes(missing + missing // 32 + 8).translate(_LETTERS, _DROPPED).decode()
    return [prefix + letters[start : start + length] for start in range(0, count * length, length)]
