"""Names as they are compared: without accents, case and punctuation, word by word, and by how a word sounds.

The database computes the same words, sounds and shortened spellings for its search index, in functions made by a
migration (`cases_name_tokens`, `cases_name_sound`, `cases_name_keys`). A test holds the two together; a change here
needs a migration that replaces the functions and fills the index again.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from itertools import combinations, pairwise

LONGEST_WORD = 30  # letters of a word that are compared; longer words are cut
MOST_TOKENS = 8  # of one name that the index holds
SHORT = 3  # a word this short keeps its spelling but for one letter
SOUND_MARK = "~"  # before a sound, so that it is never taken for a spelling
FULL_SOUND_MARK = "="  # before a sound with its vowels

LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i"}
TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "mx", "rev", "jr", "jnr", "snr"})
# Said of somebody, not part of their name. Junior and senior are: they tell father and son apart.
HONORIFICS = (TITLES - {"jr", "jnr", "snr"}) | {"dame", "lady", "lord", "master", "prof"}
PARTICLES = frozenset(
    {
        *("al", "el", "ul", "ur", "bin", "ibn", "bint", "de", "da", "di", "du", "del", "della", "dos", "van", "von"),
        *("der", "den", "la", "le", "ap", "ab", "ferch", "mac", "mc", "nic", "ni", "o", "st"),
    }
)

_LETTERS = str.maketrans(
    LETTERS
    | {letter.upper(): plain for letter, plain in LETTERS.items() if letter not in "ßı"}
    | dict.fromkeys("'’‘`´ʼ", "")
)
# The quick way for most names; it gives what the careful way gives.
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(map(ord, "'`."))
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)  # as the database does, whatever its language

# One after the other, on a word of small letters without accents. Only what Python and PostgreSQL read alike.
SOUND_RULES = (
    ("^do(?:ch|u?gh)(?=[ae])", "do"),  # Docherty and Dougherty beside Doherty
    ("augha?n$|ou?rne?$", "aun"),  # Vaughan, as England says it
    ("^ma?[ck](?=...)", "mk"),
    ("^mkg(?=l)", "mk"),  # McGlaughlin
    ("grath$", "gra"),
    ("champ$", "cham"),  # Beauchamp
    ("^ci(?=a)", "k"),  # Irish: Ciaran
    ("quh|kw", "k"),  # Urquhart, Quinn
    ("^schw", "sw"),
    ("x", "ks"),
    ("sd", "st"),  # Alasdair
    ("^(?:h?s[ei])(?=[ao])", "sh"),  # Irish and Welsh: Sean, Siobhan, Sian
    ("[bm]h", "v"),  # Irish: Siobhan, Niamh
    ("^kn|^gn", "n"),
    ("^wr|rh", "r"),
    ("^gh", "g"),
    ("gh(?=[tean]|$)", ""),
    ("ghl", "kl"),  # McLaughlin
    ("ts$", "s"),
    ("ph", "f"),
    ("kh|ck|q", "k"),
    ("dh", "d"),
    ("dt|th", "t"),
    ("^chr", "kr"),
    ("chae?l", "kal"),
    ("szcz|sch|tch|sz|sh|cz|ch", "x"),  # Polish sz and cz beside English sh and ch
    ("rz|zh", "z"),
    ("dg(?=[ei])", "j"),
    ("g(?=[eiy])", "j"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("[ts]z|z", "s"),
    ("v", "f"),
    ("[aeo]w(?=[^aeiouy]|$)", "a"),  # Chowdhury beside Choudhury
    ("wh", "w"),
    ("(.)w", "\\1f"),  # Polish w
    ("sk[aiy]j?$", "sk"),  # -ski, -ska, -sky
    ("pb", "b"),
    ("mps", "ms"),
    ("^[yj](?=[aeiou])", "j"),
    ("^[aeiouy]+", "A"),
    ("(.)h", "\\1"),  # Meehan beside Meighan
    ("[aeiouy]", ""),
    ("(.)\\1+", "\\1"),
)
_SOUND_RULES = tuple((re.compile(pattern), by) for pattern, by in SOUND_RULES)
# Which of five vowels is heard, one plain replacement after the other.
VOWELS = (
    *(("gh", ""), ("qu", "k"), ("ou", "u"), ("oo", "u"), ("ew", "u"), ("eu", "u"), ("ue", "u"), ("uw", "u")),
    *(("ow", "o"), ("oa", "o"), ("aw", "o"), ("au", "o"), ("oe", "o"), ("ai", "a"), ("ay", "a"), ("ae", "a")),
    *(("ee", "i"), ("ea", "i"), ("ie", "i"), ("ei", "i"), ("ey", "i"), ("y", "i")),
)


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in their order, titles left out; an apostrophe joins and any other mark parts."""
    bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", name.translate(_LETTERS))).translate(_SMALL)
    parts = re.sub("[^a-z0-9\u0080-\uffff]+", " ", bare).split()
    return tuple(part[:LONGEST_WORD] for part in parts if part not in TITLES)


