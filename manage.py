#!/usr/bin/env python
"""Entry point for every command. Where DATABASE_URL or REDIS_URL is not set it uses the embedded servers."""

from __future__ import annotations

import os
import sys

from vlu.trial.attach import attach_to_embedded_servers


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vlu.settings")
    attach_to_embedded_servers()
    from django.core.management import execute_from_command_line  # Django reads the addresses when it is imported

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
