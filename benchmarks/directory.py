"""The directory with 50,000 organisations: how long its pages take.

Run it as ``python -m benchmarks.directory [--organisations 50000] [--rounds 40] [--keep FOLDER]``. The database is
made for the run and gone after it (SQLite), or is the empty one that LANDBRIDGE_DATABASE names (PostgreSQL). Times
are those of whole requests through Django's test client, rendering included; ``found`` is the search alone. CPU is
that of this process and of PostgreSQL's for the connection, if that runs on this machine (Linux tells it in
``/proc/PID/schedstat``; its parallel workers, if any, are not in it): a busy machine changes it less.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ASKED = (
    "무역",
    "物流",
    "hanb",
    "한빛",
    "Nuri Trading",
    "汽车零部件",
    "전자",
    "0000031",
    "激光雷达",
    "haneul so",
    "가",
    "co",
)
LISTS = (
    "", "country=CN", "side=guest&kind=company", "level=2", "level=3&country=KR", "industry=C26", "industry=H5",
    "exports=900000&currency=USD", "region=수원", "blocked=yes", "since=2026-01-01", "sort=-name", "sort=level",
    "sort=changed", "country=KR&sort=level", "q=전자&country=CN&sort=name", "q=물류&level=3",
)  # fmt: skip
PERSONS = ("", "?find=민", "?find=홍길", "?find=gild", "?find=王", "?side=host", "?find=hong+gildong&account=no")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--organisations", type=int, default=50_000)
    arguments.add_argument("--rounds", type=int, default=40)
    arguments.add_argument("--keep", type=Path, help="a folder to keep the database in, for another run")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landbridge.site.settings")
        os.environ["LANDBRIDGE_DATA"] = str(asked.keep or folder)
        os.environ.setdefault("LANDBRIDGE_SECRET_KEY", "a key for benchmarks only")
        import django  # noqa: PLC0415 — settings first

        django.setup()
        prepare(asked.organisations)
        measure(asked.rounds)


def prepare(count: int) -> None:
    """Migrate, and fill the directory where it is empty."""
    from benchmarks.directory_rows import fill, fill_persons  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = time.monotonic()
    if fill(count) + fill_persons(count):
        print(f"{count:,} organisations and as many persons written in {time.monotonic() - began:.0f} s")


def measure(rounds: int) -> None:
    """Time the pages, and print the table."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    from landbridge.base.search.finding import found  # noqa: PLC0415
    from landbridge.people.models import User  # noqa: PLC0415

    get_resolver().url_patterns  # noqa: B018 - what is loaded once stays, as in the web server (site/wsgi.py)
    gc.freeze()
    client = Client(headers={"host": "localhost", "accept-language": "ko"})
    client.force_login(User.objects.get(email="host@bench.example"))

    def page(query: str, **headers: str) -> Callable[[], object]:
        return fetch(f"/organisations/?{query}", **headers)

    def fetch(address: str, **headers: str) -> Callable[[], object]:
        def get() -> None:
            answer = client.get(address, headers=headers)
            assert answer.status_code == 200, (address, answer.status_code)

        return get

    print(f"{connection.vendor}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"{'milliseconds':<44} {'p50':>7} {'p95':>7} {'max':>7} {'CPU p95':>8}")
    searches = [lambda q=words: list(found("organisation", q)[:50]) for words in ASKED]
    timed("search alone (found)", searches, rounds)
    timed(
        "search as one types (part of a page)",
        [page(f"q={words}", **{"HX-Request": "true"}) for words in ASKED],
        rounds,
    )
    timed("search, whole page", [page(f"q={words}") for words in ASKED], rounds)
    timed("list, whole page", [page(query or "view=all") for query in LISTS], rounds)
    timed("picking one", [fetch(f"/organisations/pick?q={words}") for words in ASKED], rounds)
    timed("persons, whole page", [fetch(f"/people/persons/{query}") for query in PERSONS], rounds)
    for query in LISTS:
        timed(f"  {query or 'everything'}", [page(query or "view=all")], rounds)
    for words in ASKED:
        timed(f"  q={words}", [page(f"q={words}", **{"HX-Request": "true"})], rounds)


def timed(name: str, calls: Sequence[Callable[[], object]], rounds: int) -> None:
    """One line of the table: each call ``rounds`` times, after one that does not count."""
    spent, worked = [], []
    for call in calls:
        call()
        for _ in range(rounds):
            began, began_work = time.perf_counter(), cpu_seconds()
            call()
            spent.append((time.perf_counter() - began) * 1000)
            worked.append((cpu_seconds() - began_work) * 1000)
    p95, work = (statistics.quantiles(times, n=20)[-1] for times in (spent, worked))
    print(f"{name:<44} {statistics.median(spent):>7.1f} {p95:>7.1f} {max(spent):>7.1f} {work:>8.1f}", flush=True)


def cpu_seconds() -> float:
    """CPU of this process until now, and of the server process that its connection has, where that can be told."""
    from django.db import connection  # noqa: PLC0415

    own = time.process_time()
    if connection.vendor != "postgresql" or connection.connection is None:
        return own
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return own + (int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0)


if __name__ == "__main__":
    main()
