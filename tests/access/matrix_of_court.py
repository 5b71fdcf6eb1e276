"""The pages of court results: part of tests/access/matrix.py, which makes entries of these facts."""

from __future__ import annotations

from typing import Any

from accounts.enums import Role
from tests.access import answers
from tests.access.answers import Answers
from tests.access.court_world import COURT_DEFENDANT, COURT_FILE, HARMED
from tests.access.world import FAULT
from victims.enums import ImportState

INTAKE = frozenset({Role.VAO, Role.MANAGER})


def _file(state: ImportState) -> Answers:
    return lambda world, user: {"key": world.court_files[state].key}


COURT_PAGES: dict[str, dict[str, Any]] = {
    "victims:court_results": {"roles": INTAKE, "shows": ("Jasper M.",), "is_list": True},
    "victims:bring_court_results": {
        "roles": INTAKE,
        "shows": (COURT_FILE,),
        "sends": answers.nothing,
        "is_list": True,
    },
    "victims:court_file": {
        "roles": INTAKE,
        "shows": (COURT_FILE,),
        "gives": _file(ImportState.CHECKED),
        "sends": lambda world, user: {"do": "set_aside"},
    },
    "victims:court_file_confirm": {
        "roles": INTAKE,
        "gives": _file(ImportState.CHECKED),
        "reads": False,
        "sends": answers.nothing,
    },
    "victims:court_file_faults": {"roles": INTAKE, "shows": (FAULT,), "gives": _file(ImportState.REFUSED)},
    "victims:api_court_results": {
        "roles": INTAKE,
        "sends": lambda world, user: {"results": [{**world.court_result.raw, "result_id": "R-9"}]},
        "reads": False,
        "is_api": True,
        "is_list": False,  # it is only sent to: nothing of anybody's is named or listed
    },
    "victims:court_result": {
        "roles": INTAKE,
        "shows": (COURT_DEFENDANT, HARMED),
        "gives": lambda world, user: {"reference": world.court_result.reference},
        "sends": lambda world, user: {"decision": "set_aside", "note": "Not ours"},
    },
}
