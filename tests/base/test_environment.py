"""Settings from the environment."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from landbridge.base.environment import BadSetting, Environment, load_dotenv, postgres


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(" with spaces \n", encoding="utf-8")
    assert Environment({"LANDBRIDGE_EMAIL_PASSWORD_FILE": str(file)}).text("EMAIL_PASSWORD") == " with spaces "


def test_a_value_comes_from_one_place_only(tmp_path: Path) -> None:
    both = Environment({"LANDBRIDGE_DATABASE": "a", "LANDBRIDGE_DATABASE_FILE": "b"})
    with pytest.raises(BadSetting, match="not both"):
        both.text("DATABASE")
    with pytest.raises(BadSetting, match="cannot be read"):
        Environment({"LANDBRIDGE_DATABASE_FILE": str(tmp_path / "none")}).text("DATABASE")


@pytest.mark.parametrize(("word", "means"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)])
def test_a_flag_is_yes_or_no(word: str, means: bool) -> None:
    assert Environment({"LANDBRIDGE_DEBUG": word}).flag("DEBUG") is means


def test_a_value_that_means_nothing_is_an_error() -> None:
    env = Environment({"LANDBRIDGE_DEBUG": "perhaps", "LANDBRIDGE_PROXIES": "two"})
    with pytest.raises(BadSetting, match="LANDBRIDGE_DEBUG must be yes or no"):
        env.flag("DEBUG")
    with pytest.raises(BadSetting, match="whole number"):
        env.number("PROXIES", 0)


def test_a_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret-key"
    made = Environment({}).secret("SECRET_KEY", kept_in=file)
    assert len(made) >= 50
    assert Environment({}).secret("SECRET_KEY", kept_in=file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert Environment({"LANDBRIDGE_SECRET_KEY": "given"}).secret("SECRET_KEY", kept_in=file) == "given"
    file.write_text("")
    with pytest.raises(BadSetting, match="empty"):
        Environment({}).secret("SECRET_KEY", kept_in=file)


def test_a_dotenv_file_fills_what_is_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDBRIDGE_A", "set")
    monkeypatch.setenv("LANDBRIDGE_B", "to be unset after the test")
    monkeypatch.delenv("LANDBRIDGE_B")
    (tmp_path / ".env").write_text("# LANDBRIDGE_C=no\nLANDBRIDGE_A=other\nLANDBRIDGE_B='a = b'\n\n", encoding="utf-8")
    load_dotenv(tmp_path / ".env")
    load_dotenv(tmp_path / "none")
    assert (os.environ["LANDBRIDGE_A"], os.environ["LANDBRIDGE_B"]) == ("set", "a = b")
    assert "LANDBRIDGE_C" not in os.environ


def test_postgresql_by_one_address() -> None:
    assert postgres("postgres://u:p%40ss@db.example:6543/land%20bridge?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "land bridge",
        "USER": "u",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("address", ["mysql://u@h/n", "postgres://u@h", "landbridge"])
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(BadSetting, match="postgres://"):
        postgres(address)
