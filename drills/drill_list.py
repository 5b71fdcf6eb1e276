"""The drills, as sentences. Each is a function of its stage: what breaks, and what is expected all the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from drills.oracle import WorkingDays
from drills.sink_faults import Faults
from drills.stage import AtShares, Every, Stage
from vlu.lib.clock import LONDON

TUESDAY_AFTER_CHRISTMAS = date(2026, 12, 29)
REFERRED_LATER, DECLARED = timedelta(days=4), date(2026, 12, 30)
# Seconds. A sender waits for two; what a sink takes late must have arrived before time is put forward.
SILENCE, LONGER_THAN_SILENCE = 3.0, 5.0

# Rows that cannot be written, or cannot be sent: an address of two lines.
POISONED_CLOCK = """
CREATE FUNCTION drill_poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poisoned'; END $$;
DO $$ BEGIN EXECUTE format('CREATE TRIGGER drill_poison BEFORE INSERT ON notifications_reminder FOR EACH ROW
    WHEN (NEW.enrolment_id = %s) EXECUTE FUNCTION drill_poison()',
    (SELECT id FROM victims_enrolment WHERE reference = '{reference}')); END $$;
"""
POISONED_MESSAGE = """
CREATE FUNCTION drill_spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF EXISTS (SELECT FROM notifications_reminder r JOIN victims_enrolment e ON e.id = r.enrolment_id
               WHERE r.id = NEW.reminder_id AND e.reference = '{reference}') THEN
        NEW.recipient_id := NULL;
        NEW.address := E'two\\nlines@drill.example';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drill_spoil BEFORE INSERT ON notifications_outboxmessage FOR EACH ROW EXECUTE FUNCTION drill_spoil();
