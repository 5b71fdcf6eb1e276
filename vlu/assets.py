"""How page assets are stored in production: under hashed names that may be cached for ever, compressed once."""

from __future__ import annotations

from typing import Any

from whitenoise.compress import Compressor  # type: ignore[import-untyped]
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class HashedAssets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Gzip only: brotli saves little over it on these few files and made collecting them ten times slower.

    Imports between our JavaScript modules are rewritten to the hashed names, so a page never mixes two releases.
    """

    support_js_module_import_aggregation = True

    def create_compressor(self, **options: Any) -> Compressor:
        return Compressor(use_brotli=False, **options)
