"""Every way things go wrong is answered in the reader's language, with a number to ask about it, and helpfully."""

import re

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from landbridge.people.models import User
from landbridge.site.stale import differences
from landbridge.site.views import errors
from tests.pages.faults import STATUS

pytestmark = pytest.mark.urls("tests.pages.faults")
BROWSER = {"HTTP_ACCEPT": "text/html"}


@pytest.mark.parametrize(("what", "status"), STATUS.items())
def test_status_language_and_number(db: None, what: str, status: int) -> None:
    client = Client(raise_request_exception=False, headers={"Accept-Language": "ko"})
    answer = client.get(f"/faults/{what}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert '<html lang="ko"' in page
    assert answer.headers["Content-Language"] == "ko"
    assert re.search(r"<code>[0-9a-f]{32}</code>", page), "the request id is shown"
    assert answer.headers["X-Request-ID"] in page


@pytest.mark.parametrize("view", [errors.failed, errors.not_found, errors.denied, errors.bad_request, errors.too_many])
def test_no_database_is_needed(view: object, rf: RequestFactory) -> None:
    """Without the db fixture a query is an error."""
    request = rf.get("/fairs/1", headers={"Accept-Language": "zh-CN"})
    page = view(request).content.decode()  # type: ignore[operator]
    assert '<html lang="zh-Hans"' in page


def test_a_host_we_are_not_is_answered_too(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_htmx_gets_a_toast_instead_of_a_page(db: None) -> None:
    client = Client(raise_request_exception=False)
    answer = client.get("/faults/failed", headers={"HX-Request": "true"})
    assert answer.status_code == 500
    assert answer.headers["HX-Retarget"] == "#toasts"
    assert "<html" not in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_a_form_without_its_token_is_explained(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("language"), {"language": "ko"})
    assert answer.status_code == 403
    assert "open too long" in answer.content.decode()


@pytest.mark.parametrize(
    ("referer", "offered"),
    [("http://testserver/fairs/7", True), ("http://evil.example/", False), ("javascript:x", False)],
)
def test_the_way_back_stays_in_the_house(db: None, referer: str, offered: bool) -> None:
    page = Client().get("/faults/denied", headers={"Referer": referer}).content.decode()
    assert (f'href="{referer}"' in page) == offered


def test_stale_edits_show_both_versions_escaped(db: None) -> None:
    answer = Client().get("/faults/stale")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert '&lt;b&gt;<span lang="ko">박지훈</span>&lt;/b&gt;' in page, "what was sent, as text"
    assert "刘海燕" in page, "what is stored"
    assert page.count('class="differs"') == 2, "what is the same is not marked, and the version is not shown"


def test_choices_and_relations_are_shown_in_words(db: None, host_manager: User) -> None:
    request: HttpRequest = RequestFactory().post("/", {"side": "guest", "unknown": "1", "version": "3"})
    (side,) = differences(request, host_manager)
    assert (side.mine, side.theirs, side.differs) == ("Guest", "Host", True)
