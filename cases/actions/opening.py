"""Open a case from a sentencing: the offender, the conviction, its offences and the sentence for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from accounts import audit
from accounts.models import Region, User
from cases.actions.references import next_case_reference
from cases.enums import CaseSource, CaseStatus
from cases.models import Case, Conviction, Court, Offence, Offender, OffenderIdentifier, Sentence
from cases.queries.merged import lock_offender, standing_offender
from cases.queries.offences import offence_type_called
from cases.queries.people import offenders_named
from cases.rules.identifiers import canonical
from cases.rules.names import exact_words
from cases.rules.sentence_length import Length
from vlu.lib import clock
from vlu.lib.errors import DomainError
from vlu.lib.opaque import opaque_reference

OPENED = audit.verb("case.opened", "opened the case")
REOPENED = audit.verb("case.reopened", "opened the case again")
OFFENDER_ADDED = audit.verb("offender.added", "added an offender")


@dataclass(frozen=True)
class OffenderDetails:
    """As written by whoever referred; identifiers by scheme, blank ones left out."""

    first_names: str
    last_name: str
    date_of_birth: date | None
    identifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SentencedOffence:
    code: str
    label: str
    committed_on: date | None
    disposal: str
    length: Length
    remand_days: int | None = None


@dataclass(frozen=True)
class Sentencing:
    court: Court | None
    court_as_written: str
    sentenced_on: date
    offences: Sequence[SentencedOffence]


class IdentifiersDisagree(DomainError):
    """The numbers given belong to more than one offender we know, or to one of other names or another birth."""

    code = "identifiers_disagree"


def find_offender(details: OffenderDetails) -> Offender | None:
    """Somebody we know: by a number that holds, or by exactly the same names and date of birth.

    Raises IdentifiersDisagree when the numbers point to different people, or to somebody who is not the one named: a
    person must look, nothing is merged.
    """
    year = clock.today().year
    numbers = [
        (scheme, value)
        for scheme, raw in details.identifiers.items()
        if (value := canonical(scheme, raw, year)) is not None
    ]
    known = {
        identifier.offender_id: identifier.offender
        for scheme, value in numbers
        for identifier in OffenderIdentifier.objects.filter(scheme=scheme, value=value).select_related("offender")
    }
    if len(known) > 1:
        raise IdentifiersDisagree("The identifying numbers belong to different offenders we know. Check each number.")
    if known:
        holder = standing_offender(next(iter(known.values())))
        _refuse_somebody_else(details, holder)
        return holder
    if details.date_of_birth is None:
        return None
    named = offenders_named(details.first_names, details.last_name, details.date_of_birth).first()
    return standing_offender(named) if named else None


def _refuse_somebody_else(details: OffenderDetails, holder: Offender) -> None:
    """A number with a slip in it may be somebody else's: whoever is referred would be told of the wrong offender. The
    date of birth tells; where one is not known, a word of the names must be the same."""
    people = [holder, *holder.aliases.all()]
    births = {person.date_of_birth for person in people if person.date_of_birth}
    if births and details.date_of_birth:
        differs = "" if details.date_of_birth in births else "date of birth"
    else:
        known = {word for person in people for word in exact_words(person.full_name)}
        differs = "" if known.intersection(exact_words(f"{details.first_names} {details.last_name}")) else "name"
    if differs:
        raise IdentifiersDisagree(
            f"A number of this offender stands with another {differs} in our records. Check the numbers and the "
            f"{differs}. If you are sure of the {differs}, leave the numbers out: the unit compares the records."
        )


@transaction.atomic
def find_or_add_offender(*, details: OffenderDetails, by: User | None) -> Offender:
    """The offender we know, or a new one. Numbers that are new to a known offender are added to them."""
    offender = find_offender(details)
    if offender is None:
        offender = Offender(
            reference=opaque_reference("OF"),
            first_names=details.first_names,
            last_name=details.last_name,
            date_of_birth=details.date_of_birth,
        )
        offender.full_clean()
        offender.save()
        audit.record(OFFENDER_ADDED, offender, by)
    for scheme, raw in details.identifiers.items():
        _keep_number(offender, scheme, raw)
    return offender


def _keep_number(offender: Offender, scheme: str, raw: str) -> None:
    """One number written in two ways, such as a1234bc and A1234BC, is kept once, as it was first written."""
    value = canonical(scheme, raw, clock.today().year) or ""
    numbers = OffenderIdentifier.objects.filter(offender=offender, scheme=scheme)
    if value and numbers.filter(value=value).exists():
        return
    OffenderIdentifier.objects.get_or_create(
        offender=offender, scheme=scheme, raw=raw.strip(), defaults={"value": value}
    )


@transaction.atomic
def open_case(*, offender: Offender, sentencing: Sentencing, region: Region, by: User | None) -> Case:
    """The case of this sentencing: the one held for the same offender and day, opened again if need be, or a new one.

    An offence that is new to a known sentencing is added to it, so that two victims of one sentencing share a case.
    """
    # Two units that refer at the same moment wait here for one another: a case not yet made cannot be locked itself.
    # Somebody may have merged the record since it was found.
    offender = lock_offender(offender.pk)
    same = Case.objects.filter(offender=offender, sentenced_on=sentencing.sentenced_on)
    case = same.first() or _new_case(offender, sentencing, region, by)
    if case.status == CaseStatus.CLOSED:
        _reopen(case, by)
    for wanted in sentencing.offences:
        _find_or_add_offence(case.conviction, wanted)
    return case


def _reopen(case: Case, by: User | None) -> None:
    """Somebody is referred on a case that was over: it is open again, so that events reach their officer."""
    case.status, case.closed_at = CaseStatus.OPEN, None
    case.full_clean()
    case.save(update_fields=["status", "closed_at"])
    audit.record(REOPENED, case, by, region=case.region_id)


def _new_case(offender: Offender, sentencing: Sentencing, region: Region, by: User | None) -> Case:
    conviction = Conviction.objects.create(
        offender=offender,
        court=sentencing.court,
        court_as_written=sentencing.court_as_written,
        sentenced_on=sentencing.sentenced_on,
    )
    case = Case(
        reference=next_case_reference(region),
        offender=offender,
        conviction=conviction,
        region=region,
        sentenced_on=sentencing.sentenced_on,
        source=CaseSource.REFERRAL,
        opened_at=clock.now(),
    )
    case.full_clean()
    case.save()
    audit.record(OPENED, case, by, region=region.code)
    return case


def _find_or_add_offence(conviction: Conviction, wanted: SentencedOffence) -> Offence:
    same = conviction.offences.filter(code=wanted.code, label=wanted.label, committed_on=wanted.committed_on).first()
    if same is not None:
        return same
    offence = Offence(
        conviction=conviction,
        offence_type=offence_type_called(wanted.code),
        code=wanted.code,
        label=wanted.label,
        committed_on=wanted.committed_on,
    )
    offence.full_clean()
    offence.save()
    Sentence.objects.create(
        offence=offence,
        sentenced_on=conviction.sentenced_on,
        disposal=wanted.disposal,
        years=wanted.length.years,
        months=wanted.length.months,
        weeks=wanted.length.weeks,
        days=wanted.length.days,
        remand_days=wanted.remand_days,
    )
    return offence


def offence_on(case: Case, wanted: SentencedOffence) -> Offence:
    """The offence row of a case that a referral speaks of."""
    return case.conviction.offences.get(code=wanted.code, label=wanted.label, committed_on=wanted.committed_on)
