"""Unknown terms: found in profiles and searches, shown when nobody's name can be among them, answered and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import Organisation
from landbridge.matching.actions.terms import retire_concept
from landbridge.matching.actions.unknown import answer_term, dismiss_term, forget_lone_searches, reopen_term
from landbridge.matching.models import Concept, UnknownTerm
from landbridge.matching.planning.lexicon import current_lexicon
from landbridge.matching.planning.suggestions import suggestions_for
from landbridge.matching.planning.unknown import count_unknown, note_searched
from landbridge.matching.planning.unknown_words import parted, unknown_words
from landbridge.matching.queries.unknown import shown_terms
from landbridge.matching.wording.terms import Word
from landbridge.people.actions.persons import add_person
from landbridge.people.models import User
from tests.directory.facts import made

pytestmark = pytest.mark.django_db


def offers(by: User, *texts: str, language: str = "ko", **names: str) -> Organisation:
    one = made(by, **(names or {"name_ko": f"회사 {Organisation.objects.count()}"}))
    rows = [{"kind": "offer", "language": language, "text": text} for text in texts]
    return change_rows(one, "items", rows, by=by, version=one.version)


def shown() -> dict[str, tuple[int, int]]:
    return {one.text: (one.in_profiles, one.in_searches) for one in shown_terms()}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("자율주행 라이다", ["자율주행", "라이다"]),
        ("자율주행라이다를 팝니다", ["라이다", "팝니다"]),
        ("반도체 가격", []),
        ("激光雷达传感器", ["激光雷达", "雷达传感器"]),
        ("新能源激光", ["新能源"]),
        ("LiDAR sensors, 100 mm", ["lidar"]),
        ("", []),
        ("!!! 12 %", []),
    ],
)
def test_a_word_is_unknown_if_no_dictionary_has_it_whole(small_lexicon: Path, text: str, unknown: list[str]) -> None:
    assert [one.text for one in unknown_words(text, current_lexicon())] == unknown


def test_a_word_made_of_unknown_words_is_those() -> None:
    assert parted("라이다센서모듈", {"라이다", "센서", "모듈", "라이다센서모듈"}) == ["라이다", "센서", "모듈"]
    assert parted("라이다센서", {"라이다", "라이다센서"}) == ["라이다센서"]


def test_profiles_are_counted_by_who_uses_a_word(small_lexicon: Path, host_manager: User) -> None:
    one = offers(host_manager, "자율주행 라이다", "라이다 장비")
    offers(host_manager, "자율주행 라이다센서")
    offers(host_manager, "센서 반도체")
    offers(host_manager, "激光雷达", language="zh-hans")  # one alone of its kind: a compound of known words
    assert count_unknown() == 3
    assert shown() == {"라이다": (2, 0), "센서": (2, 0), "자율주행": (2, 0)}
    dismiss_term(UnknownTerm.objects.get(text="센서"), by=host_manager)
    change_rows(one, "items", [], by=host_manager, version=one.version)
    count_unknown()
    assert shown() == {"라이다": (1, 0), "센서": (2, 0)}
    assert UnknownTerm.objects.get(text="센서").state == "dismissed"


def test_a_searched_word_is_shown_when_two_people_looked_for_it(
    small_lexicon: Path, host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    for _ in range(3):
        note_searched("라이다 김첨지 kim@ash.example", by=host_manager)
    assert shown() == {}
    assert str(host_manager.pk) not in UnknownTerm.objects.get(text="라이다").searchers
    note_searched("라이다", by=guest_manager)
    assert shown() == {"라이다": (0, 2)}
    assert UnknownTerm.objects.get(text="라이다").searchers == []
    note_searched("라이다", by=user_of("company"))
    assert shown() == {"라이다": (0, 3)}
    assert set(UnknownTerm.objects.values_list("text", flat=True)) == {"라이다", "김첨지"}


def test_names_are_no_terms_and_lone_searches_are_forgotten(
    small_lexicon: Path, host_manager: User, guest_manager: User
) -> None:
    made(host_manager, name_ko="주식회사 한빛정밀")
    add_person(by=host_manager, side="host", names=[{"script": "Hang", "family": "김", "given": "철수"}])
    for user in (host_manager, guest_manager):
        note_searched("한빛정밀 김철수 철수", by=user)
    assert not UnknownTerm.objects.exists()
    note_searched("나비엔진", by=host_manager)
    assert forget_lone_searches() == 0
    UnknownTerm.objects.update(last_at=timezone.now() - timedelta(days=31))
    assert forget_lone_searches() == 1
    note_searched("나비엔진", by=host_manager)
    offers(host_manager, "나비엔진")
    count_unknown()
    assert shown() == {"나비엔진": (1, 1)}


def test_one_click_answers_a_term_and_retiring_opens_it_again(
    small_lexicon: Path, host_manager: User, user_of: Callable[..., User]
) -> None:
    offers(host_manager, "라이다")
    count_unknown()
    term = UnknownTerm.objects.get()
    words = [Word("ko", "라이다"), Word("zh-hans", "激光雷达")]
    with pytest.raises(PermissionDenied):
        answer_term(term, by=user_of("auditor"), kind="product", words=words)
    with pytest.raises(ValidationError):
        answer_term(term, by=host_manager, kind="product", words=[Word("ko", "라이더"), words[1]])
    assert not Concept.objects.exists()
    concept = answer_term(term, by=host_manager, kind="product", words=words)
    assert UnknownTerm.objects.get().state == "answered"
    assert "激光雷达" in current_lexicon().concepts
    with pytest.raises(ValidationError):
        answer_term(term, by=host_manager, kind="product", words=words)
    count_unknown()  # nobody's profile holds an unknown word now; the answer stays, to be undone
    assert UnknownTerm.objects.get().concept == concept
    retire_concept(concept, by=host_manager, version=concept.version)
    count_unknown()
    assert UnknownTerm.objects.get().state == "open"
    dismiss_term(term, by=host_manager)
    with pytest.raises(ValidationError):
        dismiss_term(term, by=host_manager)
    reopen_term(term, by=host_manager)


def test_suggestions_are_read_off_characters_and_the_dictionary(
    small_lexicon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        ("自律", ["to be self-disciplined; autonomy"]),
        ("走行", ["to walk (march)"]),
        ("雷达", ["radar (loanword)"]),
    ]
    monkeypatch.setattr("landbridge.matching.planning.suggestions.cedict_entries", lambda: iter(entries))

    def said(text: str, language: str) -> list[tuple[str, str, str]]:
        return [(one.language, one.text, one.source) for one in suggestions_for(text, language)]

    assert said("자율주행", "ko") == [("zh-hans", "自律走行", "characters")]
    assert said("라이다", "ko") == []
    assert said("radar", "en") == [("zh-hans", "雷达", "dictionary")]
    assert said("自律走行", "zh-hans") == [("ko", "자율주행", "characters")]


def test_the_pages_of_the_queue(small_lexicon: Path, host_manager: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(host_manager)
    assert "Every word is known" in client.get("/matching/unknown/").content.decode()
    note_searched("라이다", by=host_manager)
    hidden = UnknownTerm.objects.get()
    assert client.get(f"/matching/unknown/{hidden.pk}").status_code == 404
    assert client.post(f"/matching/unknown/{hidden.pk}/dismiss").status_code == 404
    offers(host_manager, "자율주행 라이다")
    count_unknown()
    assert "라이다" in client.get("/matching/unknown/?language=ko").content.decode()
    page = f"/matching/unknown/{hidden.pk}"
    assert 'lang="ko"' in client.get(page).content.decode()
    said = {"ko": "라이다", "zh": "激光雷达", "en": "", "kind": "product", "note": ""}
    assert client.post(page, {**said, "ko": "라이더"}).status_code == 422
    answer = client.post(page, said)
    assert answer.headers["Location"] == f"/matching/terms/{Concept.objects.get().pk}"
    assert "This term is answered" in client.get(page).content.decode()
    assert "라이다" in client.get("/matching/unknown/?show=answered").content.decode()
