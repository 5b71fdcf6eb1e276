"""Bring in court results: slice after slice, each in a transaction of its own, so that a run that is killed half-way
has lost nothing and the next one goes on. What is held already changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

import structlog
from django.db import IntegrityError, transaction

from accounts.models import User
from victims.enums import ImportState, ResultState
from victims.intake.caseload_format import MOST_FAULTS, Progress, no_progress
from victims.intake.caseload_row import Fault
from victims.intake.copying import json_of_texts
from victims.intake.court_format import Received, read_file
from victims.intake.court_held import contents_held
from victims.intake.court_incoming import Incoming, look_up
from victims.intake.court_settling import settle_looked_up
from victims.intake.court_tables import CourtTables
from victims.intake.importing import wait_for_other_imports
from victims.intake.slice_after_slice import garbage_collected_between_slices, made_ahead
from victims.models import CourtResultFile
from vlu.lib import clock

log = structlog.get_logger(__name__)
SLICE = 5000  # rows; a hearing is never divided while a slice is shorter than twice that
TRIES = 3
NO_UNIT_WOULD_SEE_IT = (
    "Neither the court code nor the police force is one we know, so no unit would see this result. Mend one of them."
)


@dataclass
class Tally:
    """`rows` is the sum of the others, a row with faults counting once."""

    rows: int = 0
    created: int = 0
    unchanged: int = 0
    held: int = 0
    faulty: int = 0
    errors: list[Fault] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.rows += other.rows
        self.created += other.created
        self.unchanged += other.unchanged
        self.held += other.held
        self.faulty += other.faulty
        self.errors += other.errors


@dataclass(slots=True)
class _Arrived:
    """A row as received, with what our tables say of it; `incoming` is None for a row with a fault."""

    received: Received
    incoming: Incoming | None


@dataclass
class Importer:
    """One import. `only_region` is the region whose results the person may bring; None for all, "" for none. `keep` is
    False for a check: everything is done, and nothing stays. `progress` is told how many rows are done."""

    file: CourtResultFile
    by: User | None
    only_region: str | None
    keep: bool = True
    tables: CourtTables = field(default_factory=CourtTables)
    progress: Progress = no_progress

    def bring_in(self, received: Iterable[Received]) -> Tally:
        """Raises IntegrityError when somebody else keeps recording the same people at the same moment."""
        whole = Tally()
        first_time = self.file.state != ImportState.DONE
        with garbage_collected_between_slices() as collect:
            for some in made_ahead(self._look_up(some) for some in slices(received)):
                whole.add(self._bring_in_slice(some, whole.rows, first_time=first_time))
                self.progress(whole.rows)
                if len(whole.errors) >= MOST_FAULTS:
                    why = f"There are {MOST_FAULTS:,} faults or more: rows after this one were not read."
                    whole.errors.append(Fault(some[-1].received.number, "", why))
                    break
                some.clear()
                collect()
        return whole

    def _look_up(self, some: Iterable[Received]) -> list[_Arrived]:
        """All that needs no database. It is done a slice ahead, while the one before is written."""
        this_year = clock.today().year
        arrived = []
        for received in some:
            incoming = None
            received.faults += self._not_ours(received)
            if received.row is not None and not received.faults:
                incoming = Incoming(received.row, received.raw, received.content_hash)
                incoming.raw_as_json = json_of_texts(received.raw)
                look_up(incoming, self.tables, this_year)
            arrived.append(_Arrived(received, incoming))
        return arrived

    def _bring_in_slice(self, some: list[_Arrived], done: int, *, first_time: bool) -> Tally:
        for attempt in range(1, TRIES + 1):
            try:
                with transaction.atomic():
                    wait_for_other_imports()
                    tally = self._settle_slice(some, first_time=first_time)
                    if self.keep and first_time:
                        CourtResultFile.objects.filter(pk=self.file.pk).update(rows_done=done + tally.rows)
            except IntegrityError as error:
                # Only the constraint's name: the database's own words quote the row, and with it a person.
                constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
                log.warning("court_results.refused_by_a_constraint", constraint=constraint, attempt=attempt)
                if attempt == TRIES:
                    raise
                some = self._look_up([arrived.received for arrived in some])
            else:
                return tally
        raise AssertionError("the last try returns or raises")  # pragma: no cover

    def _settle_slice(self, some: list[_Arrived], *, first_time: bool) -> Tally:
        tally = Tally()
        incoming: list[Incoming] = []
        ids = [arrived.incoming.row.result_id for arrived in some if arrived.incoming is not None]
        held, versions = contents_held(ids)
        seen: set[tuple[str, str]] = set()
        for arrived in some:
            received, result = arrived.received, arrived.incoming
            tally.rows += received.is_row
            if result is None:
                tally.faulty += received.is_row
                tally.errors += received.faults
                continue
            result_id = result.row.result_id
            key = (result_id, result.content_hash)
            if key in held or key in seen:
                self._count_held(tally, held.get(key) if first_time else None)
                continue
            seen.add(key)
            result.version = versions[result_id] = versions.get(result_id, 0) + 1
            incoming.append(result)
        at = clock.now()
        settle_looked_up(incoming, file_id=self.file.pk, tables=self.tables, by=self.by, at=at)
        for result in incoming:
            tally.held += result.state == ResultState.HELD
            tally.created += result.state != ResultState.HELD
            result.defendant = result.case = result.offence = None  # they point at one another, and would be kept
        return tally

    def _count_held(self, tally: Tally, before: tuple[int, str] | None) -> None:
        """A row of this very file that an earlier, killed run has written counts as what it was then."""
        if before is None or before[0] != self.file.pk:
            tally.unchanged += 1
        elif before[1] == ResultState.HELD:
            tally.held += 1
        else:
            tally.created += 1

    def _not_ours(self, received: Received) -> list[Fault]:
        """A unit brings in results of its own region's courts; the command line must leave none unseen."""
        row = received.row
        if row is None or received.faults:
            return []
        court, force = self.tables.court_coded(row.court_code), self.tables.force_called(row.police_force)
        region_id = (court and court.region_id) or (force and force.region_id)
        if self.only_region is None:
            return [] if region_id else [Fault(row.row, "court_code", NO_UNIT_WOULD_SEE_IT)]
        if region_id and region_id != self.only_region:
            name = self.tables.regions[region_id].name
            why = f"This court is in {name}. You can bring in the results of your own region only."
            return [Fault(row.row, "court_code", why)]
        return []


def import_file(stream: BinaryIO, importer: Importer) -> Tally:
    """Bring in a CSV file. As a check, all of it in one transaction that is undone at the end."""
    rows = read_file(stream, clock.today())
    if importer.keep:
        return importer.bring_in(rows)
    with transaction.atomic():
        tally = importer.bring_in(rows)
        transaction.set_rollback(True)
    return tally


def slices(received: Iterable[Received]) -> Iterator[list[Received]]:
    """Some rows at a time. The rows of one hearing that stand together stay together."""
    some: list[Received] = []
    for one in received:
        if len(some) >= SLICE and (len(some) >= 2 * SLICE or _hearing(one) != _hearing(some[-1])):
            yield some
            some = []
        some.append(one)
    if some:
        yield some


def _hearing(received: Received) -> str:
    return received.row.hearing_id if received.row else ""
