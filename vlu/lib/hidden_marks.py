"""Marks that take no room and turn or part what stands beside them. They come along when text is copied."""

from __future__ import annotations

# The soft hyphen, spaces without width, the byte-order mark, and marks of direction, by which a number or an address
# reads backwards. Joiners stay: names in some scripts are spelled with them.
_HIDDEN = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)


def without_hidden_marks(text: str) -> str:
    if text.isascii() or (seen := text.translate(_HIDDEN)) == text:
        return text
    return seen.strip()
