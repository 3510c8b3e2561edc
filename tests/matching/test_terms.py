"""Concepts and blocked pairs: what changes the lexicon, who may, and what is told to those who listen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from landbridge.base.log import LogEntry
from landbridge.base.versions import Stale
from landbridge.engine.matching.features import features
from landbridge.matching.actions.terms import (
    approve_concept,
    block_pair,
    edit_concept,
    propose_concept,
    restore_concept,
    retire_concept,
    unblock_pair,
)
from landbridge.matching.models import BlockedPair, Concept
from landbridge.matching.planning.lexicon import current_lexicon
from landbridge.matching.queries.terms import names_of_concepts, serial_now
from landbridge.matching.wording.terms import Word
from landbridge.people.models import User

pytestmark = pytest.mark.django_db
LIDAR = (Word("ko", "라이다"), Word("ko", "라이더"), Word("zh-hans", "激光雷达"), Word("en", "LiDAR"))


def proposed(by: User | None, words: Sequence[Word] = LIDAR) -> Concept:
    return propose_concept(by=by, words=words, kind="product")


def approved(by: User | None, words: Sequence[Word] = LIDAR) -> Concept:
    concept = proposed(by, words)
    return approve_concept(concept, by=by, version=concept.version)


def told(verb: str) -> dict[str, object]:
    return dict(LogEntry.objects.filter(verb=verb).latest("pk").changes)


def test_a_concept_counts_from_its_approval_until_it_is_retired(small_lexicon: Path, host_manager: User) -> None:
    before = current_lexicon()
    concept = proposed(host_manager)
    assert current_lexicon() is before
    concept = approve_concept(concept, by=host_manager, version=concept.version)
    keys = [" lidar", "激光雷达", "라이다", "라이더"]
    assert told("matching.concept_approved") == {"keys": keys, "serial": serial_now(), "restored": False}
    name = f"C:{concept.pk}"
    for text in ("자율주행 라이다", "激光雷达传感器", "a LiDAR"):
        assert name in features(text, current_lexicon())
    assert current_lexicon().chinese["라이다"] == (("激光雷达", 1.0),)
    assert names_of_concepts([concept.pk]) == {str(concept.pk): {"ko": "라이다", "zh-hans": "激光雷达", "en": "LiDAR"}}

    concept = retire_concept(concept, by=host_manager, version=concept.version)
    assert told("matching.concept_retired") == {"keys": keys, "serial": serial_now()}
    after = current_lexicon()
    assert (after.build, after.chinese, after.english, after.concepts) == (
        before.build, before.chinese, before.english, before.concepts,
    )  # fmt: skip
    restore_concept(concept, by=host_manager, version=concept.version)
    assert name in features("라이다", current_lexicon())


def test_an_edit_tells_of_the_words_that_went_and_those_that_came(small_lexicon: Path, host_manager: User) -> None:
    concept = approved(host_manager)
    words = [Word("ko", "라이다"), Word("zh-hans", "激光雷达", weight=0.5), Word("zh-hans", "光达")]
    edited = edit_concept(concept, by=host_manager, version=concept.version, words=words, note="光达 in Taiwan")
    keys = [" lidar", "光达", "激光雷达", "라이다", "라이더"]
    assert told("matching.concept_changed") == {"keys": keys, "serial": serial_now(), "fields": ["note", "words"]}
    assert current_lexicon().chinese["라이다"] == (("光达", 1.0), ("激光雷达", 0.5))
    assert " lidar" not in current_lexicon().concepts
    with pytest.raises(Stale):
        edit_concept(concept, by=host_manager, version=1, words=words)
    serial = serial_now()
    edit_concept(edited, by=host_manager, version=edited.version, words=words, note="no longer")
    assert told("matching.concept_edited") == {"fields": ["note"]}
    assert serial_now() > serial


def test_a_blocked_pair_wins_over_every_source_and_over_nobodys_haste(small_lexicon: Path, host_manager: User) -> None:
    before = current_lexicon()
    pair = block_pair(by=host_manager, one="价格", other="가격", reason="not here")
    assert told("matching.pair_blocked") == {"keys": ["价格", "가격"], "serial": serial_now()}
    assert "가격" not in current_lexicon().chinese
    for again in (("가격", "价格"), ("가격", "가 격"), ("가격", " ! ")):
        with pytest.raises(ValidationError):
            block_pair(by=host_manager, one=again[0], other=again[1])
    with pytest.raises(ValidationError, match="blocked pair"):
        approved(host_manager, [Word("ko", "가격"), Word("zh-hans", "价格")])
    unblock_pair(pair, by=host_manager)
    unblock_pair(pair, by=host_manager)
    assert (current_lexicon().build, current_lexicon().chinese) == (before.build, before.chinese)
    approved(host_manager)
    with pytest.raises(ValidationError, match="one concept"):
        block_pair(by=host_manager, one="라이다", other="激光雷达")


@pytest.mark.parametrize(
    "words",
    [
        [Word("ko", "라이다"), Word("ko", "라이더")],
        [Word("ko", "라이다"), Word("zh-hans", "라이다")],
        [Word("ko", "激光"), Word("en", "laser")],
        [Word("en", "激光"), Word("ko", "레이저")],
        [Word("ko", " ---\x00 "), Word("en", "laser")],
        [Word("ko", "가" * 121), Word("en", "laser")],
        [Word("zh-hans", "㍿" * 100), Word("en", "laser")],
        [Word("ko", "레이저", weight=0.0), Word("en", "laser")],
        [Word("ja", "レーザー"), Word("en", "laser")],
        [*(Word("ko", f"가{chr(0xAC00 + one)}") for one in range(40)), Word("en", "laser")],
    ],
)  # fmt: skip
def test_what_is_no_word_of_its_language_is_refused(words: list[Word]) -> None:
    with pytest.raises(ValidationError):
        proposed(None, words)
    assert not Concept.objects.exists()


def test_words_that_stand_together_in_a_concept_are_not_taken_in_twice(host_manager: User) -> None:
    first = approved(host_manager)
    with pytest.raises(ValidationError, match="라이다"):
        proposed(host_manager, [Word("ko", "라이다"), Word("en", "lidars")])
    approved(host_manager, [Word("ko", "라이다"), Word("zh-hans", "来达")])  # another meaning of one word
    retire_concept(first, by=host_manager, version=Concept.objects.get(pk=first.pk).version)
    again = approved(host_manager, LIDAR[:3:2])
    with pytest.raises(ValidationError):
        restore_concept(first, by=host_manager, version=Concept.objects.get(pk=first.pk).version)
    assert Concept.objects.get(pk=again.pk).status == "approved"


def test_only_managers_keep_terms_and_both_sides_do(
    user_of: Callable[..., User], guest_manager: User, host_manager: User
) -> None:
    concept = proposed(guest_manager)
    for role in ("auditor", "company", "interpreter"):
        with pytest.raises(PermissionDenied):
            approve_concept(concept, by=user_of(role, "host"), version=concept.version)
        with pytest.raises(PermissionDenied):
            block_pair(by=user_of(role, "guest"), one="가격", other="价格")
    approve_concept(concept, by=host_manager, version=concept.version)


def test_the_pages_of_concepts(
    host_manager: User, guest_manager: User, client_of: Callable[[User], Client], small_lexicon: Path
) -> None:
    User.objects.filter(pk=host_manager.pk).update(name="Minji Seo")
    client = client_of(host_manager)
    said = {"ko": "라이다\r\n라이더", "zh": "激光雷达", "en": "LiDAR", "kind": "product", "note": ""}
    assert client.post("/matching/terms/new", {**said, "zh": "", "en": ""}).status_code == 422
    page = client.post("/matching/terms/new", said).headers["Location"]
    concept = Concept.objects.get()
    assert [(one.term, one.preferred) for one in concept.terms.all()] == [
        ("LiDAR", True), ("라이다", True), ("라이더", False), ("激光雷达", True),
    ]  # fmt: skip
    assert "라이다" in client.get("/matching/terms/?show=proposed&q=lidars").content.decode()
    assert client.post(f"{page}/approve", {"version": 9}).status_code == 409
    client.post(f"{page}/approve", {"version": 1})
    other = client_of(guest_manager)
    shown = other.get(page).content.decode()
    assert "Approved" in shown
    assert "Minji" not in shown
    assert "Minji Seo" in client.get(page).content.decode().split("<main")[1]
    assert other.post(f"{page}/edit", {**said, "en": "", "version": 2}).status_code == 302
    assert client.post(f"{page}/edit", {**said, "version": 2}).status_code == 409
    client.post(f"{page}/retire", {"version": 3})
    assert "Retired" in client.get(page).content.decode()
    client.post(f"{page}/restore", {"version": 4})
    assert Concept.objects.get().status == "approved"


def test_the_pages_of_blocked_pairs(host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    said = {"one": "가격", "other": "价格", "reason": "<b>"}
    assert client.post("/matching/pairs/new", {**said, "other": "가격"}).status_code == 422
    assert client.post("/matching/pairs/new", said).headers["Location"] == "/matching/pairs/"
    assert client.post("/matching/pairs/new", said).status_code == 422
    assert "&lt;b&gt;" in client.get("/matching/pairs/").content.decode()
    client.post(f"/matching/pairs/{BlockedPair.objects.get().pk}/unblock")
    assert not BlockedPair.objects.exists()
    assert "CC BY-SA 4.0" in client.get("/matching/terms/sources").content.decode()
