"""A file of organisations taken in while twenty people read: rows a second, and how long their pages take.

Run it as ``python -m benchmarks.imports [--rows 20000] [--there 5000] [--readers 20]``. A temporary data folder, the
real server (``landbridge serve``: web and worker) on a free port, and one thread for each reader, who opens a page,
waits as people do, and opens the next. Times are those of whole answers over HTTP; nothing else should run.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import quote

WORDS = ("무역", "物流", "hanb", "전자", "激光", "haneul")
HEADINGS = (
    "업체명", "중문명", "영문명", "국가", "지역", "등록번호",
    "직원수", "주요제품", "담당자", "직위", "이메일", "휴대폰",
)  # fmt: skip
PAUSE = (0.5, 2.0)  # seconds between two pages of one reader


@dataclass
class Read:
    """What the readers met, by kind of page."""

    milliseconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    options.add_argument("--there", type=int, default=5_000, help="organisations that are there before")
    options.add_argument("--readers", type=int, default=20)
    options.add_argument("--most-seconds", type=float, default=3_600, help="stop measuring then, done or not")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "landbridge.site.settings")
        os.environ["LANDBRIDGE_DATA"] = folder
        os.environ.setdefault("LANDBRIDGE_SECRET_KEY", "a key for benchmarks only")
        import django  # noqa: PLC0415 — settings first

        django.setup()
        run(asked)


def run(asked: argparse.Namespace) -> None:
    """Fill, serve, import, read, and print."""
    from benchmarks.directory import prepare  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from landbridge.people.models import User  # noqa: PLC0415

    prepare(asked.there)
    user = User.objects.get(email="guest@bench.example")
    cookies = []
    for _ in range(asked.readers):
        client = Client()
        client.force_login(user)
        cookies.append(client.cookies.output(attrs=[], header="", sep=";").strip())
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = int(chosen.getsockname()[1])
    command = [sys.executable, "-m", "landbridge.site.command", "serve", "--port", str(port)]
    server = subprocess.Popen(command, start_new_session=True)  # noqa: S603 — our own command
    try:
        await_answer(port)
        print(f"{connection.vendor}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
        load = os.getloadavg()[0]
        print(f"load of the machine before: {load:.1f}" + (" — it is not ours alone" if load > 1 else ""))
        quiet = read_while(port, cookies, lambda: time.sleep(10))
        busy = read_while(port, cookies, lambda: take_in(asked, user))
        for title, met in (("without an import", quiet), ("during the import", busy)):
            told(title, met)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def await_answer(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            if get(port, "/", "") < 500:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def get(port: int, path: str, cookies: str) -> int:
    """One page, read to its end; its status."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as link:
        link.request("GET", path, headers={"Cookie": cookies, "Host": "localhost", "Accept-Language": "ko"})
        answer = link.getresponse()
        answer.read()
        return answer.status


def read_while(port: int, cookies: list[str], work: Callable[[], object]) -> Read:
    """What readers meet while ``work`` is done."""
    from landbridge.directory.models import Organisation  # noqa: PLC0415

    every = list(Organisation.objects.values_list("pk", flat=True)[:500])
    own = list(Organisation.objects.filter(side="guest").values_list("pk", flat=True)[:500])
    met, over = Read(), threading.Event()
    readers = [
        threading.Thread(target=read, args=(port, mine, every, own, met, over, seed))
        for seed, mine in enumerate(cookies)
    ]
    for reader in readers:
        reader.start()
    try:
        work()
    finally:
        over.set()
        for reader in readers:
            reader.join()
    return met


def read(  # noqa: PLR0917
    port: int, cookies: str, every: list[int], own: list[int], met: Read, over: threading.Event, seed: int
) -> None:
    """One reader: list, search, organisation and edit pages in any order."""
    draw = random.Random(seed)  # noqa: S311
    while not over.wait(draw.uniform(*PAUSE)):
        kind, path = draw.choice(
            (
                ("list", "/organisations/?view=all"),
                ("search", f"/organisations/?view=all&q={quote(draw.choice(WORDS))}"),
                ("organisation", f"/organisations/{draw.choice(every)}"),
                ("edit", f"/organisations/{draw.choice(own)}/edit"),
            )
        )
        began = time.perf_counter()
        try:
            status = get(port, path, cookies)
        except OSError as error:
            met.errors[f"{kind} {type(error).__name__}"] += 1
            continue
        met.milliseconds[kind].append((time.perf_counter() - began) * 1000)
        if status != 200:
            met.errors[f"{kind} {status}"] += 1


def take_in(asked: argparse.Namespace, user: object) -> None:
    """Upload a file, match its columns as guessed, and wait for the worker to rehearse it and take it in."""
    from landbridge.base.sheets_out import write_csv  # noqa: PLC0415
    from landbridge.directory.actions import imports  # noqa: PLC0415
    from landbridge.directory.models import ImportRun  # noqa: PLC0415
    from landbridge.directory.queries.imports import fields_of  # noqa: PLC0415

    def until(*states: str) -> None:
        deadline = time.monotonic() + asked.most_seconds
        while taken.state not in states:
            if taken.state in {"failed", "refused"}:
                raise SystemExit(f"the import ended as {taken.state}: {taken.error or taken.faults}")
            if time.monotonic() > deadline:
                return
            time.sleep(0.5)
            taken.refresh_from_db()

    taken: ImportRun = imports.upload_import(write_csv(rows(asked.rows)), "buyers.csv", by=user)  # type: ignore[arg-type]
    until("mapping")
    began = time.monotonic()
    imports.map_columns(taken, fields_of(taken), by=user)  # type: ignore[arg-type]
    taken.refresh_from_db()
    until("checked")
    print(f"rehearsed {asked.rows:,} rows in {time.monotonic() - began:.0f} s: {taken.dry}")
    began = time.monotonic()
    imports.start_import(taken, by=user)  # type: ignore[arg-type]
    taken.refresh_from_db()
    until("done")
    took = time.monotonic() - began
    pace = taken.cursor / took
    print(f"imported {taken.cursor:,} of {asked.rows:,} rows in {took:.0f} s: {pace:.1f} a second; {taken.counts}")


def rows(count: int) -> list[list[object]]:
    """A table of invented buyers, each with a contact."""
    from benchmarks.directory_names import invented  # noqa: PLC0415

    table: list[list[object]] = [list(HEADINGS)]
    for number, one in enumerate(invented(count)):
        contact = ["왕밍", "부장", f"buyer{number}@bench.example", f"+8613{number:09d}"]
        facts = ["중국", "충칭", f"B{number:08d}", 10 + number % 500, f"센서 {number % 900}"]
        table.append([one.ko, one.zh, one.en, *facts, *contact])
    return table


def told(title: str, met: Read) -> None:
    """One block of the table."""
    print(f"{title + ', milliseconds':<36} {'pages':>6} {'p50':>7} {'p95':>7} {'max':>7}")
    for kind, spent in sorted(met.milliseconds.items()):
        p95 = statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
        print(f"  {kind:<34} {len(spent):>6} {statistics.median(spent):>7.0f} {p95:>7.0f} {max(spent):>7.0f}")
    print(f"  errors: {dict(met.errors) or 'none'}", flush=True)


if __name__ == "__main__":
    main()
