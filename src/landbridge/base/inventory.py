"""The field inventory: what every column of every table holds, said beside the model.

::

    @inventory(none="id position", personal="family given reading", subject="person", on_erasure=OnErasure.DELETE)
    class PersonName(models.Model): ...

A field that is in no group fails the suite. Erasure and the subject's own export walk this inventory, so
what is said here is what happens. For a model of somebody else's, call it: ``inventory(none="id")(Session)``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.apps import apps
from django.db import models

M = TypeVar("M", bound=models.Model)


class Holds(StrEnum):
    """What a field holds."""

    NONE = "none"  # nothing about a person, and nothing that may not be known
    PERSONAL = "personal"  # about a natural person
    SENSITIVE = "sensitive"  # personal, and protected more strictly by law
    CONFIDENTIAL = "confidential"  # an organisation's, for few eyes
    WITHHELD = "withheld"  # opens doors: a password, a digest; never shown or exported


class OnErasure(StrEnum):
    """What becomes of a row when its subject is erased."""

    DELETE = "delete"
    BLANK = "blank"  # its personal, sensitive and withheld fields are emptied
    KEEP = "keep"  # the law wants it kept; ``because`` says which


@dataclass(frozen=True, slots=True)
class Classified:
    """The inventory of one model.

    ``subject`` is the lookup from the model to the person; empty if it has none. ``address`` is the field that
    holds the subject's e-mail address: by it rows are found that are tied to no person yet. ``untied`` says what
    becomes of personal data that no lookup leads from to a person. ``mentions`` is the lookup to the numbers of other
    persons whom the words of a row name: such a row is deleted with each of them.
    """

    model: type[models.Model]
    fields: Mapping[str, Holds]
    subject: str
    on_erasure: OnErasure
    because: str
    address: str = ""
    untied: str = ""
    mentions: str = ""

    def names(self, *kinds: Holds) -> tuple[str, ...]:
        """The fields that hold one of ``kinds``."""
        return tuple(name for name, holds in self.fields.items() if holds in kinds)


classified: dict[str, Classified] = {}


def unclassified() -> list[str]:
    """What the installed models have and no inventory names, and the other way round; empty if all is well."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label  # noqa: SLF001 - Django's public way to a model's name
        own = {field.name for field in (*model._meta.local_fields, *model._meta.local_many_to_many)}  # noqa: SLF001
        said = set(classified[label].fields) if label in classified else set()
        found += [f"{label}.{name} is not classified" for name in sorted(own - said)]
        found += [f"{label}.{name} is classified and does not exist" for name in sorted(said - own)]
    return found


def inventory(
    *,
    none: str = "",
    personal: str = "",
    sensitive: str = "",
    confidential: str = "",
    withheld: str = "",
    subject: str = "",
    on_erasure: OnErasure = OnErasure.BLANK,
    because: str = "",
    address: str = "",
    untied: str = "",
    mentions: str = "",
) -> Callable[[type[M]], type[M]]:
    """Say what each field of a model holds; names are separated by spaces.

    :raises ValueError: if a field is named twice, if personal fields lack the way to their subject and the word why
        there is none, or if rows are kept without a reason.
    """
    groups = {
        Holds.NONE: none,
        Holds.PERSONAL: personal,
        Holds.SENSITIVE: sensitive,
        Holds.CONFIDENTIAL: confidential,
        Holds.WITHHELD: withheld,
    }
    named = [(name, holds) for holds, names in groups.items() for name in names.split()]
    fields = dict(named)

    def decorate(model: type[M]) -> type[M]:
        label = model._meta.label  # noqa: SLF001
        if len(fields) != len(named):
            raise ValueError(f"{label}: a field is classified twice")
        if (personal or sensitive) and not (subject or untied):
            raise ValueError(f"{label}: whose data is it? Name the lookup to the person with subject=")
        if address and fields.get(address) is not Holds.PERSONAL:
            raise ValueError(f"{label}: {address} is said to hold an address, and is no personal field")
        if mentions and on_erasure is not OnErasure.DELETE:
            raise ValueError(f"{label}: words that name somebody can't be cut out of a sentence: delete the row")
        if on_erasure is OnErasure.KEEP and not because:
            raise ValueError(f"{label}: rows are kept at erasure only for a reason: because=")
        classified[label] = Classified(model, fields, subject, on_erasure, because, address, untied, mentions)
        return model

    return decorate