@lru_cache(maxsize=50_000)
def exact_words(name: str) -> tuple[str, ...]:
    """For comparing names as written: accents, case, punctuation, honorifics and marks nobody sees tell nobody apart,
    every letter does.

    A name of nothing but honorifics keeps them. Words are whole, and of any script; the index has its own (`words`).
    """
    if name.isascii():
        parts = name.lower().translate(_ASCII).split()
    else:
        plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).casefold()
        # Marks nobody sees, such as the soft hyphens of a text that was copied, are no part of a name either.
        bare = "".join(
            letter for letter in plain if not unicodedata.combining(letter) and unicodedata.category(letter) != "Cf"
        )
        parts = [part for part in re.split(r"[\W_]+", bare.replace(".", "")) if part]
    return tuple(part for part in parts if part not in HONORIFICS) or tuple(parts)


def tokens(first_names: str, last_name: str) -> tuple[str, ...]:
    """What the index holds of a name: each word but particles, and each particle joined to its neighbour (o brien)."""
    found: dict[str, None] = {}
    for field in (first_names, last_name):
        parts = words(field)
        telling = [part for part in parts if part not in PARTICLES] or parts
        found |= dict.fromkeys(telling)
        joins = [(one + other)[:LONGEST_WORD] for one, other in pairwise(parts) if PARTICLES & {one, other}]
        found |= dict.fromkeys(joins)
    return tuple(found)[:MOST_TOKENS]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """How a word sounds, roughly, across the spellings of Britain, Ireland, Poland, South Asia and Arabic."""
    for pattern, by in _SOUND_RULES:
        word = pattern.sub(by, word)
    return word[:LONGEST_WORD]


@lru_cache(maxsize=50_000)
def full_sound(word: str) -> str:
    """The sound and then the vowels: Quinn and Kwin, not Kane, which share their sound alone."""
    heard = re.sub("([^aeiouy])e(s?)$", r"\1\2", word)
    for letters, by in VOWELS:
        heard = heard.replace(letters, by)
    heard = re.sub("[aeiou]+r(?=[^aeiou]|$)", "e", heard)  # Tayler beside Taylor
    vowels = re.sub(r"(.)\1+", r"\1", re.sub("[^aeiou]", "", heard))
    return f"{sound(word)} {vowels}"[:LONGEST_WORD]


@lru_cache(maxsize=20_000)
def shortened(word: str) -> frozenset[str]:
    """The word, and the word with one letter or two left out (one only when it is short).

    Two words that differ by two letters or fewer, or by two letters that changed places, share one of these.
    """
    fewest = len(word) - (1 if len(word) <= SHORT else 2)
    spellings = {word}
    for length in range(max(fewest, 1), len(word)):
        spellings |= {"".join(kept) for kept in combinations(word, length)}
    return frozenset(spellings)


@lru_cache(maxsize=50_000)
def letters_apart(one: str, other: str) -> int:
    """Letters added, left out, changed, or two neighbours that changed places (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return row[-1]
