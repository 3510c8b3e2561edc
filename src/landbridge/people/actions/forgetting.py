"""What an erasure forgets of a person where no row is theirs: words that name them, in texts about something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from landbridge.base.mentions import Mentions
from landbridge.base.models import Document
from landbridge.people.models import Person
from landbridge.people.queries.erasure import addresses_of
from landbridge.people.wording.names import written

Forgets = Callable[[Person, Sequence[str], bool], Counter[str]]
_forgetting: list[Forgets] = []
_AT_ONCE = 500


def also_forgets(forgets: Forgets) -> Forgets:
    """Decorator, for apps above: ask this function at every erasure, before anything of the person is gone.

    It is given the words that the person is known by (addresses, telephone, names as written), for data that names
    people without being tied to them, and whether this is a rehearsal; it gives what it empties, by model.
    """
    if forgets not in _forgetting:
        _forgetting.append(forgets)
    return forgets


def forget_elsewhere(person: Person, *, dry: bool) -> Counter[str]:
    """Let the apps above empty what names a person without being tied to them; or, ``dry``, only say how much."""
    words = words_of(person)
    counts: Counter[str] = Counter()
    for forgets in _forgetting:
        counts += forgets(person, words, dry)
    return counts


def words_of(person: Person) -> list[str]:
    """What a person is known by: addresses, telephone, and each name as the house writes it and in either order."""
    words = [*addresses_of(person), person.phone]
    for name in person.names.all():
        words += [written(name), f"{name.family} {name.given}", f"{name.given} {name.family}"]
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def cut_from_texts(rows: QuerySet[Any], *fields: str, mentions: Mentions, dry: bool) -> Counter[str]:
    """Cut what names somebody out of columns of text or JSON; how many rows, by model.

    Only those columns are written: what else changes a row (its version, when it was last changed) stays.
    """
    changed = []
    for number, *values in rows.order_by("pk").values_list("pk", *fields).iterator(_AT_ONCE):
        cut = {name: mentions.cut_from(value) for name, value in zip(fields, values, strict=True)}
        if list(cut.values()) != values:
            changed.append((number, cut))
    for number, cut in () if dry else changed:
        rows.model._base_manager.filter(pk=number).update(**cut)  # noqa: SLF001 - Django's public way to a manager
    return Counter({rows.model._meta.label: len(changed)} if changed else {})  # noqa: SLF001


@also_forgets
def forget_in_names_of_files(_person: Person, words: Sequence[str], dry: bool) -> Counter[str]:
    """Cut the name out of those of files that are nobody's: "CV of 홍길동.pdf" among an organisation's papers."""
    return cut_from_texts(Document.objects.filter(person_number=None), "name", mentions=Mentions(words), dry=dry)
