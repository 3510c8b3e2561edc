"""The accounts of the demonstration in every role, the flows between the two sides, and people who agree to be shown.

Every name of an account says that it is made up.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from landbridge.people.actions.accounts import open_account
from landbridge.people.actions.consents import give_consent
from landbridge.people.actions.persons import add_person
from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.transfers import add_assessment, add_flow, switch_flow
from landbridge.people.models import Person, Purpose, Role, Side, TransferFlow, User
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.models.transfers import Basis
from landbridge.people.queries.accounts import DEMO_ADDRESSES, demo_address

# Each says that it is made up (Sample, Specimen, Example, Trial), in Korean, in Chinese and in Latin letters. The day
# of a fair is at the host's, and so are those who run it.
_HOST = {
    Role.MANAGER: "김보기",
    Role.COMPANY: "이한별",
    Role.INTERPRETER: "Clara Exampleton",
    Role.JUDGE: "박견본",
    Role.TALENT: "최예시",
    Role.FLOOR: "정가상",
    Role.PARTNER: "한시범",
    Role.APPROVER: "윤본보기",
    Role.AUDITOR: "Victor Specimen",
}
_GUEST = {
    Role.MANAGER: "王示例",
    Role.COMPANY: "李样本",
    Role.INTERPRETER: "张云译",
    Role.JUDGE: "Nora Sampledal",
    Role.TALENT: "陈试用",
    Role.PARTNER: "赵演示",
    Role.APPROVER: "周范例",
    Role.AUDITOR: "吴虚构",
}
_ZONES = {Side.HOST: "Asia/Seoul", Side.GUEST: "Asia/Shanghai"}


@transaction.atomic
def make_accounts() -> tuple[User, User]:
    """Make those that are missing, and give the managers of the host's and of the guest's side.

    None has a password: in demo mode a press of a button signs in, and otherwise nothing does.
    """
    for side, names in ((Side.HOST, _HOST), (Side.GUEST, _GUEST)):
        there = set(User.objects.filter(email__endswith="@demo.example").values_list("email", flat=True))
        for role, name in names.items():
            address = demo_address(role, side)
            if address not in there:
                open_account(email=address, name=name, by=None, side=side, role=role, timezone=_ZONES[side])
    found = User.objects.in_bulk(DEMO_ADDRESSES, field_name="email")
    return found[DEMO_ADDRESSES[0]], found[DEMO_ADDRESSES[1]]


@transaction.atomic
def make_flows() -> None:
    """An assessed flow each way, switched on, and on each side persons some of whom agree to be shown; safe to repeat.

    A flow that somebody switched off, or described anew, stays as it is.
    """
    told = tomllib.loads(files("landbridge.people.wording").joinpath("demo.toml").read_text("utf-8"))
    seed_notices()
    for side in (Side.HOST, Side.GUEST):
        words = told[side.value]
        if not TransferFlow.objects.filter(code=f"demo-{side.value}").exists():
            _make_flow(side, words)
        for person in words["persons"]:
            _make_person(side, person)


def _make_flow(side: Side, words: dict[str, Any]) -> None:
    flow = add_flow(
        by=None,
        from_side=side.value,
        code=f"demo-{side.value}",
        purpose=Purpose.CROSS_BORDER,
        basis=Basis.CONSENT,
        is_sensitive=False,
        **words["flow"],
    )
    add_assessment(by=None, side=side.value, done_on=timezone.localdate(), flows=[flow], **words["assessment"])
    flow.refresh_from_db()
    switch_flow(flow, on=True, by=None, version=flow.version)


def _make_person(side: Side, words: dict[str, Any]) -> None:
    if Person.objects.filter(side=side, email=words["email"]).exists():
        return
    facts = {key: words[key] for key in ("names", "email", "residence", "language")}
    person = add_person(by=None, side=side.value, **facts)
    for purpose in words["agrees_to"]:
        give_consent(person, purpose, by=None, channel=ConsentChannel.PAPER)
