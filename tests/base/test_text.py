"""Text compared, ordered, and read in the right language."""

import re
import unicodedata

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from landbridge.base.text import LANGUAGES, Trilingual, fold, language_of, sort_key

PEOPLE = ["HONG Gildong", "홍길동", "洪吉童", "강감찬", "KANG Gamchan", "姜邯赞", "Éva", "7 스타", "重庆长安", "중경"]


def test_folding_forgets_width_case_and_spaces() -> None:
    assert fold("  ＨＯＮＧ\u3000 Gildong\n㈜ ") == "hong gildong (주)"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_full_width_is_half_width(text: str) -> None:
    assert fold("".join(chr(ord(c) + 0xFEE0) for c in text)) == fold(text)


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("ko", "7 스타, 강감찬, 중경, 홍길동, 重庆长安, 洪吉童, 姜邯赞, Éva, HONG Gildong, KANG Gamchan"),
        ("zh-hans", "7 스타, 重庆长安, 洪吉童, 姜邯赞, Éva, HONG Gildong, KANG Gamchan, 강감찬, 중경, 홍길동"),
        ("en", "7 스타, Éva, HONG Gildong, KANG Gamchan, 강감찬, 중경, 홍길동, 重庆长安, 洪吉童, 姜邯赞"),
    ],
)
def test_each_language_has_its_order(language: str, order: str) -> None:
    assert sorted(PEOPLE, key=lambda name: sort_key(name, language)) == order.split(", ")


def test_a_character_is_sorted_by_its_sound_in_its_word() -> None:
    assert sorted(["重量", "重庆", "长安", "长大"], key=lambda name: sort_key(name, "zh-hans")) == [
        "长安",  # cháng
        "重庆",  # chóng
        "长大",  # zhǎng
        "重量",  # zhòng
    ]


def test_characters_that_sound_alike_do_not_mingle() -> None:
    ordered = sorted(["洪一", "红二", "洪三", "红四"], key=lambda name: sort_key(name, "zh-hans"))
    assert [name[0] for name in ordered] in (["洪", "洪", "红", "红"], ["红", "红", "洪", "洪"])


def test_a_shorter_name_comes_first_and_accents_do_not_count() -> None:
    assert sorted(["Dae Woo", "Daewoo", "Dae", "dáe b"], key=lambda name: sort_key(name, "en")) == [
        "Dae", "dáe b", "Dae Woo", "Daewoo",
    ]  # fmt: skip


@settings(deadline=None)  # the first name with Han characters loads the dictionaries
@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_a_key_is_plain_and_short_whatever_the_text(text: str, language: str) -> None:
    assert re.fullmatch("[0-9a-z]{0,250}", sort_key(text, language))


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8), st.sampled_from(LANGUAGES))
def test_decomposed_hangul_sorts_as_composed(name: str, language: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", name), language) == sort_key(name, language)


@given(st.lists(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8), max_size=6))
def test_hangul_is_in_the_order_of_the_alphabet(names: list[str]) -> None:
    assert sorted(names, key=lambda name: sort_key(name, "ko")) == sorted(names)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("자율주행 라이다", "ko"), ("自动驾驶激光雷达", "zh-hans"), ("lidar", "en"), ("", "en"), ("2026", "en"),
        ("LG化学", "zh-hans"), ("CJ대한통운", "ko"), ("The firm 한빛 develops lidar", "en"), ("大韓민국", "ko"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_reader_gets_their_language_else_the_original() -> None:
    text = Trilingual(ko="라이다", zh="激光雷达", original="zh-hans")
    assert text.read("ko") == ("라이다", "ko")
    assert text.read("en") == ("激光雷达", "zh-hans")
    assert Trilingual(ko="라이다", zh=" ").read("zh-hans") == ("라이다", "ko")
    assert Trilingual().read("en") == ("", "en")


def test_the_original_is_compulsory() -> None:
    assert Trilingual(ko="라이다", original="zh-hans").lacks_original
    assert not Trilingual(ko="라이다", original="ko").lacks_original


def test_text_in_a_page_says_its_language() -> None:
    page = Template("{% load ui %}{% in_language name lang %}|{% in_language name %}")
    said = page.render(Context({"name": "重庆 <b>", "lang": "zh-hans"}))
    assert said == '<span lang="zh-Hans">重庆 &lt;b&gt;</span>|<span lang="zh-Hans">重庆 &lt;b&gt;</span>'
