"""Forms to test with."""

from __future__ import annotations

from typing import Any


def said(text: str) -> dict[str, str]:
    """One text in three languages."""
    return {"ko": f"{text}(한)", "zh-hans": f"{text}（中）", "en": text}


def asked(code: str, kind: str, **more: Any) -> dict[str, Any]:
    """A question."""
    return {"code": code, "kind": kind, "label": said(code.title()), **more}


def options(*codes: str) -> list[dict[str, Any]]:
    """What can be chosen."""
    return [{"code": code, "label": said(code.title())} for code in codes]


#: One question of every kind, with a condition, and a group.
EVERY_KIND: list[dict[str, Any]] = [
    asked("company", "text", required=True, prefill="name"),
    asked("number", "registration_number", register="any", required=True, prefill="number"),
    asked("exports", "money", currencies=["USD", "KRW", "CNY"], required=True, prefill="exports"),
    asked("booth", "choice", options=options("shared", "own"), required=True),
    asked("area", "number", unit=said("sqm"), least="9", most="36", when={"question": "booth", "is": "own"})
    | {"required": True},
    asked("goals", "choices", options=options("buyers", "agents", "news")),
    asked("arrives", "date", first="2026-09-01", last="2026-09-30"),
    asked("plan", "file", types=["pdf", "png"], max_bytes=200_000, most=2),
    asked("story", "long_text", most=300),
    asked("contacts", "group", least=1, most=3)
    | {"questions": [asked("who", "text", required=True), asked("years", "number", decimals=1)]},
    asked("terms", "consent", required=True),
]

#: Answers that pass.
GOOD: dict[str, Any] = {
    "company": "Ash Sensors",
    "number": {"number": "999-81-00000", "register": "brn"},
    "exports": {"amount": "US$12.5m", "currency": "USD"},
    "booth": "own",
    "area": "18",
    "goals": ["news", "buyers"],
    "arrives": "2026. 9. 7.",
    "story": "We make\nsensors.",
    "contacts": [{"who": "Kim", "years": "3.5"}],
    "terms": True,
}
