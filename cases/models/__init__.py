from __future__ import annotations

from cases.models.calendar import BankHoliday, CalendarVersion, WorkingDay
from cases.models.case import Case, ReferenceCounter
from cases.models.events import EventType, KeyEvent
from cases.models.key_dates import KeyDate
from cases.models.merging import OffenderLikeness, OffenderMerge
from cases.models.name_index import OffenderNameKey, OffenderNamePair
from cases.models.people import Offender, OffenderAlias, OffenderIdentifier, Supervision
from cases.models.reference import Court, EligibilityRuleSet, OffenceType
from cases.models.sentences import Conviction, Offence, Sentence

__all__ = [
    "BankHoliday",
    "CalendarVersion",
    "Case",
    "Conviction",
    "Court",
    "EligibilityRuleSet",
    "EventType",
    "KeyDate",
    "KeyEvent",
    "Offence",
    "OffenceType",
    "Offender",
    "OffenderAlias",
    "OffenderIdentifier",
    "OffenderLikeness",
    "OffenderMerge",
    "OffenderNameKey",
    "OffenderNamePair",
    "ReferenceCounter",
    "Sentence",
    "Supervision",
    "WorkingDay",
]
