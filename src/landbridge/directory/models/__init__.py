"""Organisations, and what is known and checked about them.

``organisations`` the organisation itself and its facts · ``people`` contacts and editors · ``items`` what it offers
and seeks · ``keys`` what it is matched by · ``checks`` verification and the blacklist · ``merges`` duplicates ·
``imports`` workbooks taken in · ``exports`` files taken away · ``views`` a reader's saved lists.
"""

from landbridge.directory.models.checks import BlacklistCheck, BlacklistEntry, Verification
from landbridge.directory.models.exports import ExportRun
from landbridge.directory.models.imports import ImportedRow, ImportRun
from landbridge.directory.models.items import Item
from landbridge.directory.models.keys import MatchKey
from landbridge.directory.models.merges import DuplicatePair, DuplicateSearch, Merge
from landbridge.directory.models.organisations import (
    Certification,
    ExportFigure,
    IndustryCode,
    Kind,
    NumberKind,
    Organisation,
    OrganisationDocument,
)
from landbridge.directory.models.people import Contact, Editorship
from landbridge.directory.models.views import SavedView

__all__ = [
    "BlacklistCheck",
    "BlacklistEntry",
    "Certification",
    "Contact",
    "DuplicatePair",
    "DuplicateSearch",
    "Editorship",
    "ExportFigure",
    "ExportRun",
    "ImportRun",
    "ImportedRow",
    "IndustryCode",
    "Item",
    "Kind",
    "MatchKey",
    "Merge",
    "NumberKind",
    "Organisation",
    "OrganisationDocument",
    "SavedView",
    "Verification",
]
