"""The product's own Celery app with two differences: the drill's clock, and a beat that wakes the sweep and the senders
more often.

A killed sender takes its wake-up with it; with the product's 15 seconds a drill would mostly wait for the next one.
"""

from __future__ import annotations

from drills import shifted_clock
from vlu.celery import app

__all__ = ["app"]
SECONDS = {"notifications.remind": 3.0, "notifications.drain": 1.0}

shifted_clock.install()
for name, seconds in SECONDS.items():
    app.conf.beat_schedule[name].update(schedule=seconds, options={"expires": 5 * seconds})
