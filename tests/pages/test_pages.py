"""Every page of the house, in three languages, at three widths, in both themes: accessible, whole, well set, silent."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from landbridge.base.calendar import seed_calendar
from landbridge.base.models import CalendarDay, ExchangeRate
from landbridge.base.sheets_out import write_csv
from landbridge.directory.actions import imports as import_actions
from landbridge.directory.models import ExportRun, SavedView
from landbridge.directory.queries.imports import fields_of
from landbridge.meetings.models import Company, Fair, SolveRun, Wish
from landbridge.people.actions.invitations import invite
from landbridge.people.actions.persons import person_of
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.requests import ask
from landbridge.people.actions.retention import ask_erasure
from landbridge.people.actions.sweeps import seed_rules
from landbridge.people.actions.tokens import make_token
from landbridge.people.models import User
from landbridge.people.queries.accounts import DEMO_ADDRESSES
from landbridge.programmes.actions.applications import save_draft, submit_application
from landbridge.programmes.actions.kinds import seed_kinds
from landbridge.programmes.actions.texts import draft_by_machine
from landbridge.programmes.actions.verdicts import judge_version
from landbridge.programmes.models import Participation, RequiredDocument
from tests.agreements.approving import a_delegation, a_document, agree, an_office, asked, full, with_kind
from tests.agreements.made import a_draft, a_report, a_tie, an_exchange, signed_quickly
from tests.conftest import make_user
from tests.directory.buyers import chinese_buyer, chinese_buyers, uscc
from tests.directory.facts import a_merge, a_pair, evidence, listed, made, whole_organisation
from tests.journeys.browser import PageIn
from tests.journeys.chromium import show
from tests.pages.checks import axe, cjk_lines, no_overflow
from tests.pages.faults import STATUS
from tests.people.people import a_flow, a_look, a_person, an_assessment
from tests.people.test_retention import RunJobs, a_hold, a_rehearsal
from tests.programmes.applying import LIMIT, a_call_of_every_kind, an_applicant, submitted
from tests.programmes.calls import a_call as a_drafted_call
from tests.programmes.calls import a_published_call
from tests.programmes.questions.forms import GOOD
from tests.programmes.rows import RULES, a_call, a_firm, a_programme, a_selection, an_application, an_editor

pytestmark = [pytest.mark.journey, pytest.mark.urls("tests.pages.faults")]

LANGUAGES = ("en", "ko", "zh-hans")
OPEN_PAGES = ("/sign-in/", "/sign-in/?next=/style", "/password/", "/password/sent/", "/sign-in/closed/")
INNER_PAGES = ("/api/", "/", "/style", "/account/password/", "/sign-out/")


def faults_of(page: Page) -> list[str]:
    """The checks at three widths, and in the dark, where only colours differ, those."""
    found = []
    for width in (320, 768, 1280):
        show(page, width=width, theme="light")
        found += [f"{width}: {fault}" for fault in (*no_overflow(page), *cjk_lines(page))]
        if width != 768:
            found += [f"{width}: {fault}" for fault in axe(page)]
    show(page, width=1280, theme="dark")
    found += [f"dark: {fault}" for fault in axe(page, rules=("color-contrast",))]
    return [f"{page.url} {fault}" for fault in found]


def check(page: Page, paths: tuple[str, ...], language: str) -> None:
    found = []
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.lang.toLowerCase()") == language, path
        found += faults_of(page)
    assert found == []


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_accounts(page_in: PageIn, language: str, host_manager: User) -> None:
    judge = make_user("judge@test.example", role="judge")
    for name, role in (("왕팡 王芳", "interpreter"), ("Maximilian Wolfeschlegelsteinhausenbergerdorff", "partner")):
        invite(by=host_manager, email=f"{role}@test.example", name=name, role=role, language="ko")
    make_token(by=host_manager, name="CRM 고객 관리", scopes=["organisations:read", "persons:read"], days=90)
    paths = ("/people/team/", f"/people/team/{judge.pk}", "/people/team/invitations/", "/account/keys/", "/account/")
    more = ("/account/security/", "/account/security/app/add/", "/people/team/invitations/new", "/invitations/gone")
    check(page_in(language, user=host_manager), (*paths, *more) if language == "ko" else paths[1:4], language)


@pytest.fixture
def busy_fairs(host_manager: User) -> None:
    """A fair that is searched, and one that nobody has begun with."""
    for title in ("Automotive parts trade meetings", "한중 자동차 부품 수출상담회 汽车零部件洽谈会"):
        fair = Fair.objects.create(title=title, timezone="Asia/Seoul", date_from="2026-12-12", date_to="2026-12-12")
        Company.objects.create(fair=fair, code="C1", languages="ko", position=1)
        Wish.objects.create(fair=fair, code="W1", position=1)
    SolveRun.objects.create(fair=fair, asked_by=host_manager)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_requests(page_in: PageIn, language: str, host_manager: User) -> None:
    seed_notices()
    person = person_of(host_manager)
    assert person is not None
    asked = ask(person, "correction", by=host_manager, text="이름의 한자를 고쳐 주십시오.")
    queue = ("/people/requests/", f"/people/requests/{asked.pk}", "/")
    own = ("/my-data/", "/my-data/requests/new", f"/people/persons/{person.pk}/requests/new")
    check(page_in(language, user=host_manager), (*queue, *own) if language == "ko" else queue, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_retention(page_in: PageIn, language: str, host_manager: User, run_jobs: RunJobs) -> None:
    seed_rules()
    a_hold(host_manager)
    rehearsal, person = a_rehearsal(host_manager), a_person()
    run = ask_erasure(a_rehearsal(host_manager), by=host_manager)
    run_jobs()
    first = ("/people/retention/", f"/people/erasures/{rehearsal.pk}", f"/people/erasures/{run.pk}")
    forms = ("/people/retention/persons", f"/people/persons/{person.pk}/erase", f"/people/persons/{person.pk}/hold")
    lists = ("/people/erasures/", "/people/holds/")
    check(page_in(language, user=host_manager), (*first, *forms, *lists) if language == "ko" else first, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_persons(page_in: PageIn, language: str, host_manager: User, open_border: None) -> None:
    seed_notices()
    person = person_of(host_manager)
    assert person is not None
    a_person("guest", crosses=True)
    paths = ("/people/persons/", f"/people/persons/{person.pk}", f"/people/persons/{person.pk}/edit", "/my-data/")
    more = (f"/people/persons/{person.pk}/consents", "/people/privacy-notices/", "/people/privacy-notices/mail/new")
    check(page_in(language, user=host_manager), paths if language != "ko" else (*paths, *more), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_transfers_and_the_access_log(
    page_in: PageIn, language: str, host_manager: User, open_border: None
) -> None:
    seen = a_person("guest", crosses=True)
    entry = a_look(host_manager, seen, action="export", reason="방문 준비 访问准备")
    flow = a_flow(assessment=an_assessment(title="상담 담당자 연락처 联系人信息"))
    month = f"/people/access/{entry.at:%Y-%m}/"
    more = {
        "en": (),
        "ko": (
            *("/people/privacy/", f"/people/transfers/{flow.pk}", f"/people/transfers/{flow.pk}/edit"),
            *("/people/access/", "/people/assessments/"),
        ),
        "zh-hans": (
            *(f"/people/assessments/{flow.assessment_id}", f"/people/assessments/new?after={flow.assessment_id}"),
            *(f"{month}entries", f"{month}export", f"/people/access/entries/{entry.number}"),
        ),
    }
    check(page_in(language, user=host_manager), ("/people/transfers/", month, *more[language]), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_approvals(page_in: PageIn, language: str, host_manager: User) -> None:
    office = an_office()
    body = a_document(
        name_ko="경기도경제과학진흥원 글로벌통상협력본부", name_en="Gyeonggi Business & Science Accelerator"
    )
    a_delegation(office.head, office.chief)
    under_way = agree(asked(office, full(office), body), office.reviewer, comment="마감일을 다시 확인해 주십시오.")
    agree(under_way, *office.advisers, office.chief)
    ask, done = f"/approvals/ask/{with_kind().code}/{a_document().pk}", agree(asked(office), office.head)
    paths = {
        "en": ((office.chief, f"/approvals/{under_way.pk}/"), (host_manager, ask)),
        "ko": ((office.head, "/approvals/"), (office.drafter, "/approvals/?view=under_way"), (office.head, "/")),
        "zh-hans": ((office.chief, "/approvals/delegations"), (office.auditor, f"/approvals/{done.pk}/")),
    }[language]
    for user, path in (*paths, (host_manager, "/approvals/delegations/new")):
        check(page_in(language, user=user), (path,), language)


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_rules_and_places(page_in: PageIn, language: str, host_manager: User) -> None:
    facts = {"name_ko": "주식회사 수원한빛자동차부품", "name_zh": "水原韩光汽车零部件有限公司"}
    call = a_call(a_programme(deposit_amount=500_000, deposit_currency="KRW", name_zh="激光雷达博览会"), rules=RULES)
    answers = {"exports": {"amount": "20500000", "currency": "USD"}}
    application = an_application(call, a_firm(name="Suwon Hanbit Automotive Parts", **facts), answers=answers)
    judge_version(application.versions.get(), by=None)
    verdict = application.versions.get().verdicts.get(rule="region")
    offered, confirmed, next_one = (an_application(call, a_firm(name=name)) for name in ("Ash", "Oak", "Elm"))
    a_selection(call, [offered, confirmed], [next_one])
    holds = {"programme": call.programme, "side": "host", "answer_by": call.closes_at}
    offer = Participation.objects.create(application=offered, place=1, **holds)
    place = Participation.objects.create(application=confirmed, place=2, state="confirmed", deposit="paid", **holds)
    titles = {"title_ko": "참가 계획서", "title_zh": "参展计划书", "title_en": "Plan of the stand"}
    owed = RequiredDocument.objects.create(
        participation=place, code="plan", due_on=date(2027, 3, 5), state="returned", note="2쪽이 없습니다", **titles
    )
    rules, mine = f"/calls/{call.pk}/rules", f"/participations/{place.pk}"
    paths = {
        "en": (f"{rules}/new?from=certificate", f"/participations/{offer.pk}", mine),
        "ko": (
            *(rules, f"{rules}/of/export_limit", f"/programmes/{call.programme_id}/participants"),
            *(f"{mine}/withdraw", f"/applications/{application.pk}/verdicts/{verdict.pk}"),
        ),
        "zh-hans": (
            *(f"{rules}/of/export_limit/remove", f"{rules}/cap", f"/applications/{application.pk}/verdicts"),
            *(mine, f"{mine}/documents/{owed.pk}/hand-in"),
        ),
    }[language]
    check(page_in(language, user=host_manager), paths, language)
    editor = an_editor(confirmed.organisation, make_user("editor@test.example", role="company"))
    check(page_in(language, user=editor), ("/participations/",), language)


def test_pages_of_calls(page_in: PageIn, language: str, host_manager: User, guest_manager: User) -> None:
    seed_kinds()
    call = a_published_call(host_manager, guest_manager)
    draft = a_drafted_call(host_manager)
    draft_by_machine(draft, "zh-hans", by=guest_manager)
    one, other = f"/programmes/{call.programme_id}", f"/programmes/{draft.programme_id}"
    paths = (
        "/programmes/",
        other,
        f"{other}/call/texts?language=zh-hans",
        f"{other}/call/rubric",
        f"{other}/call/edit",
        "/programmes/calendar",
    )
    more = (
        one,
        "/programmes/new",
        f"{other}/cancel",
        f"{other}/call/preview?text=zh-hans",
        "/programmes/kinds/",
        "/programmes/kinds/exhibition",
        "/programmes/kinds/new",
    )
    check(page_in(language, user=host_manager), (*paths, *more) if language == "ko" else paths[1:4], language)
    check(page_in(language), ("/calls/", f"/calls/{call.slug}", "/programmes/calendar"), language)


def test_pages_of_agreements(page_in: PageIn, language: str, host_manager: User, guest_manager: User) -> None:
    one = signed_quickly(promises=3, title_zh="战略合作协议")
    promise = one.obligations.select_related("agreement")[0]
    report = a_report(promise, guest_manager)
    draft = a_draft(host_manager)
    tie = a_tie()
    exchange = an_exchange()
    first = (f"/agreements/{one.pk}/", "/agreements/", f"/bodies/{tie.host_id}/")
    below = f"/agreements/{one.pk}/commitments/{promise.pk}/"
    forms = (f"/agreements/{draft.pk}/edit", below, f"{below}reports/new", f"{below}reports/{report.pk}/dispute")
    lists = ("/bodies/", "/exchanges/", f"/exchanges/{exchange.pk}/edit", f"/ties/{tie.pk}/edit", "/bodies/new")
    check(page_in(language, user=host_manager), (*first, *forms, *lists) if language == "ko" else first, language)


def test_pages_of_applying(page_in: PageIn, language: str, host_manager: User) -> None:
    call, (user, firm) = a_call_of_every_kind(rules=LIMIT), an_applicant(language=language)
    one = submitted(call, user, firm, exports={"amount": "20.5m", "currency": "USD"}).application
    one = save_draft(one, {**GOOD, "company": "한라산정밀기계공업주식회사"}, by=user, version=one.version)
    submit_application(one, by=user, version=one.version)
    page = f"/applications/{one.pk}"
    paths = (page, f"{page}/edit?check", f"{page}/versions/2", f"{page}/withdraw", "/applications/")
    more = (f"{page}/review", f"/calls/{call.slug}/apply")
    check(page_in(language, user=user), (*paths, *more) if language == "zh-hans" else paths, language)
    office = ("/applications/", "/applications/export", f"/calls/{call.pk}/form", f"/calls/{call.pk}/form/edit")
    check(page_in(language, user=host_manager), office, language)