"""
FAILED_RUNS = "SELECT count(*) FROM accounts_jobrun WHERE name = 'notifications.remind' AND result = 'failed'"


@dataclass(frozen=True)
class Drill:
    """`today`: the day for which people and clocks are invented; `steps`: due so many working days from it. `part`: it
    shares the size of a drill with so many. `long`: it is played by `make drills-long` alone."""

    name: str
    play: Callable[[Stage], None]
    today: date = TUESDAY_AFTER_CHRISTMAS
    steps: tuple[int, ...] = (3, 0, -1)
    part: int = 1
    through_notify: bool = False
    long: bool = False


DRILLS: list[Drill] = []


def drill(name: str, **differs: Any) -> Callable[[Callable[[Stage], None]], Callable[[Stage], None]]:
    """Enlists a function as the drill of that name. `differs` are fields of Drill."""

    def enlist(play: Callable[[Stage], None]) -> Callable[[Stage], None]:
        DRILLS.append(Drill(name, play, **differs))
        return play

    return enlist


def at(day: date, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LONDON)


@drill("a sender killed (-9) every 200 ms for half a minute")
def senders_killed(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.crew.start()
    stage.settle(Every(0.2, stage.crew.kill_a_sender, times=150), Every(10, stage.crew.kill_a_worker, times=2))


@drill("Redis flushed every two seconds")
def redis_flushed(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.crew.start()
    stage.settle(Every(2, stage.cluster.flush_redis))


@drill("Redis killed before the first reminder, gone for a minute")
def redis_gone(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.cluster.kill_redis()
    stage.crew.start()
    stage.wait(60)
    stage.cluster.start_redis()
    stage.settle()


@drill("PostgreSQL crashed three times in the middle")
def postgres_crashed(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.crew.start()
    stage.settle(AtShares([0.1, 0.4, 0.7], stage.cluster.crash_postgres))


@drill("the mail server refuses everything, then one in ten (451)")
def mail_refused(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.misbehave(Faults(refuse=1))
    stage.crew.start()
    stage.settle(Every(10, lambda: stage.misbehave(Faults(refuse=0.1)), times=1))


@drill("the mail server hangs for longer than the sender waits")
def mail_hangs(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.misbehave(Faults(hang=0.002, slow=0.002, late=0.002, silence=SILENCE))
    stage.crew.start()
    stage.settle(quiet=LONGER_THAN_SILENCE)


@drill("the mail server takes it and hangs up before the answer")
def mail_dropped(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.misbehave(Faults(drop=0.05))
    stage.crew.start()
    stage.settle()


@drill("Notify refuses (503), and takes it and hangs up", through_notify=True)
def notify_refuses_and_drops(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.misbehave(Faults(refuse=0.1, drop=0.05))
    stage.crew.start()
    stage.settle(Every(1, stage.crew.kill_a_sender, times=30))


@drill("Notify hangs, answers late, and takes it after all", through_notify=True)
def notify_hangs(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.misbehave(Faults(hang=0.002, slow=0.002, late=0.002, silence=SILENCE))
    stage.crew.start()
    stage.settle(quiet=LONGER_THAN_SILENCE)


@drill("one night missed", steps=(3, 0))
def one_night_missed(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS + timedelta(days=1)))
    stage.crew.start()
    stage.settle()


@drill("two workers and two beats at once; then all by hand, twice")
def run_twice(stage: Stage) -> None:
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.crew.start()
    stage.settle()
    for _ in range(2):
        stage.run("raise_reminders")
        stage.run("drain_outbox")
    stage.settle()


@drill("the date moves before the reminder leaves", steps=(3, 0))
def date_moved(stage: Stage) -> None:
    """The referral of every tenth one turns out to be four days younger. Some were tried already, and refused."""
    stage.clock.set(at(TUESDAY_AFTER_CHRISTMAS))
    stage.misbehave(Faults(refuse=1))
    stage.crew.start()
    stage.until_raised(len(stage.facts))
    stage.play_out("drills.moved_facts", "referrals", str(REFERRED_LATER.days))
    stage.facts = [
        each if place % 10 else replace(each, referred_on=each.referred_on + REFERRED_LATER)
        for place, each in enumerate(stage.facts)
    ]
    stage.expect(TUESDAY_AFTER_CHRISTMAS)
    stage.misbehave(Faults())
    stage.settle()


@drill("a bank holiday is declared before the reminder leaves", steps=(3, 0, -1))
def holiday_declared(stage: Stage) -> None:
    """The mail server takes nothing until the next sweep has been."""
    stage.clock.set(at(TUESDAY_AFTER_CHRISTMAS))
    stage.misbehave(Faults(refuse=1))
    stage.crew.start()
    stage.until_raised(len(stage.facts))
    stage.play_out("drills.moved_facts", "holiday", DECLARED.isoformat())
    stage.run("run_jobs")
    stage.days = WorkingDays([DECLARED])
    stage.expect(TUESDAY_AFTER_CHRISTMAS)
    stage.misbehave(Faults())
    stage.settle()


@drill("a poisoned clock in the sweep and a poisoned message")
def poisoned(stage: Stage) -> None:
    clock, message = stage.facts[7].reference, stage.facts[11].reference
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS))
    stage.change(POISONED_CLOCK.format(reference=clock))
    stage.change(POISONED_MESSAGE.format(reference=message))
    stage.crew.start()
    stage.until_raised(len(stage.facts) - 1)
    if stage.answer(FAILED_RUNS) != "0":  # administrators see a run that failed, and /readyz says so
        stage.visible.add(clock)
    stage.settle()


def _over_a_weekend(stage: Stage, monday: date) -> None:
    """Saturday before midnight, the hour that is not there or is there twice, and Monday just after midnight."""
    saturday, sunday = monday - timedelta(days=2), monday - timedelta(days=1)
    moments = [at(saturday, 23, 55), at(sunday, 0, 55), at(sunday, 1, 59), at(sunday, 23, 59), at(monday, 0, 1)]
    stage.clock.set(moments[0])
    stage.crew.start()
    for moment in moments:
        stage.live_on(moment)
        stage.until_raised(len(stage.expected))
    stage.settle()


@drill("the clock goes forward an hour in March", today=date(2026, 3, 30), steps=(3, -1), part=2)
def hour_lost(stage: Stage) -> None:
    _over_a_weekend(stage, date(2026, 3, 30))


@drill("the clock goes back an hour in October", today=date(2026, 10, 26), steps=(3, -1), part=2)
def hour_twice(stage: Stage) -> None:
    _over_a_weekend(stage, date(2026, 10, 26))


@drill("everything at once, for long", long=True)
def everything(stage: Stage) -> None:
    """With 100,000 messages: a thousand kills, a hundred losses of Redis and fifty crashes of PostgreSQL, evenly over
    the messages; with fewer, as many fewer."""
    stage.live_on(at(TUESDAY_AFTER_CHRISTMAS, hour=5))
    stage.misbehave(Faults(refuse=0.01, drop=0.005, hang=0.0002, slow=0.0002, late=0.0002, silence=SILENCE))
    stage.crew.start()
    stage.settle(
        AtShares(_evenly(1_000, stage), stage.crew.kill_a_sender),
        AtShares(_evenly(20, stage), stage.crew.kill_a_worker),
        AtShares(_evenly(90, stage), stage.cluster.flush_redis),
        AtShares(_evenly(10, stage), stage.lose_redis),
        AtShares(_evenly(50, stage), stage.cluster.crash_postgres),
        quiet=LONGER_THAN_SILENCE,
        patience=3 * 60 * 60,
    )


def _evenly(of_a_hundred_thousand: int, stage: Stage) -> list[float]:
    times = max(1, of_a_hundred_thousand * stage.size // 100_000)
    return [(number + 0.5) / times * 0.97 for number in range(times)]
