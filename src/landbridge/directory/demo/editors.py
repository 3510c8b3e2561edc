"""The editor accounts of the demonstration keep the profiles of some organisations."""

from __future__ import annotations

from django.utils import timezone

from landbridge.base.log import record
from landbridge.directory.actions.editors import add_editor
from landbridge.directory.demo.inventing import words
from landbridge.directory.models import Editorship, Organisation
from landbridge.people.models import Invitation, Role, User

KEPT = {"host": (1, 10), "guest": (0, 9)}  #: places in the list of those written by hand


def let_edit(editor: User, *, by: User) -> list[Organisation]:
    """Let an account keep its organisations, unless it keeps some already; gives those it was given."""
    if Editorship.objects.filter(invitation__accepted_by=editor).exists():
        return []
    said = words("demo_first.toml")[editor.side]
    name = "name_ko" if editor.side == "host" else "name_zh"
    wanted = [said[place][name[-2:]] for place in KEPT[editor.side]]
    kept = list(Organisation.objects.filter(side=editor.side, merged_into=None, **{f"{name}__in": wanted}))
    for organisation in kept:
        # As if it had been sent and accepted: the address is nobody's, so no mail goes there.
        invitation = Invitation.objects.create(
            email=editor.email, name=editor.name, role=Role.COMPANY, side=editor.side, language=editor.language or "ko",
            digest=f"demo-{editor.pk}-{organisation.pk}", invited_by=by, expires_at=timezone.now(),
            accepted_at=timezone.now(), accepted_by=editor,
        )  # fmt: skip
        add_editor(organisation, invitation, by=by)
        record("people.invitation_accepted", invitation, by=editor)
    return kept
