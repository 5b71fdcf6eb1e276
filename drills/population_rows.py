"""The rows of the invented enrolments. Facts are written in bulk; clocks are derived by the product itself.

People count as compared with one another already: thousands of invented names would only keep that job busy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation, User
from cases.enums import CaseSource, Disposal, Scheme, Verdict
from cases.models import Case, Conviction, Court, Offence, OffenceType, Offender, Sentence
from drills.oracle import Facts
from victims.actions.recomputing import correct_clocks
from victims.enums import Channel, VictimCategory
from victims.models import Allocation, Enrolment, SafeContact, Victim
from vlu.lib import clock

OFFENCE = "OF61016"  # wounding with intent, in Schedule 18
BATCH = 1000


def hire(officers: int) -> dict[str, User]:
    """That many officers and a manager in the unit of every region; the officers by address."""
    people = []
    for unit in Organisation.objects.filter(kind=OrganisationKind.VLU).order_by("pk"):
        people.append(_person(unit, Role.MANAGER, "manager"))
        people += [_person(unit, Role.VLO, f"officer{number:02d}") for number in range(officers)]
    User.objects.bulk_create(people)
    return {person.email: person for person in User.objects.select_related("organisation") if person.role == Role.VLO}


def _person(unit: Organisation, role: Role, name: str) -> User:
    email = f"{name}.{unit.region_id}@drill.example".lower()
    return User(email=email, name=f"{name.title()} of {unit.name}"[:120], role=role, organisation=unit, password="!")


def write(facts: Sequence[Facts], officers: dict[str, User], since: datetime) -> None:
    offence_type = OffenceType.objects.get(cjs_code=OFFENCE)
    courts = {court.region_id or "": court for court in Court.objects.order_by("-pk")}
    for start in range(0, len(facts), BATCH):
        _write_batch(facts[start : start + BATCH], officers, offence_type, courts, since.replace(tzinfo=clock.LONDON))
    today = clock.today()
    written = list(Enrolment.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(written), BATCH):
        correct_clocks(written[start : start + BATCH], "invented for a drill", today)


def _write_batch(
    facts: Sequence[Facts],
    officers: dict[str, User],
    offence_type: OffenceType,
    courts: dict[str, Court],
    since: datetime,
) -> None:
    cases = _cases(facts, officers, offence_type, courts, since)
    victims = Victim.objects.bulk_create(
        Victim(
            reference=one.reference.replace("DRILL-", "V"),
            first_names="Invented",
            last_name=f"Number {at}",
            compared_at=since,
        )
        for at, one in enumerate(facts)
    )
    SafeContact.objects.bulk_create(
        SafeContact(victim=victim, preferred_channel=Channel.PHONE, recorded_at=since) for victim in victims
    )
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(
            reference=one.reference,
            case=case,
            victim=victim,
            category=VictimCategory.ADULT,
            offence=offence,
            region_id=case.region_id,
            scheme=Scheme.VCS,
            verdict=Verdict.STATUTORY_VCS,
            verdict_rule="V1",
            sentenced_on=one.sentenced_on,
            referred_on=one.referred_on,
            referrer_says_urgent=True,
            officer=officers[one.officer],
        )
        for one, (case, offence), victim in zip(facts, cases, victims, strict=True)
    )
    through = Enrolment.offences.through
    through.objects.bulk_create(through(enrolment_id=each.pk, offence_id=each.offence_id) for each in enrolments)
    Allocation.objects.bulk_create(
        Allocation(enrolment=each, officer=each.officer, since=since, made_by=each.officer) for each in enrolments
    )


def _cases(
    facts: Sequence[Facts],
    officers: dict[str, User],
    offence_type: OffenceType,
    courts: dict[str, Court],
    since: datetime,
) -> list[tuple[Case, Offence]]:
    offenders = Offender.objects.bulk_create(
        Offender(reference=f"O{one.reference}", first_names="Invented", last_name=f"Offender {at}", compared_at=since)
        for at, one in enumerate(facts)
    )
    regions = [officers[one.officer].region_code or "" for one in facts]
    convictions = Conviction.objects.bulk_create(
        Conviction(offender=offender, court=courts[region], sentenced_on=one.sentenced_on)
        for one, offender, region in zip(facts, offenders, regions, strict=True)
    )
    offences = Offence.objects.bulk_create(
        Offence(conviction=each, offence_type=offence_type, code=OFFENCE, label=offence_type.title[:300])
        for each in convictions
    )
    Sentence.objects.bulk_create(
        Sentence(offence=offence, sentenced_on=one.sentenced_on, disposal=Disposal.IMPRISONMENT, years=6)
        for one, offence in zip(facts, offences, strict=True)
    )
    cases = Case.objects.bulk_create(
        Case(
            reference=one.reference,
            offender=conviction.offender,
            conviction=conviction,
            region_id=region,
            sentenced_on=one.sentenced_on,
            source=CaseSource.REFERRAL,
            opened_at=since,
        )
        for one, conviction, region in zip(facts, convictions, regions, strict=True)
    )
    return list(zip(cases, offences, strict=True))
