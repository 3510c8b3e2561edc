"""Every address the house has, found by walking the URL resolver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What to put where an address wants something; numbers are of things that do not exist.
FILLING = {"noun": "tables", "uidb36": "1", "key": "abc-def", "code": "people.invited", "language": "ko"} | {
    "purpose": "mail",
    "month": "2026-01",
    "rows": "items",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One address, and the view behind it."""

    name: str
    view: Any
    wants: tuple[str, ...]

    @property
    def url(self) -> str:
        """An address this route answers."""
        return reverse(self.name, kwargs={name: FILLING.get(name, 999_999) for name in self.wants})


def routes(resolver: URLResolver | None = None, prefix: str = "", wants: tuple[str, ...] = ()) -> Iterator[Route]:
    """All routes, whether their view says who may see it or not."""
    for pattern in (resolver or get_resolver()).url_patterns:
        wanted = (*wants, *_wanted(pattern))
        if isinstance(pattern, URLPattern):
            yield Route(f"{prefix}{pattern.name}", pattern.callback, wanted)
        else:
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes(pattern, namespace, wanted)


def _wanted(pattern: URLPattern | URLResolver) -> tuple[str, ...]:
    if converters := getattr(pattern.pattern, "converters", None):
        return tuple(converters)
    return tuple(getattr(getattr(pattern.pattern, "regex", None), "groupindex", ()))
