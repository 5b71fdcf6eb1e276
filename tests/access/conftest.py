"""The world of the permission matrix."""

from __future__ import annotations

from tests.access.standing_world import built_world, world

__all__ = ["built_world", "world"]
