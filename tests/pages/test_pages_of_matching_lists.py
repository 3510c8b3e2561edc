"""The pages of recommended partners, held to the checks of all pages."""

import pytest
from django.utils import timezone

from landbridge.directory.models import Organisation
from landbridge.matching.actions.exclusions import say_exclusion
from landbridge.matching.planning.lists import write_lists
from landbridge.matching.queries.lists import shown_list
from landbridge.people.models import User
from landbridge.programmes.models import Participation
from tests.journeys.browser import PageIn
from tests.matching.conftest import _small_artefacts, small_lexicon  # noqa: F401 - fixtures
from tests.matching.market import market
from tests.pages.checks import LANGUAGES, check
from tests.programmes.rows import a_call, a_programme, an_application

pytestmark = pytest.mark.journey


@pytest.mark.usefixtures("small_lexicon")
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_recommended_partners(page_in: PageIn, language: str, host_manager: User) -> None:
    firms, programme = market(), a_programme(is_joint=True)
    one = firms["한빛반도체"]
    Organisation.objects.filter(pk=firms["北辰半导体"].pk).update(
        name_ko="베이천반도체 유한책임공사", name_en="Beichen"
    )
    place = Participation(programme=programme, side="host", state="confirmed", place=1, answer_by=timezone.now())
    place.application = an_application(a_call(programme), one, state="confirmed")
    place.save()
    write_lists()
    write_lists(organisations=[one.pk], programme=programme)
    say_exclusion("competitor", one, firms["东海贸易"], by=host_manager, reason="같은 물건을 팝니다 我们卖同样的东西")
    why = shown_list(one.pk, host_manager)[0].pk
    empty = Organisation.objects.create(side="host", country="KR", name_ko="빈회사")
    paths = (f"/organisations/{one.pk}/matches", f"/matches/{why}", f"/programmes/{programme.pk}/matches")
    more = (f"/organisations/{empty.pk}/matches",) if language == "ko" else ()
    check(page_in(language, user=host_manager), (*paths, *more), language)
