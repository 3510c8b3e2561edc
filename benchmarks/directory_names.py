"""Invented organisations in three scripts, for benchmarks: plainly made up of syllables, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

# Hangul, simplified Chinese, Latin: places and words that firms are named after.
_PLACES = (
    ("가온", "佳温", "Gaon"), ("누리", "努里", "Nuri"), ("다솜", "多松", "Dasom"), ("라온", "罗温", "Raon"),
    ("마루", "马鲁", "Maru"), ("바다", "海波", "Bada"), ("새벽", "晓光", "Saebyeok"), ("아람", "雅岚", "Aram"),
    ("자람", "佳蓝", "Jaram"), ("차오름", "潮升", "Chaoreum"), ("하늘", "天空", "Haneul"), ("한빛", "韩光", "Hanbit"),
    ("云杉", "云杉", "Yunshan"), ("江北", "江北", "Jiangbei"), ("两江", "两江", "Liangjiang"),
    ("渝北", "渝北", "Yubei"),
)  # fmt: skip
_TRADES = (
    ("무역", "贸易", "Trading", "G46"), ("물류", "物流", "Logistics", "H52"), ("전자", "电子", "Electronics", "C26"),
    ("자동차부품", "汽车零部件", "Auto Parts", "C30"), ("화학", "化学", "Chemicals", "C20"),
    ("기계", "机械", "Machinery", "C29"), ("바이오", "生物", "Bio", "C21"), ("소프트웨어", "软件", "Software", "J58"),
    ("식품", "食品", "Foods", "C10"),
    ("반도체", "半导体", "Semiconductor", "C26"), ("라이다", "激光雷达", "Lidar", "C27"),
    ("신소재", "新材料", "Materials", "C24"),
)  # fmt: skip
_SYLLABLES = ("ga", "na", "da", "ro", "mi", "su", "he", "jo", "ki", "pa", "ru", "se", "to", "wi", "yu", "zo")
_HANGUL = ("가", "나", "다", "로", "미", "수", "혜", "조", "기", "파", "루", "세", "토", "위", "유", "주")
_HAN = ("嘉", "娜", "达", "罗", "美", "苏", "和", "乔", "奇", "帕", "鲁", "思", "拓", "维", "宇", "卓")


@dataclass(frozen=True, slots=True)
class Invented:
    """One organisation."""

    ko: str
    zh: str
    en: str
    number: str
    trade: str  # an industry code


def invented(count: int, seed: int = 7) -> Iterator[Invented]:
    """``count`` organisations; one in five lacks a Korean or a Chinese name."""
    draw = random.Random(seed)  # noqa: S311 — names, no secrets
    for place in range(count):
        ko, zh, en = draw.choice(_PLACES)
        trade_ko, trade_zh, trade_en, code = draw.choice(_TRADES)
        middle = [draw.randrange(16) for _ in range(3)]
        own_ko, own_zh = ("".join(table[at] for at in middle) for table in (_HANGUL, _HAN))
        own_en = "".join(_SYLLABLES[at] for at in middle).title()
        lacks = draw.randrange(10)
        yield Invented(
            "" if lacks == 0 else f"주식회사 {ko}{own_ko}{trade_ko}",
            "" if lacks == 1 else f"{zh}{own_zh}{trade_zh}有限公司",
            f"{en} {own_en} {trade_en} Co., Ltd.",
            f"{place:010d}",
            f"{code}{draw.randrange(100):02d}",
        )


_FAMILIES = (("홍", "洪", "Hong"), ("김", "金", "Kim"), ("왕", "王", "Wang"), ("이", "李", "Lee"), ("진", "陈", "Chen"))


def person_names(count: int, seed: int = 5) -> Iterator[tuple[tuple[str, str, str], tuple[str, str, str]]]:
    """``count`` people: family and given names in Hangul, Han and Latin."""
    draw = random.Random(seed)  # noqa: S311 — names, no secrets
    for _ in range(count):
        at = [draw.randrange(16) for _ in range(2)]
        given = "".join(_HANGUL[one] for one in at), "".join(_HAN[one] for one in at)
        yield draw.choice(_FAMILIES), (*given, "".join(_SYLLABLES[one] for one in at).title())
