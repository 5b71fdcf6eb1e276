"""What each kind of evidence weighs when two records are compared.

Set by hand and measured on data/matching/pairs.csv (decision 0014); no single line but a number settles anything.
"""

from __future__ import annotations

POINTS = {
    # Numbers. One in common nearly settles it; two of one kind speak against it, but records do carry wrong numbers.
    "same number": 12.0,
    "other number": -6.0,
    # Date of birth. Clerks swap day and month and mistype one figure; another date is the best sign of another person.
    "same birth": 6.0,
    "birth swapped": 5.0,
    "birth one figure": 3.5,
    "birth in part": 1.0,
    "other birth": -6.5,
    # Family name. A marriage changes it, so another one weighs less than another first name.
    "same family name": 4.0,
    "common family name": 3.0,
    "family name written otherwise": 3.5,
    "family name sounds alike": 3.0,
    "family name one letter": 3.0,
    "family name two letters": 2.0,
    "family name in part": 2.5,
    "other family name": -3.5,
    # First names. Twins and cousins share all but these.
    "same first name": 3.5,
    "first name written otherwise": 3.0,
    "first name sounds alike": 2.0,
    "first name one letter": 2.5,
    "first name two letters": 1.0,
    "another first name in common": 1.5,
    "initial": 0.5,
    "other initial": -4.0,
    "other first name, same letter": -4.0,  # Theresa, Terri: more often a short form nobody listed
    "other first name": -5.5,
    # The rest.
    "other middle name": -2.0,
    "names in other order": -0.5,
    "by an alias": -0.5,
    "same postcode": 2.5,
    "same postcode district": 1.0,
}
EVEN = 7.0  # points at which the score is one half
STEEPNESS = 0.5
SAME = 0.93
REVIEW = 0.25
# Names of so many people that sharing one says less; the first of each kind by number of bearers in England and Wales.
_COMMON = """
smith jones williams taylor brown davies evans thomas wilson johnson roberts robinson thompson wright walker white
edwards hughes green hall lewis harris clarke patel jackson khan ahmed ali hussain singh kaur begum bibi khatun miah
islam rahman akhtar shah mohammed nowak kowalski murphy kelly
"""
COMMON = frozenset(_COMMON.split())
