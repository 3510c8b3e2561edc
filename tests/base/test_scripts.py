"""Names in several scripts at once."""

from __future__ import annotations

import pytest
from django.utils import translation

from landbridge.base.scripts import in_script

NAME = "자동차 부품 상담회 2026 · 汽车零部件洽谈会2026 · Automotive parts 2026"


@pytest.mark.parametrize(
    ("language", "part"),
    [("ko", "자동차 부품 상담회 2026"), ("zh-hans", "汽车零部件洽谈会2026"), ("en", "Automotive parts 2026")],
)
def test_a_reader_gets_the_part_in_their_script(language: str, part: str) -> None:
    with translation.override(language):
        assert in_script(NAME) == part


@pytest.mark.parametrize("name", ["박서연 · 朴瑞妍", "Piao", ""])
def test_a_name_without_a_part_for_the_reader_stays_whole(name: str) -> None:
    with translation.override("en"):
        assert in_script(name) == name
