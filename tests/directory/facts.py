"""Organisations for tests, plainly invented, and what is checked about them."""

from datetime import date
from typing import Any

from landbridge.directory.actions.blacklist import add_entry
from landbridge.directory.actions.checks import verify
from landbridge.directory.actions.merges import merge
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.models import BlacklistEntry, DuplicatePair, Merge, Organisation
from landbridge.people.models import User

BRN = {"number_kind": "brn", "number": "999-81-00000"}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def made(by: User, **facts: Any) -> Organisation:
    """An organisation of the side of ``by``."""
    return add_organisation(by=by, side=by.side, **{"country": "KR", **facts})


def listed(by: User, **facts: Any) -> BlacklistEntry:
    """An entry of the blacklist of the side of ``by``."""
    base = {"list_name": "List", "reason": "Fraud", "source": "Gazette", "listed_on": date(2026, 1, 1)}
    return add_entry(by=by, side=by.side, **{**base, **facts})


def a_pair(by: User, **facts: Any) -> DuplicatePair:
    """Two organisations that may be the same; of the first, these facts are known."""
    one, other = made(by, name_en="Ash Precision", **facts), made(by, name_en="Ash Precision Co., Ltd.")
    return DuplicatePair.objects.get(one=one, other=other)


def a_merge(by: User) -> Merge:
    """Two organisations that were made one."""
    pair = a_pair(by)
    return merge(pair.one, pair.other, by=by)


def evidence(by: User) -> dict[str, int]:
    """An organisation, and a verification of it that rests on a picture, as an address wants them."""
    one = made(by, name_en="Ash", **BRN)
    done = verify(one, by=by, level=2, source="Register", evidence=(PNG, "register.png"))
    return {"organisation_id": one.pk, "verification_id": done.pk}
