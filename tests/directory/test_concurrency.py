"""Several people edit one organisation in the same instant: nobody's words are overwritten in silence.

The promise has its control: without the version the same editors lose words, and the same check shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from landbridge.base.log import LogEntry
from landbridge.base.versions import Stale
from landbridge.directory.actions import organisations, rows
from landbridge.directory.models import Organisation
from landbridge.people.models import User
from tests.directory.facts import made

pytestmark = pytest.mark.django_db(transaction=True)
EDITORS = 6
WORDS = [f"word{place}" for place in range(EDITORS)]


def all_at_once(work: Callable[[str], object]) -> list[object]:
    """What came of each editor's work, each in a thread and connection of its own."""

    def run(word: str) -> object:
        try:
            return work(word)
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        return list(pool.map(run, WORDS))


def each_adds_a_word(one: Organisation, by: User) -> set[str]:
    """Every editor reads the text, adds a word to it, and saves; told that it changed, they do so again.

    All have read the first text before any saves. Gives the words that are not there in the end.
    """
    start = Barrier(EDITORS)

    def add(word: str) -> int:
        tries, is_first = 0, True
        while True:
            tries += 1
            shown = Organisation.objects.get(pk=one.pk)
            if is_first:
                start.wait()
                is_first = False
            try:
                text = f"{shown.about} {word}"
                organisations.edit_organisation(shown, by=by, version=shown.version, settle=False, about=text)
            except Stale:
                continue
            return tries

    all_at_once(add)
    return set(WORDS) - set(Organisation.objects.get(pk=one.pk).about.split())


def test_no_word_is_lost(host_manager: User) -> None:
    one = made(host_manager, name_en="Ash Works", about="Begun.")
    assert each_adds_a_word(one, host_manager) == set()
    one.refresh_from_db()
    assert one.version == 1 + EDITORS
    assert LogEntry.objects.filter(verb="directory.organisation_changed").count() == EDITORS


def test_without_the_version_words_are_lost(host_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisations, "claim_version", lambda row, version: None)
    one = made(host_manager, name_en="Ash Works", about="Begun.")
    assert each_adds_a_word(one, host_manager)


def test_through_the_page_one_wins_and_the_others_see_both(
    host_manager: User, client_of: Callable[[User], Client]
) -> None:
    one = made(host_manager, name_en="Ash Works")
    clients = {word: client_of(host_manager) for word in WORDS}
    start = Barrier(EDITORS)

    def save(word: str) -> int:
        start.wait()
        facts = {"name_en": "Ash Works", "kind": "company", "country": "KR", "region": word, "version": one.version}
        return clients[word].post(f"/organisations/{one.pk}/edit", facts).status_code

    assert sorted(map(str, all_at_once(save))) == ["302", *["409"] * (EDITORS - 1)]
    one.refresh_from_db()
    assert one.region in WORDS


@pytest.mark.parametrize("is_on", [True, False])
def test_rows_below_it_are_not_lost_either(host_manager: User, monkeypatch: pytest.MonkeyPatch, *, is_on: bool) -> None:
    if not is_on:
        monkeypatch.setattr(rows, "claim_version", lambda row, version: None)
    one = made(host_manager, name_en="Ash Works")
    start = Barrier(EDITORS)

    def save(word: str) -> bool:
        shown = Organisation.objects.get(pk=one.pk)
        row = {"kind": "offer", "language": "en", "text": word}
        start.wait()
        try:
            rows.change_rows(shown, "items", [row], by=host_manager, version=shown.version, index=False)
        except Stale:
            return False
        return True

    saved = all_at_once(save).count(True)
    kept = one.items.count()
    # Each sent the one row they saw room for: without the version all are told it was saved.
    assert (saved, kept) == (1, 1) if is_on else saved == EDITORS
