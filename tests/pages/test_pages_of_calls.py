"""Every page of kinds, programmes and calls, and what everybody may read of them, held to the checks of all pages."""

import pytest

from landbridge.people.models import User
from landbridge.programmes.actions.kinds import seed_kinds
from landbridge.programmes.actions.texts import draft_by_machine
from tests.journeys.browser import PageIn
from tests.pages.test_pages import LANGUAGES, check
from tests.programmes.calls import a_call, a_published_call

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_calls(page_in: PageIn, language: str, host_manager: User, guest_manager: User) -> None:
    seed_kinds()
    call = a_published_call(host_manager, guest_manager)
    draft = a_call(host_manager)
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
