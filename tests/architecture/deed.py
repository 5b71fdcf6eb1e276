"""What a person does, for the table of deeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.enums import Role
from tests.access.world import World


@dataclass(frozen=True)
class Deed:
    """`by`: who does it, None for the system. `verbs`: what is written down, one entry for each thing changed."""

    by: Role | None
    do: Callable[[World, Any], object]
    verbs: tuple[str, ...]
