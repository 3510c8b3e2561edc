"""The pages of the centre's words, held to the checks of all pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from landbridge.matching.actions.terms import block_pair
from landbridge.matching.models import UnknownTerm
from landbridge.matching.wording.terms import Word
from landbridge.people.models import User
from tests.journeys.browser import PageIn
from tests.matching.conftest import _small_artefacts, small_lexicon  # noqa: F401 - fixtures
from tests.matching.test_terms import LIDAR, approved, proposed
from tests.matching.test_unknown import offers
from tests.pages.checks import LANGUAGES, check

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_words(page_in: PageIn, language: str, host_manager: User, small_lexicon: Path) -> None:  # noqa: F811
    offers(host_manager, "자율주행 라이다")
    concept = approved(host_manager)
    other = proposed(host_manager, [LIDAR[0], Word("zh-hans", "车载雷达")])
    term = UnknownTerm.objects.create(key="자율주행", text="자율주행", language="ko", in_profiles=12, in_searches=3)
    block_pair(by=host_manager, one="가격", other="价格", reason="여기서는 값이 아니라 가치를 뜻합니다")
    top = "/matching"
    paths = {
        "en": (f"{top}/terms/{concept.pk}", f"{top}/terms/new", f"{top}/pairs/", "/about", f"{top}/unknown/{term.pk}"),
        "ko": (f"{top}/terms/", f"{top}/unknown/", f"{top}/unknown/{term.pk}", f"{top}/pairs/new"),
        "zh-hans": (
            f"{top}/terms/{other.pk}",
            f"{top}/terms/{concept.pk}/edit",
            f"{top}/terms/sources",
            f"{top}/pairs/",
        ),
    }[language]
    check(page_in(language, user=host_manager), paths, language)
