"""The search index of offenders' names. Triggers keep it; vlu.lib.person says how it is made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models.people import Offender, OffenderAlias
from vlu.lib.person import NameKey, NamePair


class OffenderNameKey(NameKey):
    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["key", "word"], name="offender_word_by_key")]


class OffenderNamePair(NamePair):
    """`alias` when the words are of an alias. Its keys are not checked: the triggers see every way of writing."""

    offender = models.ForeignKey(
        Offender, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    alias = models.ForeignKey(
        OffenderAlias, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["low", "high"], include=["offender"], name="offender_by_two_words"),
            models.Index(fields=["high", "low"], include=["offender"], name="offender_by_the_other_word"),
        ]
