"""The pages of those who apply and take part, and of the rules they meet, held to the checks of all pages."""

from datetime import date

import pytest

from landbridge.people.models import User
from landbridge.programmes.actions.applications import save_draft, submit_application
from landbridge.programmes.actions.verdicts import judge_version
from landbridge.programmes.models import Participation, RequiredDocument
from tests.conftest import make_user
from tests.journeys.browser import PageIn
from tests.pages.checks import LANGUAGES, check
from tests.programmes.applying import LIMIT, a_call_of_every_kind, an_applicant, submitted
from tests.programmes.questions.forms import GOOD
from tests.programmes.rows import RULES, a_call, a_firm, a_programme, a_selection, an_application, an_editor

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("language", LANGUAGES)
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
