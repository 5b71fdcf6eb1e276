"""Victims and their enrolments, as plain rows. Clocks are made by the real action when a test needs them."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.enums import OrganisationKind
from accounts.models import PoliceForce
from cases.enums import Scheme, Verdict
from cases.models import Case, Offence, Sentence
from tests.factories.accounts import unit
from tests.factories.cases import NOW, CaseFactory, SentenceFactory
from victims.enums import Channel, RequestSource, VictimCategory
from victims.models import Enrolment, ReferralRequest, SafeContact, Victim


class VictimFactory(DjangoModelFactory):
    class Meta:
        model = Victim

    reference = factory.Sequence(lambda n: f"V{n:07d}")
    first_names = factory.Iterator(["Asta", "Bryony", "Carys", "Delphine", "Esme"])
    last_name = factory.Iterator(["Prosser", "Osei", "Lindqvist", "Marchetti", "Quennell", "Abara", "Szabo"])


class SafeContactFactory(DjangoModelFactory):
    class Meta:
        model = SafeContact

    victim = factory.SubFactory(VictimFactory)
    preferred_channel = Channel.PHONE
    text_first = True
    recorded_at = NOW


class EnrolmentFactory(DjangoModelFactory):
    """An open enrolment in Kent, Surrey and Sussex: VNS, sentenced 9 November 2026, referred on the 12th."""

    class Meta:
        model = Enrolment
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda n: f"KSS-26-{n + 1000:04d}")
    case = factory.SubFactory(CaseFactory)
    victim = factory.SubFactory(VictimFactory)
    category = VictimCategory.ADULT
    offence = factory.LazyAttribute(lambda o: sentenced_offence(o.case))
    region_id = factory.SelfAttribute("case.region_id")
    force = factory.LazyFunction(lambda: PoliceForce.objects.get(name="Kent"))
    scheme = Scheme.VNS
    verdict = Verdict.VNS
    verdict_rule = "V6"
    sentenced_on = factory.SelfAttribute("case.sentenced_on")
    referred_on = date(2026, 11, 12)

    @factory.post_generation
    def offences(self, create: bool, extracted: list[Offence] | None, **kwargs: object) -> None:
        self.offences.set(extracted or [self.offence])


def sentenced_offence(case: Case) -> Offence:
    sentence: Sentence = SentenceFactory(offence__conviction=case.conviction)
    return sentence.offence


class ReferralRequestFactory(DjangoModelFactory):
    """A request standing with the witness care unit of Kent, found on Friday 20 November 2026."""

    class Meta:
        model = ReferralRequest
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda n: f"RQ-{n:08d}")
    case = factory.SubFactory(CaseFactory)
    organisation = factory.LazyFunction(lambda: unit(OrganisationKind.WCU))
    concerning = "Bryony Marchetti"
    scheme = Scheme.VNS
    verdict = Verdict.VNS
    verdict_rule = "V6"
    source = RequestSource.COURT_RESULT
    found_on = NOW.date()
    due_on = date(2026, 11, 16)

    @factory.post_generation
    def offences(self, create: bool, extracted: list[Offence] | None, **kwargs: object) -> None:
        self.offences.set(extracted or [sentenced_offence(self.case)])
