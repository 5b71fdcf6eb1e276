"""Write one audit entry for each change. Verbs are registered with the sentence that describes them.

Facts are kept for ever and read by administrators, who see no case: a victim's name, address or telephone number never
enters them. Name a victim, an enrolment or a case by its reference. Staff and offices may be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from accounts.models import AccessLogEntry, AuditEntry, User
from vlu.lib import clock

SYSTEM = "The system"


@dataclass(frozen=True)
class Verb:
    """`code` is stored for ever; `sentence` follows the actor's name, facts filled in: "allocated to {officer}"."""

    code: str
    sentence: str


_VERBS: dict[str, Verb] = {}


def verb(code: str, sentence: str) -> Verb:
    """Register a verb at import. Raises ValueError when the code is taken, so that two meanings cannot share it."""
    if code in _VERBS:
        raise ValueError(f"Audit verb {code} is registered twice.")
    _VERBS[code] = Verb(code, sentence)
    return _VERBS[code]


def sentence_for(entry: AuditEntry) -> str:
    """The entry as a reader sees it, without the actor: "allocated to Jo Reed".

    A verb or a fact that today's product no longer knows is shown as it was stored, so that no entry is hidden.
    """
    known = _VERBS.get(entry.verb)
    try:
        if known is not None:
            return known.sentence.format_map({**entry.facts, "reference": entry.subject_ref})
    except KeyError:
        pass
    stored = ", ".join(f"{name} {value}" for name, value in entry.facts.items())
    return f"{entry.verb}: {stored}" if stored else entry.verb


def registered_verbs() -> Mapping[str, Verb]:
    return dict(_VERBS)


def entry(what: Verb, subject: models.Model, by: User | None, region: str = "", **facts: Any) -> AuditEntry:
    """An unsaved entry, for actions that write many at once. `by` is None for the system itself."""
    return AuditEntry(
        at=clock.now(),
        actor=by,
        actor_label=by.name if by else SYSTEM,
        verb=what.code,
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - the model's own name is public in Django
        subject_ref=str(getattr(subject, "reference", subject.pk)),
        region=region or (by.region_code if by else "") or "",
        facts=facts,
    )


# The columns of an entry that its writer gives; the database fills the rest (accounts.models.audit).
WRITTEN_COLUMNS = ("at", "actor_id", "actor_label", "verb", "subject_type", "subject_ref", "region", "facts")


def written(
    what: Verb, kind: type[models.Model], reference: str, by: User | None, *, at: datetime, region: str, **facts: Any
) -> tuple[object, ...]:
    """The values of WRITTEN_COLUMNS, for an import that writes thousands: as `entry`, without making a row of each."""
    actor = (by.pk, by.name) if by else (None, SYSTEM)
    return (at, *actor, what.code, kind._meta.label_lower, reference, region, facts)  # noqa: SLF001


def record(what: Verb, subject: models.Model, by: User | None, region: str = "", **facts: Any) -> None:
    entry(what, subject, by, region, **facts).save(force_insert=True)


def record_all(entries: Iterable[AuditEntry]) -> None:
    AuditEntry.objects.bulk_create(entries, batch_size=1000)


def record_reading(who: User, subject: models.Model, purpose: str) -> None:
    """Note that somebody opened a confidential record."""
    record_readings(who, [subject], purpose)


def record_readings(who: User, subjects: Iterable[models.Model], purpose: str) -> None:
    """The same for a list that showed several."""
    now = clock.now()
    AccessLogEntry.objects.bulk_create(
        AccessLogEntry(
            at=now,
            who=who,
            subject_type=subject._meta.label_lower,  # noqa: SLF001
            subject_ref=str(getattr(subject, "reference", subject.pk)),
            purpose=purpose,
        )
        for subject in subjects
    )
