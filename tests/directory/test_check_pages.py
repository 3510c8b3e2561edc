"""The pages of verification and of blacklists."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from xlsxwriter import Workbook

from landbridge.base.log import LogEntry
from landbridge.directory.models import BlacklistCheck, BlacklistEntry, Organisation, Verification
from landbridge.people.models import Notice, User
from tests.directory.facts import BRN, PNG, evidence, listed, made

Clients = Callable[[User], Client]
ENTRY = {"name": "㈜ 가람 상사", "list_name": "2026", "reason": "Fraud", "source": "Gazette", "listed_on": "2026-01-02"}


def test_verified_with_evidence(host_manager: User, guest_manager: User, client_of: Clients) -> None:
    one = made(host_manager, name_en="Ash", **BRN)
    client = client_of(host_manager)
    page = f"/organisations/{one.pk}/verify"
    assert client.get(page).status_code == 200
    ends = timezone.localdate() + timedelta(days=30)
    answer = client.post(
        page,
        {
            "level": 3,
            "source": "방문",
            "expires_on": ends.isoformat(),
            "evidence": SimpleUploadedFile("site.png", PNG),
        },
    )
    assert answer.headers["Location"] == f"/organisations/{one.pk}"
    done = Verification.objects.get()
    assert (done.level, done.source, done.expires_on, done.by) == (3, "방문", ends, host_manager)
    history = f"/organisations/{one.pk}/checks"
    assert "site.png" in client.get(history).content.decode()
    file = client.get(f"{history}/{done.pk}/evidence")
    assert file.headers["Content-Disposition"].startswith("attachment")
    other = client_of(guest_manager)
    assert "site.png" not in other.get(history).content.decode()
    assert "방문" in other.get(history).content.decode()
    assert other.get(f"{history}/{done.pk}/evidence").status_code == 404
    today = client.get("/").content.decode()
    assert "Verifications that end within 60 days" in today
    assert f"/organisations/{one.pk}/verify" in today


@pytest.mark.parametrize(
    ("facts", "sent", "said"),
    [
        ({}, {"level": 2, "source": "Register"}, "needs a registration number that is right"),
        (BRN, {"level": 2, "source": ""}, "This field is required"),
        (BRN, {"level": 1, "source": "Visit", "expires_on": "2020-01-01"}, "This day has passed"),
        (BRN, {"level": 7, "source": "Visit"}, "Select a valid choice"),
    ],
)
def test_refused_in_words_and_kept_as_typed(
    host_manager: User, client_of: Clients, facts: dict[str, str], sent: dict[str, object], said: str
) -> None:
    one = made(host_manager, name_en="Ash", **facts)
    answer = client_of(host_manager).post(f"/organisations/{one.pk}/verify", sent | {"note": "typed before"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "typed before" in answer.content.decode()
    assert not Verification.objects.exists()


def test_a_file_that_is_no_paper_is_refused(host_manager: User, client_of: Clients) -> None:
    one = made(host_manager, name_en="Ash", **BRN)
    sent = {"level": 2, "source": "Register", "evidence": SimpleUploadedFile("run.png", b"MZ\x90\x00 no picture")}
    answer = client_of(host_manager).post(f"/organisations/{one.pk}/verify", sent)
    assert answer.status_code == 422
    assert not Verification.objects.exists()


def test_a_blocked_one_is_not_verified(host_manager: User, client_of: Clients) -> None:
    listed(host_manager, name="Ash")
    one = made(host_manager, name_en="Ash", **BRN)
    answer = client_of(host_manager).post(f"/organisations/{one.pk}/verify", {"level": 2, "source": "Register"})
    assert "stands on a blacklist" in answer.content.decode()
    assert answer.status_code == 422


def test_an_entry_blocks_and_is_found_to_be_another(
    host_manager: User, guest_manager: User, client_of: Clients, run_jobs: Callable[[], list[str]]
) -> None:
    one = made(guest_manager, name_ko="가람상사 주식회사", **BRN)
    client = client_of(host_manager)
    assert client.post("/organisations/blacklist/new", ENTRY | {"number": "116-82-00277"}).status_code == 422
    answer = client.post("/organisations/blacklist/new", ENTRY)
    entry = BlacklistEntry.objects.get()
    assert answer.headers["Location"] == f"/organisations/blacklist/{entry.pk}"
    assert "1 entry to go" in client.get("/organisations/blacklist?part=progress").content.decode()
    run_jobs()
    assert "to go" not in client.get("/organisations/blacklist?part=progress").content.decode()
    assert Organisation.objects.get().is_blocked
    assert Notice.objects.filter(receiver=guest_manager, code="directory.listed").exists()
    page = f"/organisations/{one.pk}"
    mine, theirs = client.get(page).content.decode(), client_of(guest_manager).get(page).content.decode()
    assert "Fraud" in mine
    assert "It is another organisation" in mine
    assert "Fraud" not in theirs
    assert "The other side keeps this list" in theirs
    assert f"/organisations/{one.pk}" in client.get(f"/organisations/blacklist/{entry.pk}").content.decode()
    clear = f"{page}/blacklist/{entry.pk}/clear"
    assert client_of(guest_manager).get(clear).status_code == 404
    assert client.post(clear, {"reason": " "}).status_code == 422
    client.post(clear, {"reason": "Another town"})
    assert not Organisation.objects.get().is_blocked
    assert "Another town" in client.get(f"{page}/checks").content.decode()
    assert LogEntry.objects.filter(verb="directory.listing_cleared").exists()


def test_taken_off_the_list(host_manager: User, client_of: Clients, run_jobs: Callable[[], list[str]]) -> None:
    entry = listed(host_manager, name="Ash")
    one = made(host_manager, name_en="Ash")
    client = client_of(host_manager)
    page = f"/organisations/blacklist/{entry.pk}"
    assert client.post(f"{page}/remove", {"reason": ""}).status_code == 422
    client.post(f"{page}/remove", {"reason": "Struck off"})
    run_jobs()
    one.refresh_from_db()
    assert not one.is_blocked
    assert "Struck off" in client.get(page).content.decode()
    assert "Ash" in client.get("/organisations/blacklist?show=removed").content.decode()
    assert "Ash" not in client.get("/organisations/blacklist?q=ash").content.decode().split("<main")[1]


def test_looked_up_by_a_button(host_manager: User, client_of: Clients) -> None:
    one = made(host_manager, name_en="Ash")
    before = BlacklistCheck.objects.count()
    answer = client_of(host_manager).post(f"/organisations/{one.pk}/blacklist-check", follow=True)
    assert "It stands on no blacklist." in answer.content.decode()
    assert BlacklistCheck.objects.filter(by=host_manager).count() == 1 == BlacklistCheck.objects.count() - before


def sheet(rows: Sequence[Sequence[object]]) -> SimpleUploadedFile:
    """An .xlsx file of these rows."""
    content = BytesIO()
    with Workbook(content) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return SimpleUploadedFile("list.xlsx", content.getvalue())


def test_a_list_is_taken_in_once(host_manager: User, client_of: Clients, run_jobs: Callable[[], list[str]]) -> None:
    one = made(host_manager, name_zh="北京云杉贸易有限公司", country="CN")
    client = client_of(host_manager)
    given = {key: ENTRY[key] for key in ("list_name", "reason", "source", "listed_on")}
    rows = [
        ["企业名称", "统一社会信用代码", "列入日期"],
        ["北京云杉贸易", "", "2026年3月1日"],
        ["另一家", "91110000600037341L", ""],
    ]
    for new, there in ((2, 0), (0, 2)):
        answer = client.post("/organisations/blacklist/import", given | {"file": sheet(rows)}, follow=True)
        assert f"New: {new}. On the list already: {there}." in answer.content.decode()
    assert BlacklistEntry.objects.get(name="另一家").number_kind == "uscc"
    assert run_jobs().count("directory.recheck_blacklist") == 1
    one.refresh_from_db()
    assert one.is_blocked


def test_faults_are_told_by_row_and_column_and_nothing_is_taken_in(host_manager: User, client_of: Clients) -> None:
    given = {key: ENTRY[key] for key in ("list_name", "reason", "source", "listed_on")}
    rows = [
        ["Name", "Registration number", "Date"],
        ["Ash", "116-82-00277", ""],
        ["", "", "2026-01-01"],
        ["Elm", "", "soon"],
    ]
    answer = client_of(host_manager).post("/organisations/blacklist/import", given | {"file": sheet(rows)})
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 422
    for row, column in ((2, "B"), (3, "A"), (4, "C")):
        assert f'<td class="num">{row}</td> <td>{column}</td>' in text
    assert not BlacklistEntry.objects.exists()
    for name, content in (
        ("x.xlsx", b""),
        ("x.csv", b"\xff\xfe\x00"),
        ("x.xlsx", b"PK\x03\x04 no"),
        ("x.csv", b"a,b\n1,2\n"),
    ):
        file = SimpleUploadedFile(name, content)
        answer = client_of(host_manager).post("/organisations/blacklist/import", given | {"file": file})
        assert answer.status_code == 422, content
        assert 'value="Gazette"' in answer.content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_query_counts(
    host_manager: User, client_of: Clients, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        listed(host_manager, name=f"Firm {number}")
    client = client_of(host_manager)
    client.get("/organisations/blacklist")
    with django_assert_max_num_queries(7):
        client.get("/organisations/blacklist")


def test_an_auditor_reads_and_changes_nothing(
    user_of: Callable[..., User], client_of: Clients, host_manager: User
) -> None:
    entry = listed(host_manager, name="Birch")
    where = evidence(host_manager)
    page = f"/organisations/{where['organisation_id']}"
    client = client_of(user_of("auditor"))
    assert client.get(f"{page}/checks/{where['verification_id']}/evidence").status_code == 200
    for path in (page, f"{page}/checks", "/organisations/blacklist", f"/organisations/blacklist/{entry.pk}"):
        main = client.get(path).content.decode().split("<main")[1]
        assert 'method="post"' not in main, path
    assert client_of(user_of("company")).get(f"{page}/checks").status_code == 404
