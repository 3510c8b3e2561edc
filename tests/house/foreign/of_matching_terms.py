"""Terms are kept by the managers of both sides for both."""

from __future__ import annotations

from tests.house.foreign.make import Make

FOREIGN: dict[str, Make] = {}
NOT_FOREIGN = {
    f"matching:{route}": "the lexicon is one for both sides"
    for route in (
        "term", "term_edit", "term_approve", "term_retire", "term_restore",
        "unknown_term", "unknown_preview", "unknown_dismiss", "unknown_reopen", "pair_unblock",
    )
}  # fmt: skip
