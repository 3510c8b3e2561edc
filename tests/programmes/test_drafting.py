"""Drafts by the phrase book: what it knows it says, what it does not know stays marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.programmes.wording.drafting import _phrases, draft, has_marks

LANGUAGES = ("ko", "zh-hans", "en")
NAMES = [{"ko": "충칭 박람회", "zh-hans": "重庆博览会", "en": "Chongqing Expo"}]


def line(text: str, source: str, target: str) -> str:
    return draft("", "", text, source, target, names=NAMES).body


@pytest.mark.parametrize(
    ("korean", "chinese", "english"),
    [
        ("## 사업 개요", "## 项目概要", "## About the programme"),
        ("- 기간: 2026. 9. 1. ~ 2026. 9. 3.", "- 时间：2026年9月1日至2026年9月3日", "- Dates: 1 September 2026 to 3 September 2026"),  # noqa: E501
        ("충칭 박람회에 참가할 기업을 모집합니다.", "现招募参加重庆博览会的企业。", "Firms are invited to take part in Chongqing Expo."),  # noqa: E501
        ("모집 규모: 12개사", "招募规模：12家企业", "Places: 12 firms"),
        ("통역을 지원합니다. 많은 참여 바랍니다.", "提供翻译支持。欢迎踊跃参加。", "Interpreters are provided. We look forward to your applications."),  # noqa: E501
        ("2026. 9. 1.", "2026年9月1日", "1 September 2026"),
    ],
)  # fmt: skip
def test_what_calls_are_made_of(korean: str, chinese: str, english: str) -> None:
    assert (line(korean, "ko", "zh-hans"), line(korean, "ko", "en")) == (chinese, english)
    assert line(chinese, "zh-hans", "ko") == korean or line(chinese, "zh-hans", "en") == english


def test_what_is_not_known_stays_and_is_marked() -> None:
    drafted = draft("충칭 박람회 참가기업 모집", "", "양자역학을 논합니다.\n- 장소: 화성", "ko", "en", names=NAMES)
    assert drafted.title == "Call for firms: Chongqing Expo"
    assert drafted.body == "⟦양자역학을 논합니다.⟧\n- Place: ⟦화성⟧"
    assert (drafted.known, drafted.total) == (1, 3)
    assert has_marks(drafted.body)


def test_every_phrase_is_read_back_in_every_language() -> None:
    for phrase in _phrases():
        if "{" in phrase["ko"]:
            continue
        for source in LANGUAGES:
            for target in LANGUAGES:
                if source != target:
                    assert not has_marks(line(phrase[source], source, target)), phrase


@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
def test_any_text_is_drafted_line_by_line(text: str, source: str, target: str) -> None:
    drafted = draft(text, text, text, source, target, names=NAMES)
    assert drafted.body.count("\n") == text.count("\n")
    assert 0 <= drafted.known <= drafted.total


def test_a_long_line_takes_no_long_time() -> None:
    assert has_marks(line("가 " * 9000, "ko", "en"))
    line("참가 {x} 모집 ~ " * 120, "ko", "en")
