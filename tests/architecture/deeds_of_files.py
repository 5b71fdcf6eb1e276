"""Deeds about files somebody brought."""

from __future__ import annotations

from accounts.enums import Role
from tests.architecture.deed import Deed
from victims.actions import brought_files
from victims.enums import ImportState

HERE = "victims.actions.brought_files"
DEEDS_OF_FILES: dict[str, Deed] = {
    f"{HERE}.start_import": Deed(
        Role.VAO,
        lambda world, by: brought_files.start_import(file_name="a.csv", content=b"a\n", by=by),
        ("caseload.brought",),
    ),
    f"{HERE}.confirm_file": Deed(
        Role.VAO,
        lambda world, by: brought_files.confirm_file(file=world.imports[ImportState.CHECKED], by=by),
        ("caseload.confirmed",),
    ),
    f"{HERE}.set_file_aside": Deed(
        Role.VAO,
        lambda world, by: brought_files.set_file_aside(file=world.imports[ImportState.CHECKED], by=by),
        ("caseload.set_aside",),
    ),
    f"{HERE}.start_court_file": Deed(
        Role.VAO,
        lambda world, by: brought_files.start_court_file(file_name="a.csv", content=b"a\n", by=by),
        ("court_results.brought",),
    ),
    f"{HERE}.confirm_file, of court results": Deed(
        Role.VAO,
        lambda world, by: brought_files.confirm_file(file=world.court_files[ImportState.CHECKED], by=by),
        ("court_results.confirmed",),
    ),
    f"{HERE}.set_file_aside, of court results": Deed(
        Role.VAO,
        lambda world, by: brought_files.set_file_aside(file=world.court_files[ImportState.CHECKED], by=by),
        ("court_results.set_aside",),
    ),
}
