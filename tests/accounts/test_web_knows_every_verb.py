"""The page of the audit trail is served by a process that imports no worker's module by itself."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASK = (
    "import os, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'vlu.settings'); django.setup();"
    "import vlu.urls; from accounts.audit import registered_verbs; print(*registered_verbs(), sep='\\n')"
)


def test_a_process_that_only_serves_pages_knows_every_verb_of_the_table() -> None:
    known = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    table = (ROOT / "docs" / "rules" / "audit_verbs.md").read_text(encoding="utf-8")
    written = set(re.findall(r"^\| `([\w.]+)` \|", table, flags=re.MULTILINE))
    assert written
    assert written <= set(known.split())
