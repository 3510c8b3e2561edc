"""The pages of organisations, their checks and imports, held to the checks of all pages."""

from collections.abc import Callable

import pytest

from landbridge.base.sheets_out import write_csv
from landbridge.directory.actions import imports as import_actions
from landbridge.directory.models import ExportRun, SavedView
from landbridge.directory.queries.imports import fields_of
from landbridge.people.models import User
from tests.directory.buyers import chinese_buyer, chinese_buyers, uscc
from tests.directory.facts import a_merge, a_pair, evidence, listed, made, whole_organisation
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_an_organisation(page_in: PageIn, language: str, host_manager: User) -> None:
    one = whole_organisation(host_manager)
    made(host_manager, name_ko="미래 정밀", region="수원시")
    contact = one.contacts.get()
    page, edit = f"/organisations/{one.pk}", f"/organisations/{one.pk}/edit"
    paths = {
        "en": (page, edit, f"{edit}/exports", f"{page}/editors/new"),
        "ko": (page, "/organisations/new", f"{edit}/items", f"{page}/contacts/new"),
        "zh-hans": (page, edit, f"{edit}/certifications", f"{page}/contacts/{contact.pk}", f"{page}/documents/new"),
    }[language]
    check(page_in(language, user=host_manager), paths, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_organisations_and_its_files(page_in: PageIn, language: str, host_manager: User) -> None:
    if language == "zh-hans":
        check(page_in(language, user=host_manager), ("/organisations/",), language)  # nothing is there yet
    for place in range(3):
        name_en = f"Suwon Hanbit Automotive Parts {place}"
        made(host_manager, name_ko="주식회사 수원한빛자동차부품", name_zh="水原韩光汽车零部件有限公司", name_en=name_en)
    view = SavedView.objects.create(user=host_manager, name="수원의 무역 회사 水原", query="region=Suwon")
    run = ExportRun.objects.create(asked_by=host_manager, total=3, format="xlsx", language=language, state="running")
    paths = (f"/organisations/?view={view.pk}&level=0", "/organisations/export")
    more = (f"/organisations/views/{view.pk}", f"/organisations/exports/{run.pk}", "/people/persons/export")
    check(page_in(language, user=host_manager), paths if language != "ko" else (*paths, *more), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_checks(page_in: PageIn, language: str, host_manager: User) -> None:
    pair = a_pair(host_manager, name_ko="(주)한빛정밀", website="https://ash.example/a/rather/long/address/of/a/page")
    trail = a_merge(host_manager)
    entry = listed(host_manager, name="가람무역", list_name="2026 불공정거래 기관 명단", reason="拒不履行合同义务")
    blocked = made(host_manager, name_ko="가람무역 주식회사", name_zh="加蓝贸易有限公司")
    checked = evidence(host_manager)["organisation_id"]
    top = "/organisations"
    paths = [f"{top}/{blocked.pk}", f"{top}/{checked}/checks", f"{top}/duplicates/{pair.pk}"]
    paths += {
        "en": [f"{top}/duplicates?show=merged", f"{top}/blacklist/new", f"{top}/merges/{trail.pk}"],
        "ko": [f"{top}/{checked}/verify", f"{top}/blacklist", f"{top}/blacklist/{entry.pk}"],
        "zh-hans": [f"{top}/duplicates", f"{top}/blacklist/import", f"{top}/{blocked.pk}/blacklist/{entry.pk}/clear"],
    }[language]
    check(page_in(language, user=host_manager), tuple(paths), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_an_import(
    page_in: PageIn, language: str, guest_manager: User, run_jobs: Callable[[], list[str]]
) -> None:
    rows = [
        *chinese_buyers(3),
        chinese_buyer(4, 企业名称="成都巴蜀茶业有限公司", 韩文名称="", 统一社会信用代码=uscc(1)),
        chinese_buyer(5, 统一社会信用代码="91110000600037342L", 邮箱="없음이라고 쓰인 주소"),
    ]
    run = import_actions.upload_import(write_csv(rows), "2026 采购商 바이어 명단.csv", by=guest_manager)
    page, path = page_in(language, user=guest_manager), f"/organisations/imports/{run.pk}"
    run_jobs()
    run.refresh_from_db()
    if language == "en":
        check(page, (path,), language)
    import_actions.map_columns(run, fields_of(run), by=guest_manager)
    run_jobs()
    if language == "ko":
        check(page, (path, f"{path}/columns"), language)
    import_actions.start_import(run, by=guest_manager)
    if language == "en":
        check(page, (path,), language)  # under way
    run_jobs()
    check(page, (path, "/organisations/imports/") if language == "zh-hans" else (path,), language)
