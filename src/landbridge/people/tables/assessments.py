"""An assessment as a page and paper show it."""

from __future__ import annotations

from django.db.models import Field

from landbridge.people.models import Assessment
from landbridge.people.models.transfers import ASSESSED


def parts_of(assessment: Assessment) -> list[tuple[str, str]]:
    """Heading and text of each part, in order; headings in the active language."""
    return [(part_heading(name), getattr(assessment, name)) for name in ASSESSED]


def part_heading(name: str) -> str:
    """What one of ``ASSESSED`` is called."""
    field = Assessment._meta.get_field(name)  # noqa: SLF001 - Django's way to a field's words
    assert isinstance(field, Field)  # noqa: S101 - narrows the type
    said = str(field.verbose_name)
    return said[:1].upper() + said[1:]
