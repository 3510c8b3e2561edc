"""Every page of kinds, programmes and calls, and what everybody may read of them, held to the checks of all pages."""

import pytest

from landbridge.people.models import User
from landbridge.programmes.actions.kinds import seed_kinds
from landbridge.programmes.actions.texts import draft_by_machine
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check
from tests.programmes.calls import a_call, a_published_call

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_calls(page_in: PageIn, language: str, host_manager: User, guest_manager: User) -> None:
    seed_kinds()
    call = a_published_call(host_manager, guest_manager)
    draft = a_call(host_manager)
    draft_by_machine(draft, "zh-hans", by=guest_manager)
    one, other = f"/programmes/{call.programme_id}", f"/programmes/{draft.programme_id}"
    staff = {
        "en": (f"{other}/call/texts?language=zh-hans", "/programmes/kinds/exhibition"),
        "ko": ("/programmes/", other, f"{other}/call/rubric", "/programmes/new", "/programmes/kinds/new"),
        "zh-hans": (one, f"{other}/call/edit", f"{other}/call/preview?text=zh-hans"),
    }[language]
    everybody = {"en": ("/calls/",), "ko": (f"/calls/{call.slug}",), "zh-hans": ("/programmes/calendar",)}[language]
    check(page_in(language, user=host_manager), staff, language)
    check(page_in(language), everybody, language)
