"""How a copy of somebody's data names its parts and their fields, for whoever reads it on paper."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: By the label of the model.
PARTS: dict[str, Promise] = {
    "account.EmailAddress": _("Address of the account"),
    "account.EmailConfirmation": _("Confirmations of the address"),
    "base.Document": _("Files"),
    "base.OutgoingMail": _("Mail"),
    "directory.Contact": _("Organisations spoken for"),
    "directory.ImportedRow": _("Rows of lists that were imported"),
    "matching.SavedSearch": _("Kept searches"),
    "mfa.Authenticator": _("Second steps of signing in"),
    "people.AccessEntry": _("Looks at other people’s data"),
    "people.ApiToken": _("Keys for programs"),
    "people.ConsentEvent": _("Answers about consent"),
    "people.Invitation": _("Invitations"),
    "people.LegalHold": _("Why data may not be erased"),
    "people.Notice": _("Notices"),
    "people.Person": _("Person"),
    "people.PersonName": _("Names"),
    "people.SubjectRequest": _("Requests about data"),
    "people.User": _("Account"),
    "programmes.Application": _("Applications"),
    "programmes.ApplicationFile": _("Files of applications"),
    "programmes.ApplicationVersion": _("Applications as they were submitted"),
    "programmes.EmployerTie": _("What ties an evaluator to organisations"),
    "programmes.Evaluator": _("Calls evaluated"),
    "programmes.Participation": _("Places in programmes"),
    "programmes.RequiredDocument": _("Documents owed to programmes"),
    "programmes.Verdict": _("What the rules of a call said"),
}

#: By the name of the field, where the model has no word for it.
FIELDS: dict[str, Promise] = {
    "accepted_at": _("accepted on"),
    "action": _("action"),
    "answered_at": _("answered on"),
    "answers": _("answers"),
    "asked_at": _("asked on"),
    "at": _("when"),
    "body": _("text"),
    "cells": _("cells"),
    "channel": _("how it came"),
    "closed_at": _("closed on"),
    "created_at": _("entered on"),
    "declared_at": _("declared on"),
    "deposit_on": _("deposit changed on"),
    "ended_at": _("ended on"),
    "erased_at": _("erased on"),
    "expires_at": _("good until"),
    "facts": _("on these facts"),
    "faults": _("faults"),
    "file": _("file"),
    "filters": _("filters"),
    "guardian": _("guardian"),
    "handed_in_at": _("handed in on"),
    "invited_at": _("invited on"),
    "ip": _("network address"),
    "judged_on": _("judged on"),
    "kind": _("kind"),
    "last_used_at": _("last used on"),
    "lifted_at": _("lifted on"),
    "message_id": _("number of the message"),
    "moved_up_at": _("moved up on"),
    "name": _("name"),
    "placed_at": _("placed on"),
    "prefix": _("begins with"),
    "proof": _("proof"),
    "purpose": _("purpose"),
    "read_at": _("read on"),
    "reason": _("reason"),
    "removed_at": _("removed on"),
    "revoked_at": _("revoked on"),
    "sent_at": _("sent on"),
    "side": _("side"),
    "sort_en": _("place in English lists"),
    "sort_ko": _("place in Korean lists"),
    "sort_zh": _("place in Chinese lists"),
    "state": _("state"),
    "subject": _("subject"),
    "submitted_at": _("submitted on"),
    "to": _("to"),
    "type": _("kind"),
    "updated_at": _("changed on"),
    "uploaded_at": _("uploaded on"),
    "withdrawn_at": _("withdrawn on"),
}


def part_title(label: str) -> str | Promise:
    """What a part of the copy is called; the model's own label if it has no words yet."""
    return PARTS.get(label, label)


def field_label(name: str, said: object) -> str | Promise:
    """What a field is called: the model's own word where it has one in the reader's language."""
    return said if isinstance(said, Promise) else FIELDS.get(name, name)
