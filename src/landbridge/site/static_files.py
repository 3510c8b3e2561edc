"""Static files, gathered again only when one of them changed: compressing them is most of what a second start costs."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import storages
from django.core.management import call_command

from landbridge.site.apps import StaticFiles

#: Says, beside the gathered files, what they were gathered from.
NOTE = "gathered-from.txt"


def gather(*, verbosity: int = 0) -> bool:
    """Collect the static files, unless those that are there came from the very same ones; whether it did."""
    note = Path(settings.STATIC_ROOT, NOTE)
    now = _fingerprint()
    if note.exists() and note.read_text() == now and Path(settings.STATIC_ROOT, "staticfiles.json").exists():
        return False
    note.unlink(missing_ok=True)  # what is cut off half-way is not taken for whole
    call_command("collectstatic", interactive=False, verbosity=verbosity)
    note.write_text(now)
    return True


def _fingerprint() -> str:
    """A digest of every source by name, size and time, and of what rewrites and compresses them."""
    kind = type(storages["staticfiles"])
    told = hashlib.sha256(f"{kind.__module__}.{kind.__qualname__} {version('whitenoise')} {version('django')}".encode())
    for finder in get_finders():
        for path, storage in finder.list(StaticFiles.ignore_patterns):
            facts = os.stat(storage.path(path))
            told.update(f"\n{storage.path(path)} {facts.st_size} {facts.st_mtime_ns}".encode())
    return told.hexdigest()
