"""The field inventory: what every column of every table holds, said beside the model.

::

    @inventory(none="id position", personal="family given reading", subject="person", on_erasure=OnErasure.DELETE)
    class PersonName(models.Model): ...

A field that is in no group fails the suite. Erasure and the subject's own export walk this inventory, so
what is said here is what happens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

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
    BLANK = "blank"  # its personal and sensitive fields are emptied
    KEEP = "keep"  # the law wants it kept; ``because`` says which


@dataclass(frozen=True, slots=True)
class Classified:
    """The inventory of one model. ``subject`` is the lookup from the model to the person; empty if it has none."""

    model: type[models.Model]
    fields: Mapping[str, Holds]
    subject: str
    on_erasure: OnErasure
    because: str

    def names(self, *kinds: Holds) -> tuple[str, ...]:
        """The fields that hold one of ``kinds``."""
        return tuple(name for name, holds in self.fields.items() if holds in kinds)


classified: dict[str, Classified] = {}


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
) -> Callable[[type[M]], type[M]]:
    """Say what each field of a model holds; names are separated by spaces.

    :raises ValueError: if a field is named twice, if personal fields lack the way to their subject, or if rows
        are kept without a reason.
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
        if (personal or sensitive) and not subject:
            raise ValueError(f"{label}: whose data is it? Name the lookup to the person with subject=")
        if on_erasure is OnErasure.KEEP and not because:
            raise ValueError(f"{label}: rows are kept at erasure only for a reason: because=")
        classified[label] = Classified(model, fields, subject, on_erasure, because)
        return model

    return decorate
