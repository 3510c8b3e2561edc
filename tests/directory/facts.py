"""Organisations for tests, plainly invented, and what is checked about them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from landbridge.directory.actions.blacklist import add_entry
from landbridge.directory.actions.checks import verify
from landbridge.directory.actions.contacts import add_new_contact
from landbridge.directory.actions.editors import invite_editor
from landbridge.directory.actions.merges import merge
from landbridge.directory.actions.organisations import add_organisation
from landbridge.directory.actions.rows import change_rows
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


def whole_organisation(by: User) -> Organisation:
    """One with something of everything, in three languages."""
    one = made(
        by, name_ko="미래정밀", name_zh="未来精密有限公司", name_en="Mirae Precision", region="수원시", founded=1999,
        number_kind="brn", number="9998100000", employees=120, website="https://mirae.example", phone="031-8008-1234",
        about="라이다 센서와 레이저 수리 장비를 만듭니다.",
    )  # fmt: skip
    today = timezone.localdate()
    rows: dict[str, list[dict[str, Any]]] = {
        "items": [
            {"kind": "offer", "language": "ko", "text": "자율주행용 고정형 라이다 200m급", "hs6": "901580"},
            {"kind": "seek", "language": "zh-hans", "text": "在重庆开展自动驾驶路测的合作伙伴"},
        ],
        "exports": [{"year": 2024, "amount": 20_500_000, "currency": "USD"}],
        "industries": [{"scheme": "ksic", "code": "C27213"}, {"scheme": "gbt4754", "code": "4021"}],
        "certifications": [
            {"name": "ISO 9001", "issued_by": "KTR", "expires_on": today + timedelta(days=30)},
            {"name": "CE", "expires_on": today - timedelta(days=1)},
        ],
    }
    for kind, of_kind in rows.items():
        change_rows(one, kind, of_kind, by=by, version=one.version)
    names = [{"script": "Hang", "family": "홍", "given": "길동"}]
    add_new_contact(one, by=by, names=names, title="해외영업팀장")
    invite_editor(one, by=by, email="editor@mirae.example", name="김편집", language="ko")
    return one
