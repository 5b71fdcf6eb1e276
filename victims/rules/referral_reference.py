"""The reference of a referral, made from the key of its draft: sending a draft twice cannot make two."""

from __future__ import annotations

import hashlib
from uuid import UUID

from vlu.lib.opaque import ALPHABET

LETTERS = 10


def referral_reference(key: UUID) -> str:
    """R and ten letters that say nothing and cannot be guessed without the key, which is random and its writer's."""
    number = int.from_bytes(hashlib.sha256(key.bytes).digest(), "big")
    letters = []
    for _ in range(LETTERS):
        number, position = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[position])
    return "R" + "".join(letters)
