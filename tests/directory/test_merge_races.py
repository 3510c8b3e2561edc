"""Two people decide about one pair in the same instant: one of them is heard, the other is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from landbridge.base.versions import Stale
from landbridge.directory.actions import merges
from landbridge.directory.actions.duplicates import keep_apart
from landbridge.directory.actions.organisations import edit_organisation
from landbridge.directory.models import DuplicatePair, Merge, Organisation
from landbridge.people.models import User
from tests.directory.facts import a_pair

pytestmark = pytest.mark.django_db(transaction=True)


def together(*changes: Callable[[], object]) -> Counter[str]:
    """Make changes at once, each in a thread and connection of its own; counts what came of them."""
    start = Barrier(len(changes))

    def run(change: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            change()
        except (ValidationError, Stale) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(changes)) as pool:
        return Counter(pool.map(run, changes))


def test_merged_both_ways_at_once(host_manager: User) -> None:
    pair = a_pair(host_manager)
    outcome = together(
        lambda: merges.merge(pair.one, pair.other, by=host_manager),
        lambda: merges.merge(pair.other, pair.one, by=host_manager),
    )
    assert outcome == {"done": 1, "ValidationError": 1}
    trail = Merge.objects.get()
    assert Organisation.objects.get(merged_into=trail.kept) == trail.gone
    assert Organisation.objects.get(pk=trail.kept_id).merged_into is None


def test_without_the_lock_one_pair_is_merged_twice(host_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's own lock lets one writer in at a time, whatever we do")
    both = Barrier(2)

    def unlocked(*organisations: Organisation) -> dict[int, Organisation]:
        rows = {one.pk: Organisation.objects.get(pk=one.pk) for one in organisations}
        both.wait(timeout=20)
        return rows

    monkeypatch.setattr(merges, "_locked", unlocked)
    monkeypatch.setattr(merges, "claim_version", lambda row, version: None)
    pair = a_pair(host_manager)
    outcome = together(*[lambda: merges.merge(pair.one, pair.other, by=host_manager)] * 2)
    assert outcome == {"done": 2}
    assert Merge.objects.count() == 2


def test_merged_and_kept_apart_at_once(host_manager: User) -> None:
    pair = a_pair(host_manager)
    outcome = together(
        lambda: merges.merge(pair.one, pair.other, by=host_manager),
        lambda: keep_apart(DuplicatePair.objects.get(pk=pair.pk), by=host_manager),
    )
    pair.refresh_from_db()
    assert outcome["done"] >= 1
    assert pair.state == ("merged" if Merge.objects.exists() else "different")


def test_merged_and_edited_at_once(host_manager: User) -> None:
    pair = a_pair(host_manager)
    versions = {pair.one_id: pair.one.version, pair.other_id: pair.other.version}
    gone = Organisation.objects.get(pk=pair.other_id)
    outcome = together(
        lambda: merges.merge(pair.one, pair.other, by=host_manager, versions=versions),
        lambda: edit_organisation(gone, by=host_manager, version=versions[gone.pk], region="Busan"),
    )
    assert outcome == {"done": 1, "Stale": 1}


def test_undone_twice_at_once(host_manager: User) -> None:
    pair = a_pair(host_manager)
    trail = merges.merge(pair.one, pair.other, by=host_manager)
    outcome = together(*[lambda: merges.undo_merge(trail, by=host_manager)] * 2)
    assert outcome == {"done": 1, "ValidationError": 1}
