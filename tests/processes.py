"""Servers and workers as processes on the test's database, to be killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test import Client
from django.urls import reverse


def start(*command: str, **more: str) -> subprocess.Popen[bytes]:
    """A process on the test's database, in a group of its own; ``more`` goes into its environment."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.base.worker_settings",
        "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
    }
    return subprocess.Popen([sys.executable, *command], env=environment | more, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9, of the process and all that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(true: Callable[[], bool], seconds: float = 150.0) -> None:
    """Wait for something to become true; long enough for a machine that has much else to do."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def cookies_of(client: Client) -> str:
    """A browser's cookies as one header."""
    return client.cookies.output(attrs=[], header="", sep=";").strip()


def status(port: int, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> int:
    """Ask the server something; raises OSError or HTTPException where it is gone."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as link:
        link.request(method, path, body, dict(headers or {}))
        with link.getresponse() as answer:
            return answer.status


@contextmanager
def web_server() -> Iterator[int]:
    """A web server that answers, by its port; killed at the end."""
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = int(chosen.getsockname()[1])
    options = ("--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "critical")
    process = start("-m", "gunicorn", "landbridge.site.wsgi", *options)
    try:
        until(lambda: _answers(port))
        yield port
    finally:
        kill(process)


def _answers(port: int) -> bool:
    try:
        return status(port, "GET", reverse("account_login")) == 200
    except (OSError, http.client.HTTPException):
        return False


@dataclass
class Poster:
    """Somebody with a session who sends one form after another until the server no longer answers."""

    port: int
    path: str
    cookies: str
    forms: list[dict[str, str]]
    sent: list[dict[str, str]] = field(default_factory=list)
    acknowledged: list[dict[str, str]] = field(default_factory=list)

    def run(self) -> None:
        token = "c" * 32
        headers = {
            "Cookie": f"{self.cookies}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        for form in self.forms:
            self.sent.append(form)
            try:
                answer = status(self.port, "POST", self.path, urllib.parse.urlencode(form), headers)
            except (OSError, http.client.HTTPException):
                return
            assert answer == 302, answer
            self.acknowledged.append(form)
