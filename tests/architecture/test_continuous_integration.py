"""Continuous integration runs the same command as anybody does."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.documents import PROJECT

WORKFLOW = PROJECT / ".github" / "workflows" / "ci.yml"


def test_the_workflow_runs_every_check_by_the_projects_own_command() -> None:
    assert "run: .ci/run" in WORKFLOW.read_text()
    assert "make test" in (PROJECT / ".ci" / "run").read_text()


def test_the_workflow_is_written_as_its_schema_asks() -> None:
    asked = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(WORKFLOW)]

    assert subprocess.run(asked, capture_output=True, check=False).returncode == 0
