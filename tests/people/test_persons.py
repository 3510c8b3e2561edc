"""Persons: who sees whom, who is found by what, in which order, and what a change keeps and logs."""

from __future__ import annotations

from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from landbridge.base.log import LogEntry
from landbridge.base.models import SearchEntry
from landbridge.base.versions import Stale
from landbridge.people.actions.consents import withdraw_consent
from landbridge.people.actions.persons import add_person, edit_person, link_account, person_of
from landbridge.people.models import Person, Purpose, Role, Side, TransferFlow, User
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.queries.persons import SORT_COLUMN, count_hidden, editable_persons, find_persons, visible_persons
from landbridge.people.rules import can_edit_person, can_see_person
from tests.conftest import make_user
from tests.people.people import HONG, a_person

pytestmark = pytest.mark.django_db


def everybody() -> list[Person]:
    """Persons of both sides: silent, agreeing, no longer agreeing, erased, and with an account of each side."""
    persons = []
    for side in ("host", "guest"):
        persons += [a_person(side), a_person(side, crosses=True), a_person(side, crosses=True)]
        withdraw_consent(persons[-1], Purpose.CROSS_BORDER, by=None, channel=ConsentChannel.PAPER)
        erased = a_person(side, crosses=True)
        Person.objects.filter(pk=erased.pk).update(erased_at="2026-01-01T00:00:00Z")
        mine = person_of(make_user(f"talent@{side}.example", side=side, role=Role.TALENT))
        assert mine is not None
        persons += [erased, mine]
    return [Person.objects.get(pk=person.pk) for person in persons]


@pytest.mark.parametrize("flows", [(), ("host",), ("guest",), ("host", "guest")])
def test_the_query_and_the_rule_agree(flows: tuple[str, ...], open_border: None) -> None:
    """For every role on every side, with every border open or shut: what is listed is what may be seen."""
    TransferFlow.objects.exclude(code__in=[f"{side}-contacts" for side in flows]).update(is_on=False)
    persons = everybody()
    users = [
        make_user(f"{role}@{side or 'none'}.test", side=side, role=role)
        for role, side in product(Role.values, Side.values)
    ]
    users += list(User.objects.filter(email__startswith="talent@").exclude(email__endswith=".test"))
    for user in users:
        listed = set(visible_persons(user))
        assert listed == {person for person in persons if can_see_person.test(user, person)}, user.email
        assert set(editable_persons(user)) == {person for person in persons if can_edit_person.test(user, person)}
        assert count_hidden(Person.objects.all(), user) == 8 - len(listed)
    manager = next(user for user in users if user.role == Role.MANAGER and user.side == "host")
    assert len(visible_persons(manager)) == 4 + ("guest" in flows)


def test_a_closed_account_sees_nobody() -> None:
    a_person()
    manager = make_user("gone@test.example", is_active=False)
    assert not visible_persons(manager).exists()
    assert not editable_persons(manager).exists()


@pytest.mark.parametrize(
    "query",
    ["홍길동", "홍 길동", "길동 홍", "길동", "洪吉童", "洪 吉童", "吉童", "HONG Gildong", "gildong hong", "honggildong",
     "gildong", "hong gil", "Ｈｏｎｇ"],
)  # fmt: skip
def test_found_by_any_name(query: str, host_manager: User) -> None:
    hong = a_person()
    a_person(names=[{"script": "Hang", "family": "김", "given": "민서"}])
    assert list(find_persons(host_manager, query=query)) == [hong]


def test_found_in_the_other_script_and_by_what_is_suggested(host_manager: User) -> None:
    zhuge = a_person(names=[{"script": "Hant", "family": "諸葛", "given": "亮"}])
    assert list(find_persons(host_manager, query="诸葛亮")) == [zhuge]
    assert list(find_persons(host_manager, query="liang zhuge")) == [zhuge]
    assert list(find_persons(host_manager, query="阿")) == []


def test_an_address_finds_ones_own_side_only(host_manager: User, open_border: None) -> None:
    mine = a_person(email="hong@firm.example")
    a_person("guest", crosses=True, email="wang@firm.example")
    assert list(find_persons(host_manager, query="HONG@firm.example")) == [mine]
    assert list(find_persons(host_manager, query="wang@firm.example")) == []


def test_each_language_has_its_order() -> None:
    for script, family, given in (
        ("Hang", "홍", "길동"),
        ("Hang", "강", "하늘"),
        ("Hans", "王", "芳"),
        ("Hans", "白", "雪"),
        ("Latn", "Abbot", "Zoe"),
    ):
        a_person(names=[{"script": script, "family": family, "given": given}])
    order = {
        language: [person.names.all()[0].family for person in Person.objects.order_by(column)]
        for language, column in SORT_COLUMN.items()
    }
    assert order["ko"] == ["강", "홍", "白", "王", "Abbot"]
    assert order["zh-hans"] == ["白", "王", "Abbot", "강", "홍"]
    assert order["en"][0] == "Abbot"


