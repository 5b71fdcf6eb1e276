"""One scratch folder with its servers and sinks, in which drills are played."""

from __future__ import annotations

import time
from pathlib import Path

from drills import population, table
from drills.cluster import Cluster
from drills.crew import Crew, Sinks
from drills.drill_list import DRILLS, Drill, at
from drills.notify_messages import API_KEY
from drills.shifted_clock import VARIABLE, ShiftedClock
from drills.sink_faults import Faults
from drills.stage import Stage
from vlu.trial.server import choose_port

EMPTY = "empty"


class Run:
    """Drills are played one after the other. Call from the main thread of a process, with which everything ends."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.size = folder, size
        self.cluster = Cluster(folder)
        self.sinks = Sinks(folder, {"mail_sink": choose_port(), "fake_notify": choose_port()})
        self.clock = ShiftedClock(folder / "clock")
        self._peopled: dict[tuple[str, ...], str] = {}

    def start(self) -> None:
        self.cluster.start()
        self.sinks.start()
        self.clock.file.write_text("0")
        crew = self._crew("prepare", self.cluster.make_database(EMPTY))
        crew.run("migrate", "-m", "drills.command", "migrate", "--verbosity", "0")
        crew.run("load_reference_data", "-m", "drills.command", "load_reference_data")

    def play(self, drill: Drill) -> table.Row:
        size = self.size // drill.part
        peopled = self._people(drill, size)
        name = f"drill_{DRILLS.index(drill):02d}"
        crew = self._crew(name, self.cluster.make_database(name, like=peopled), through_notify=drill.through_notify)
        facts = population.read(self.folder / f"{peopled}.json")
        stage = Stage(size, name, facts, self.cluster, crew, self.sinks, self.clock)
        stage.misbehave(Faults())
        started = time.monotonic()
        try:
            drill.play(stage)
        finally:
            crew.stop()
        seconds, judgement = time.monotonic() - started, stage.judgement()
        self.cluster.drop_database(name)
        return table.Row(drill.name, judgement, crew.kills, stage.redis_losses, stage.crashes, stage.ambiguous, seconds)

    def stop(self) -> None:
        self.sinks.stop()
        self.cluster.stop()

    def _people(self, drill: Drill, size: int) -> str:
        """A database with reference data and invented enrolments, made once for each day."""
        wanted = (drill.today.isoformat(), str(size), ",".join(map(str, drill.steps)))
        if wanted not in self._peopled:
            name = f"people_{len(self._peopled)}"
            crew = self._crew(name, self.cluster.make_database(name, like=EMPTY))
            self.clock.set(at(drill.today))
            file = self.folder / f"{name}.json"
            crew.run("population", "-m", "drills.population", wanted[0], wanted[1], str(file), wanted[2])
            with self.cluster.connected(name) as cursor:
                cursor.execute("VACUUM ANALYZE")  # a service in use has its statistics
            self._peopled[wanted] = name
        return self._peopled[wanted]

    def _crew(self, name: str, database: str, *, through_notify: bool = False) -> Crew:
        folder = self.folder / name
        folder.mkdir(mode=0o700)
        ports = self.sinks.ports
        return Crew(
            folder,
            {
                VARIABLE: str(self.clock.file),
                "DATABASE_URL": database,
                "REDIS_URL": self.cluster.valkey.url,
                "EMAIL_URL": f"smtp://127.0.0.1:{ports['mail_sink']}",
                "SECRET_KEY": "a key for drills only",
                "HTTPS": "off",
                "ALLOWED_HOSTS": "127.0.0.1",
                "DJANGO_SETTINGS_MODULE": "vlu.settings",
                "LOG_LEVEL": "WARNING",
                "OUTGOING_BATCH_LIMIT": "1000000",  # the brake has tests of its own
                "EMAIL_TIMEOUT": "2",
                "STAFF_MAIL_THROUGH": "notify" if through_notify else "smtp",
                "NOTIFY_ADDRESS": f"http://127.0.0.1:{ports['fake_notify']}",
                "NOTIFY_API_KEY": API_KEY,
                "NOTIFY_EMAIL_TEMPLATE": "00000000-0000-0000-0000-000000000001",
            },
        )
