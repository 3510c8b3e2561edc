"""Settings read from the environment: ``NAME``, or a file named by ``NAME_FILE``.

A secret in a file (a mounted Docker or systemd credential) never shows in a process list.
Knows nothing of Django, because the settings are made with it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class BadSetting(ValueError):
    """A value in the environment that cannot be understood; the message names the variable and what it may hold."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Reads variables that begin with ``prefix``.

    >>> env = Environment({"LANDBRIDGE_DEBUG": "yes"})
    >>> env.flag("DEBUG")
    True
    >>> env.text("URL", "http://localhost:8000")
    'http://localhost:8000'
    """

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)
    prefix: str = "LANDBRIDGE_"

    def text(self, name: str, default: str = "") -> str:
        """The value of a variable, or the content of the file that ``NAME_FILE`` names, without its last line break.

        :raises BadSetting: if both are set, or the file cannot be read.
        """
        variable = self.prefix + name
        plain, file = self.values.get(variable), self.values.get(f"{variable}_FILE")
        if plain is not None and file is not None:
            raise BadSetting(f"Set {variable} or {variable}_FILE, not both.")
        if file is None:
            return default if plain is None else plain
        try:
            return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except OSError as error:
            raise BadSetting(f"{variable}_FILE names {file}, which cannot be read: {error.strerror}.") from error

    def flag(self, name: str, default: bool = False) -> bool:
        """A yes or no."""
        value = self.text(name, str(default)).strip().lower()
        if value in _TRUE:
            return True
        if value in _FALSE:
            return False
        raise BadSetting(f"{self.prefix}{name} must be yes or no, and is {value!r}.")

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        value = self.text(name, str(default)).strip()
        try:
            return int(value)
        except ValueError as error:
            raise BadSetting(f"{self.prefix}{name} must be a whole number, and is {value!r}.") from error

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of a few words; the first where nothing is said."""
        value = self.text(name, choices[0]).strip().lower()
        if value not in choices:
            raise BadSetting(f"{self.prefix}{name} must be one of {', '.join(choices)}, and is {value!r}.")
        return value

    def words(self, name: str, default: str = "") -> list[str]:
        """A list divided by commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def secret(self, name: str, kept_in: Path) -> str:
        """A secret from the environment, else one made once and kept in a file that only its owner can read."""
        if value := self.text(name):
            return value
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        try:
            # O_EXCL: of two processes that start together one makes the secret and the other reads it.
            descriptor = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(secrets.token_urlsafe(48) + "\n")
        value = kept_in.read_text(encoding="utf-8").strip()
        if not value:
            raise BadSetting(f"{kept_in} is empty. Delete it and a new secret is made, or set {self.prefix}{name}.")
        return value


def load_dotenv(path: Path) -> None:
    """Put ``NAME=value`` lines of a file into the environment, where a name is not set yet. No file, no change."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip().strip("'\""))


def postgres(url: str) -> dict[str, object]:
    """Django's settings for ``postgres://user:password@host:port/name?sslmode=require``.

    :raises BadSetting: if the address is not one of a PostgreSQL database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadSetting("LANDBRIDGE_DATABASE must look like postgres://user:password@host:5432/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
