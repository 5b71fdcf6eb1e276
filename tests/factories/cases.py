"""Offenders, their sentences and cases, as plain rows."""

from __future__ import annotations

from datetime import date, datetime

import factory
from factory.django import DjangoModelFactory

from cases.enums import CaseSource, Disposal
from cases.models import Case, Conviction, Court, Offence, OffenceType, Offender, Sentence
from vlu.lib.clock import LONDON

SENTENCED = date(2026, 11, 9)
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=LONDON)


class OffenderFactory(DjangoModelFactory):
    class Meta:
        model = Offender

    reference = factory.Sequence(lambda n: f"OF{n:06d}")
    first_names = factory.Iterator(["Harlan", "Curtis", "Neil", "Dylan", "Leon"])
    last_name = factory.Iterator(["Doyle", "Vane", "Ambler", "Hobbs", "Bright", "Keane", "Mott"])
    date_of_birth = date(1988, 4, 2)


class ConvictionFactory(DjangoModelFactory):
    class Meta:
        model = Conviction

    offender = factory.SubFactory(OffenderFactory)
    court = factory.LazyFunction(lambda: Court.objects.filter(region="N57").order_by("pk").first())
    sentenced_on = SENTENCED


class OffenceFactory(DjangoModelFactory):
    class Meta:
        model = Offence

    conviction = factory.SubFactory(ConvictionFactory)
    code = "PH97006"
    label = "Stalking without fear, alarm or distress"
    offence_type = factory.LazyAttribute(lambda o: OffenceType.objects.filter(cjs_code=o.code).first())
    committed_on = date(2026, 8, 1)


class SentenceFactory(DjangoModelFactory):
    class Meta:
        model = Sentence

    offence = factory.SubFactory(OffenceFactory)
    sentenced_on = factory.LazyAttribute(lambda o: o.offence.conviction.sentenced_on)
    disposal = Disposal.IMPRISONMENT
    weeks = 26


class CaseFactory(DjangoModelFactory):
    class Meta:
        model = Case

    reference = factory.Sequence(lambda n: f"KSS-26-{n + 1000:04d}")
    conviction = factory.SubFactory(ConvictionFactory)
    offender = factory.SelfAttribute("conviction.offender")
    region_id = "N57"
    sentenced_on = factory.SelfAttribute("conviction.sentenced_on")
    source = CaseSource.REFERRAL
    opened_at = NOW
