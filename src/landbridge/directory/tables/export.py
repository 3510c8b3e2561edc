"""An organisation as a row of a file, in the words that the import reads back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.base.countries import country_name
from landbridge.base.sheets_out import Cell
from landbridge.base.table_files import TableFormat, lines_cell, table_file
from landbridge.directory.models import Contact, Item
from landbridge.directory.queries.exports import COLUMNS_OUT, Going
from landbridge.directory.workbook.columns import Holds
from landbridge.directory.workbook.written import (
    amount_cells,
    certificate_cell,
    industry_cell,
    item_cell,
    register_cell,
)
from landbridge.people.wording.names import written

_EXPORTS = ("exports_year", "exports", "exports_currency")


def organisation_file(
    kind: str, rows: Iterable[Going], *, columns: Sequence[str], language: str, side: str
) -> tuple[bytes, str]:
    """A file of organisations and its name.

    :param kind: of ``base.table_files.TableFormat``.
    :param columns: keys of ``COLUMNS_OUT``, in the order of the file.
    :param language: of the headings and of what is worded.
    :param side: the reader's; addresses of contacts of the other side stay out.
    """
    with override(language):
        title = _("Organisations")
        headings = [COLUMNS_OUT[key].heading(language) for key in columns]
        content = table_file(kind, title, headings, (organisation_cells(row, columns, language, side) for row in rows))
    return content, f"{title}.{TableFormat(kind).value}"


def organisation_cells(going: Going, columns: Sequence[str], language: str, side: str) -> list[Cell]:
    """One row. What is confidential is empty for an organisation whose confidential facts the reader may not see."""
    one = going.organisation
    figures = amount_cells([(row.year, row.amount, row.currency) for row in one.exports.all()])
    said: dict[str, Cell] = dict(zip(_EXPORTS, figures, strict=True))
    cells: list[Cell] = []
    for key in columns:
        hidden = (COLUMNS_OUT[key].holds is Holds.CONFIDENTIAL or key in _EXPORTS) and not going.is_own
        if hidden:
            cells.append("")
        elif key in said:
            cells.append(said[key])
        elif COLUMNS_OUT[key].holds is Holds.PERSON:
            cells.append(_contacts(key, going.contacts, side))
        else:
            cells.append(_FACTS[key](going, language))
    return cells


def _attribute(name: str) -> Callable[[Going, str], Cell]:
    return lambda going, _language: getattr(going.organisation, name)


_FACTS: Mapping[str, Callable[[Going, str], Cell]] = {
    **{key: _attribute(key) for key in ("name_ko", "name_zh", "name_en", "region", "number")},
    **{key: _attribute(key) for key in ("employees", "founded", "website", "about", "level")},
    "side": lambda going, _language: going.organisation.get_side_display(),
    "kind": lambda going, _language: going.organisation.get_kind_display(),
    "country": lambda going, language: country_name(going.organisation.country, language),
    "number_kind": lambda going, language: register_cell(going.organisation.number_kind, language),
    "industries": lambda going, _language: industry_cell(
        (row.scheme, row.code) for row in going.organisation.industries.all()
    ),
    "certifications": lambda going, _language: certificate_cell(
        (row.name, row.expires_on) for row in going.organisation.certifications.all()
    ),
    "offers": lambda going, _language: _items(going, Item.Kind.OFFER),
    "seeks": lambda going, _language: _items(going, Item.Kind.SEEK),
    "blocked": lambda going, _language: _("yes") if going.organisation.is_blocked else "",
}


def _items(going: Going, kind: str) -> str:
    return item_cell(row.text for row in going.organisation.items.all() if row.kind == kind and row.is_open)


def _contacts(key: str, contacts: Iterable[Contact], side: str) -> str:
    return lines_cell(_OF_CONTACT[key](contact, contact.person.side == side) for contact in contacts)


def _names(contact: Contact) -> str:
    """All their own spellings; a suggested one only where there is no other."""
    names = list(contact.person.names.all())
    own = [name for name in names if not name.is_suggestion] or names
    return " / ".join(dict.fromkeys(written(name) for name in own))


_OF_CONTACT: Mapping[str, Callable[[Contact, bool], str]] = {
    "contact_name": lambda contact, _own: _names(contact),
    "contact_title": lambda contact, _own: contact.title,
    "contact_email": lambda contact, own: contact.person.email if own else "",
    "contact_phone": lambda contact, own: contact.person.phone if own else "",
}
