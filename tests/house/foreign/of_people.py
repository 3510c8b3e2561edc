"""What is private in accounts, persons and what the law asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from landbridge.people.models import ApiToken, Grant, Invitation, Notice, User
from tests.house.foreign.make import Make
from tests.people.people import a_flow, a_look, a_person, an_assessment
from tests.people.test_requests import a_request
from tests.people.test_retention import a_hold, a_rehearsal

FOREIGN: dict[str, Make] = {
    route: lambda user: {"person_id": a_person(user.side).pk}
    for route in ("api:person", "person", "person_edit", "person_account", "person_consent")
}

FOREIGN["access_entry"] = lambda user: {"number": a_look(user).number}

FOREIGN |= {
    route: lambda user: {"request_id": a_request(user).pk} for route in ("request", "request_withdraw", "request_copy")
}
FOREIGN["request_new"] = FOREIGN["erase_person"] = FOREIGN["hold_new"] = FOREIGN["person"]
FOREIGN |= {
    route: lambda user: {"run_id": a_rehearsal(user).pk} for route in ("erasure", "erasure_dismiss", "erasure_pdf")
}
FOREIGN["hold_lift"] = lambda user: {"hold_id": a_hold(user).pk}
FOREIGN["my_request_withdraw"] = FOREIGN["request"]

FOREIGN["notice"] = lambda user: {
    "notice_id": Notice.objects.create(
        receiver=user, code="x", language="en", subject="Told", body="Told", key=f"foreign-{user.pk}"
    ).pk
}

FOREIGN |= {route: lambda user: {"flow_id": a_flow(user.side).pk} for route in ("flow_edit", "flow_switch")} | {
    route: lambda user: {"assessment_id": an_assessment(user.side).pk} for route in ("assessment", "assessment_pdf")
}

FOREIGN |= {
    route: lambda user: {"user_id": user.pk}
    for route in ("team_member", "grant_role", "close_account", "reopen_account")
}

FOREIGN |= {route: lambda user: {"grant_id": grant_of(user).pk} for route in ("switch_grant", "end_grant")}

FOREIGN |= {
    route: lambda user: {
        "invitation_id": Invitation.objects.create(
            email="invited@test.example", name="Invited", role="judge", side=user.side, language="ko",
            digest=f"foreign-{user.pk}", invited_by=user, expires_at=in_a_week(),
        ).pk
    }
    for route in ("resend_invitation", "withdraw_invitation")
}  # fmt: skip

FOREIGN["revoke_token"] = lambda user: {
    "token_id": ApiToken.objects.create(
        user=user, grant=grant_of(user), name="Theirs", prefix="lb_x", digest=f"foreign-{user.pk}",
        scopes=[], expires_at=in_a_week(),
    ).pk
}  # fmt: skip

FOREIGN |= {
    route: lambda user: {"pk": Authenticator.objects.create(user=user, type="webauthn", data={"name": "Theirs"}).pk}
    for route in ("mfa_edit_webauthn", "mfa_remove_webauthn")
}


def grant_of(user: User) -> Grant:
    """The role somebody acts in."""
    return Grant.objects.get(user=user, role=user.role, side=user.side, ended_at=None)


def in_a_week() -> Any:
    """A moment that has not come."""
    return timezone.now() + timedelta(days=7)


NOT_FOREIGN = {
    "notice_template*": "How a notice is worded is the work of both sides.",
    "mail_retry": "The outbox shows no address and no text; either side's manager may have a mail tried again.",
    "retention_rule": "It names a kind of data; both sides keep one rule for each.",
    "my_consent": "It names a purpose; whose consent it is says the session.",
    "privacy_notice": "What people are told is told to everybody with an account.",
    "privacy_notice_new": "It names a purpose; both sides publish under one notice.",
    "access_month": "It names a month; whose looks are shown says the session.",
    "access_export": "It names a month, too.",
    "access_entries": "It names a month, too.",
    "flow": "Both sides know what crosses either way; only one's own side's is changed.",
    "invitation": "Whoever has the link from the mail sees what it says; test_invitations has who may use it.",
    "account_reset_password_from_key": "Whoever has the link from the mail may set the password; test_sign_in.",
}
