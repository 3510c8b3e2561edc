"""``landbridge inventory``: what every column of every table holds, for a record of processing activities."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from landbridge.base.inventory import Classified, Holds, OnErasure, classified, unclassified


class Command(BaseCommand):
    """Prints the field inventory, as JSON or as a table in Markdown; fails if a field is missing from it."""

    help = "Print what every field of every table holds, whose it is, and what becomes of it at an erasure."

    def add_arguments(self, parser: CommandParser) -> None:
        """In which form."""
        parser.add_argument("--format", choices=["json", "markdown"], default="markdown")

    def handle(self, *_args: Any, format: str, **_options: Any) -> None:  # noqa: A002 - the option's name
        """Print it."""
        if missing := unclassified():
            raise CommandError("\n".join(missing))
        models = [classified[label] for label in sorted(classified)]
        self.stdout.write(_as_json(models) if format == "json" else _as_markdown(models))


def _as_json(models: Iterable[Classified]) -> str:
    said = {
        entry.model._meta.label: {  # noqa: SLF001 - Django's public way to a model's name
            "fields": dict(entry.fields),
            "subject": entry.subject,
            "on_erasure": entry.on_erasure if entry.subject else "",
            "because": entry.because or entry.untied,
        }
        for entry in models
    }
    return json.dumps(said, ensure_ascii=False, indent=2, sort_keys=True)


def _as_markdown(models: Iterable[Classified]) -> str:
    lines = ["| Model | Field | Holds | Person | At erasure |", "|---|---|---|---|---|"]
    for entry in models:
        for name, holds in entry.fields.items():
            about = holds in {Holds.PERSONAL, Holds.SENSITIVE, Holds.WITHHELD}
            person = f"`{entry.subject}`" if about and entry.subject else ""
            fate = _fate(entry) if about else ""
            lines.append(f"| {entry.model._meta.label} | {name} | {holds} | {person} | {fate} |")  # noqa: SLF001
    return "\n".join(lines)


def _fate(entry: Classified) -> str:
    if not entry.subject:
        return entry.untied
    return f"kept: {entry.because}" if entry.on_erasure is OnErasure.KEEP else str(entry.on_erasure)
