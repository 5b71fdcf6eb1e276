"""Where Debian's Chromium is, and how it is started."""

from __future__ import annotations

import shutil
from ctypes.util import find_library

# libatomic: the program that drives the browser does not start without it.
CHROMIUM = shutil.which("chromium") if find_library("atomic") else None
HOW_TO_INSTALL = (
    "Chromium cannot be driven: apt-get install -y --no-install-recommends chromium fonts-liberation libatomic1"
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