def test_filters(host_manager: User, open_border: None) -> None:
    plain, agreeing = a_person(), a_person(crosses=True)
    guest = a_person("guest", crosses=True)
    known = person_of(host_manager)
    assert set(find_persons(host_manager, side="guest")) == {guest}
    assert set(find_persons(host_manager, purpose=Purpose.CROSS_BORDER)) == {agreeing, guest}
    assert set(find_persons(host_manager, has_account=True)) == {known}
    assert set(find_persons(host_manager, has_account=False)) == {plain, agreeing, guest}


def test_a_person_is_added_by_their_own_side(host_manager: User, guest_manager: User) -> None:
    person = add_person(by=host_manager, side="host", names=HONG, phone="010-2345-6789", email="hong@firm.example")
    assert (person.storage_region, person.phone) == ("KR", "+821023456789")
    with pytest.raises(PermissionDenied):
        add_person(by=guest_manager, side="host", names=HONG)
    with pytest.raises(PermissionDenied):
        edit_person(person, by=guest_manager, version=1, email="other@firm.example")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"names": []}, "names"),
        ({"names": [{"script": "Hang", "given": ""}]}, "names"),
        ({"names": [{"script": "Cyrl", "given": "Ivan"}]}, "names"),
        ({"names": [HONG[2], HONG[2]]}, "names"),  # two passports
        ({"names": [HONG[0]] * 13}, "names"),
        ({"names": HONG, "email": "nobody"}, "email"),
        ({"names": HONG, "phone": "12"}, "phone"),
        ({"names": HONG, "phone": "abc"}, "phone"),
        ({"names": HONG, "residence": "KOR"}, "residence"),
        ({"names": HONG, "side": ""}, "side"),
    ],
)
def test_what_cannot_be_is_refused(said: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        add_person(by=None, **({"side": "host"} | said))  # type: ignore[arg-type]
    assert field in refused.value.message_dict
    assert not Person.objects.exists()
    assert not SearchEntry.objects.filter(kind="person").exists()


def test_the_log_says_which_fields_and_never_what(host_manager: User) -> None:
    person = add_person(by=host_manager, side="host", names=HONG, email="canary@firm.example")
    edit_person(person, by=host_manager, version=1, email="canary2@firm.example", phone="", names=HONG[:1])
    told = str(list(LogEntry.objects.values()))
    assert "canary" not in told
    assert "길동" not in told
    assert LogEntry.objects.get(verb="people.person_edited").changes == {"fields": ["email", "names"]}


def test_of_two_editors_one_is_told(host_manager: User) -> None:
    person = a_person()
    edit_person(person, by=host_manager, version=1, photo_note="no flash")
    with pytest.raises(Stale):
        edit_person(Person.objects.get(pk=person.pk), by=host_manager, version=1, photo_note="none at all")
    assert Person.objects.get(pk=person.pk).photo_note == "no flash"


def test_a_suggestion_comes_and_goes_with_the_own_spelling(host_manager: User) -> None:
    person = a_person(names=HONG[:2])
    suggested = person.names.get(is_suggestion=True)
    assert (suggested.script, suggested.family, suggested.given) == ("Latn", "Hong", "Gildong")
    edit_person(person, by=host_manager, version=1, names=HONG)
    assert not person.names.filter(is_suggestion=True).exists()


def test_new_names_find_and_old_ones_do_not(host_manager: User) -> None:
    person = a_person()
    edit_person(person, by=host_manager, version=1, names=[{"script": "Hang", "family": "김", "given": "민서"}])
    assert not find_persons(host_manager, query="홍길동").exists()
    assert find_persons(host_manager, query="민서").exists()


def test_the_person_behind_an_account(host_manager: User) -> None:
    known = a_person(email="HOST@test.example")
    assert person_of(host_manager) == known
    assert person_of(User.objects.get(pk=host_manager.pk)) == known
    other = make_user("hong@test.example")
    made = person_of(other)
    assert made is not None
    assert (made.side, made.email, made.user) == ("host", other.email, other)
    assert person_of(make_user("nobody@test.example", side="")) is None


def test_of_two_persons_with_one_address_neither_is_taken(host_manager: User) -> None:
    twins = {a_person(email=host_manager.email), a_person(email=host_manager.email)}
    assert person_of(host_manager) not in twins


def test_an_account_is_linked_once_and_on_its_own_side(host_manager: User, guest_manager: User) -> None:
    first, second, colleague = a_person(), a_person(), make_user("colleague@test.example")
    link_account(first, colleague, by=host_manager, version=1)
    for person, user in ((second, colleague), (second, guest_manager), (second, host_manager)):
        with pytest.raises(ValidationError):
            link_account(person, user, by=host_manager, version=1)
    link_account(first, None, by=host_manager, version=2)
    assert Person.objects.get(pk=first.pk).user is None
