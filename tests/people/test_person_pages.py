"""Pages of persons: what staff see of whom, what they change, and what one sees and answers oneself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from landbridge.people.actions.persons import person_of
from landbridge.people.actions.privacy_notices import WORDS, publish_notice, seed_notices
from landbridge.people.models import AccessEntry, ConsentEvent, Person, PrivacyNotice, Purpose, User
from landbridge.people.queries.consents import current_notice, latest_rows, may_use
from landbridge.people.queries.panels import Panel, _tellers, tells_of_person
from landbridge.people.tables.notices import compare
from tests.conftest import make_user
from tests.people.people import HONG, a_person

ClientOf = Callable[[User], Client]
pytestmark = pytest.mark.django_db


def formset(*names: dict[str, Any], initial: int = 0) -> dict[str, str]:
    """The names as the page sends them, with an empty row behind them."""
    data = {"names-TOTAL_FORMS": str(len(names) + 1), "names-INITIAL_FORMS": str(initial)}
    for at, name in enumerate((*names, {"script": "Hang", "order": "family_first"})):
        said = {"order": "family_first"} | name
        data |= {f"names-{at}-{key}": "on" if value is True else str(value) for key, value in said.items()}
    return data


def text(client: Client, name: str, *args: Any, language: str = "ko", **query: Any) -> str:
    answer = client.get(reverse(name, args=args), query, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_list_costs_the_same_at_any_length(client_of: ClientOf, host_manager: User, open_border: None) -> None:
    client = client_of(host_manager)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            text(client, "persons")
        return len(caught)

    a_person(crosses=True)
    a_person("guest", crosses=True)
    text(client, "persons")
    one = queries()
    for at in range(29):
        a_person("guest" if at % 2 else "host", crosses=True)
    text(client, "persons")  # the first look in a year at somebody of the other side begins their count of transfers
    assert queries() == one <= 25


def test_pages_of_a_long_list(client_of: ClientOf, host_manager: User) -> None:
    for at in range(51):
        a_person(names=[{"script": "Hang", "family": "김", "given": f"민{at:02}"}])
    client = client_of(host_manager)
    answer = client.get(reverse("persons"), {"find": "김"})
    assert len(answer.context["rows"]) == 50
    further = client.get(reverse("persons") + answer.context["next"])
    assert len(further.context["rows"]) == 1
    assert "find=" in further.context["previous"]


@pytest.mark.parametrize(("language", "name"), [("ko", "홍길동"), ("zh-hans", "洪吉童"), ("en", "HONG Gildong")])
def test_the_reader_meets_the_name_they_read(client_of: ClientOf, host_manager: User, language: str, name: str) -> None:
    person = a_person()
    client = client_of(host_manager)
    code = {"zh-hans": "zh-Han[st]"}.get(language, language)
    for page in (text(client, "persons", language=language), text(client, "person", person.pk, language=language)):
        assert name in page
    assert re.search(rf'<h1><span lang="{code}">{name}</span>', text(client, "person", person.pk, language=language))


def test_of_the_other_side_the_name_and_no_more(client_of: ClientOf, host_manager: User, open_border: None) -> None:
    person = a_person("guest", crosses=True, email="canary@firm.example", phone="13912345678", residence="CN")
    hidden = a_person("guest")
    client = client_of(host_manager)
    page = text(client, "person", person.pk)
    assert "홍길동" in page
    assert "canary@" not in page
    assert "139" not in page
    assert client.get(reverse("person", args=[hidden.pk])).status_code == 404
    listed = text(client, "persons", language="en")
    assert "1 person of the other side is not shown." in listed
    assert AccessEntry.objects.filter(action="list").latest("pk").count == 1


def test_without_an_assessed_flow_nobody_crosses(client_of: ClientOf, host_manager: User) -> None:
    person = a_person("guest", crosses=True)
    client = client_of(host_manager)
    assert client.get(reverse("person", args=[person.pk])).status_code == 404
    assert "no assessed flow is switched on" in text(client, "persons", language="en")


def test_an_auditor_reads_and_finds_no_button(client_of: ClientOf, user_of: Callable[..., User]) -> None:
    person = a_person()
    page = text(client_of(user_of("auditor", "host")), "person", person.pk)
    assert reverse("person_edit", args=[person.pk]) not in page


def test_somebody_is_added_with_names_in_rows(client_of: ClientOf, host_manager: User) -> None:
    client = client_of(host_manager)
    data = formset(*HONG) | {"version": "1", "phone": "010-2345-6789", "save": "1"}
    answer = client.post(reverse("person_new"), data)
    person = Person.objects.get()
    assert answer.url == reverse("person", args=[person.pk])  # type: ignore[attr-defined]
    assert [name.given for name in person.names.all()] == ["길동", "吉童", "Gildong"]
    assert person.names.get(is_passport=True).script == "Latn"


def test_one_more_row_loses_nothing(client_of: ClientOf, host_manager: User) -> None:
    answer = client_of(host_manager).post(reverse("person_new"), formset(HONG[0]) | {"more": "1", "email": "typed@"})
    assert answer.status_code == 200
    assert answer.content.decode().count("<fieldset") == 3
    assert "typed@" in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"email": "nobody"}, "email"),
        ({"phone": "12"}, "telephone"),
        ({"names-0-given": ""}, "This field is required"),
        ({"names-0-script": "Latn", "names-0-is_passport": "on", "names-1-is_passport": "on",
          "names-1-given": "B", "names-1-script": "Latn"}, "Only one name"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_what_was_typed_stays(
    client_of: ClientOf, host_manager: User, change: dict[str, str], said: str
) -> None:
    data = formset(HONG[0]) | {"version": "1", "photo_note": "no flash"} | change
    answer = client_of(host_manager).post(reverse("person_new"), data, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "no flash" in page
    assert not Person.objects.exists()


def test_edits_keep_remove_and_meet_each_other(client_of: ClientOf, host_manager: User) -> None:
    person = a_person()
    client, url = client_of(host_manager), reverse("person_edit", args=[person.pk])
    data = formset(*HONG, initial=3) | {"version": "1", "names-1-DELETE": "on", "email": "hong@firm.example"}
    assert client.post(url, data).status_code == 302
    assert [name.script for name in person.names.all()] == ["Hang", "Latn"]
    stale = client.post(url, data | {"email": "mine@firm.example"}, headers={"accept-language": "en"})
    assert stale.status_code == 409
    assert "mine@firm.example" in stale.content.decode()
    assert "hong@firm.example" in stale.content.decode()


def test_an_account_is_linked_and_parted(client_of: ClientOf, host_manager: User, guest_manager: User) -> None:
    person = a_person()
    client, url = client_of(host_manager), reverse("person_account", args=[person.pk])
    colleague = make_user("colleague@test.example")
    for user in (guest_manager, host_manager):  # of the other side; and nobody says so of themselves
        client.post(url, {"user": user.pk, "version": "1"})
        assert Person.objects.get().user is None
    client.post(url, {"user": colleague.pk, "version": "1"})
    assert Person.objects.get().user == colleague
    client.post(url, {"unlink": "1", "version": "2"})
    assert Person.objects.get().user is None


def test_apps_above_tell_of_a_person(client_of: ClientOf, host_manager: User) -> None:
    person = a_person()
    before = list(_tellers)

    @tells_of_person
    def badge(_person: Person, _user: User) -> Panel:
        return Panel("Badges", "people/parts/facts.html", {})

    try:
        assert "Badges" in text(client_of(host_manager), "person", person.pk)
    finally:
        _tellers[:] = before


def test_an_answer_on_paper(client_of: ClientOf, host_manager: User) -> None:
    seed_notices()
    person = a_person(age_band="<14")
    client, url = client_of(host_manager), reverse("person_consent", args=[person.pk])
    data = {"purpose": "mail", "answer": "given", "channel": "paper", "proof": "folder 3, sheet 7"}
    refused = client.post(url, data, headers={"accept-language": "en"})
    assert refused.status_code == 422
    assert "a parent or guardian agrees" in refused.content.decode()
    assert client.post(url, data | {"proof": "", "guardian": "홍판서"}).status_code == 422
    assert client.post(url, data | {"channel": "page", "guardian": "홍판서"}).status_code == 422
    assert client.post(url, data | {"guardian": "홍판서"}).status_code == 302
    assert may_use(person, Purpose.MAIL)
    assert "홍판서" in text(client, "person", person.pk)


# ---- my data ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def talent(client_of: ClientOf) -> Client:
    """Somebody without a record yet."""
    seed_notices()
    return client_of(make_user("wang@test.example", side="guest", role="talent"))


def answer(client: Client, purpose: str, said: str, notice: PrivacyNotice | None = None) -> str:
    shown = notice or current_notice(purpose, "en")
    data = {"answer": said, "notice": str(shown.pk)}
    got = client.post(reverse("my_consent", args=[purpose]), data, follow=True, headers={"accept-language": "en"})
    assert got.status_code == 200
    return got.content.decode()


def test_a_record_is_begun_and_nothing_is_agreed_to(talent: Client) -> None:
    assert "no record of you yet" in text(talent, "my_data", language="en")
    talent.post(reverse("my_data_start"))
    page = text(talent, "my_data", language="en")
    assert "checked" not in page
    assert not ConsentEvent.objects.exists()
    assert "Are you 14 or over?" in page
    talent.post(reverse("my_age"), {"age": "14+"})
    assert "Are you 14 or over?" not in text(talent, "my_data", language="en")
    talent.post(reverse("my_age"), {"age": "<14"})  # once only
    assert Person.objects.get().age_band == "14+"


def test_taking_part_with_everything_optional_refused(talent: Client) -> None:
    talent.post(reverse("my_data_start"))
    talent.post(reverse("my_age"), {"age": "14+"})
    answer(talent, "service", "given")
    for purpose in ("cross_border", "mail", "public_profile", "photograph"):
        answer(talent, purpose, "refused")
    person = Person.objects.get()
    assert [purpose for purpose in Purpose if may_use(person, purpose)] == [Purpose.SERVICE]
    assert ConsentEvent.objects.filter(channel="page", ip="127.0.0.1").count() == 5


def test_one_click_withdraws_and_the_page_says_what_was_shown(talent: Client) -> None:
    talent.post(reverse("my_data_start"))
    talent.post(reverse("my_age"), {"age": "14+"})
    answer(talent, "mail", "given")
    event = ConsentEvent.objects.get()
    page = answer(talent, "mail", "withdrawn")
    assert "no longer counts" in page
    assert reverse("privacy_notice", args=[event.notice_id]) in page
    assert not may_use(Person.objects.get(), Purpose.MAIL)
    shown = text(talent, "privacy_notice", event.notice_id, language="en")
    assert event.notice.sha256 in shown


def test_an_answer_is_to_the_notice_that_was_shown(talent: Client) -> None:
    talent.post(reverse("my_data_start"))
    talent.post(reverse("my_age"), {"age": "14+"})
    old = current_notice(Purpose.MAIL, "en")
    words = {row.language: {part: getattr(row, part) for part in WORDS} for row in latest_rows("mail")}
    publish_notice("mail", by=None, words=words, asks_again=True)
    assert "read it again" in answer(talent, "mail", "given", old)
    assert not ConsentEvent.objects.exists()
    other = current_notice(Purpose.PHOTOGRAPH, "en")
    for bad in (str(other.pk), "x", "", "9" * 30):
        data = {"answer": "given", "notice": bad}
        assert talent.post(reverse("my_consent", args=["mail"]), data).status_code == 404


def test_one_corrects_ones_own_names(talent: Client) -> None:
    talent.post(reverse("my_data_start"))
    data = formset({"script": "Hans", "family": "王", "given": "芳"}) | {"version": "1"}
    assert talent.post(reverse("my_data_edit"), data).status_code == 302
    assert "王芳" in text(talent, "my_data", language="zh-hans")


def test_without_a_side_there_is_no_record(client_of: ClientOf) -> None:
    client = client_of(make_user("nobody@test.example", side="", role="partner"))
    assert "neither side" in text(client, "my_data", language="en")
    refused = client.post(reverse("my_data_start"), follow=True, headers={"accept-language": "en"})
    assert "neither side" in refused.content.decode()
    assert client.get(reverse("my_data_edit")).status_code == 404


# ---- privacy notices -------------------------------------------------------------------------------------------------


def typed(purpose: str, **changed: str) -> dict[str, str]:
    rows = latest_rows(purpose)
    data = {f"{part}-{row.language}": getattr(row, part) for row in rows for part in WORDS}
    return data | {"after": str(rows[0].number), "countries": "한국, China"} | changed


def test_a_version_is_seen_before_it_is_published(client_of: ClientOf, host_manager: User) -> None:
    seed_notices()
    agreeing = person_of(host_manager)
    assert agreeing is not None
    client, url = client_of(host_manager), reverse("privacy_notice_new", args=["mail"])
    client.post(reverse("my_age"), {"age": "14+"})
    answer(client, "mail", "given")
    data = typed("mail", **{"retention-en": "Until you withdraw, <script>.", "asks_again": "on"})
    preview = client.post(url, data | {"preview": "1"}, headers={"accept-language": "en"}).content.decode()
    assert "<ins>" in preview
    assert "&lt;script&gt;" in preview
    assert "<script>." not in preview
    assert latest_rows("mail")[0].number == 1
    assert client.post(url, data | {"publish": "1"}).status_code == 302
    assert {(row.number, row.countries, row.asks_again) for row in latest_rows("mail")} == {(2, "KR CN", True)}
    assert not may_use(agreeing, Purpose.MAIL)
    assert "your agreement no longer counts" in text(client, "my_data", language="en")
    late = client.post(url, data | {"publish": "1"}, headers={"accept-language": "en"})
    assert late.status_code == 409
    assert "version 2 meanwhile" in late.content.decode()


@pytest.mark.parametrize("field", ["title-ko", "text-zh-hans", "refusal_effect-en"])
def test_no_language_may_be_missing(client_of: ClientOf, host_manager: User, field: str) -> None:
    seed_notices()
    url = reverse("privacy_notice_new", args=["mail"])
    answer = client_of(host_manager).post(url, typed("mail", **{field: " "}) | {"publish": "1"})
    assert answer.status_code == 422
    assert latest_rows("mail")[0].number == 1
    wrong = client_of(host_manager).post(url, typed("mail", countries="Atlantis"), headers={"accept-language": "en"})
    assert "“Atlantis” is no country." in wrong.content.decode()


def test_the_list_of_notices(client_of: ClientOf, host_manager: User) -> None:
    seed_notices()
    person_of(host_manager)
    client = client_of(host_manager)
    client.post(reverse("my_age"), {"age": "14+"})
    answer(client, "mail", "given")
    page = text(client, "privacy_notices", language="en")
    assert "1 person of your side agrees now." in page


@pytest.mark.parametrize(("old", "new"), [("가나다 라", "가나 마라"), ("", "x"), ("x y", ""), ("same", "same")])
def test_changes_make_both_texts(old: str, new: str) -> None:
    changes = list(compare(old, new))
    assert "".join(change.text for change in changes if change.kind != "new") == old
    assert "".join(change.text for change in changes if change.kind != "gone") == new


def test_a_null_character_finds_nobody_and_breaks_nothing(client_of: ClientOf, host_manager: User) -> None:
    """PostgreSQL takes none in a text."""
    assert client_of(host_manager).get(reverse("person_pick"), {"q": "hong\0@example.com"}).status_code == 200
