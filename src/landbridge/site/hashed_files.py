"""Static files under names that hold their content's hash, so that browsers may keep them for good."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Also rewrites what JavaScript modules import from each other."""

    support_js_module_import_aggregation = True
