"""`{% load places %}`: where a participation, its deposit and its documents stand, in words."""

from __future__ import annotations

from django import template

from landbridge.base.money import Money
from landbridge.programmes.criteria.explaining import say_money
from landbridge.programmes.models import Participation, Programme, RequiredDocument
from landbridge.programmes.wording.participation import DEPOSITS, DOCUMENTS, STATES

register = template.Library()


@register.filter
def place_state(participation: Participation) -> str:
    """Where a participation stands."""
    return str(STATES.get(participation.state) or Participation.State(participation.state).label)


@register.filter
def deposit_state(deposit: str) -> str:
    """What has become of a deposit."""
    return str(DEPOSITS.get(deposit) or Participation.Deposit(deposit).label)


@register.filter
def document_state(owed: RequiredDocument) -> str:
    """What has become of a document that is owed."""
    return str(DOCUMENTS.get(owed.state) or RequiredDocument.State(owed.state).label)


@register.filter
def deposit_of(programme: Programme) -> str:
    """What the deposit of a programme is, spelled in the reader's language; empty if it asks for none."""
    if programme.deposit_amount is None:
        return ""
    return say_money(Money(programme.deposit_amount, programme.deposit_currency))
