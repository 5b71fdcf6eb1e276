"""Deeds about files of court results."""

from __future__ import annotations

from accounts.enums import Role
from tests.architecture.deed import Deed
from victims.actions import court_files
from victims.enums import ImportState

DEEDS_OF_COURT: dict[str, Deed] = {
    "victims.actions.court_files.start_court_file": Deed(
        Role.VAO,
        lambda world, by: court_files.start_court_file(file_name="a.csv", content=b"a\n", by=by),
        ("court_results.brought",),
    ),
    "victims.actions.court_files.confirm_court_file": Deed(
        Role.VAO,
        lambda world, by: court_files.confirm_court_file(file=world.court_files[ImportState.CHECKED], by=by),
        ("court_results.confirmed",),
    ),
    "victims.actions.court_files.set_court_file_aside": Deed(
        Role.VAO,
        lambda world, by: court_files.set_court_file_aside(file=world.court_files[ImportState.CHECKED], by=by),
        ("court_results.set_aside",),
    ),
}
