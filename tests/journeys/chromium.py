"""Where Debian's Chromium is, and how it is started."""

from __future__ import annotations

import shutil

CHROMIUM = shutil.which("chromium")
HOW_TO_INSTALL = "Chromium is not installed: apt-get install -y --no-install-recommends chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
