"""A merge that is undone leaves every row of every table as it was, whatever was chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from landbridge.base.models import SearchEntry
from landbridge.directory.actions.checks import verify
from landbridge.directory.actions.contacts import add_contact, edit_contact
from landbridge.directory.actions.duplicates import keep_apart
from landbridge.directory.actions.merges import merge, undo_merge
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import (
    BlacklistCheck,
    DuplicatePair,
    DuplicateSearch,
    ExportFigure,
    ImportedRow,
    ImportRun,
    MatchKey,
    Merge,
    Organisation,
    Verification,
)
from landbridge.directory.queries.merges import MERGED_FACTS, MOVED
from landbridge.people.actions.persons import add_person
from landbridge.people.models import User
from tests.directory.facts import made
from tests.people.people import a_person

#: Written once and never changed, or about the merge itself.
TRAIL = {BlacklistCheck, Merge, DuplicateSearch}
#: What points to an organisation and stays with it when it is merged, and why.
STAYS = {
    Verification: "a level is about a number; queries read those of merged ones too",
    BlacklistCheck: "written once",
    MatchKey: "written anew",
    DuplicatePair: "queries leave out merged ones",
    Merge: "the trail",
    ImportedRow: "says what became of a row of a file",
    ImportRun: "points to none",
}

FACTS = st.fixed_dictionaries(
    {"name_en": st.sampled_from(["Ash Precision", "Ash Precision Co., Ltd.", "Birch"])},
    optional={
        "name_ko": st.sampled_from(["한빛정밀", "한빛정밀 주식회사", "두리화학"]),
        "name_zh": st.sampled_from(["韩光精密", "宏达科技有限公司"]),
        "kind": st.sampled_from(["company", "park"]),
        "region": st.sampled_from(["서울", "Seoul", ""]),
        "number": st.sampled_from(["999-81-00000", "999-85-01235"]),
        "founded": st.sampled_from([1999, 2012]),
        "employees": st.sampled_from([0, 12]),
        "website": st.sampled_from(["https://a.example", "https://b.example"]),
        "about": st.sampled_from(["볼트를 만듭니다", "Bolts"]),
    },
)
ROWS = st.fixed_dictionaries(
    {
        "exports": st.lists(st.sampled_from([2023, 2024, 2025]), unique=True),
        "items": st.lists(st.sampled_from(["볼트", "너트", "bolts"]), unique=True),
        "industries": st.lists(st.sampled_from(["C26", "C29"]), unique=True),
        "contacts": st.lists(st.sampled_from([0, 1, 2]), unique=True),
        "level": st.sampled_from([None, 1, 2, 3]),
    }
)


def digest() -> dict[str, Any]:
    """All rows of the directory, and what the search holds of them."""
    rows: dict[str, Any] = {}
    for model in apps.get_app_config("directory").get_models():
        if model not in TRAIL:
            left_out = {"updated_at", "version"} | ({"id"} if model is MatchKey else set())
            fields = [one.name for one in model._meta.fields if one.name not in left_out]
            rows[model.__name__] = sorted(model._default_manager.values_list(*fields), key=repr)
    rows["search"] = sorted(SearchEntry.objects.values_list("kind", "object_id", "title", "body"), key=repr)
    return rows


def an_organisation(by: User, people: list[Any], facts: dict[str, Any], rows: dict[str, Any]) -> Organisation:
    number = {"number_kind": "brn"} if "number" in facts else {}
    one = made(by, **number, **facts)
    for kind, values in (
        ("exports", [{"year": year, "amount": one.pk, "currency": "USD"} for year in rows["exports"]]),
        ("items", [{"kind": "offer", "language": "ko", "text": text} for text in rows["items"]]),
        ("industries", [{"scheme": "ksic", "code": code} for code in rows["industries"]]),
    ):
        change_rows(one, kind, values, by=by, version=one.version)
    for place in rows["contacts"]:
        add_contact(one, people[place], by=by)
    if rows["level"] and "number" in facts:
        verify(one, by=by, level=rows["level"], source="Register")
    return Organisation.objects.get(pk=one.pk)


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # an example takes a quarter of a second: none to shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    ones=st.lists(st.tuples(FACTS, ROWS), min_size=3, max_size=3),
    takes=st.tuples(*[st.none() | st.sets(st.sampled_from(sorted(MERGED_FACTS)))] * 2),
    apart=st.booleans(),
    chain=st.booleans(),
)
def test_undone_as_if_it_had_not_been(
    host_manager: User,
    ones: list[tuple[dict[str, Any], dict[str, Any]]],
    takes: tuple[set[str] | None, set[str] | None],
    apart: bool,
    chain: bool,
) -> None:
    with transaction.atomic():
        people = [
            add_person(by=host_manager, side="host", names=[{"script": "Hang", "family": "홍", "given": given}])
            for given in ("길동", "길순", "길자")
        ]
        rows = [an_organisation(host_manager, people, facts, more) for facts, more in ones]
        if apart and (pair := DuplicatePair.objects.first()):
            keep_apart(pair, by=host_manager)
        # Either two become parts of one, or one becomes a part of another that becomes a part of a third.
        steps = [(rows[0], rows[1]), (rows[2], rows[0])] if chain else [(rows[0], rows[1]), (rows[0], rows[2])]
        before, trails = [], []
        for (kept, gone), take in zip(steps, takes, strict=True):
            nameless = take is not None and not any(
                getattr(gone if name in take else kept, name) for name in ("name_ko", "name_zh", "name_en")
            )
            before.append(digest())
            trails.append(merge(kept, gone, by=host_manager, take=None if nameless else take))
            rows = [Organisation.objects.get(pk=row.pk) for row in rows]
        for trail, was in zip(reversed(trails), reversed(before), strict=True):
            assert digest() != was
            undo_merge(trail, by=host_manager)
            now = digest()
            assert [row for name in now for row in now[name] if row not in was[name]] == []
        transaction.set_rollback(True)


def test_every_table_of_an_organisation_moves_or_has_a_reason_to_stay() -> None:
    pointing = {
        one.related_model
        for one in Organisation._meta.related_objects
        if one.related_model is not Organisation and one.related_model._meta.app_label == "directory"
    }
    assert pointing <= set(MOVED) | set(STAYS), "add it to queries.merges.MOVED, or to STAYS with the reason"
    assert not set(MOVED) & set(STAYS)


def test_nobody_leaves_a_blacklist_by_a_merge(host_manager: User) -> None:
    from landbridge.directory.actions.blacklist import recheck_entry  # noqa: PLC0415
    from tests.directory.facts import listed  # noqa: PLC0415

    listed(host_manager, name="Birch")
    kept, gone = made(host_manager, name_en="Ash"), made(host_manager, name_en="Birch")
    assert gone.is_blocked
    trail = merge(kept, gone, by=host_manager, take=set())
    kept.refresh_from_db()
    assert kept.is_blocked
    later = listed(host_manager, name="Birch Ltd.", list_name="Another")
    assert recheck_entry(later) == 1
    undo_merge(trail, by=host_manager)
    kept.refresh_from_db()
    assert not kept.is_blocked


@pytest.mark.parametrize(("takes_number", "other", "level"), [(True, 3, 3), (True, 1, 1), (False, 3, 2)])
def test_the_level_is_that_of_the_number_that_stays(
    host_manager: User, takes_number: bool, other: int, level: int
) -> None:
    kept = made(host_manager, name_en="Ash", number_kind="brn", number="999-81-00000")
    gone = made(host_manager, name_en="Birch", number_kind="brn", number="999-85-01235")
    verify(kept, by=host_manager, level=2, source="Register")
    verify(gone, by=host_manager, level=other, source="Visit")
    trail = merge(kept, gone, by=host_manager, take={"number"} if takes_number else set())
    kept.refresh_from_db()
    assert kept.level == level
    undo_merge(trail, by=host_manager)
    kept.refresh_from_db()
    assert kept.level == 2


def test_what_was_changed_into_an_equal_since_stays_where_it_is(host_manager: User) -> None:
    """An undo that cannot be exact is still an undo, and no fault."""
    kept, gone = made(host_manager, name_en="Hanbit One"), made(host_manager, name_en="Hanbit Two")
    ours, theirs, second = a_person("host"), a_person("host"), a_person("host")
    add_contact(kept, ours, by=host_manager)
    add_contact(gone, theirs, by=host_manager)
    other = add_contact(gone, second, by=host_manager)
    for one, year in ((kept, 2023), (gone, 2023), (gone, 2024)):
        ExportFigure.objects.create(organisation=one, year=year, amount=year, currency="USD")
    moved = ExportFigure.objects.get(organisation=gone, year=2024)
    trail = merge(kept, gone, by=host_manager)
    kept.refresh_from_db()
    row = {"pk": moved.pk, "year": 2023, "amount": 3, "currency": "USD"}
    change_rows(kept, "exports", [row], by=host_manager, version=kept.version)
    other.refresh_from_db()
    edit_contact(other, by=host_manager, title="", is_first=True)
    undo_merge(trail, by=host_manager)
    assert set(kept.exports.values_list("amount", flat=True)) == {3}
    assert set(gone.exports.values_list("amount", flat=True)) == {2023}
    assert dict(gone.contacts.values_list("person", "is_first")) == {theirs.pk: False, second.pk: True}
