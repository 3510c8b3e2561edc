"""Korean particles after names that are filled in."""

from __future__ import annotations

import pytest

from landbridge.base.particles import with_particles


@pytest.mark.parametrize(
    ("open_form", "settled"),
    [
        ("동해식품은(는) 바쁩니다", "동해식품은 바쁩니다"),
        ("우람기어은(는) 바쁩니다", "우람기어는 바쁩니다"),
        ("우람기어과(와) 산청물류을(를)", "우람기어와 산청물류를"),
        ("서울(으)로", "서울로"),
        ("부산(으)로", "부산으로"),
        ("제주(으)로", "제주로"),
        ("테이블 T-17(으)로", "테이블 T-17로"),
        ("테이블 T-16(으)로", "테이블 T-16으로"),
        ("테이블 T-10(으)로", "테이블 T-10으로"),
        ("코드 “C02”이(가)", "코드 “C02”가"),
        ("한빛 – 우람기어(W-123)은(는)", "한빛 – 우람기어(W-123)는"),
        ("구역 B이(가)", "구역 B가"),
        ("구역 N은(는)", "구역 N은"),
    ],
)
def test_a_particle_follows_the_sound_before_it(open_form: str, settled: str) -> None:
    assert with_particles(open_form) == settled


@pytest.mark.parametrize("text", ["Haier은(는)", "“urgent”이(가)", "企业과(와)", "은(는)", "", "No wish (W-12)."])
def test_what_cannot_be_known_is_left_open(text: str) -> None:
    assert with_particles(text) == text
