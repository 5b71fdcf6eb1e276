"""The words of the offender side."""

from __future__ import annotations

from django.db.models import TextChoices


class Disposal(TextChoices):
    """What the court passed, in the words of the historic caseload file."""

    IMPRISONMENT = "imprisonment", "Imprisonment"
    DETENTION_S250 = "detention_s250", "Detention of a young person (section 250)"
    DTO = "dto", "Detention and training order"
    EXTENDED_DETERMINATE = "extended_determinate", "Extended determinate sentence"
    SOPC = "sopc", "Special sentence for offenders of particular concern"
    LIFE = "life", "Life imprisonment"
    HOSPITAL_RESTRICTED = "hospital_restricted", "Hospital order with restrictions"
    HOSPITAL_UNRESTRICTED = "hospital_unrestricted", "Hospital order without restrictions"
    SUSPENDED = "suspended", "Suspended sentence"
    COMMUNITY = "community", "Community order"


CUSTODY = frozenset(
    {
        Disposal.IMPRISONMENT,
        Disposal.DETENTION_S250,
        Disposal.DTO,
        Disposal.EXTENDED_DETERMINATE,
        Disposal.SOPC,
        Disposal.LIFE,
    }
)
HOSPITAL = frozenset({Disposal.HOSPITAL_RESTRICTED, Disposal.HOSPITAL_UNRESTRICTED})


class Scheme(TextChoices):
    """Which scheme somebody is offered. A verdict proposes it; a person may override it with a reason."""

    VCS = "VCS", "Victim Contact Scheme"
    VNS = "VNS", "Victim Notification Scheme"
    DISCRETIONARY = "DISCRETIONARY", "Discretionary contact"


class Verdict(TextChoices):
    """What the eligibility rule says (domain 1.9)."""

    STATUTORY_VCS = "STATUTORY_VCS", "Victim Contact Scheme, by statute"
    STATUTORY_HOSPITAL_RESTRICTED = "STATUTORY_HOSPITAL_RESTRICTED", "Victim Contact Scheme, restricted hospital order"
    STATUTORY_HOSPITAL_UNRESTRICTED = (
        "STATUTORY_HOSPITAL_UNRESTRICTED",
        "Victim Contact Scheme, unrestricted hospital order",
    )
    VNS = "VNS", "Victim Notification Scheme"
    PROPOSE_DISCRETIONARY = "PROPOSE_DISCRETIONARY", "Ask a manager: discretionary contact"
    NOT_ELIGIBLE = "NOT_ELIGIBLE", "Not eligible"


class CaseStatus(TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class CaseSource(TextChoices):
    REFERRAL = "referral", "Referred by a witness care unit"
    IMPORT = "import", "Historic caseload file"
    COURT = "court", "Court result"


class SentenceCause(TextChoices):
    """Why a sentence row was written. Each new row supersedes the one before it, which stays."""

    PASSED = "passed", "Passed by the court"
    APPEAL = "appeal", "Varied on appeal"
    ACTIVATED = "activated", "Suspended sentence activated"
    RESENTENCED = "resentenced", "Sentenced again"
    CORRECTED = "corrected", "Recorded wrongly before"


class IdentifierScheme(TextChoices):
    NOMS = "NOMS", "Prison number"
    PNC = "PNC", "PNC number"
    CRO = "CRO", "CRO number"
    CRN = "CRN", "Case reference number (probation)"


class Jurisdiction(TextChoices):
    ENGLAND_WALES = "england_wales", "England and Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"
    MILITARY = "military", "Military court"


class EventKind(TextChoices):
    """What an offender manager can log, in their words; each belongs to a row of the event catalogue (E01-E30)."""

    RELEASE_PLANNED = "release_planned", "Release is planned"
    RELEASED = "released", "Released"
    TEMPORARY_RELEASE = "temporary_release", "Temporary release"
    OPEN_CONDITIONS = "open_conditions", "Moved to open conditions"
    CLOSED_CONDITIONS = "closed_conditions", "Moved back to closed conditions"
    RECALL = "recall", "Recall"
    UNLAWFULLY_AT_LARGE = "unlawfully_at_large", "Unlawfully at large, escape or abscond"
    PAROLE_DECISION = "parole_decision", "Provisional parole decision issued"
    DEATH = "death", "Death of the offender"
    OTHER = "other", "Other event"


EVENT_TYPE_OF: dict[EventKind, str] = {
    EventKind.RELEASE_PLANNED: "E16",
    EventKind.RELEASED: "E17",
    EventKind.TEMPORARY_RELEASE: "E06",
    EventKind.OPEN_CONDITIONS: "E03",
    EventKind.CLOSED_CONDITIONS: "E03",
    EventKind.RECALL: "E20",
    EventKind.UNLAWFULLY_AT_LARGE: "E21",
    EventKind.PAROLE_DECISION: "E13",
    EventKind.DEATH: "E24",
    EventKind.OTHER: "",
}


class KeyDateKind(TextChoices):
    RELEASE = "release", "Release"
    SENTENCE_EXPIRY = "sentence_expiry", "End of sentence"
    LICENCE_EXPIRY = "licence_expiry", "End of licence"
    PAROLE_ELIGIBILITY = "parole_eligibility", "Earliest parole date"
    TARIFF_EXPIRY = "tariff_expiry", "End of minimum term"


class KeyDateSource(TextChoices):
    """Who stands behind a date. Only a confirmed date may ever be told to a victim."""

    PRISON = "prison", "Confirmed by the prison or offender manager"
    COURT = "court", "From the court"
    IMPORTED = "imported", "From an earlier system, not confirmed"
