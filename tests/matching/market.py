"""A small market across the border, plainly invented."""

from __future__ import annotations

from typing import Any

from landbridge.directory.models import Item, Organisation

HOST = (
    ("미래라이다", "자율주행용 라이다 센서", "在中国的 배터리 전지 관리 업체"),
    ("한빛반도체", "반도체 검사 장비", "반도체 설비 가격이 낮은 업체"),
    ("가람전지", "전지 온도 센서", "배터리 전지 관리 장비"),
)
GUEST = (
    ("北辰半导体", "半导体设备", "半导体 检测设备"),
    ("重庆电池", "电池管理设备", "电池温度传感器"),
    ("华光激光", "激光雷达传感器", "自律走行 雷达"),
    ("东海贸易", "茶叶", "陶瓷"),
)


#: Trades without a word in common with the others: what everybody says tells nobody from another.
TRADES = [
    "가구",
    "의류",
    "신발",
    "안경",
    "시계",
    "자전거",
    "화장품",
    "종이",
    "유리",
    "목재",
    "酒店",
    "服装",
    "家具",
    "钢铁",
    "水果",
    "图书",
    "玩具",
    "医药",
    "旅游",
    "音乐",
]


def firm(side: str, offer: str, seek: str, **facts: Any) -> Organisation:
    """A verified organisation of a side that offers one thing and seeks another, as its rows say."""
    language, country = ("ko", "KR") if side == "host" else ("zh-hans", "CN")
    one = Organisation.objects.create(side=side, country=country, level=2, **facts)
    said = [(kind, text) for kind, text in (("offer", offer), ("seek", seek)) if text]
    Item.objects.bulk_create(Item(organisation=one, kind=kind, language=language, text=text) for kind, text in said)
    return one


def market() -> dict[str, Organisation]:
    """Three firms of the host's side and four of the guest's, by name, among others in other trades."""
    firms = {name: firm("host", offer, seek, name_ko=name) for name, offer, seek in HOST}
    firms |= {name: firm("guest", offer, seek, name_zh=name) for name, offer, seek in GUEST}
    for trade in TRADES:
        firm("host" if trade >= "가" else "guest", trade, "", name_en=f"Other {trade}")
    return firms
