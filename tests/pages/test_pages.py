"""Every page of the house, in three languages, at three widths, in both themes: accessible, whole, well set, silent.

Here are the pages everybody meets first; those of each part of the house stand in the files beside this one.
"""

import pytest

from landbridge.base.calendar import seed_calendar
from landbridge.base.models import CalendarDay, ExchangeRate
from landbridge.meetings.models import Company, Fair, SolveRun, Wish
from landbridge.people.models import User
from landbridge.people.queries.accounts import DEMO_ADDRESSES
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check
from tests.pages.faults import STATUS

pytestmark = [pytest.mark.journey, pytest.mark.urls("tests.pages.faults")]

OPEN_PAGES = ("/sign-in/", "/sign-in/?next=/style", "/password/", "/password/sent/", "/sign-in/closed/")
INNER_PAGES = ("/api/", "/", "/style", "/account/password/", "/sign-out/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_pages(page_in: PageIn, language: str, settings: object) -> None:
    settings.LANDBRIDGE_DEMO = True  # type: ignore[attr-defined]
    for address, name in zip(DEMO_ADDRESSES, ("刘海燕 Liu Haiyan", "박지훈 Park Jihoon"), strict=True):
        User.objects.create(email=address, side=address.partition("@")[0], name=name)
    check(page_in(language), OPEN_PAGES, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_inner_pages(page_in: PageIn, language: str, host_manager: User) -> None:
    check(page_in(language, user=host_manager), INNER_PAGES, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_error_pages(page_in: PageIn, language: str, complaints: list[str]) -> None:
    page = page_in(language)
    check(page, tuple(f"/faults/{what}" for what in STATUS), language)
    assert page.goto("/faults/stale").status == 409  # type: ignore[union-attr]


@pytest.mark.parametrize("language", LANGUAGES)
def test_today_with_work_waiting(page_in: PageIn, language: str, host_manager: User, busy_fairs: None) -> None:
    check(page_in(language, user=host_manager), ("/",), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendar_and_rates(page_in: PageIn, language: str, host_manager: User) -> None:
    seed_calendar([2026, 2027])
    day = CalendarDay.objects.get(country="KR", day="2026-09-25")
    ExchangeRate.objects.create(base="USD", quote="KRW", day="2026-10-30", rate="1335.2667", source="ECB")
    paths = ("/calendar?year=2027&after=2026-09-23&days=5", f"/calendar/{day.pk}", "/rates", "/rates/import")
    check(page_in(language, user=host_manager), paths, language)


@pytest.fixture
def busy_fairs(host_manager: User) -> None:
    """A fair that is searched, and one that nobody has begun with."""
    for title in ("Automotive parts trade meetings", "한중 자동차 부품 수출상담회 汽车零部件洽谈会"):
        fair = Fair.objects.create(title=title, timezone="Asia/Seoul", date_from="2026-12-12", date_to="2026-12-12")
        Company.objects.create(fair=fair, code="C1", languages="ko", position=1)
        Wish.objects.create(fair=fair, code="W1", position=1)
    SolveRun.objects.create(fair=fair, asked_by=host_manager)
