"""The rows of a large, invented directory, written straight to the database. Imported when Django is set up."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import islice

from benchmarks.directory_names import Invented, invented
from django.db import connection, transaction
from django.utils import timezone

from landbridge.base.search.entries import index_many
from landbridge.base.sorting import sort_key
from landbridge.base.text import Trilingual
from landbridge.directory.models import Contact, ExportFigure, IndustryCode, Kind, Organisation
from landbridge.people.models import Person, PersonName, Role, Side, User

REGIONS = {"KR": ("수원", "성남", "화성", "평택"), "CN": ("渝北", "江北", "两江新区", "成都")}


def fill(count: int) -> int:
    """Write ``count`` organisations, two managers, and a contact for every fifth; nothing where some are there."""
    if Organisation.objects.exists():
        return 0
    draw = random.Random(11)  # noqa: S311 — sample data
    for side in (Side.HOST, Side.GUEST):
        User.objects.create(email=f"{side}@bench.example", name=side.label, side=side, role=Role.MANAGER)
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
    PersonName.objects.bulk_create([PersonName(person=person, script="Latn", given="Invented") for person in persons])
    Contact.objects.bulk_create(
        [Contact(organisation=row, person=person) for row, person in zip(known, persons, strict=True)]
    )


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
