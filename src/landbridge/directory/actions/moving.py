"""Facts and rows go from one organisation to another, and back."""

from __future__ import annotations

from typing import Any

from landbridge.directory.actions.indexing import set_sort_keys
from landbridge.directory.models import Contact, Merge, Organisation
from landbridge.directory.queries.merges import MERGED_FACTS, rows_moving


def give_back_facts(trail: Merge, kept: Organisation) -> None:
    """Let the facts that ``kept`` took be as before, but those that somebody changed since."""
    for name, (before, after) in trail.before.items():
        if getattr(kept, name) == after:
            setattr(kept, name, before)
    set_sort_keys(kept)
    kept.version += 1
    kept.save()


def take_facts(kept: Organisation, gone: Organisation, take: set[str]) -> dict[str, list[Any]]:
    """Let ``kept`` take facts from ``gone``; before and after of each column that changed."""
    if unknown := take - MERGED_FACTS.keys():
        raise TypeError(f"{', '.join(sorted(unknown))}: not among MERGED_FACTS.")
    before: dict[str, list[Any]] = {}
    for fact in sorted(take):
        for name in MERGED_FACTS[fact]:
            old, new = getattr(kept, name), getattr(gone, name)
            if old != new:
                before[name] = [old, new]
                setattr(kept, name, new)
    set_sort_keys(kept)
    kept.full_clean(exclude=["created_by"])
    kept.save()
    return before


def move_rows(kept: Organisation, gone: Organisation) -> dict[str, list[int]]:
    """Let the rows of ``gone`` be those of ``kept``; the numbers of those that moved, by model."""
    moved: dict[str, list[int]] = {}
    if kept.contacts.filter(is_first=True).exists():
        first = gone.contacts.filter(is_first=True)
        moved["first"] = list(first.values_list("pk", flat=True))
        first.update(is_first=False)
    for model, (moving, _staying) in rows_moving(kept, gone).items():
        model._default_manager.filter(pk__in=moving).update(organisation=kept)  # noqa: SLF001
        moved[model._meta.label] = moving  # noqa: SLF001 — the public way to a model's name
    return moved


def move_back(trail: Merge, kept: Organisation, gone: Organisation) -> None:
    """Let what moved go back, as far as it is still there; what was changed into an equal of a row there stays."""
    for model, (fitting, _staying) in rows_moving(gone, kept).items():
        numbers = set(fitting).intersection(trail.moved.get(model._meta.label, []))  # noqa: SLF001
        model._default_manager.filter(pk__in=numbers).update(organisation=gone)  # noqa: SLF001
    if not gone.contacts.filter(is_first=True).exists():  # somebody may have chosen another since
        Contact.objects.filter(pk__in=trail.moved.get("first", []), organisation=gone).update(is_first=True)
    Organisation.objects.filter(pk__in=trail.moved["directory.Organisation"], merged_into=kept).update(merged_into=gone)
