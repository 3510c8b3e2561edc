"""The search and what is kept of it, held to the checks of all pages."""

import pytest

from landbridge.matching.models import SavedSearch, SearchHit
from landbridge.people.models import User
from tests.journeys.browser import PageIn
from tests.matching.test_codes import taken_in
from tests.matching.test_search import firm
from tests.pages.checks import LANGUAGES, check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_searching(page_in: PageIn, language: str, host_manager: User) -> None:
    text = "자율주행 라이다 센서와 레이저 수리 장비 autonomous driving lidar"
    one = firm(
        host_manager, ("offer", "ko", text), name_ko="주식회사 수원한빛자동차부품", name_zh="水原韩光汽车零部件有限公司"
    )
    kept = SavedSearch.objects.create(
        user=host_manager, name="수원의 라이다 激光雷达", words="라이다", filters={"level": "1"}, language=language
    )
    SearchHit.objects.create(search=kept, organisation=one)
    taken_in(host_manager)
    edit = f"/organisations/{one.pk}/edit/items"
    top = "/search/"
    paths = {
        "en": (f"{top}?q=라이다&level=1", f"{top}kept/", "/matching/codes/new"),
        "ko": (f"{top}?q=라이다", f"{top}kept/{kept.pk}/results", f"{top}keep?q=라이다", "/matching/codes/"),
        "zh-hans": (top, f"{top}?q=라이다", f"{top}kept/{kept.pk}", edit),
    }[language]
    check(page_in(language, user=host_manager), paths, language)
