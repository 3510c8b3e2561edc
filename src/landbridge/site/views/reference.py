"""The page that tells programmers what the API has, drawn from its own description."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from landbridge.base.access import allowed, public
from landbridge.people.api.door import LARGEST, PER_MINUTE
from landbridge.people.rules import Can
from landbridge.site.api import schema

_METHODS = ("get", "post", "put", "patch", "delete")
#: What stands for a value of each type in an example.
_EXAMPLES: Mapping[str, Any] = {
    "string": "…",
    "integer": 1,
    "boolean": True,
    "number": "1.00",
    "array": [],
    "null": None,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter, or a field of a body: its name, its type in words of JSON, and whether it must be there."""

    name: str
    type: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation."""

    method: str
    path: str
    summary: str  # a message of the catalogues
    about: str
    scopes: tuple[str, ...]
    parameters: tuple[Part, ...]
    body: tuple[Part, ...]
    answers: tuple[str, ...]
    example: str

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"{self.method}{self.path}".replace("/", "-").replace("{", "").replace("}", "").lower()


@require_GET
@public
def reference(request: HttpRequest) -> HttpResponse:
    """All operations, each with what it needs and an example."""
    context = {
        "entries": list(entries(schema())),
        "per_minute": PER_MINUTE,
        "kilobytes": LARGEST // 1024,
        "can_make_key": allowed(request.user, Can.MAKE_TOKEN),
    }
    return render(request, "site/reference.html", context)


def entries(described: Mapping[str, Any]) -> Iterator[Entry]:
    """The operations of an OpenAPI description, in its order."""
    shapes = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method in _METHODS:
            if method not in methods:
                continue
            told = methods[method]
            sent = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
            shape = _resolved(sent, shapes) if sent else {}
            yield Entry(
                method=method.upper(),
                path=path,
                summary=told["summary"],
                about=told.get("description", ""),
                scopes=tuple(told["x-scopes"]),
                parameters=tuple(
                    Part(one["name"], _type(one["schema"], shapes), one.get("required", False))
                    for one in told.get("parameters", ())
                ),
                body=tuple(_fields(shape, shapes)),
                answers=tuple(sorted(told["responses"])),
                example=_curl(method.upper(), path, told.get("parameters", ()), shape, shapes),
            )


def _fields(shape: Mapping[str, Any], shapes: Mapping[str, Any], within: str = "") -> Iterator[Part]:
    """The fields of a body, those of the rows in it below their list: ``rows[].text``."""
    for name, field in shape.get("properties", {}).items():
        yield Part(f"{within}{name}", _type(field, shapes), name in shape.get("required", ()))
        if field.get("type") == "array":
            yield from _fields(_resolved(field["items"], shapes), shapes, f"{within}{name}[].")


def _resolved(field: Mapping[str, Any], shapes: Mapping[str, Any]) -> Mapping[str, Any]:
    """A shape, found by its reference if it is one."""
    if "$ref" in field:
        return dict(shapes[field["$ref"].rpartition("/")[2]])
    if len(field.get("allOf", ())) == 1:
        return _resolved(field["allOf"][0], shapes)
    return field


def _type(field: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    field = _resolved(field, shapes)
    if "anyOf" in field:
        kinds = [_type(one, shapes) for one in field["anyOf"]]
        return " | ".join(dict.fromkeys(kinds))
    if "enum" in field:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in field["enum"])
    return str(field.get("format") or field.get("type", "any"))


def _curl(method: str, path: str, parameters: Any, shape: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    needed = [f"{one['name']}=…" for one in parameters if one["in"] == "query" and one.get("required")]
    url = f"{settings.LANDBRIDGE_URL}{path}" + (f"?{'&'.join(needed)}" if needed else "")
    lines = ["curl" + ("" if method == "GET" else f" -X {method}"), '-H "Authorization: Bearer $KEY"']
    if shape:
        body = {name: _example(shape["properties"][name], shapes) for name in shape.get("required", ())}
        lines += ['-H "Content-Type: application/json"', f"-d '{json.dumps(body, ensure_ascii=False)}'"]
    return " \\\n  ".join([*lines, f'"{url}"'])


def _example(field: Mapping[str, Any], shapes: Mapping[str, Any]) -> Any:
    field = _resolved(field, shapes)
    if "enum" in field:
        return field["enum"][0]
    if "anyOf" in field:
        return _example(field["anyOf"][0], shapes)
    if field.get("pattern") == "^[A-Z]{2}$":
        return "KR"
    if field.get("type") == "array":
        item = _resolved(field["items"], shapes)
        return [{name: _example(item["properties"][name], shapes) for name in item.get("required", ())}]
    return _EXAMPLES.get(str(field.get("type")), "…")
