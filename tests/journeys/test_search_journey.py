"""A firm that writes Korean finds one that writes Chinese, once staff said what a word means that no dictionary has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from landbridge.directory.models import Organisation
from landbridge.matching.actions.choices import choose
from landbridge.matching.actions.exclusions import say_exclusion
from landbridge.matching.planning.index import forget_index
from landbridge.matching.planning.unknown import count_unknown
from landbridge.people.models import Role, User
from tests.conftest import make_user
from tests.directory.editors import let_edit
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk
from tests.matching.conftest import _small_artefacts, small_lexicon  # noqa: F401 - fixtures
from tests.matching.test_index import build
from tests.matching.test_search import firm
from tests.people.keys import program_of

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("small_lexicon"),
]
ASKED, MAKER = "자율주행 라이다", "沪明光电有限公司"


@pytest.fixture
def market(transactional_db: None, host_manager: User, guest_manager: User) -> Iterator[dict[str, Organisation]]:
    """One who seeks lidars in Korean, three who make them in Chinese, and a dozen others."""
    forget_index()
    for text in ("포도주", "고무 호스", "steel pipes", "wool yarn", "냉동 만두", "paper bags"):
        firm(host_manager, ("offer", "ko", text))
    for text in ("茶叶", "玩具", "牙刷", "橡胶软管", "葡萄酒", "半导体设备"):
        firm(guest_manager, ("offer", "zh-hans", text), country="CN")
    firms = {"seeker": firm(host_manager, ("seek", "ko", "자율주행 라이다 센서"), name_ko="주식회사 한빛모빌리티")}
    for name, called in (("maker", MAKER), ("rival", "渝北光学"), ("shy", "静安雷光")):
        firms[name] = firm(guest_manager, ("offer", "zh-hans", "车载激光雷达"), name_zh=called, country="CN")
    build()
    count_unknown()
    yield firms
    forget_index()


def found(page: Page, words: str) -> list[str]:
    page.goto("/search/")
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(page.locator(".search-bar [role=status]")).to_be_visible()
    return page.locator("[data-row] h2 a").all_inner_texts()


def test_j5_a_queued_term_is_approved_and_the_maker_is_found(
    page_in: PageIn,
    host_manager: User,
    guest_manager: User,
    market: dict[str, Organisation],
    run_jobs: Callable[[], list[str]],
) -> None:
    page = page_in("ko", user=host_manager)
    walk = Walk(page)
    assert MAKER not in found(page, ASKED)
    page.goto("/matching/unknown/")
    page.get_by_role("link", name="라이다", exact=True).click()
    page.locator("#id_zh").fill("激光雷达")
    page.locator("#id_ko").fill("라이다")
    page.locator("#answer button.primary").click()
    page.wait_for_url("**/matching/terms/*")
    assert "matching.reread_terms" in run_jobs()
    assert MAKER in found(page, ASKED)[:5]
    walk.look(times=2)
    row = page.locator("[data-row]", has_text=MAKER)
    reason = row.locator(".found-why li").first
    expect(reason).to_contain_text("라이다")
    expect(reason.locator("[lang=zh-Hans]")).to_contain_text("激光雷达")
    expect(row.locator(".found-item mark").first).to_contain_text("激光雷达")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-row] h2 a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/organisations/*")
    assert walk.faults == []
    company = make_user("firm@test.example", role=Role.COMPANY)
    let_edit(market["seeker"], company, by=host_manager)
    client = Client()
    client.force_login(company)
    held_back(market, company, guest_manager, client)


def held_back(market: dict[str, Organisation], company: User, guest_manager: User, client: Client) -> None:
    """Never meet, competitor and the wish not to be shown hold on the page, in the list of matches and for programs."""
    seeker, maker, rival, shy = (market[name] for name in ("seeker", "maker", "rival", "shy"))
    pages = (f"/search/?q={ASKED}", f"/organisations/{seeker.pk}/matches")
    assert maker.name_zh in client.get(pages[0]).content.decode()
    say_exclusion("never_meet", maker, seeker, by=guest_manager)
    say_exclusion("competitor", seeker, rival, by=company)
    choose(shy, by=guest_manager, version=0, is_shown=False, most_requests=None)
    program = program_of(company)
    answers = [
        *(client.get(page).content.decode().partition("</header>")[2] for page in pages),
        program.get("/api/v1/search", {"q": ASKED}).content.decode(),
        program.get(f"/api/v1/organisations/{seeker.pk}/matches").content.decode(),
    ]
    assert maker.name_zh not in "".join(answers)
    assert shy.name_zh not in "".join(answers)
    assert rival.name_zh not in answers[0] + answers[2]
