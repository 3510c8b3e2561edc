"""What the environment makes of the settings, seen in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHOWN = """
    DEBUG LANDBRIDGE_DEMO ALLOWED_HOSTS SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS SESSION_COOKIE_SECURE DATABASES
    EMAIL_BACKEND EMAIL_HOST_PASSWORD CSRF_TRUSTED_ORIGINS ALLAUTH_TRUSTED_PROXY_COUNT
"""
CODE = """
import json, sys
from landbridge.site import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def settings_with(tmp_path: Path, **environment: str) -> dict[str, Any]:
    """The settings a fresh process reads; ``LANDBRIDGE_`` is put before each name."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("LANDBRIDGE_")}
    given = {f"LANDBRIDGE_{name}": value for name, value in environment.items()}
    done = subprocess.run(
        [sys.executable, "-c", CODE, *SHOWN.split()],
        env=clean | {"LANDBRIDGE_DATA": str(tmp_path / "data"), "LANDBRIDGE_DEMO": "0"} | given,
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_with_nothing_set_it_runs_safely_on_this_machine(tmp_path: Path) -> None:
    made = settings_with(tmp_path, SECRET_KEY="k")
    assert (made["DEBUG"], made["LANDBRIDGE_DEMO"]) == (False, False)
    assert set(made["ALLOWED_HOSTS"]) == {"localhost", "127.0.0.1", "[::1]"}
    database = made["DATABASES"]["default"]
    assert database["NAME"] == str(tmp_path / "data" / "landbridge.sqlite3")
    assert str(made["EMAIL_BACKEND"]).endswith("filebased.EmailBackend")


def test_everything_can_be_said_by_the_environment(tmp_path: Path) -> None:
    secret = tmp_path / "mail-password"
    secret.write_text("hush\n", encoding="utf-8")
    made = settings_with(
        tmp_path,
        SECRET_KEY="k",
        URL="https://fair.example",
        DATABASE="postgres://u:p@db/land",
        EMAIL_HOST="mail.example",
        EMAIL_PASSWORD_FILE=str(secret),
        PROXIES="1",
    )
    assert "fair.example" in made["ALLOWED_HOSTS"]
    assert made["CSRF_TRUSTED_ORIGINS"] == ["https://fair.example"]
    assert made["SECURE_SSL_REDIRECT"] is made["SESSION_COOKIE_SECURE"] is True
    assert made["SECURE_HSTS_SECONDS"] == 31536000
    assert made["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert made["EMAIL_HOST_PASSWORD"] == "hush"
    assert made["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_what_cannot_be_understood_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        settings_with(tmp_path, DATABASE="mysql://u@h/n")
    assert "LANDBRIDGE_DATABASE must look like postgres://" in stopped.value.stderr
