"""The search index of victims' names. Triggers keep it; vlu.lib.person says how it is made.

It is read only beside Enrolment.objects.visible_to (victims.queries.search) or for victim_candidates.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from victims.models.people import Victim
from vlu.lib.person import NameKey, NamePair


class VictimNameKey(NameKey):
    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["key", "word"], name="victim_word_by_key")]


class VictimNamePair(NamePair):
    victim = models.ForeignKey(
        Victim, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["low", "high"], include=["victim"], name="victim_by_two_words"),
            models.Index(fields=["high", "low"], include=["victim"], name="victim_by_the_other_word"),
        ]
