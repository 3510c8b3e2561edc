"""The pages of agreements, bodies, exchanges and approvals, held to the checks of all pages."""

import pytest

from landbridge.people.models import User
from tests.agreements.approving import a_delegation, a_document, agree, an_office, asked, full, with_kind
from tests.agreements.made import a_draft, a_report, a_tie, an_exchange, signed_quickly
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
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
