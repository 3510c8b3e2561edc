"""An erasure as a page and a paper show it: what was deleted or emptied, what stayed and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from landbridge.people.actions.retention import certificate_digest
from landbridge.people.models import ErasureRun
from landbridge.people.wording.copies import part_title
from landbridge.people.wording.retention import KEPT


@dataclass(frozen=True, slots=True)
class Certificate:
    """What an erasure did, in words. ``is_whole``: the certificate still has the digest it was sealed with."""

    run: ErasureRun
    reason: str | Promise
    counts: tuple[tuple[str | Promise, int], ...]
    kept: tuple[tuple[str | Promise, str], ...]
    is_whole: bool


def reason_of(run: ErasureRun) -> str | Promise:
    """Why: the rule in words, or what staff gave as a reason."""
    kept = KEPT.get(run.reason)
    return kept.what if kept else run.reason


def certificate_of(run: ErasureRun) -> Certificate:
    """One erasure or rehearsal."""
    return Certificate(
        run,
        reason_of(run),
        tuple((part_title(label), count) for label, count in sorted(run.counts.items())),
        tuple((part_title(label), because) for label, because in sorted(run.certificate.get("kept", {}).items())),
        bool(run.sha256) and certificate_digest(run) == run.sha256,
    )
