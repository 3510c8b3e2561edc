"""The accounts of the demonstration, the flows between the two sides, and somebody on each who agrees to be shown."""

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
from landbridge.people.models import Person, Purpose, Side, TransferFlow, User
from landbridge.people.models.consents import ConsentChannel
from landbridge.people.models.transfers import Basis
from landbridge.people.queries.accounts import DEMO_ADDRESSES

_PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "김민서", "side": Side.HOST, "language": "", "timezone": "Asia/Seoul"},
    {"name": "王芳", "side": Side.GUEST, "language": "", "timezone": "Asia/Shanghai"},
)


@transaction.atomic
def make_accounts() -> tuple[User, User]:
    """The manager of the host's and of the guest's side, made if they are missing. They have no password."""
    found = User.objects.in_bulk(DEMO_ADDRESSES, field_name="email")
    host, guest = (
        found.get(email) or open_account(email=email, by=None, **person)
        for email, person in zip(DEMO_ADDRESSES, _PEOPLE, strict=True)
    )
    return host, guest


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
