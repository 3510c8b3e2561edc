"""Exchange rates of a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.base_user import AbstractBaseUser

from landbridge.base.actions import add_rate, import_rates
from landbridge.base.models import ExchangeRate
from landbridge.base.money import Money
from landbridge.base.rate_files import BadRateFile, read_rates
from landbridge.base.rates import NoRate, convert, rate_on
from tests.shared_data import landbridge_shared

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 30)


def keep(base: str, quote: str, rate: str, *, day: date = DAY, source: str = "ECB") -> ExchangeRate:
    return ExchangeRate.objects.create(base=base, quote=quote, rate=Decimal(rate), day=day, source=source)


def test_the_last_rate_before_a_day_and_no_older_than_ten() -> None:
    keep("USD", "KRW", "1300", day=DAY - timedelta(days=3))
    kept = keep("USD", "KRW", "1335")
    keep("USD", "KRW", "1400", day=DAY + timedelta(days=20))
    assert rate_on("USD", "KRW", DAY) == kept
    assert rate_on("USD", "KRW", DAY + timedelta(days=10)) == kept
    assert rate_on("USD", "KRW", DAY + timedelta(days=11)) is None


def test_the_other_way_round_and_through_a_third_currency() -> None:
    keep("EUR", "KRW", "1500")
    keep("EUR", "CNY", "7.5", day=DAY - timedelta(days=1))
    cross = rate_on("CNY", "KRW", DAY)
    assert cross is not None
    assert (cross.rate.quantize(Decimal("0.0001")), cross.day) == (Decimal(200), DAY - timedelta(days=1))
    assert cross.pk is None
    assert "EUR" in cross.source
    assert convert(Money(Decimal(3_000_000), "KRW"), "EUR", DAY)[0] == Money(Decimal("2000.00"), "EUR")


def test_a_rate_kept_wins_over_one_computed() -> None:
    keep("EUR", "KRW", "1500")
    keep("EUR", "CNY", "7.5")
    kept = keep("CNY", "KRW", "201")
    assert rate_on("CNY", "KRW", DAY) == kept


def test_money_is_rounded_to_what_its_currency_has() -> None:
    keep("USD", "KRW", "1335.2667")
    money, rate = convert(Money(Decimal("20.55"), "USD"), "KRW", DAY)
    assert (money, rate.source) == (Money(Decimal(27440), "KRW"), "ECB")
    assert convert(money, "KRW", DAY)[0] == money


def test_what_is_missing_is_told() -> None:
    with pytest.raises(NoRate) as refused:
        convert(Money(Decimal(1), "USD"), "CNY", DAY)
    assert "No exchange rate from USD to CNY is known on or before" in refused.value.message()
    keep("CNY", "USD", "0.14", day=DAY - timedelta(days=30))
    with pytest.raises(NoRate) as refused:
        convert(Money(Decimal(1), "USD"), "CNY", DAY)
    assert refused.value.latest == DAY - timedelta(days=30)
    assert "too old" in refused.value.message()


def test_a_rate_is_added_once_a_day_and_source(host_manager: AbstractBaseUser) -> None:
    rate = add_rate(by=host_manager, base="USD", quote="KRW", day=DAY, rate=Decimal("1335.2"), source="KEB Hana")
    assert rate.entered_by_id == host_manager.pk
    again = import_rates([rate], by=host_manager, name="same.csv")
    assert (again.new, again.known, again.different) == (0, 1, 0)


ECB = "Date, USD, CNY, KRW, \n30 October 2026, 1.1172, 7.4326, N/A, \n2026-10-29, 1.113, 7.4144, 1488.4,\n"


def test_a_file_of_the_ecb_is_read_and_kept_once(host_manager: AbstractBaseUser) -> None:
    rates = read_rates(ECB.encode())
    assert len(rates) == 5
    first = import_rates(rates, by=host_manager, name="eurofxref.csv")
    assert (first.new, first.known, first.different) == (5, 0, 0)
    again = import_rates(read_rates(ECB.replace("1.113", "1.2").encode()), by=host_manager, name="eurofxref.csv")
    assert (again.new, again.known, again.different) == (0, 4, 1)
    assert ExchangeRate.objects.get(quote="USD", day="2026-10-29").rate == Decimal("1.113")


def test_the_published_file(host_manager: AbstractBaseUser) -> None:
    rates = read_rates(landbridge_shared("data", "trade", "fx_ecb_2024_2026.csv").read_bytes())
    done = import_rates(rates, by=host_manager, name="fx.csv")
    assert done.new == len(rates) > 3000
    assert rate_on("EUR", "KRW", date(2026, 11, 1)).rate == Decimal("1491.76")  # type: ignore[union-attr]
    assert import_rates(rates, by=host_manager, name="fx.csv").new == 0


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "empty", "The file is empty."),
        (b"Name,USD\nx,1\n", "no_date_column", "first column"),
        (b"Date,Dollar\n2026-01-01,1\n", "no_currencies", "no column"),
        (b"Date,USD\nsoon,1\n", "bad_date", "Row 2"),
        (b"Date,USD\n2026-01-02,1.1\n2026-01-01,-1\n", "bad_rate", "Row 3, column EUR/USD"),
        (b"Date,USD\n2026-01-01,1e99\n", "bad_rate", "Row 2, column EUR/USD"),
        (b"\xff\xfe\x00\x01PK", "not_text", "no CSV"),
        (b"Date,USD\n2026-01-01,1\n2026-01-01,2\n", "twice", "Row 3"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_and_where(content: bytes, code: str, said: str) -> None:
    with pytest.raises(BadRateFile) as refused:
        read_rates(content)
    assert refused.value.code == code
    assert said in refused.value.message()
