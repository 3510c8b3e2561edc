"""Sheets to print: everybody's day, both clocks, every name, as a page and as a PDF in three scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from landbridge.base.printing import drawn
from landbridge.meetings.actions import save_plan
from landbridge.meetings.models import Fair
from landbridge.people.models import User
from tests.meetings.books import company
from tests.meetings.conftest import PLAN


@pytest.fixture
def reader(client_of: Callable[[User], Client], host_manager: User) -> Client:
    return client_of(host_manager)


def fonts(book: PdfReader) -> list[tuple[str, bool]]:
    """Every font of a document, and whether it is in there."""
    found = []
    for page in book.pages:
        resources: Any = page["/Resources"].get_object()
        for font in resources["/Font"].get_object().values():
            descendant = font.get_object()["/DescendantFonts"].get_object()[0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            found.append((descriptor["/FontName"], not {"/FontFile2", "/FontFile3"}.isdisjoint(descriptor)))
    assert found
    return found


@pytest.mark.parametrize(
    ("noun", "sheets", "meetings"), [("companies", 4, 8), ("interpreters", 2, 4), ("tables", 3, 4)]
)
def test_everybody_gets_a_sheet_with_their_meetings(
    reader: Client, planned: Fair, noun: str, sheets: int, meetings: int
) -> None:
    page = reader.get(reverse("meetings:sheets", args=[planned.pk, noun])).content.decode()
    assert page.count('<article class="sheet') == sheets
    assert page.count('<td class="when">') == meetings
    assert "10:00 KST" in page


def test_a_sheet_names_the_partner_in_every_language_it_has(reader: Client, planned: Fair) -> None:
    page = reader.get(reverse("meetings:sheets", args=[planned.pk, "companies"])).content.decode()
    sheet = page.split("<article")[3]  # of Liangjiang EV
    assert re.search(
        r'<b\s*>Hanbit</b>\s*<small\s+lang="ko"\s*>한빛</small>\s*<small\s+lang="zh-Hans"\s*>韩光</small>', sheet
    )
    assert "Piao" in sheet


def test_the_page_costs_the_same_with_1_and_4_meetings(reader: Client, fair: Fair, host_manager: User) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            reader.get(reverse("meetings:sheets", args=[fair.pk, "companies"]))
        return len(counted)

    save_plan(fair, {"W-1": PLAN["W-1"]}, by=host_manager, unmet=[])
    first = cost()
    save_plan(fair, PLAN, by=host_manager, unmet=[])
    assert cost() == first == 10


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Spring talks", "Hanbit", "한빛", "韩光", "Liangjiang EV", "两江电动", "10:00 KST"]),
        ("ko", ["한빛", "韩光", "两江电动"]),
        ("zh-hans", ["한빛", "韩光", "两江电动"]),
    ],
)
def test_the_pdf_holds_a_page_each_and_its_text_in_three_scripts(
    reader: Client, planned: Fair, language: str, words: list[str]
) -> None:
    address = reverse("meetings:sheets_file", args=[planned.pk, "companies"])
    response = reader.get(address, headers={"Accept-Language": language})
    assert response["Content-Type"] == "application/pdf"
    assert "attachment" in response["Content-Disposition"]
    book = PdfReader(BytesIO(response.content))
    assert len(book.pages) == 4
    text = "".join(page.extract_text() for page in book.pages)
    assert [word for word in words if word not in text] == []
    assert [name for name, embedded in fonts(book) if not embedded] == []  # the hall's printer may have none of them


def test_one_sheet_alone(reader: Client, planned: Fair) -> None:
    address = reverse("meetings:sheets_file", args=[planned.pk, "companies"])
    response = reader.get(address, {"only": company(planned, "K2").pk})
    assert len(PdfReader(BytesIO(response.content)).pages) == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1/x.css", "file:///etc/hostname", "data:text/css,*{}"])
def test_a_sheet_fetches_nothing(url: str, caplog: pytest.LogCaptureFixture) -> None:
    assert drawn(f'<html><head><link rel="stylesheet" href="{url}"></head><body>Hanbit</body></html>')
    assert "Failed to load stylesheet" in caplog.text
    assert "disallowed protocol" in caplog.text


def test_no_sheets_for_what_has_none_and_for_nobody_signed_out(reader: Client, client: Client, planned: Fair) -> None:
    assert reader.get(reverse("meetings:sheets", args=[planned.pk, "chairs"])).status_code == 404
    assert client.get(reverse("meetings:sheets", args=[planned.pk, "tables"])).status_code == 302
