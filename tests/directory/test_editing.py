"""Entering an organisation and changing its facts through the pages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from landbridge.base.log import LogEntry
from landbridge.directory.models import Organisation
from landbridge.people.models import User
from tests.directory.editors import let_edit
from tests.directory.facts import made

ClientOf = Callable[[User], Client]
GOOD = {"name_ko": "한빛정밀", "name_en": "Hanbit Precision", "kind": "company", "country": "KR", "version": "1"}


def sent(**more: Any) -> dict[str, Any]:
    return GOOD | more


def test_an_organisation_is_entered(host_manager: User, client_of: ClientOf) -> None:
    client = client_of(host_manager)
    assert "New organisation" in client.get("/organisations/new").content.decode()
    facts = sent(
        number="９９９－８１－０００００", founded="1999", employees="120", region="수원", website="hanbit.example",
        phone="031-8008-1234", about="라이다 센서를 만듭니다.",
    )  # fmt: skip
    answer = client.post("/organisations/new", facts)
    one = Organisation.objects.get()
    assert answer.headers["Location"] == f"/organisations/{one.pk}"
    assert (one.side, one.number_kind, one.number) == ("host", "brn", "9998100000")
    assert (one.website, one.phone, one.about_language) == ("https://hanbit.example", "+823180081234", "ko")
    page = client.get(f"/organisations/{one.pk}").content.decode()
    assert "999-81-00000" in page
    assert "+82 31-8008-1234" in page
    assert "The organisation was entered." in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"number": "999-81-00001"}, "The last digit, 1, does not fit the nine before it"),
        ({"name_ko": "", "name_en": ""}, "Enter the legal name in at least one of the languages."),
        ({"website": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"website": "ftp://hanbit.example"}, "Enter a valid URL."),
        ({"founded": "2999"}, "This year has not come yet."),
        ({"phone": "12"}, "No telephone has the number"),
        ({"country": "XX"}, "Select a valid choice."),
        ({"employees": "-3"}, "greater than or equal to 0"),
        ({"employees": "99999999999999999999"}, "less than or equal to"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    host_manager: User, client_of: ClientOf, wrong: dict[str, str], told: str
) -> None:
    answer = client_of(host_manager).post("/organisations/new", sent(region="<b>수원</b>", **wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in page
    assert 'value="&lt;b&gt;수원&lt;/b&gt;"' in page
    assert not Organisation.objects.exists()


def test_the_number_is_checked_as_one_leaves_it(host_manager: User, client_of: ClientOf) -> None:
    client = client_of(host_manager)

    def told(**asked: str) -> str:
        return client.get("/organisations/check-number", asked).content.decode()

    assert "does not fit the 17 before it" in told(number_kind="uscc", number="91110000600037342L")
    assert "is a number this register gives out" in told(number_kind="", number="9998501235")
    assert "999-85-01235" in told(number="999-85-01235", number_kind="nonsense")
    assert told(number=" ") == ""
    assert "<script>" not in told(number="<script>alert(1)</script>")


def test_one_that_may_be_there_already_is_shown_first(
    host_manager: User, guest_manager: User, client_of: ClientOf
) -> None:
    client = client_of(host_manager)
    there = made(host_manager, name_ko="한빛정밀", region="수원")
    made(guest_manager, name_en="Hanbit Precision")
    fragment = client.get("/organisations/similar", {"name_ko": "(주)한빛정밀", "country": "KR"}).content.decode()
    assert f'name="seen" value="{there.pk}"' in fragment
    assert fragment.count("seen") == 1  # the other side's is none of ours
    held = client.post("/organisations/new", sent())
    assert held.status_code == 422
    assert "Save all the same" in held.content.decode()
    assert Organisation.objects.count() == 2
    assert client.post("/organisations/new", sent(seen=[str(there.pk)])).status_code == 302
    assert Organisation.objects.count() == 3


def test_only_a_new_likeness_is_told_when_facts_change(host_manager: User, client_of: ClientOf) -> None:
    client = client_of(host_manager)
    first, other = made(host_manager, name_ko="한빛정밀"), made(host_manager, name_en="Ash Works")
    address = f"/organisations/{other.pk}/edit"
    plain = {"name_en": "Ash Works", "kind": "agency", "country": "KR", "version": other.version}
    assert client.post(address, plain).status_code == 302
    other.refresh_from_db()
    renamed = plain | {"name_ko": "한빛 정밀", "version": other.version}
    assert f'value="{first.pk}"' in client.post(address, renamed).content.decode()
    asked: dict[str, Any] = {"organisation": other.pk, "name_ko": "한빛 정밀", "country": "KR"}
    assert f'value="{first.pk}"' in client.get("/organisations/similar", asked).content.decode()
    assert client.get("/organisations/similar", asked | {"name_ko": "\0한빛"}).status_code == 200
    for number in ("x", "9" * 30, "٣"):
        assert client.get("/organisations/similar", asked | {"organisation": number}).status_code == 200


def test_the_second_of_two_editors_sees_both_versions(host_manager: User, client_of: ClientOf) -> None:
    client, one = client_of(host_manager), made(host_manager, name_ko="한빛정밀", name_en="Hanbit")
    address = f"/organisations/{one.pk}/edit"
    number = "999-81-00000"
    assert client.post(address, sent(version=one.version, region="수원", number=number)).status_code == 302
    late = client.post(address, sent(version=one.version, region="성남", number=number))
    assert late.status_code == 409
    page = late.content.decode()
    assert "성남" in page
    assert "수원" in page
    assert page.count("999-81-00000") == 1  # in its field only: equal facts do not differ
    one.refresh_from_db()
    assert one.region == "수원"
    assert f'name="version" value="{one.version}"' in page
    again = sent(version=one.version, region="성남", number="999-81-00000")
    assert client.post(address, again).status_code == 302
    assert client.post(address, sent(version="nonsense")).status_code == 422


def test_editors_change_their_own_and_are_told_of_no_other(
    host_manager: User, user_of: Callable[..., User], client_of: ClientOf
) -> None:
    own, other = made(host_manager, name_ko="한빛정밀"), made(host_manager, name_ko="가람전자")
    editor = user_of("company")
    let_edit(own, editor, by=host_manager)
    client = client_of(editor)
    assert client.get(f"/organisations/{other.pk}/edit").status_code == 404
    assert client.post(f"/organisations/{other.pk}/edit", sent(version=other.version)).status_code == 404
    page = client.get(f"/organisations/{own.pk}/edit").content.decode()
    assert "/organisations/similar" not in page
    answer = client.post(f"/organisations/{own.pk}/edit", sent(name_ko="가람전자", version=own.version))
    assert answer.status_code == 302
    assert LogEntry.objects.filter(verb="directory.organisation_changed", by=editor).count() == 1
