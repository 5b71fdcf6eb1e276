"""A management command of the product under the drill's clock: `python -m drills.command raise_reminders`."""

from __future__ import annotations

import sys

import django
from django.core.management import call_command

from drills import shifted_clock

if __name__ == "__main__":
    shifted_clock.install()
    django.setup()
    call_command(*sys.argv[1:])
