"""Which reports are no longer to be told once another has come (decision 0027)."""

from __future__ import annotations

from cases.enums import EventKind

# By kind of the later report: the kinds of earlier ones whose date it replaces, as it replaces the release date of the
# case (cases.actions.events). What has happened is overtaken by nothing: a release that happened is told, whatever is
# planned after it.
OVERTAKES: dict[str, frozenset[str]] = {
    EventKind.RELEASE_PLANNED: frozenset({EventKind.RELEASE_PLANNED}),
    EventKind.RELEASED: frozenset({EventKind.RELEASE_PLANNED}),
}


def overtaken_by(kind: str) -> frozenset[str]:
    """Kinds of earlier reports that one of this kind replaces."""
    return OVERTAKES.get(kind, frozenset())


def overtaking(kind: str) -> frozenset[str]:
    """Kinds of later reports by which one of this kind is replaced."""
    return frozenset(later for later, earlier in OVERTAKES.items() if kind in earlier)
