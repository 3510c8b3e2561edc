"""Writing the search index anew gives the very same answers, whatever became of the old one."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from landbridge.base.models import SearchEntry
from landbridge.base.search.entries import index
from landbridge.base.search.finding import found
from landbridge.directory.actions.merges import merge
from landbridge.people.actions.names import index_person
from landbridge.people.models import User
from tests.directory.facts import made
from tests.people.people import a_person

ASKED = ("무역", "hanb", "贸易", "홍길동", "gildong", "9998100000", "물류")


def answers() -> list[tuple[str, str, list[tuple[int, int]]]]:
    """What is found for each query, with its rank."""
    return [
        (kind, words, [(row.object_id, row.rank) for row in found(kind, words)])  # type: ignore[attr-defined]
        for kind in ("organisation", "person")
        for words in ASKED
    ]


@pytest.fixture
def things(host_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than one batch of each kind, and one that was merged into another."""
    monkeypatch.setattr("landbridge.base.search.rebuilding.BATCH", 2)
    ones = [made(host_manager, name_ko=f"한빛무역 {place}", name_zh="韩光贸易", about="물류") for place in range(5)]
    merge(ones[0], ones[1], by=host_manager)
    for _ in range(3):
        a_person("host")


def test_the_same_answers(things: None) -> None:
    before = answers()
    call_command("search_index", verbosity=0)
    assert answers() == before
    assert any(rows for _, _, rows in before)


def test_what_was_lost_is_found_again_and_what_is_gone_is_not(things: None) -> None:
    before = answers()
    SearchEntry.objects.filter(kind="organisation").delete()
    SearchEntry.objects.filter(kind="person").update(title="| xyz", body="")
    index("organisation", 999_999, title="한빛")
    index("person", 999_999, title="홍길동")
    assert answers() != before
    call_command("search_index", verbosity=0)
    assert answers() == before


def test_it_says_how_many(things: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search_index")
    said = capsys.readouterr().out
    assert "4 organisations can be found." in said
    assert "persons can be found." in said


def test_an_erased_person_stays_unfound(things: None) -> None:
    person = a_person("host", names=[{"script": "Latn", "family": "Zyxwv", "given": "Erased"}])
    type(person).objects.filter(pk=person.pk).update(erased_at="2026-01-01T00:00Z")
    index_person(person)
    call_command("search_index", verbosity=0)
    assert not found("person", "zyxwv").exists()
