"""Addresses of sign-in and language. allauth's names are kept, because its own pages look each other up by them.

Nobody can open an account for themselves, so allauth's sign-up and address pages are not here.
"""

from __future__ import annotations

from allauth.account import views as account
from django.urls import path, re_path

from landbridge.base.access import public, signed_in
from landbridge.people.views import accounts as views
from landbridge.people.views import (
    consents,
    invitations,
    my_data,
    notice_templates,
    notices,
    outgoing_mail,
    persons,
    pick,
    privacy,
    second_step,
    team,
    tokens,
)

urlpatterns = [
    path("language", views.set_language, name="language"),
    path("sign-in/", public(views.SignIn.as_view()), name="account_login"),
    path("sign-in/demo", views.sign_in_demo, name="sign_in_demo"),
    path("sign-in/closed/", public(account.account_inactive), name="account_inactive"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("password/", public(account.password_reset), name="account_reset_password"),
    path("password/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    path("password/done/", public(account.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    re_path(
        r"^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("account/reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    *second_step.urlpatterns,
    path("account/role/<int:grant_id>", team.switch, name="switch_grant"),
    path("account/no-role", team.no_role, name="no_role"),
    path("account/keys/", tokens.tokens, name="tokens"),
    path("account/keys/<int:token_id>/revoke", tokens.revoke, name="revoke_token"),
    path("invitations/<str:token>", invitations.invitation_page, name="invitation"),
    path("people/team/", team.team, name="team"),
    path("people/team/<int:user_id>", team.member, name="team_member"),
    path("people/team/<int:user_id>/roles", team.give_role, name="grant_role"),
    path("people/team/<int:user_id>/close", team.close, name="close_account"),
    path("people/team/<int:user_id>/reopen", team.reopen, name="reopen_account"),
    path("people/team/roles/<int:grant_id>/end", team.take_role, name="end_grant"),
    path("people/team/invitations/", invitations.invitation_list, name="invitations"),
    path("people/team/invitations/new", invitations.new_invitation, name="invite"),
    path("people/team/invitations/<int:invitation_id>/resend", invitations.resend, name="resend_invitation"),
    path("people/team/invitations/<int:invitation_id>/withdraw", invitations.withdraw, name="withdraw_invitation"),
    path("inbox/", notices.inbox_page, name="inbox"),
    path("inbox/read", notices.inbox_read, name="inbox_read"),
    path("inbox/<int:notice_id>/", notices.notice_page, name="notice"),
    path("people/notice-templates/", notice_templates.notice_templates, name="notice_templates"),
    path("people/notice-templates/<code>/<language>/", notice_templates.notice_template, name="notice_template"),
    path(
        "people/notice-templates/<code>/<language>/reset",
        notice_templates.notice_template_reset,
        name="notice_template_reset",
    ),
    path("people/mail/", outgoing_mail.outbox_page, name="outbox"),
    path("people/mail/retry", outgoing_mail.mail_retry_all, name="mail_retry_all"),
    path("people/mail/<int:mail_id>/retry", outgoing_mail.mail_retry, name="mail_retry"),
    path("my-data/", my_data.my_data, name="my_data"),
    path("my-data/start", my_data.my_data_start, name="my_data_start"),
    path("my-data/edit", my_data.my_data_edit, name="my_data_edit"),
    path("my-data/age", my_data.my_age, name="my_age"),
    path("my-data/consents/<slug:purpose>", my_data.my_consent, name="my_consent"),
    path("my-data/notices/<int:notice_id>", my_data.privacy_notice, name="privacy_notice"),
    path("people/persons/", persons.persons, name="persons"),
    path("people/persons/new", persons.person_new, name="person_new"),
    path("people/persons/pick", pick.person_pick, name="person_pick"),
    path("people/persons/<int:person_id>", persons.person, name="person"),
    path("people/persons/<int:person_id>/edit", persons.person_edit, name="person_edit"),
    path("people/persons/<int:person_id>/account", persons.person_account, name="person_account"),
    path("people/persons/<int:person_id>/consents", consents.person_consent, name="person_consent"),
    path("people/privacy/", privacy.privacy, name="privacy"),
    path("people/privacy-notices/", consents.privacy_notices, name="privacy_notices"),
    path("people/privacy-notices/<slug:purpose>/new", consents.privacy_notice_new, name="privacy_notice_new"),
]
