"""The pages of the matching index, see ``test_pages``."""

import pytest

from landbridge.directory.models import Organisation
from landbridge.matching.models import Exposure, IndexBuild
from landbridge.people.models import User
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check

pytestmark = pytest.mark.journey
NAMES = (
    "한빛자율주행시스템 주식회사",
    "上海禾赛光电科技股份有限公司",
    "Landbridge Autonomous Driving Components Co., Ltd.",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_index_and_attention(page_in: PageIn, language: str, host_manager: User) -> None:
    live = IndexBuild.objects.create(
        state="live",
        encoder="use",
        asked_by=host_manager,
        finished_at="2026-11-01T00:00Z",
        measured_at="2026-11-02T00:00Z",
        error="encoder",
    )
    IndexBuild.objects.create(state="failed", encoder="openai:https://vectors.example/v1", error="gave_up")
    for side in ("host", "guest"):
        for number in range(9):
            name = {f"name_{('ko', 'zh', 'en')[number % 3]}": f"{NAMES[number % 3]} {number}"}
            firm = Organisation.objects.create(side=side, country="KR" if side == "host" else "CN", **name)
            Exposure.objects.create(build=live, organisation=firm, side=side, shown=max(0, number * 4 - 8))
    page = page_in(language, user=host_manager)
    check(page, ("/matching/index", "/matching/congestion"), language)
    busy = IndexBuild.objects.create(state="building", encoder="none", done=1200, total=30000)
    check(page, ("/matching/index?",), language)
    busy.delete()
