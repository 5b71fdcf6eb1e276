"""The constraints of court results: rows that hold, and what would break them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from accounts.enums import Role
from tests.access.world import World
from tests.factories.cases import NOW
from victims.enums import ImportState
from victims.models import CourtResultCall

Broken = tuple[Callable[[World], Model], Mapping[str, Any]]


def _court_file(world: World) -> Model:
    return world.court_files[ImportState.CHECKED]


def _court_result(world: World) -> Model:
    return world.court_result


def _court_result_set_aside(world: World) -> Model:
    held = world.court_result
    held.state, held.decision, held.decision_note = "set_aside", "set_aside", "Not ours"
    held.decided_by, held.decided_at = world.here[Role.VAO], NOW
    held.save()
    return held


def _call(world: World) -> Model:
    return CourtResultCall.objects.create(
        organisation=world.colleague.organisation, key="k1", body_sha256="0" * 64, status=200, answer={}, at=NOW
    )


CHANGED: dict[str, Broken] = {
    "court_result_file_of_a_unit_has_a_person": (_court_file, {"started_by": None}),
    "court_result_state_is_known": (_court_result, {"state": "lost"}),
    "court_result_is_held_for_a_reason": (_court_result, {"held_for": []}),
    "court_result_acted_on_has_its_case": (_court_result, {"state": "opened"}),
    "court_result_is_decided_by_somebody": (_court_result, {"decision": "go_on"}),
    "court_result_is_set_aside_by_a_decision": (_court_result_set_aside, {"decision_note": ""}),
    "court_result_call_has_a_key": (_call, {"key": ""}),
}

REPEATED: dict[str, Broken] = {
    "court_result_file_once_for_a_unit": (_court_file, {"key": UUID(int=7)}),
    "court_result_version_once": (_court_result, {"reference": "CR2", "content_hash": "4" * 64}),
    "court_result_content_once": (_court_result, {"reference": "CR2", "version": 2}),
    "court_result_call_once": (_call, {}),
}
