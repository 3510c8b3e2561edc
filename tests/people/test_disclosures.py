"""The access log: every look is written down, in a chain that shows what was changed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from landbridge.base.append_only import put_sql, take_sql
from landbridge.people.actions import disclosures
from landbridge.people.actions.disclosures import CrossingRefused, client_ip, disclose
from landbridge.people.models import (
    AccessEntry,
    AccessHead,
    Person,
    Side,
    TransferEntry,
    TransferFlow,
    User,
)
from landbridge.people.queries.access_log import seal, verify_chain


def person(side: str = Side.HOST, **facts: object) -> Person:
    return Person.objects.create(side=side, storage_region="KR", **facts)


def look(actor: User | None, *persons: Person | int, **more: str) -> None:
    disclose(persons, actor=actor, action="list", route="people:persons", **more)


def by_force(sql: str) -> None:
    """Change the log as somebody could who may take the triggers away."""
    tables = ("people_accessentry", "people_accesssubject")
    with connection.cursor() as cursor:
        for table in tables:
            for statement in take_sql(connection.vendor, table):
                cursor.execute(statement)
        cursor.execute(sql)
        for table in tables:
            for statement in put_sql(connection.vendor, table):
                cursor.execute(statement)


def test_a_look_is_one_entry_with_its_persons(host_manager: User) -> None:
    one, other = person(), person()
    look(host_manager, one, other, one, other.pk, ip="::ffff:192.0.2.7")
    entry = AccessEntry.objects.get()
    assert (entry.number, entry.actor, entry.side, entry.action) == (1, host_manager, "host", "list")
    assert (entry.route, entry.count, entry.across, entry.ip) == ("people:persons", 2, 0, "192.0.2.7")
    assert entry.hour == timezone.now().astimezone(ZoneInfo("Asia/Seoul")).hour
    assert sorted(entry.subjects.values_list("person_number", flat=True)) == [one.pk, other.pk]
    assert verify_chain() is None


def test_nobody_shown_and_oneself_shown_are_no_look(host_manager: User) -> None:
    look(host_manager)
    look(host_manager, person(user=host_manager))
    assert not AccessEntry.objects.exists()


def test_an_entry_costs_the_same_for_one_and_for_thirty(
    host_manager: User, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    many = [person() for _ in range(30)]
    look(host_manager, many[0])
    for persons in ([many[0]], many):
        with django_assert_num_queries(7):  # savepoint, head twice, entry, subjects, head, release
            look(host_manager, *persons)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("update people_accessentry set reason = 'x' where number = 2", 2),
        ("update people_accessentry set actor_id = null where number = 2", 2),
        ("update people_accesssubject set person_number = 77 where entry_id = (%s)", 2),
        ("delete from people_accesssubject where entry_id = (%s)", 2),
        ("update people_accessentry set number = 9 where number = 2", 2),
        ("update people_accessentry set previous = sha256 where number = 3", 3),
    ],
)
def test_a_change_by_force_breaks_the_chain(host_manager: User, change: str, broken: int) -> None:
    for _ in range(3):
        look(host_manager, person())
    assert verify_chain() is None
    by_force(change.replace("%s", "select id from people_accessentry where number = 2"))
    assert verify_chain() == broken
    assert verify_chain(1, 1) is None


def test_cut_off_and_rewritten_ends_show(host_manager: User) -> None:
    for _ in range(3):
        look(host_manager, person())
    by_force("delete from people_accesssubject where entry_id in (select max(id) from people_accessentry)")
    by_force("delete from people_accessentry where number = 3")
    assert verify_chain() == 3
    AccessHead.objects.update(number=2)
    assert verify_chain() == 2


def test_a_part_of_the_chain_is_checked_from_the_entry_before(host_manager: User) -> None:
    for _ in range(4):
        look(host_manager, person())
    assert (verify_chain(2, 3), verify_chain(5), verify_chain(7)) == (None, None, 6)


@pytest.mark.parametrize("table", ["people_accessentry", "people_accesssubject"])
@pytest.mark.parametrize("change", ["update {} set id = id", "delete from {}"])
def test_the_database_refuses_a_change(host_manager: User, table: str, change: str) -> None:
    look(host_manager, person())
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))


def test_every_fact_of_an_entry_is_under_its_seal(host_manager: User) -> None:
    look(host_manager, person(), ip="2001:DB8::1", reason="방문 준비")
    entry = AccessEntry.objects.get()
    for field in AccessEntry._meta.concrete_fields:
        if field.name not in {"id", "sha256"}:
            changed = AccessEntry.objects.get()
            setattr(changed, field.attname, _other(getattr(entry, field.attname)))
            assert seal(changed, [1]) != seal(entry, [1]), field.name
    assert seal(entry, [1]) != seal(entry, [2])


def _other(value: object) -> object:
    if value is None or isinstance(value, int):
        return (value or 0) + 1
    return "192.0.2.1" if "::" in str(value) else f"{value}x" if isinstance(value, str) else timezone.now()


def test_what_crosses_is_counted_once_a_person_and_each_time(guest_manager: User, open_border: None) -> None:
    shown = [person(), person()]
    look(guest_manager, *shown)
    look(guest_manager, shown[0], person(Side.GUEST))
    assert list(AccessEntry.objects.order_by("number").values_list("count", "across")) == [(2, 2), (2, 1)]
    entries = TransferEntry.objects.order_by("person").values_list("person", "count", "flow__from_region")
    assert list(entries) == [(shown[0].pk, 2, "KR"), (shown[1].pk, 1, "KR")]


def test_the_house_handing_on_counts_for_the_side_it_goes_to(open_border: None) -> None:
    look(None, person(), side="guest")
    assert (AccessEntry.objects.get().hour, TransferEntry.objects.count()) == (None, 1)


def test_nothing_crosses_without_a_flow(guest_manager: User) -> None:
    with pytest.raises(CrossingRefused):
        look(guest_manager, person())
    assert (AccessEntry.objects.count(), AccessHead.objects.filter(number__gt=0).count()) == (0, 0)


def test_the_address_is_the_readers_own() -> None:
    assert client_ip(RequestFactory().get("/", REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR="6.6.6.6")) == "192.0.2.9"


@pytest.mark.django_db(transaction=True)
def test_many_looks_at_once_make_one_chain(host_manager: User) -> None:
    shown = person()
    assert _together(host_manager, shown, 24) == list(range(1, 25))
    assert verify_chain() is None


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_chain_forks(host_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's own lock lets one writer in at a time, whatever we do")
    monkeypatch.setattr(disclosures, "_lock_head", lambda: AccessHead.objects.get_or_create(pk=1)[0])
    with pytest.raises(DatabaseError):
        _together(host_manager, person(), 24)


def _together(actor: User, shown: Person, times: int) -> list[int]:
    def run(_turn: int) -> None:
        try:
            look(actor, shown)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(run, range(times)))
    return list(AccessEntry.objects.order_by("number").values_list("number", flat=True))


def test_the_fixture_opens_both_ways(open_border: None) -> None:
    assert TransferFlow.objects.filter(is_on=True, assessment__isnull=False).count() == 2
