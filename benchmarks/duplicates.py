"""Looking for duplicates among all organisations of a side: how the time grows with their number.

Run it as ``python -m benchmarks.duplicates [--organisations 12500,25000,50000]``. One in fifty gets a twin whose
name is spelt otherwise. Each size has a database of its own, made for the run and gone after it. Seconds are those
of the processor; ``growth`` is the exponent between two sizes: 1 is proportional, 2 would be comparing all pairs.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time

from benchmarks.directory_names import invented

TWIN_EVERY = 50


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--organisations", default="12500,25000,50000")
    arguments.add_argument("--one", type=int, help="measure this one size in this process")
    asked = arguments.parse_args()
    if asked.one:
        measure(asked.one)
        return
    print(f"{'organisations':>13} {'CPU s':>8} {'ms each':>8} {'pairs':>7} {'twins found':>12} {'growth':>7}")
    before: tuple[int, float] | None = None
    for count in map(int, asked.organisations.split(",")):
        told = subprocess.run(  # noqa: S603 — this script itself
            [sys.executable, "-m", "benchmarks.duplicates", "--one", str(count)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        number, seconds, pairs, twins, planted = int(told[0]), float(told[1]), int(told[2]), int(told[3]), int(told[4])
        growth = f"{math.log(seconds / before[1]) / math.log(number / before[0]):.2f}" if before else ""
        print(
            f"{number:>13,} {seconds:>8.1f} {seconds / number * 1000:>8.2f} {pairs:>7,} {f'{twins}/{planted}':>12} "
            f"{growth:>7}",
            flush=True,
        )
        before = (number, seconds)


def measure(count: int) -> None:
    """Fill a database, search it, and print what it took: organisations, seconds, pairs, twins found, twins."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landbridge.site.settings")
        os.environ["LANDBRIDGE_DATA"] = folder
        os.environ.setdefault("LANDBRIDGE_SECRET_KEY", "a key for benchmarks only")
        import django  # noqa: PLC0415 — settings first

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        planted = _fill(count)
        from landbridge.directory.actions.duplicate_searches import ask_search, search_batch  # noqa: PLC0415
        from landbridge.directory.models import DuplicatePair, Organisation  # noqa: PLC0415
        from landbridge.people.models import User  # noqa: PLC0415

        search = ask_search(by=User.objects.get())
        begun = time.process_time()
        while search_batch(search):
            pass
        seconds = time.process_time() - begun
        found = set(DuplicatePair.objects.values_list("one_id", "other_id"))
        twins = sum(pair in found for pair in planted)
        print(Organisation.objects.count(), seconds, len(found), twins, len(planted))


def _fill(count: int) -> list[tuple[int, int]]:
    """Organisations and twins of some; gives the twins as pairs of numbers."""
    from landbridge.directory.actions.indexing import index_organisations, set_sort_keys  # noqa: PLC0415
    from landbridge.directory.models import Organisation  # noqa: PLC0415
    from landbridge.people.models import Grant, User  # noqa: PLC0415

    manager = User.objects.create(email="manager@host.example", name="Manager", side="host", role="manager")
    Grant.objects.create(user=manager, role="manager", side="host")
    rows, twins = [], []
    for place, one in enumerate(invented(count)):
        facts = {"side": "host", "country": "KR", "number_kind": "other"}
        rows.append(Organisation(**facts, name_ko=one.ko, name_zh=one.zh, name_en=one.en, number=f"R-{place:08d}"))
        if place % TWIN_EVERY == 0:
            twins.append((len(rows) - 1, len(rows)))
            rows.append(Organisation(**facts, name_en=one.en.replace(" Co., Ltd.", " Company Limited")))
    for row in rows:
        set_sort_keys(row)
    for start in range(0, len(rows), 500):
        index_organisations(Organisation.objects.bulk_create(rows[start : start + 500]))
    return [(rows[one].pk, rows[other].pk) for one, other in twins]


if __name__ == "__main__":
    main()
