"""Sheets and columns by name: English, Korean and Chinese, and what people write instead.

A header cell may carry several names at once, on lines of its own or with slashes between, as
the template's do ("company / 기업 코드 / 企业编号"); it is known if none of them contradicts another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or, on the Event sheet, a key): its names in three languages and other spellings."""

    key: str
    ko: str
    zh: str
    also: tuple[str, ...] = ()
    required: bool = False

    def name(self, language: str) -> str:
        """What a reader of ``language`` calls it."""
        return {"ko": self.ko, "zh": self.zh}.get(language[:2], self.key)

    def names(self) -> tuple[str, ...]:
        """Everything it may be called."""
        return (self.key, self.ko, self.zh, *self.also)


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet: one row per thing. ``required`` sheets must be there and hold a row."""

    key: str
    ko: str
    zh: str
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    required: bool = True

    def name(self, language: str) -> str:
        """What a reader of ``language`` calls it."""
        return {"ko": self.ko, "zh": self.zh}.get(language[:2], self.key)

    def names(self) -> tuple[str, ...]:
        """Everything it may be called."""
        return (self.key, self.ko, self.zh, *self.also)

    def column(self, key: str) -> Column:
        """The column of that key."""
        return next(column for column in self.columns if column.key == key)


def _must(key: str, ko: str, zh: str, *also: str) -> Column:
    return Column(key, ko, zh, also, required=True)


def _may(key: str, ko: str, zh: str, *also: str) -> Column:
    return Column(key, ko, zh, also)


EVENT = SheetForm(
    "Event",
    "상담회",
    "洽谈会",
    (
        _must("title", "상담회 이름", "洽谈会名称", "행사명", "活动名称", "제목", "标题", "name"),
        _must("timezone", "시간대", "时区", "time zone", "표준시"),
        _must("date_from", "시작일", "开始日期", "from", "first day", "start date"),
        _must("date_to", "종료일", "结束日期", "to", "last day", "end date"),
        _may("max_in_row", "연속 통역 한도", "连续翻译上限", "최대 연속", "最多连续场次"),
        _may("spare_tables", "예비 테이블", "备用桌数", "여유 테이블", "预留桌数"),
    ),
    ("행사", "活动", "행사 정보", "活动信息", "Fair", "Events"),
)
#: The header of the Event sheet, whose rows are keys and values.
EVENT_HEADER = (_must("key", "항목", "项目", "키", "键"), _must("value", "값", "值", "내용", "内容"))

SLOTS = SheetForm(
    "Slots",
    "회차",
    "场次",
    (
        _must("slot", "회차 코드", "场次编号", "시간 코드", "时段编号", "슬롯", "回合", "slot id", "id"),
        _must("day", "날짜", "日期", "date", "일자", "상담일"),
        _must("start", "시작", "开始", "시작 시간", "시작 시각", "开始时间", "start time"),
        _must("end", "종료", "结束", "종료 시간", "종료 시각", "结束时间", "end time"),
        _may("session", "세션", "时段", "구분", "场次", "时段组"),
    ),
    ("상담 시간", "슬롯", "시간", "시간표", "时段", "时间", "时间段", "Slot"),
)
TABLES = SheetForm(
    "Tables",
    "테이블",
    "洽谈桌",
    (
        _must("table", "테이블 번호", "桌号", "테이블", "桌位", "table id", "id"),
        _may("area", "구역", "区域", "위치", "位置", "hall"),
        _may("unavailable", "불가 회차", "不可用场次", "불가 시간", "不可用时段", "사용 불가", "不可用"),
    ),
    ("상담 테이블", "桌位", "Table"),
)
COMPANIES = SheetForm(
    "Companies",
    "기업",
    "企业",
    (
        _must("company", "기업 코드", "企业编号", "기업", "업체", "企业", "公司", "company id", "id"),
        _may(
            "name_ko",
            "기업명(한국어)",
            "企业名称（韩文）",
            "한국어 이름",
            "기업명",
            "국문명",
            "韩文名称",
            "korean name",
        ),
        _may(
            "name_zh",
            "기업명(중국어)",
            "企业名称（中文）",
            "중국어 이름",
            "중문명",
            "企业名称",
            "中文名称",
            "chinese name",
        ),
        _may("name_en", "기업명(영어)", "企业名称（英文）", "영어 이름", "영문명", "英文名称", "english name", "name"),
        _may("side", "소속", "所属方", "측", "구분", "方", "类型"),
        _must("languages", "언어", "语言", "사용 언어", "可用语言", "language"),
        _may("max_meetings", "최대 상담 수", "洽谈上限", "최대 상담", "最多场次", "max meetings"),
        _may("unavailable", "불가 회차", "不可用场次", "불가 시간", "不可用时段", "참석 불가", "不可用"),
        _may("home_table", "전용 테이블", "固定桌", "지정 테이블", "固定桌位", "부스", "展位", "home table", "booth"),
    ),
    ("기업 목록", "업체", "참가 기업", "企业名单", "公司", "参展企业", "Company"),
)
INTERPRETERS = SheetForm(
    "Interpreters",
    "통역사",
    "翻译",
    (
        _must("interpreter", "통역사 코드", "翻译编号", "통역사", "译员编号", "译员", "翻译", "interpreter id", "id"),
        _may("name", "이름", "姓名", "성명"),
        _must("languages", "언어", "语言", "통역 언어", "翻译语言", "language"),
        _may("side", "소속", "所属方", "측", "구분", "方"),
        _may("grade", "등급", "等级", "级别"),
        _may("unavailable", "불가 회차", "不可用场次", "불가 시간", "不可用时段", "근무 불가", "不可用"),
        _may("max_in_row", "연속 통역 한도", "连续翻译上限", "최대 연속", "最多连续场次"),
        _may("max_per_day", "하루 통역 한도", "每日翻译上限", "일일 한도", "每天最多场次"),
    ),
    ("통역", "통역원", "译员", "口译员", "Interpreter"),
    required=False,
)
WISHES = SheetForm(
    "Wishes",
    "상담 신청",
    "洽谈意向",
    (
        _must("wish", "신청 코드", "意向编号", "희망 코드", "상담 코드", "wish id", "id"),
        _must("company_a", "기업 A", "企业A", "기업 1", "신청 기업", "甲方", "申请企业", "company a"),
        _must("company_b", "기업 B", "企业B", "기업 2", "상대 기업", "乙方", "对方企业", "company b"),
        _may("priority", "우선순위", "优先级", "중요도", "优先程度"),
        _may("slots", "회차 수", "场次数", "연속 칸 수", "占用时段数", "길이", "时长", "length"),
        _may("session", "세션", "时段", "场次", "희망 세션", "时段组", "sessions"),
        _may("fixed_slot", "지정 회차", "指定场次", "고정 시간", "固定时段", "지정 시간", "指定时段", "fixed slot"),
        _may("fixed_table", "지정 테이블", "指定桌号", "고정 테이블", "固定桌号", "fixed table"),
    ),
    ("상담 희망", "희망 상담", "희망", "洽谈需求", "意向", "Wish", "Requests"),
)
ORDER = SheetForm(
    "Order",
    "순서",
    "先后顺序",
    (
        _must("before", "먼저", "先", "앞", "先进行", "first"),
        _must("after", "나중", "后", "뒤", "后进行", "then", "second"),
    ),
    ("상담 순서", "顺序"),
    required=False,
)
NEVER = SheetForm(
    "Never",
    "상담 제외",
    "不得会面",
    (
        _must("company_a", "기업 A", "企业A", "기업 1", "甲方", "company a"),
        _must("company_b", "기업 B", "企业B", "기업 2", "乙方", "company b"),
    ),
    ("제외", "기피", "回避", "排除", "Exclusions"),
    required=False,
)

#: What comes out. Their names never clash with those above, so a timetable is not taken for a fair.
MEETINGS = SheetForm(
    "Meetings",
    "상담 일정",
    "洽谈日程",
    (
        _must("wish", "신청 코드", "意向编号"),
        _must("slot", "회차 코드", "场次编号"),
        _may("day", "날짜", "日期"),
        _may("start", "시작", "开始"),
        _may("end", "종료", "结束"),
        _must("table", "테이블 번호", "桌号"),
        _may("company_a", "기업 A", "企业A"),
        _may("company_b", "기업 B", "企业B"),
        _may("interpreter", "통역사 코드", "翻译编号"),
        _may("name_a", "기업명 A", "企业A名称"),
        _may("name_b", "기업명 B", "企业B名称"),
        _may("interpreter_name", "통역사 이름", "翻译姓名"),
    ),
)
UNMET = SheetForm(
    "Unmet",
    "미배정 신청",
    "未安排意向",
    (
        _must("wish", "신청 코드", "意向编号"),
        _may("priority", "우선순위", "优先级"),
        _may("company_a", "기업 A", "企业A"),
        _may("company_b", "기업 B", "企业B"),
        _may("name_a", "기업명 A", "企业A名称"),
        _may("name_b", "기업명 B", "企业B名称"),
        _may("cause", "사유", "原因"),
        _may("remedy", "해결 방법", "解决办法"),
    ),
    required=False,
)
SUMMARY = SheetForm(
    "Summary",
    "요약",
    "汇总",
    (
        _must("level", "평가 단계", "评价层级"),
        _must("value", "값", "值"),
        _may("bound", "한계", "界限"),
        _may("proved", "증명", "已证明"),
    ),
    required=False,
)
GRID = SheetForm("Grid", "테이블 배정표", "洽谈桌安排表", (), required=False)

FORMS: tuple[SheetForm, ...] = (EVENT, SLOTS, TABLES, COMPANIES, INTERPRETERS, WISHES, ORDER, NEVER)
#: Sheets of explanation, ours or anybody's, that hold no data.
READ_ME = ("Read me", "읽어 주세요", "说明", "About", "안내", "Notes")


def folded(text: str) -> str:
    """A name as it is compared: width, case, spaces and punctuation do not matter.

    >>> folded("Ｎａｍｅ＿ＫＯ "), folded("기업명（한국어）")
    ('nameko', '기업명한국어')
    """
    return "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())


def column_named(text: str, columns: Iterable[Column]) -> Column | None:
    """The column that a header cell names, or None."""
    key = _find(text, tuple((column.key, column.names()) for column in columns))
    return next((column for column in columns if column.key == key), None)


def sheet_named(text: str, forms: tuple[SheetForm, ...] = FORMS) -> SheetForm | None:
    """The sheet that a tab names, or None."""
    key = _find(text, tuple((form.key, form.names()) for form in forms))
    return next((form for form in forms if form.key == key), None)


def is_read_me(text: str) -> bool:
    """Whether a tab is one of explanation."""
    return _find(text, (("read me", READ_ME),)) is not None


@cache
def _table(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    # The first to claim a name keeps it; the names of the format itself come before all others.
    table = {folded(key): key for key, _ in names}
    for key, others in names:
        for name in others:
            table.setdefault(folded(name), key)
    return table


def _find(text: str, names: tuple[tuple[str, tuple[str, ...]], ...]) -> str | None:
    table = _table(names)
    if (whole := table.get(folded(text))) is not None:
        return whole
    for separator in (r"[\n/|·]", r"\s+"):
        parts = [folded(part) for part in re.split(separator, unicodedata.normalize("NFKC", text))]
        found = {table.get(part) for part in parts if part}
        if len(found) == 1 and None not in found:
            return found.pop()
    return None
