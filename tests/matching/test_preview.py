"""The preview of an approval says what the approval then does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from landbridge.directory.models import Organisation
from landbridge.engine.matching.problem import Kind
from landbridge.matching.actions.index import ask_build
from landbridge.matching.actions.terms import approve_concept, propose_concept
from landbridge.matching.models import Concept, UnknownTerm
from landbridge.matching.planning.index import forget_index, live_index
from landbridge.matching.planning.preview import preview
from landbridge.matching.wording.terms import Word
from landbridge.people.models import User
from tests.matching.test_unknown import offers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_lexicon")]
LIDAR = [Word("ko", "라이다"), Word("zh-hans", "激光雷达")]


@pytest.fixture
def market(host_manager: User, guest_manager: User, run_jobs: Callable[[], list[str]]) -> dict[str, Organisation]:
    """Two sides' offers, of which one says in Chinese what the term says in Korean; the index is made."""
    forget_index()
    made = {
        "korean": offers(host_manager, "자율주행 라이다", "반도체 장비"),
        "lidar": offers(guest_manager, "激光雷达传感器", language="zh-hans", name_zh="光速科技"),
        "other": offers(guest_manager, "半导体设备", language="zh-hans", name_zh="芯片科技"),
    }
    ask_build(by=host_manager, encoder="none", weights={})
    run_jobs()
    return made


def found(asked: str) -> list[int]:
    live = live_index()
    hits = live.index.search(live.features(asked), None, kinds=frozenset(Kind))
    return list(dict.fromkeys(hit.group for hit in hits))


def test_the_preview_is_what_comes_and_changes_nothing(
    market: dict[str, Organisation], host_manager: User, run_jobs: Callable[[], list[str]]
) -> None:
    before = found("라이다")
    assert before == [market["korean"].pk]
    places = preview(LIDAR, asked="라이다", language="ko", user=host_manager)
    assert [(one.organisation.pk, one.before, one.after) for one in places] == [
        (market["korean"].pk, 1, 1), (market["lidar"].pk, None, 2),
    ]  # fmt: skip
    assert (places[1].text, places[1].language) == ("激光雷达传感器", "zh-hans")
    assert found("라이다") == before
    concept = propose_concept(by=host_manager, words=LIDAR, kind="product")
    approve_concept(concept, by=host_manager, version=concept.version)
    run_jobs()
    assert found("라이다") == [one.organisation.pk for one in places]


def test_the_page_shows_the_preview(
    market: dict[str, Organisation],
    host_manager: User,
    user_of: Callable[..., User],
    client_of: Callable[[User], Client],
) -> None:
    term, _ = UnknownTerm.objects.get_or_create(key="라이다", defaults={"text": "라이다", "language": "ko"})
    UnknownTerm.objects.filter(pk=term.pk).update(in_profiles=1)
    page = f"/matching/unknown/{term.pk}/preview"
    said = {"ko": "라이다", "zh": "激光雷达", "en": "", "kind": "product"}
    shown = client_of(host_manager).post(page, said).content.decode()
    assert "光速科技" in shown
    assert "comes in" in shown
    assert "Write the words first" in client_of(host_manager).post(page, {**said, "zh": ""}).content.decode()
    assert client_of(user_of("auditor")).post(page, said).status_code == 403
    assert not Concept.objects.exists()


def test_who_uses_whose_words_is_said_to_everybody() -> None:
    shown = Client().get("/about").content.decode()
    assert "CC-CEDICT" in shown
    assert "CC BY-SA 4.0" in shown
