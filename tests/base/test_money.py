"""Amounts and dates: spelled for reports of three languages, and read as people write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.base.amounts import BadAmount, read_amount
from landbridge.base.dates import BadDate, read_date
from landbridge.base.money import Money, spell, spell_change, spell_count


def usd(millions: str) -> Money:
    return Money(Decimal(millions) * 10**6, "USD")


def parts(language: str) -> list[str]:
    def change(percent: str, *, on_year: bool = False) -> str:
        return spell_change(Decimal(percent), language, on_year=on_year)

    return [
        spell_count(629, "firm", language),
        spell_count(12265, "consultation", language), spell(usd("601.4"), language), change("33", on_year=True),
        spell_count(5330, "case", language), spell(usd("277.3"), language), change("32"),
        spell(usd("45.42"), language), change("14.4"),
    ]  # fmt: skip


def test_the_report_line_of_a_korean_agency() -> None:
    line = "{}, 상담 {} {}({}), 계약추진 {} {}({}), 실수출 {}({})".format(*parts("ko"))
    assert line == (
        "629개사, 상담 12,265건 6억 140만 달러(전년比 33.0%↑), 계약추진 5,330건 2억 7,730만 달러(32.0%↑), "
        "실수출 4,542만 달러(14.4%↑)"
    )


def test_the_same_line_in_chinese_and_english() -> None:
    assert "{}，洽谈{}，{}（{}）；意向项目{}，{}（{}）；实际出口{}（{}）".format(*parts("zh-hans")) == (
        "629家，洽谈12,265场，6.014亿美元（同比增长33.0%）；意向项目5,330项，2.773亿美元（增长32.0%）；"
        "实际出口4,542万美元（增长14.4%）"
    )
    assert "{}; {}, {} ({}); {} in progress, {} ({}); exports {} ({})".format(*parts("en")) == (
        "629 firms; 12,265 consultations, US$601.4 m (+33.0 %); 5,330 cases in progress, US$277.3 m (+32.0 %); "
        "exports US$45.42 m (+14.4 %)"
    )


@pytest.mark.parametrize(
    ("amount", "currency", "korean", "chinese", "english"),
    [
        ("1960000000", "USD", "19억 6,000만 달러", "19.6亿美元", "US$1.96 bn"),
        ("350000000", "KRW", "3억 5,000만 원", "3.5亿韩元", "KRW 350 m"),
        ("354600", "CNY", "35만 4,600 위안", "35.46万元人民币", "CNY 354,600"),
        ("1234567890123", "KRW", "1조 2,345억 6,789만 원", "1.23456789万亿韩元", "KRW 1,234.56789 bn"),
        ("9999.5", "USD", "9,999.5 달러", "9,999.5美元", "US$9,999.5"),
        ("0", "KRW", "0 원", "0韩元", "KRW 0"),
        ("-5000000", "USD", "−500만 달러", "−500万美元", "−US$5 m"),
        ("999999.5", "KRW", "100만 원", "100万韩元", "KRW 1 m"),
    ],
)
def test_house_styles(amount: str, currency: str, korean: str, chinese: str, english: str) -> None:
    money = Money(Decimal(amount), currency)
    assert [spell(money, language) for language in ("ko", "zh-hans", "en")] == [korean, chinese, english]


@given(st.integers(0, 10**16), st.sampled_from(["KRW", "USD", "CNY"]))
def test_all_three_spellings_are_read_as_the_same_amount(amount: int, currency: str) -> None:
    said = [spell(Money(Decimal(amount), currency), language) for language in ("ko", "zh-hans", "en")]
    assert len({read_amount(text.replace("元人民币", "人民币")) for text in said}) == 1
    read = read_amount(said[0])
    assert read.currency == currency
    assert abs(read.amount - amount) <= (5000 if amount >= 10**6 else 0)


def test_changes_that_fall_or_stay() -> None:
    fallen = [spell_change(Decimal("-12.88"), language) for language in ("ko", "zh-hans", "en")]
    assert fallen == ["12.9%↓", "下降12.9%", "−12.9 %"]
    assert [spell_change(Decimal(0), language) for language in ("ko", "zh-hans", "en")] == ["0.0%", "持平", "±0.0 %"]
    assert spell_count(1, "firm", "en") == "1 firm"


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("3억 5천만원", 350_000_000, "KRW"), ("３억５천만 원", 350_000_000, "KRW"), ("350백만원", 350_000_000, "KRW"),
        ("2,050만 달러", 20_500_000, "USD"), ("US$20.5m", 20_500_000, "USD"), ("20.5 million USD", 20_500_000, "USD"),
        ("１.２万元", 12_000, "CNY"), ("1.2万亿韩元", 1_200_000_000_000, "KRW"), ("￥3,000", 3_000, "CNY"),
        ("RMB 5千万", 50_000_000, "CNY"), ("₩1,234,567", 1_234_567, "KRW"), ("12만불", 120_000, "USD"),
        ("6억 140만 달러", 601_400_000, "USD"), ("(1,000) USD", None, ""), ("△1,000원", -1000, "KRW"),
        ("(500원)", -500, "KRW"), ("만원", 10_000, "KRW"), ("천만원", 10_000_000, "KRW"), ("5百万元", 5_000_000, "CNY"),
    ],
)  # fmt: skip
def test_amounts_of_both_countries(text: str, amount: int | None, currency: str) -> None:
    if amount is None:
        with pytest.raises(BadAmount):
            read_amount(text)
        return
    assert read_amount(text) == Money(Decimal(amount), currency)


def test_a_number_takes_the_currency_it_is_given() -> None:
    assert read_amount(20500000.5, "USD") == Money(Decimal("20500000.5"), "USD")
    assert read_amount("￥3,000", "JPY").currency == "JPY"
    assert read_amount("3만원", "USD").currency == "KRW"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"), ("약 3억원", "unreadable"), ("3~5억원", "unreadable"), ("1.234.567원", "unreadable"),
        ("1,5 USD", "separators"), ("12,34,567원", "separators"), ("3만 5억원", "unreadable"), ("1000", "no_currency"),
        ("3 USD 원", "two_currencies"), ("9999999조원", "too_large"), ("원", "unreadable"), ("1 2원", "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_told(text: str, code: str) -> None:
    with pytest.raises(BadAmount) as refused:
        read_amount(text)
    assert refused.value.code == code
    assert text.strip() in refused.value.message()


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_told(text: str) -> None:
    try:
        read_amount(text, "KRW")
    except BadAmount as bad:
        said = bad.message()
        assert "%(" not in said.replace(text, "")


@pytest.mark.parametrize(
    "value",
    [
        "2026. 9. 1.", "2026.09.01", "2026-9-1", "2026/09/01", "2026年9月1日", "2026년 9월 1일", "20260901", 20260901,
        20260901.0, "２０２６-０９-０１", "2026. 9. 1.(화)", "2026年9月1日 星期二", "2026-09-01 00:00:00", "1 Sep 2026",
        "September 1, 2026", date(2026, 9, 1), datetime(2026, 9, 1, 9, 30), 46266, 46266.4,  # noqa: DTZ001
    ],
)  # fmt: skip
def test_dates_of_both_countries(value: object) -> None:
    assert read_date(value) == date(2026, 9, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty"), ("26. 9. 1.", "short_year"), ("01/09/2026", "order"), ("2026-02-30", "no_such_day"),
        ("next week", "unreadable"), (0, "unreadable"), ("1776-07-04", "out_of_range"), ("3 Foo 2026", "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_told(value: object, code: str) -> None:
    with pytest.raises(BadDate) as refused:
        read_date(value)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert refused.value.message()


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers()))
def test_anything_is_a_date_or_told(value: object) -> None:
    try:
        assert isinstance(read_date(value), date)  # type: ignore[arg-type]
    except BadDate as bad:
        assert bad.code  # noqa: PT017 - either way is right


@given(st.dates(date(1900, 3, 1), date(2200, 12, 31)))
def test_every_day_is_read_from_every_habit(day: date) -> None:
    forms = [f"{day.year}. {day.month}. {day.day}.", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}"]
    assert {read_date(form) for form in forms} == {day}
    assert read_date((day - date(1899, 12, 30)).days) == day
