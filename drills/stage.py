"""Where a drill happens: a database of its own, the product's processes on it, and a clock that can be put forward."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

import psycopg2

from drills import journal
from drills.cluster import Cluster
from drills.crew import SENDERS, Crew, Sinks
from drills.oracle import (
    Arrival,
    Expected,
    Facts,
    Judgement,
    WorkingDays,
    everybody_is_told,
    judge,
    read_words,
    reminders_due,
)
from drills.shifted_clock import ShiftedClock
from drills.sink_faults import Faults

LOOKS_EVERY, TICK = 0.3, 0.02  # seconds
QUIET = 2.0  # seconds without a change: nobody is sending
AFTERWARDS = timedelta(minutes=50)  # for what would come a second time after its lease and its quarantine
STEPS_OF_PATIENCE = (*[timedelta(minutes=4)] * 4, *[timedelta(minutes=20)] * 6, *[timedelta(hours=1)] * 4)
STATES = "SELECT state, count(*), sum(attempts) FROM notifications_outboxmessage GROUP BY state"
RAISED = "SELECT count(*) FROM notifications_reminder"
VISIBLE = """
SELECT e.reference FROM notifications_outboxmessage m
JOIN notifications_reminder r ON r.id = m.reminder_id JOIN victims_enrolment e ON e.id = r.enrolment_id
WHERE m.state IN ('failed', 'held') OR (m.state = 'uncertain' AND m.settled_at IS NOT NULL)
"""


class Break(Protocol):
    """Something that breaks now and then while a drill runs."""

    def tick(self, stage: Stage) -> None: ...


@dataclass
class Every:
    """`do` every so many seconds, at most `times` times."""

    seconds: float
    do: Callable[[], None]
    times: int = 1_000_000
    _next: float = 0

    def tick(self, _stage: Stage) -> None:
        self._next = self._next or time.monotonic() + self.seconds
        if self.times and time.monotonic() >= self._next:
            self.do()
            self.times -= 1
            self._next = time.monotonic() + self.seconds


@dataclass
class AtShares:
    """`do` whenever another of these shares of all messages has arrived."""

    shares: Sequence[float]
    do: Callable[[], None]

    def tick(self, stage: Stage) -> None:
        if self.shares and stage.arrived >= self.shares[0] * stage.size:
            self.shares = self.shares[1:]
            self.do()


@dataclass
class Stage:
    """One drill. `size` is how many enrolments there are; `expected` grows with every day that is lived through."""

    size: int
    database: str
    facts: Sequence[Facts]
    cluster: Cluster
    crew: Crew
    sinks: Sinks
    clock: ShiftedClock
    days: WorkingDays = field(default_factory=WorkingDays)
    expected: set[Expected] = field(default_factory=set)
    visible: set[str] = field(default_factory=set)
    arrived: int = 0

    def __post_init__(self) -> None:
        self._crashes, self._losses = self.cluster.crashes, self.cluster.redis_losses
        self._journals = [journal.Reader(folder) for folder in self.sinks.folders.values()]

    # --- what a drill says ---------------------------------------------------------------------------------------

    def live_on(self, moment: datetime) -> None:
        """Put the clock there, and expect what is due on that day."""
        self.clock.set(moment)
        self.expect(self.clock.now().date())

    def expect(self, today: date) -> None:
        self.expected |= reminders_due(self.facts, today, self.days)

    def misbehave(self, faults: Faults) -> None:
        for folder in self.sinks.folders.values():
            faults.write(folder)

    def settle(self, *breaks: Break, quiet: float = QUIET, patience: float = 240) -> None:
        """Returns when everything expected has arrived or is shown to a person and nothing more comes when time goes
        on, or when patience (seconds) is at an end."""
        until, waits = time.monotonic() + patience, list(STEPS_OF_PATIENCE)
        while time.monotonic() < until:
            self._until_quiet(breaks, quiet, until)
            if self._is_complete():
                break
            if waits:
                self.clock.put_forward(waits.pop(0))  # leases and waits run out: nobody is sending now
        self.clock.put_forward(AFTERWARDS)
        self._until_quiet((), quiet, time.monotonic() + 30)

    def until_raised(self, reminders: int) -> None:
        """Until so many were raised and nothing moves any more, with the clock left where it is."""
        until = time.monotonic() + 120
        while time.monotonic() < until and int(self.answer(RAISED)) < reminders:
            self._until_quiet((), 0.5, until)
        self._until_quiet((), QUIET, until)

    def wait(self, seconds: float) -> None:
        """In real time."""
        time.sleep(seconds)

    def run(self, command: str, *arguments: str) -> None:
        """A management command of the product, as somebody at a terminal would."""
        self.crew.run(command, "-m", "drills.command", command, *arguments)

    def play_out(self, module: str, *arguments: str) -> None:
        """A program of the drills under the product's settings and the drill's clock."""
        self.crew.run(module, "-m", module, *arguments)

    def change(self, statement: str) -> None:
        """Behind the product's back."""
        with self.cluster.connected(self.database) as cursor:
            cursor.execute(statement)

    def answer(self, question: str) -> str:
        with self.cluster.connected(self.database) as cursor:
            cursor.execute(question)
            return str(cursor.fetchone()[0])

    def lose_redis(self) -> None:
        self.cluster.kill_redis()
        self.cluster.start_redis()

    # --- what came of it ------------------------------------------------------------------------------------------

    def judgement(self) -> Judgement:
        self._look()
        return judge(self.expected, self._arrivals(), self._shown(), self.doubts)

    @property
    def ambiguous(self) -> int:
        """Attempts that the sinks left without an answer."""
        return sum(entry.fault not in {"", "refuse"} for each in self._journals for entry in each.entries)

    @property
    def doubts(self) -> int:
        """Attempts of which nobody could know the end: besides those without an answer, one for each process killed,
        and one for each sender when PostgreSQL could not write down what it had done."""
        return self.ambiguous + self.crew.kills + self.crashes * SENDERS

    @property
    def crashes(self) -> int:
        return self.cluster.crashes - self._crashes

    @property
    def redis_losses(self) -> int:
        return self.cluster.redis_losses - self._losses

    # --- looking --------------------------------------------------------------------------------------------------

    def _until_quiet(self, breaks: Sequence[Break], quiet: float, until: float) -> None:
        seen, since, looked = self._look(), time.monotonic(), time.monotonic()
        while time.monotonic() < min(until, since + quiet):
            for each in breaks:
                each.tick(self)
            if time.monotonic() > looked + LOOKS_EVERY:
                self.crew.revive()
                now, looked = self._look(), time.monotonic()
                if now != seen:
                    seen, since = now, looked
            time.sleep(TICK)

    def _look(self) -> tuple[int, str]:
        """Whatever changes while somebody works: what the sinks heard, and the states of the outbox."""
        for each in self._journals:
            each.look()
        self.arrived = sum(entry.taken for each in self._journals for entry in each.entries)
        return sum(len(each.entries) for each in self._journals), self._ask(STATES)

    def _is_complete(self) -> bool:
        return everybody_is_told(self.expected, self._arrivals(), self._shown())

    def _arrivals(self) -> list[Arrival]:
        taken = (entry for each in self._journals for entry in each.entries if entry.taken)
        return [read_words(entry.reference, entry.to, entry.subject) for entry in taken]

    def _shown(self) -> set[str]:
        """References that a person sees among what did not certainly arrive."""
        with self.cluster.connected(self.database) as cursor:
            cursor.execute(VISIBLE)
            return {reference for (reference,) in cursor.fetchall()} | self.visible

    def _ask(self, question: str) -> str:
        try:
            with self.cluster.connected(self.database) as cursor:
                cursor.execute(question)
                return str(sorted(cursor.fetchall()))
        except psycopg2.OperationalError:
            return ""  # it is just being restarted
