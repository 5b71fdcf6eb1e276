"""What pages load is all here, is ours to use, and survives being hashed for production."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from vlu.assets import HashedAssets
from vlu.settings import BASE_DIR

STATIC = BASE_DIR / "static"
TEMPLATES = sorted((BASE_DIR / "templates").rglob("*.html"))


def test_every_image_of_the_style_sheet_is_here() -> None:
    style_sheet = STATIC / "css" / "app.css"
    images = re.findall(r"url\(([^)]*)\)", style_sheet.read_text())
    assert images
    assert [image for image in images if not (style_sheet.parent / image.strip("\"'")).is_file()] == []


def test_no_mark_or_font_of_the_government_is_here() -> None:
    """This is not a GOV.UK service: the crown, the crest, the logotype and GDS Transport are not ours to show."""
    assert [path.name for path in STATIC.rglob("*") if re.search(r"crown|crest|logotype|woff", path.name)] == []
    assert not re.search(
        r"GDS Transport|@font-face|url\([^)]*(crown|crest|logotype)", (STATIC / "css" / "app.css").read_text()
    )


def test_production_hashes_every_asset_and_the_imports_between_scripts(tmp_path: Path) -> None:
    storage = HashedAssets(location=tmp_path, base_url="/static/")
    ours: dict[str, tuple[FileSystemStorage, str]] = {}
    for path in (path for path in STATIC.rglob("*") if path.is_file()):
        name = path.relative_to(STATIC).as_posix()
        with path.open("rb") as content:
            storage.save(name, content)
        ours[name] = (FileSystemStorage(STATIC), name)
    assert [done for _, _, done in storage.post_process(ours) if isinstance(done, Exception)] == []
    start = (tmp_path / storage.stored_name("js/start.js")).read_text()
    for script in re.findall(r'from "\./(.*)"', start):
        assert re.search(r"\.[0-9a-f]{12}\.js$", script)
        assert (tmp_path / "js" / script).is_file()
    assert list(tmp_path.rglob("*.br")) == []
    assert (tmp_path / (storage.stored_name("css/app.css") + ".gz")).is_file()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(BASE_DIR / "templates").as_posix())
def test_no_page_carries_what_its_own_security_policy_forbids(path: Path) -> None:
    source = path.read_text()
    assert re.findall(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:", source) == []
    assert [tag for tag in re.findall(r"<script\b[^>]*>", source) if " src=" not in tag] == []
