"""Fill an empty database with the demonstration: invented people whose cases show every state, as seen from today."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from cases.queries.calendar import working_calendar
from vlu.demo.build import Replay
from vlu.demo.cast import DEMO_PASSWORD, DEMO_SIGN_INS
from vlu.lib import clock


class Command(BaseCommand):
    help = __doc__ or ""

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            raise CommandError("There are people in this database already. The demonstration needs an empty one.")
        enrolled = Replay(clock.today(), working_calendar()).run()
        self.stdout.write(f"{enrolled} invented people are enrolled. Sign in with the password {DEMO_PASSWORD} as:")
        for role, email in DEMO_SIGN_INS:
            self.stdout.write(f"  {role}: {email}")
