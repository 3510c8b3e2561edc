"""Certificates with what their last day means today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from landbridge.directory.models import Certification

#: Within this time before its last day a certificate is marked: to renew one takes about as long.
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate, and whether it has expired or soon will."""

    certificate: Certification
    is_expired: bool
    is_soon: bool


def certificate_rows(certificates: Iterable[Certification], today: date) -> list[CertificateRow]:
    """A certificate is good on its last day, too."""
    rows = []
    for one in certificates:
        last = one.expires_on
        expired = last is not None and last < today
        rows.append(CertificateRow(one, expired, last is not None and not expired and last <= today + SOON))
    return rows
