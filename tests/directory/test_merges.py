"""Duplicates: found across scripts, kept apart, merged, and parted again exactly."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.forms.models import model_to_dict
from django.test import Client

from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.duplicates import find_duplicates, keep_apart
from landbridge.directory.actions.merges import merge, undo_merge
from landbridge.directory.actions.organisations import edit_organisation
from landbridge.directory.actions.rows import change_rows
from landbridge.directory.models import DuplicatePair, Merge, Organisation
from landbridge.people.actions.persons import add_person
from landbridge.people.models import User
from tests.directory.facts import made

SAME = [
    ({"name_ko": "(주)한빛정밀"}, {"name_ko": "한빛정밀 주식회사"}),
    ({"name_ko": "한빛정밀"}, {"name_en": "Hanbit Precision Co., Ltd."}),
    ({"name_zh": "重庆宏达科技有限公司"}, {"name_en": "Chongqing Hongda Technology Co., Ltd."}),
    ({"name_zh": "宏达科技股份有限公司"}, {"name_zh": "重庆宏达科技有限公司"}),
    ({"name_en": "Greenfield Robotics Inc."}, {"name_en": "Greenfeild Robotics Corp."}),
]
APART = [
    ({"name_zh": "宏达科技有限公司"}, {"name_zh": "鸿达科技有限公司"}),  # one sound, two names
    ({"name_zh": "重庆宏达科技有限公司"}, {"name_zh": "深圳宏达科技有限公司"}),
    ({"name_ko": "한빛정밀"}, {"name_ko": "한빛화학"}),
    ({"name_en": "Ash Precision", "region": "Seoul"}, {"name_en": "Ash Precision", "region": "Busan"}),
    ({"name_en": "Ash Precision"}, {"name_en": "Ash Precision", "country": "CN"}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_found(host_manager: User, one: dict[str, str], other: dict[str, str]) -> None:
    first, second = made(host_manager, **one), made(host_manager, **other)
    pair = DuplicatePair.objects.get()
    assert (pair.one_id, pair.other_id) == (first.pk, second.pk)
    assert pair.reason == ("name" if one.keys() & other.keys() - {"region"} else "script")


@pytest.mark.parametrize(("one", "other"), APART)
def test_not_found(host_manager: User, one: dict[str, str], other: dict[str, str]) -> None:
    made(host_manager, **one)
    made(host_manager, **other)
    assert not DuplicatePair.objects.exists()


def test_the_same_number_whatever_the_name(host_manager: User, guest_manager: User) -> None:
    number = {"number_kind": "uscc", "number": "91110000600037341L"}
    for by, name in ((host_manager, "Ash"), (host_manager, "Birch"), (guest_manager, "Cedar")):
        made(by, name_en=name, **number)
    assert DuplicatePair.objects.get().reason == "number"


def test_not_the_same_is_remembered_and_a_renamed_one_is_forgotten(host_manager: User) -> None:
    first = made(host_manager, name_en="Ash")
    second = made(host_manager, name_en="Ash Ltd.")
    keep_apart(DuplicatePair.objects.get(), by=host_manager)
    assert find_duplicates(second) == []
    third = made(host_manager, name_en="Ash Inc.")
    assert DuplicatePair.objects.filter(state="open").count() == 2
    edit_organisation(third, by=host_manager, version=third.version, name_en="Birch")
    assert DuplicatePair.objects.filter(state="open").count() == 0
    assert DuplicatePair.objects.filter(one=first, other=second, state="different").exists()


def digest() -> dict[str, Any]:
    """All rows of what can be merged, but the times and versions of changes."""
    names = ("organisation", "contact", "item", "exportfigure", "industrycode", "certification", "editorship")
    rows: dict[str, Any] = {}
    for name in (*names, "duplicatepair", "matchkey"):
        model = apps.get_model("directory", name)
        fields = [f.name for f in model._meta.fields if f.name not in {"updated_at", "version"}]
        if name == "matchkey":
            fields.remove("id")
        rows[name] = sorted(model.objects.values_list(*fields), key=str)
    return rows


@pytest.fixture
def two(host_manager: User) -> tuple[Organisation, Organisation]:
    """Two spellings of one organisation, both with rows, some of them equal, and a contact in common."""
    kept = made(host_manager, name_ko="한빛정밀", region="서울")
    gone = made(host_manager, name_en="Hanbit Precision", employees=12, number_kind="brn", number="999-81-00000")
    people = [
        add_person(by=host_manager, side="host", names=[{"script": "Hang", "family": "홍", "given": given}])
        for given in ("길동", "길순")
    ]
    for row in (kept, gone):
        add_contact(row, people[0], by=host_manager)
        values = [{"year": 2025, "amount": 10 + row.pk, "currency": "USD"}]
        change_rows(row, "exports", values, by=host_manager, version=row.version)
        change_rows(
            row,
            "items",
            [{"kind": "offer", "language": "ko", "text": f"볼트 {row.pk}"}],
            by=host_manager,
            version=row.version,
        )
    add_contact(gone, people[1], by=host_manager, is_first=True)
    return kept, gone


def test_merged_and_parted_again(host_manager: User, two: tuple[Organisation, Organisation]) -> None:
    kept, gone = two
    before = digest()
    trail = merge(kept, gone, by=host_manager)
    kept.refresh_from_db()
    assert (kept.name_ko, kept.name_en, kept.employees) == ("한빛정밀", "Hanbit Precision", 12)
    assert kept.number == "9998100000"
    assert kept.contacts.count() == kept.items.count() == 2
    assert kept.contacts.filter(is_first=True).count() == 1
    assert kept.exports.get().amount == 10 + kept.pk  # its own stays
    assert DuplicatePair.objects.get().state == "merged"
    assert digest() != before
    undo_merge(trail, by=host_manager)
    assert digest() == before


def test_a_fact_changed_since_stays(host_manager: User, two: tuple[Organisation, Organisation]) -> None:
    kept, gone = two
    trail = merge(kept, gone, by=host_manager)
    kept.refresh_from_db()
    edit_organisation(kept, by=host_manager, version=kept.version, employees=13)
    undo_merge(trail, by=host_manager)
    kept.refresh_from_db()
    assert kept.employees == 13
    assert kept.name_en == ""


def test_only_own_ones_merge(host_manager: User, guest_manager: User) -> None:
    own, foreign = made(host_manager, name_en="Ash"), made(guest_manager, name_en="Ash")
    for kept, gone in ((own, foreign), (foreign, own), (own, own)):
        with pytest.raises(PermissionDenied):
            merge(kept, gone, by=host_manager)
    assert not Merge.objects.exists()
    assert model_to_dict(Organisation.objects.get(pk=foreign.pk))["merged_into"] is None


def test_the_address_of_a_merged_one_leads_on(host_manager: User, two: tuple[Organisation, Organisation]) -> None:
    kept, gone = two
    merge(kept, gone, by=host_manager)
    client = Client()
    client.force_login(host_manager)
    answer = client.get(f"/organisations/{gone.pk}")
    assert answer.headers["Location"] == f"/organisations/{kept.pk}"
