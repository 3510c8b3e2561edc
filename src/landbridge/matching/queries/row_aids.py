"""Codes to pick from, beside the fields of an organisation's rows, where a table of them is in force."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from landbridge.directory.models import Organisation
from landbridge.directory.queries.row_aids import RowAid, helps_with_rows
from landbridge.matching.models import CodeTable

#: How the directory names a classification that a table here is of.
NAMED = {"ksic": "ksic", "gbt": "gbt4754"}


@dataclass(frozen=True, slots=True)
class Picking:
    """Where the codes of one scheme are asked for, what the scheme is called, and by the directory."""

    url: str
    scheme: str
    label: str
    named: str = ""


@helps_with_rows("items")
def goods_codes(organisation: Organisation) -> RowAid | None:
    """HS codes for what is offered or sought."""
    return _aid(organisation, ["hs"])


@helps_with_rows("industries")
def industry_codes(organisation: Organisation) -> RowAid | None:
    """Industries, from what the organisation offers."""
    return _aid(organisation, ["ksic", "gbt"])


def _aid(organisation: Organisation, schemes: list[str]) -> RowAid | None:
    there = set(CodeTable.objects.filter(scheme__in=schemes, is_current=True).values_list("scheme", flat=True))
    labels = dict(CodeTable.Scheme.choices)
    picking = [
        Picking(
            reverse("matching:codes_proposed", args=[organisation.pk, one]),
            one,
            str(labels[CodeTable.Scheme(one)]),
            NAMED.get(one, ""),
        )
        for one in schemes
        if one in there
    ]
    return (
        RowAid("matching/parts/row_codes.html", picking, "matching/codes.js", "matching/codes.css") if picking else None
    )
