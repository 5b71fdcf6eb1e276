"""`python -m vlu.trial` is what `make run` ends in."""

from __future__ import annotations

from vlu.trial.supervisor import main

main()
