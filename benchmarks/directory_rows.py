"""The rows of a large, invented directory, written straight to the database. Imported when Django is set up."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import islice

from benchmarks.directory_names import Invented, invented, person_names
from django.db import connection, transaction
from django.utils import timezone

from landbridge.base.search.entries import index_many
from landbridge.base.sorting import sort_key
from landbridge.base.text import Trilingual
from landbridge.directory.models import Contact, ExportFigure, IndustryCode, Kind, Organisation
from landbridge.people.models import Person, PersonName, Role, Side, User
from landbridge.people.wording.names import both_orders

REGIONS = {"KR": ("수원", "성남", "화성", "평택"), "CN": ("渝北", "江北", "两江新区", "成都")}


def fill(count: int) -> int:
    """Write ``count`` organisations, two managers, and a contact for every fifth; nothing where some are there."""
    if Organisation.objects.exists():
        return 0
    draw = random.Random(11)  # noqa: S311 — sample data
    for side in (Side.HOST, Side.GUEST):
        User.objects.create(email=f"{side}@bench.example", name=str(side.label), side=side, role=Role.MANAGER)
    names = invented(count)
    while batch := list(islice(names, 2_000)):
        with transaction.atomic():
            _write(batch, draw)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return count


def _write(batch: list[Invented], draw: random.Random) -> None:
    rows = Organisation.objects.bulk_create([_organisation(one, draw) for one in batch], batch_size=500)
    # auto_now would make all of them of this moment.
    now = timezone.now()
    for row in rows:
        row.updated_at = now - timedelta(minutes=draw.randrange(1_000_000))
    Organisation.objects.bulk_update(rows, ["updated_at"], batch_size=200)
    pairs = list(zip(rows, batch, strict=True))
    IndustryCode.objects.bulk_create(
        [IndustryCode(organisation=row, scheme="ksic", code=one.trade) for row, one in pairs], batch_size=1000
    )
    ExportFigure.objects.bulk_create(
        [
            ExportFigure(
                organisation=row, year=2025, amount=draw.randrange(1_000_000), currency=draw.choice(("USD", "KRW"))
            )
            for row in rows
            if draw.random() < 0.5
        ],
        batch_size=1000,
    )  # fmt: skip
    index_many("organisation", [(row.pk, f"{one.ko}\n{one.zh}\n{one.en}", one.number) for row, one in pairs])
    known = [row for row in rows if row.pk % 5 == 0]
    persons = Person.objects.bulk_create([Person(side=row.side, storage_region=row.country) for row in known])
    _name(persons)
    Contact.objects.bulk_create(
        [Contact(organisation=row, person=person) for row, person in zip(known, persons, strict=True)]
    )


def fill_persons(count: int) -> int:
    """Write persons until there are ``count`` besides the contacts; nothing where they are there."""
    if Person.objects.count() > count:
        return 0
    for _ in range(0, count, 2_000):
        with transaction.atomic():
            _name(Person.objects.bulk_create([Person(side=Side.HOST, storage_region="KR") for _ in range(2_000)]))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return count


def _name(persons: list[Person]) -> None:
    """Three spellings each, in order and found by them, as ``people.actions.names`` does one by one."""
    rows, entries = [], []
    for person, (families, givens) in zip(persons, person_names(len(persons), persons[0].pk), strict=True):
        said = [
            PersonName(person=person, script=script, family=family, given=given, position=place)
            for place, (script, family, given) in enumerate(
                zip(("Hang", "Hans", "Latn"), families, givens, strict=True)
            )
        ]
        rows += said
        person.sort_ko, person.sort_zh, person.sort_en = (
            sort_key(f"{name.family} {name.given}", language)
            for name, language in zip(said, ("ko", "zh-hans", "en"), strict=True)
        )
        entries.append((person.pk, "\n".join(text for name in said for text in both_orders(name)), ""))
    PersonName.objects.bulk_create(rows, batch_size=500)
    Person.objects.bulk_update(persons, ["sort_ko", "sort_zh", "sort_en"], batch_size=200)
    index_many("person", entries)


def _organisation(one: Invented, draw: random.Random) -> Organisation:
    side = draw.choice((Side.HOST, Side.GUEST))
    country = {"host": "KR", "guest": "CN"}[side]
    names = Trilingual(one.ko, one.zh, one.en)
    return Organisation(
        side=side,
        kind=draw.choice(list(Kind)) if draw.random() < 0.2 else Kind.COMPANY,
        country=country,
        region=draw.choice(REGIONS[country]),
        name_ko=one.ko,
        name_zh=one.zh,
        name_en=one.en,
        sort_ko=sort_key(names.read("ko")[0], "ko"),
        sort_zh=sort_key(names.read("zh-hans")[0], "zh-hans"),
        sort_en=sort_key(names.read("en")[0], "en"),
        number_kind="other",
        number=one.number,
        level=draw.choice((0, 0, 0, 1, 1, 2, 2, 3)),
        is_blocked=draw.random() < 0.01,
    )
