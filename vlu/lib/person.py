"""Names and date of birth, the same way on both sides of a case."""

from __future__ import annotations

from django.db import models


class Person(models.Model):
    """Names are kept as written; comparison normalises them, storage never does."""

    first_names = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100)
    date_of_birth = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_names} {self.last_name}".strip()

    @property
    def short_name(self) -> str:
        return short_name(self.first_names, self.last_name)


def short_name(first_names: str, last_name: str) -> str:
    """First name and initial, for lists that others may read over a shoulder: Maria F."""
    first = first_names.split(" ")[0]
    return f"{first} {last_name[:1].upper()}." if first else last_name


class NameKey(models.Model):
    """The spellings by which a word of a name is found: itself, without one letter or two, and its sound after a "~".

    Written by triggers of the table of people (decision 0014), and by nothing else. A word stays when its last bearer
    goes; two writers at once may write it twice, so that neither waits.
    """

    key = models.CharField(max_length=40, db_collation="C")
    word = models.CharField(max_length=40, db_collation="C")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.key} leads to {self.word}"


class NamePair(models.Model):
    """Two words of one name, the lesser first; a name of one word has it twice. Written by the same triggers."""

    low = models.CharField(max_length=40, db_collation="C")
    high = models.CharField(max_length=40, db_collation="C")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.low} and {self.high}"
