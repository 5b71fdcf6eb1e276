"""Give every verdict that rests on changed facts anew, at once. Running it again changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from victims.actions.verdicts import reassess_cases


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        count = reassess_cases()
        self.stdout.write(f"{count} case{'' if count == 1 else 's'} looked at again.")
