"""What the API takes and gives of organisations."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict

from landbridge.base.access import allowed
from landbridge.base.countries import country_names
from landbridge.directory.models import Item, Kind, NumberKind, Organisation
from landbridge.directory.models.organisations import Scheme
from landbridge.directory.rules import Can
from landbridge.people.api.problems import Number, Problem, Text
from landbridge.people.models import User
from landbridge.people.rules import is_staff


def _country(code: str) -> str:
    if code not in country_names("en"):
        raise ValueError("no country of ISO 3166-1")
    return code


Country = Annotated[str, Field(pattern="^[A-Z]{2}$"), AfterValidator(_country)]


class Sent(Schema):
    """What is sent has no other fields than these: a misspelt one must not be passed over."""

    model_config = ConfigDict(extra="forbid")


class ItemRow(Sent):
    """One offer or need."""

    id: Number | None = None
    kind: Item.Kind
    language: Literal["ko", "zh-hans", "en"]
    text: Text
    hs6: Text = ""
    is_open: bool = True


class ExportRow(Sent):
    """Exports of a year."""

    id: Number | None = None
    year: int = Field(ge=1900, le=2100)
    amount: Decimal = Field(ge=0, max_digits=20, decimal_places=2)
    currency: str = Field(pattern="^[A-Z]{3}$")


class IndustryRow(Sent):
    """A code of a classification."""

    id: Number | None = None
    scheme: Scheme
    code: Text


class CertificationRow(Sent):
    """A certificate."""

    id: Number | None = None
    name: Text
    number: Text = ""
    issued_by: Text = ""
    issued_on: date | None = None
    expires_on: date | None = None


class Facts(Sent):
    """The facts about an organisation that can be sent."""

    kind: Kind = Kind.COMPANY
    country: Country = "KR"
    region: Text = ""
    name_ko: Text = ""
    name_zh: Text = ""
    name_en: Text = ""
    number_kind: NumberKind = NumberKind.NONE
    number: Text = ""
    founded: int | None = Field(None, ge=1000, le=2100)
    employees: int | None = Field(None, ge=0, le=2**31 - 1)
    website: Text = ""
    about: Text = ""


class OrganisationNew(Facts):
    """A new organisation, of the side the key acts for. One name at least is needed."""

    country: Country


class OrganisationChange(Facts):
    """Facts to change; ``version`` is the one that was read. What is left out stays."""

    version: int = Field(ge=1, le=2**31 - 1)


class OrganisationLine(Schema):
    """An organisation in a list."""

    id: int
    side: str
    kind: str
    country: str
    region: str
    name_ko: str
    name_zh: str
    name_en: str
    number_kind: str
    number: str
    level: int
    updated_at: datetime
    version: int


class OrganisationPage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before. ``count`` ends at 1001."""

    rows: list[OrganisationLine]
    count: int
    next: str
    previous: str


class ItemOut(Schema):
    """One offer or need. What is given is looser than what is taken: rows came in other ways, too."""

    id: int
    kind: str
    language: str
    text: str
    hs6: str
    is_open: bool


class ExportOut(Schema):
    """Exports of a year."""

    id: int
    year: int
    amount: Decimal
    currency: str


class IndustryOut(Schema):
    """A code of a classification."""

    id: int
    scheme: str
    code: str


class CertificationOut(Schema):
    """A certificate."""

    id: int
    name: str
    number: str
    issued_by: str
    issued_on: date | None
    expires_on: date | None


class OrganisationOut(OrganisationLine):
    """An organisation. What is confidential is null for whom it is not."""

    founded: int | None
    employees: int | None
    website: str
    about: str
    about_language: str
    is_blocked: bool | None
    items: list[ItemOut]
    exports: list[ExportOut] | None
    industries: list[IndustryOut]
    certifications: list[CertificationOut]


class OrganisationConflict(Problem):
    """Somebody changed it meanwhile: ``current`` is how it is now."""

    current: OrganisationOut


def organisation_shown(organisation: Organisation, user: User) -> OrganisationOut:
    """What a reader is told of an organisation they may see."""
    is_own = allowed(user, Can.SEE_CONFIDENTIAL, organisation)
    line = OrganisationLine.from_orm(organisation).dict()
    return OrganisationOut(
        **line,
        founded=organisation.founded,
        employees=organisation.employees if is_own else None,
        website=organisation.website,
        about=organisation.about,
        about_language=organisation.about_language,
        is_blocked=organisation.is_blocked if is_staff(user) or is_own else None,
        items=[ItemOut.from_orm(row) for row in organisation.items.all()],
        exports=[ExportOut.from_orm(row) for row in organisation.exports.all()] if is_own else None,
        industries=[IndustryOut.from_orm(row) for row in organisation.industries.all()],
        certifications=[CertificationOut.from_orm(row) for row in organisation.certifications.all()],
    )
