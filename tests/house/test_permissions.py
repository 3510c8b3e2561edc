"""Who reaches which address with which method: one line a route, and no route without a line.

A cell holds the methods that get through to the view; a dash means none does (sent to sign in, refused, or the
method is not for this address). The two sides are equal, unless the cell tells them apart, and the roles of
``others`` are, unless it names one::

    -; judge: GET; guest judge: GET POST

The last word that fits somebody counts.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from landbridge.base.access import asked_by
from landbridge.people.models import Role, Side
from tests.conftest import make_user
from tests.house.routes import Route, routes
from tests.people.keys import key_of

TABLE = """
route                                 | anonymous | manager  | auditor  | company  | others

# people: signing in, accounts
language                              | POST      | POST     | POST     | POST     | POST
account_login                         | GET POST  | GET POST | GET POST | GET POST | GET POST
sign_in_demo                          | POST      | POST     | POST     | POST     | POST
account_inactive                      | GET       | GET      | GET      | GET      | GET
account_logout                        | GET POST  | GET POST | GET POST | GET POST | GET POST
account                               | -         | GET POST | GET POST | GET POST | GET POST
account_change_password               | -         | GET POST | GET POST | GET POST | GET POST
account_reset_password                | GET POST  | GET POST | GET POST | GET POST | GET POST
account_reset_password_done           | GET       | GET      | GET      | GET      | GET
account_reset_password_from_key_done  | GET       | GET      | GET      | GET      | GET
account_reset_password_from_key       | GET POST  | GET POST | GET POST | GET POST | GET POST
invitation                            | GET POST  | GET POST | GET POST | GET POST | GET POST
switch_grant                          | -         | POST     | POST     | POST     | POST
no_role                               | -         | GET      | GET      | GET      | GET

# people: the second step of signing in; nobody here has one, or a password, that could be asked for again
mfa_index                             | -         | GET      | GET      | GET      | GET
mfa_activate_totp                     | -         | GET POST | GET POST | GET POST | GET POST
mfa_deactivate_totp                   | -         | GET POST | GET POST | GET POST | GET POST
mfa_view_recovery_codes               | -         | GET      | GET      | GET      | GET
mfa_generate_recovery_codes           | -         | GET POST | GET POST | GET POST | GET POST
mfa_download_recovery_codes           | -         | GET POST | GET POST | GET POST | GET POST
mfa_list_webauthn                     | -         | GET      | GET      | GET      | GET
mfa_add_webauthn                      | -         | GET POST | GET POST | GET POST | GET POST
mfa_edit_webauthn                     | -         | GET POST | GET POST | GET POST | GET POST
mfa_remove_webauthn                   | -         | GET POST | GET POST | GET POST | GET POST
mfa_authenticate                      | GET POST  | GET POST | GET POST | GET POST | GET POST
mfa_login_webauthn                    | GET POST  | GET POST | GET POST | GET POST | GET POST
account_reauthenticate                | -         | -        | -        | -        | -
mfa_reauthenticate                    | -         | -        | -        | -        | -
mfa_reauthenticate_webauthn           | -         | -        | -        | -        | -

# people: the team, invitations, keys for programs
team                                  | -         | GET      | GET      | -        | -
team_member                           | -         | GET      | GET      | -        | -
grant_role                            | -         | POST     | -        | -        | -
end_grant                             | -         | POST     | -        | -        | -
close_account                         | -         | POST     | -        | -        | -
reopen_account                        | -         | POST     | -        | -        | -
invitations                           | -         | GET      | GET      | -        | -
invite                                | -         | GET POST | -        | -        | -
resend_invitation                     | -         | POST     | -        | -        | -
withdraw_invitation                   | -         | POST     | -        | -        | -
tokens                                | -         | GET POST | GET POST | GET POST | -
revoke_token                          | -         | POST     | POST     | POST     | POST

# people: notices and mail
inbox                                 | -         | GET      | GET      | GET      | GET
inbox_read                            | -         | POST     | POST     | POST     | POST
notice                                | -         | GET      | GET      | GET      | GET
notice_templates                      | -         | GET      | GET      | -        | -
notice_template                       | -         | GET POST | GET      | -        | -
notice_template_reset                 | -         | POST     | -        | -        | -
outbox                                | -         | GET      | GET      | -        | -
mail_retry_all                        | -         | POST     | -        | -        | -
mail_retry                            | -         | POST     | -        | -        | -

# people: persons, consents
my_data                               | -         | GET      | GET      | GET      | GET
my_data_start                         | -         | POST     | POST     | POST     | POST
my_data_edit                          | -         | GET POST | GET POST | GET POST | GET POST
my_age                                | -         | POST     | POST     | POST     | POST
my_copy                               | -         | POST     | POST     | POST     | POST
my_request_new                        | -         | GET POST | GET POST | GET POST | GET POST
my_request_withdraw                   | -         | POST     | POST     | POST     | POST
requests                              | -         | GET      | GET      | -        | -
request                               | -         | GET POST | GET POST | -        | -
request_new                           | -         | GET POST | -        | -        | -
request_withdraw                      | -         | POST     | -        | -        | -
request_copy                          | -         | POST     | -        | -        | -
retention                             | -         | GET      | GET      | -        | -
retention_rule                        | -         | GET POST | -        | -        | -
retention_propose                     | -         | POST     | -        | -        | -
erasures                              | -         | GET      | GET      | -        | -
erasure                               | -         | GET POST | GET POST | -        | -
erasure_dismiss                       | -         | POST     | -        | -        | -
erasure_pdf                           | -         | GET      | GET      | -        | -
erase_person                          | -         | GET POST | -        | -        | -
holds                                 | -         | GET      | GET      | -        | -
hold_new                              | -         | GET POST | -        | -        | -
hold_lift                             | -         | POST     | -        | -        | -
my_consent                            | -         | POST     | POST     | POST     | POST
privacy_notice                        | -         | GET      | GET      | GET      | GET
persons                               | -         | GET      | GET      | -        | -
person_pick                           | -         | GET      | GET      | -        | -
persons_export                        | -         | GET POST | GET POST | -        | -
person_new                            | -         | GET POST | -        | -        | -
person                                | -         | GET      | GET      | -        | -
person_edit                           | -         | GET POST | -        | -        | -
person_account                        | -         | POST     | -        | -        | -
person_consent                        | -         | GET POST | -        | -        | -
privacy                               | -         | GET      | GET      | -        | -
transfers                             | -         | GET      | GET      | -        | -
transfers_pdf                         | -         | GET      | GET      | -        | -
transfers_workbook                    | -         | GET      | GET      | -        | -
flow                                  | -         | GET      | GET      | -        | -
flow_new                              | -         | GET POST | -        | -        | -
flow_edit                             | -         | GET POST | -        | -        | -
flow_switch                           | -         | POST     | -        | -        | -
assessments                           | -         | GET      | GET      | -        | -
assessment                            | -         | GET      | GET      | -        | -
assessment_pdf                        | -         | GET      | GET      | -        | -
assessment_new                        | -         | GET POST | -        | -        | -
access                                | -         | GET      | GET      | -        | -
access_month                          | -         | GET POST | GET      | -        | -
access_entries                        | -         | GET      | GET      | -        | -
access_entry                          | -         | GET      | GET      | -        | -
access_export                         | -         | GET POST | GET POST | -        | -
privacy_notices                       | -         | GET      | GET      | -        | -
privacy_notice_new                    | -         | GET POST | -        | -        | -

# site
today                                 | -         | GET POST | GET POST | GET POST | GET POST
style                                 | -         | GET POST | GET POST | GET POST | GET POST
calendar                              | -         | GET      | GET      | -        | -
calendar_new                          | -         | GET POST | -        | -        | -
calendar_fill                         | -         | POST     | -        | -        | -
calendar_day                          | -         | GET POST | -        | -        | -
calendar_remove                       | -         | POST     | -        | -        | -
rates                                 | -         | GET      | GET      | -        | -
rate_new                              | -         | GET POST | -        | -        | -
rates_import                          | -         | GET POST | -        | -        | -

# directory: what is not visible is 404, which counts as reached
directory:add                         | -         | GET POST | -        | -        | -
directory:check_number                | -         | GET      | -        | GET      | -
directory:similar                     | -         | GET      | -        | -        | -
directory:edit                        | -         | GET POST | -        | GET POST | -
directory:rows                        | -         | GET POST | -        | GET POST | -
directory:contact_add                 | -         | GET POST | -        | -        | -
directory:contact_new                 | -         | GET POST | -        | -        | -
directory:contact_edit                | -         | GET POST | -        | -        | -
directory:contact_remove              | -         | POST     | -        | -        | -
directory:editor_invite               | -         | GET POST | -        | -        | -
directory:editor_end                  | -         | POST     | -        | -        | -
directory:document_add                | -         | GET POST | -        | GET POST | -
directory:document                    | -         | GET      | GET      | GET      | -
directory:document_remove             | -         | POST     | -        | POST     | -
directory:organisation                | -         | GET      | GET      | GET      | -
directory:import                      | -         | GET POST | GET      | -        | -
directory:import_run                  | -         | GET      | GET      | -        | -
directory:import_columns              | -         | GET POST | -        | -        | -
directory:import_sheet                | -         | POST     | -        | -        | -
directory:import_start                | -         | POST     | -        | -        | -
directory:import_stop                 | -         | POST     | -        | -        | -
directory:import_discard              | -         | POST     | -        | -        | -
directory:import_rejected             | -         | GET      | GET      | -        | -
directory:organisations               | -         | GET      | GET      | GET      | -
directory:pick                        | -         | GET      | GET      | GET      | -
directory:export                      | -         | GET POST | GET POST | -        | -
directory:export_run                  | -         | GET      | GET      | -        | -
directory:export_file                 | -         | GET      | GET      | -        | -
directory:view_new                    | -         | GET POST | GET POST | GET POST | -
directory:view_edit                   | -         | GET POST | GET POST | GET POST | -
directory:view_update                 | -         | POST     | POST     | POST     | -
directory:view_delete                 | -         | POST     | POST     | POST     | -

# directory: verification, blacklists, duplicates
directory:verify                      | -         | GET POST | -        | -        | -
directory:checks                      | -         | GET      | GET      | GET      | -
directory:verification_evidence       | -         | GET      | GET      | GET      | -
directory:blacklist_check             | -         | POST     | -        | -        | -
directory:listing_clear               | -         | GET POST | -        | -        | -
directory:blacklist                   | -         | GET      | GET      | -        | -
directory:blacklist_new               | -         | GET POST | -        | -        | -
directory:blacklist_import            | -         | GET POST | -        | -        | -
directory:blacklist_entry             | -         | GET      | GET      | -        | -
directory:blacklist_remove            | -         | GET POST | -        | -        | -
directory:duplicates                  | -         | GET      | GET      | -        | -
directory:duplicates_search           | -         | POST     | -        | -        | -
directory:duplicate                   | -         | GET      | GET      | -        | -
directory:duplicate_merge             | -         | POST     | -        | -        | -
directory:duplicate_apart             | -         | POST     | -        | -        | -
directory:duplicate_reopen            | -         | POST     | -        | -        | -
directory:merge                       | -         | GET      | GET      | -        | -
directory:merge_undo                  | -         | POST     | -        | -        | -

# API: what a key opens that has every scope; a session opens nothing
api_reference                         | GET       | GET      | GET      | GET      | GET
api:openapi                           | GET       | GET      | GET      | GET      | GET
api:organisations                     | -         | GET POST | GET      | GET      | -
api:organisation                      | -         | GET PATCH | GET     | GET PATCH | -
api:items                             | -         | PUT      | -        | PUT      | -
api:exports                           | -         | PUT      | -        | PUT      | -
api:industries                        | -         | PUT      | -        | PUT      | -
api:certifications                    | -         | PUT      | -        | PUT      | -
api:verifications                     | -         | GET      | GET      | GET      | -
api:blacklist_check                   | -         | POST     | -        | -        | -
api:contacts                          | -         | GET      | GET      | -        | -
api:persons                           | -         | GET      | GET      | -        | -
api:person                            | -         | GET      | GET      | -        | -
api:working_days                      | -         | GET      | GET      | -        | -
api:rates                             | -         | GET      | GET      | -        | -
api:identifier_check                  | -         | GET      | GET      | GET      | -
api:agreements                        | -         | GET      | GET      | -        | -; partner: GET
api:agreement                         | -         | GET      | GET      | -        | -; partner: GET
api:obligations                       | -         | GET      | GET      | -        | -; partner: GET
api:programmes                        | -         | GET      | GET      | -        | -
api:programme                         | -         | GET      | GET      | -        | -
api:calls                             | -         | GET      | GET      | GET      | GET
api:call                              | -         | GET      | GET      | GET      | GET
api:applications                      | -         | GET      | GET      | GET      | -; talent: GET
api:application                       | -         | GET      | GET      | GET      | -; talent: GET
api:participations                    | -         | GET      | GET      | GET      | -; talent: GET
api:participation                     | -         | GET      | GET      | GET      | -; talent: GET
api:unknown                           | ANY       | ANY      | ANY      | ANY      | ANY

# programmes: applying, and what was applied
programmes:form                       | -         | GET      | GET      | -        | -
programmes:form_edit                  | -         | GET POST | -        | -        | -
programmes:apply                      | -         | -        | -        | GET POST | -; talent: GET POST
programmes:applications               | -         | GET      | GET      | GET      | -; talent: GET
programmes:applications_export        | -         | GET POST | GET POST | -        | -
programmes:application                | -         | GET      | GET      | GET      | -; talent: GET
programmes:application_edit           | -         | -        | -        | GET POST | -; talent: GET POST
programmes:application_draft          | -         | -        | -        | POST     | -; talent: POST
programmes:application_review         | -         | -        | -        | GET POST | -; talent: GET POST
programmes:application_withdraw       | -         | -        | -        | GET POST | -; talent: GET POST
programmes:application_file           | -         | GET      | GET      | GET      | -; talent: GET
programmes:application_version        | -         | GET      | GET      | GET      | -; talent: GET
programmes:application_receipt        | -         | GET      | GET      | GET      | -; talent: GET
# agreements, bodies, ties and exchanges
agreements:agreements                 | -         | GET      | GET      | -        | -; partner: GET
agreements:agreement                  | -         | GET      | GET      | -        | -; partner: GET
agreements:obligation                 | -         | GET      | GET      | -        | -; partner: GET
agreements:bodies                     | -         | GET      | GET      | -        | -; partner: GET
agreements:body                       | -         | GET      | GET      | -        | -; partner: GET
agreements:exchanges                  | -         | GET      | GET      | -        | -; partner: GET
agreements:add                        | -         | GET POST | -        | -        | -
agreements:edit                       | -         | GET POST | -        | -        | -
agreements:sign                       | -         | GET POST | -        | -        | -
agreements:review                     | -         | GET POST | -        | -        | -
agreements:file_add                   | -         | GET POST | -        | -        | -
agreements:obligation_add             | -         | GET POST | -        | -        | -
agreements:obligation_edit            | -         | GET POST | -        | -        | -
agreements:evidence_add               | -         | GET POST | -        | -        | -
agreements:evidence_dispute           | -         | GET POST | -        | -        | -
agreements:body_add                   | -         | GET POST | -        | -        | -
agreements:body_edit                  | -         | GET POST | -        | -        | -
agreements:tie_add                    | -         | GET POST | -        | -        | -
agreements:tie_edit                   | -         | GET POST | -        | -        | -
agreements:tie_sign                   | -         | GET POST | -        | -        | -
agreements:tie_end                    | -         | GET POST | -        | -        | -
agreements:exchange_add               | -         | GET POST | -        | -        | -
agreements:exchange_edit              | -         | GET POST | -        | -        | -
agreements:agree                      | -         | POST     | -        | -        | -
agreements:reopen                     | -         | POST     | -        | -        | -
agreements:notice                     | -         | POST     | -        | -        | -
agreements:renew                      | -         | POST     | -        | -        | -
agreements:file_remove                | -         | POST     | -        | -        | -
agreements:obligation_remove          | -         | POST     | -        | -        | -
agreements:obligation_drop            | -         | POST     | -        | -        | -
agreements:obligation_keep            | -         | POST     | -        | -        | -
agreements:evidence_confirm           | -         | POST     | -        | -        | -
agreements:evidence_withdraw          | -         | POST     | -        | -        | -
agreements:representative_add         | -         | POST     | -        | -        | -
agreements:representative_end         | -         | POST     | -        | -        | -
agreements:exchange_remove            | -         | POST     | -        | -        | -
agreements:file                       | -         | GET      | GET      | -        | -
agreements:evidence_file              | -         | GET      | GET      | -        | -
# programmes: screening; what is not given to a judge, or not of a side, is 404
programmes:marking                    | -         | -        | -        | -        | -; judge: GET
programmes:sheet                      | -         | -        | -        | -        | -; judge: GET POST
programmes:sheet_file                 | -         | -        | -        | -        | -; judge: GET
programmes:declare                    | -         | -        | -        | -        | -; judge: GET POST
programmes:screening_calls            | -         | GET      | GET      | -        | -
programmes:screening_call             | -         | GET      | GET      | -        | -
programmes:evaluator_invite           | -         | POST     | -        | -        | -
programmes:assign_all                 | -         | POST     | -        | -        | -
programmes:ranking                    | -         | GET      | GET      | -        | -
programmes:selection_propose          | -         | POST     | -        | -        | -
programmes:evaluator                  | -         | GET POST | -        | -        | -
programmes:evaluator_end              | -         | POST     | -        | -        | -
programmes:tie_end                    | -         | POST     | -        | -        | -
programmes:screened_application       | -         | GET POST | GET POST | -        | -
programmes:assignment_take_back       | -         | POST     | -        | -        | -
programmes:selection                  | -         | GET      | GET      | -        | -
programmes:selection_announce         | -         | POST     | -        | -        | -
programmes:ranking_workbook           | -         | GET      | GET      | -        | -

# meetings
meetings:fairs                        | -         | GET      | GET      | -        | -
meetings:upload                       | -         | GET POST | -        | -        | -
meetings:sample                       | -         | POST     | -        | -        | -
meetings:template                     | -         | GET      | -        | -        | -
meetings:uploaded                     | -         | GET      | -        | -        | -
meetings:upload_file                  | -         | GET      | -        | -        | -
meetings:fair                         | -         | GET      | GET      | -        | -
meetings:settings                     | -         | GET POST | -        | -        | -
meetings:delete                       | -         | GET POST | -        | -        | -
meetings:solve                        | -         | GET POST | -        | -        | -
meetings:search                       | -         | GET      | GET      | -        | -
meetings:search_stop                  | -         | POST     | -        | -        | -
meetings:board                        | -         | GET      | GET      | -        | -
meetings:board_version                | -         | GET      | GET      | -        | -
meetings:board_clashes                | -         | GET      | GET      | -        | -
meetings:board_undo                   | -         | POST     | -        | -        | -
meetings:board_wish                   | -         | GET POST | -        | -        | -
meetings:board_lock                   | -         | POST     | -        | -        | -
meetings:board_remove                 | -         | POST     | -        | -        | -
meetings:board_swap                   | -         | GET POST | -        | -        | -
meetings:sheets                       | -         | GET      | GET      | -        | -
meetings:sheets_file                  | -         | GET      | GET      | -        | -
meetings:unmet                        | -         | GET      | GET      | -        | -
meetings:people                       | -         | GET      | GET      | -        | -
meetings:delay                        | -         | GET POST | -        | -        | -
meetings:proposal                     | -         | GET      | GET      | -        | -
meetings:proposal_accept              | -         | POST     | -        | -        | -
meetings:proposal_discard             | -         | POST     | -        | -        | -
meetings:workbook                     | -         | GET      | GET      | -        | -
meetings:original                     | -         | GET      | GET      | -        | -
meetings:calendar                     | -         | GET      | GET      | -        | -
meetings:company_calendar             | -         | GET      | GET      | -        | -
meetings:interpreter_calendar         | -         | GET      | GET      | -        | -

# programmes: places, deposits and documents; the applicant's own side keeps them
programmes:my_participations          | -         | -        | -        | GET      | -; talent: GET
programmes:participation              | -         | GET      | GET      | GET      | -; talent: GET
programmes:participation_confirm      | -         | -        | -        | POST     | -; talent: POST
programmes:participation_withdraw     | -         | GET POST | -        | GET POST | -; talent: GET POST
programmes:participation_deposit      | -         | POST     | -        | -        | -
programmes:participation_complete     | -         | POST     | -        | -        | -
programmes:participation_settle       | -         | POST     | -        | -        | -
programmes:required_open              | -         | GET      | GET      | GET      | -; talent: GET
programmes:required_hand_in           | -         | GET POST | -        | GET POST | -; talent: GET POST
programmes:required_accept            | -         | POST     | -        | -        | -
programmes:required_return            | -         | GET POST | -        | -        | -
programmes:participants               | -         | GET      | GET      | -        | -
programmes:participants_fill          | -         | POST     | -        | -        | -

# programmes: rules and verdicts; the side that leads changes the rules, the applicant's side decides a verdict
programmes:call_rules                 | -         | GET      | GET      | -        | -
programmes:rule_new                   | -         | GET POST | -        | -        | -
programmes:rule_cap                   | -         | GET POST | -        | -        | -
programmes:rules_judge                | -         | POST     | -        | -        | -
programmes:rule_edit                  | -         | GET POST | -        | -        | -
programmes:rule_remove                | -         | GET POST | -        | -        | -
programmes:verdicts                   | -         | GET      | GET      | -        | -
programmes:verdict_decide             | -         | GET POST | -        | -        | -

# programmes: kinds, programmes, calls; the calendar and the calls are everybody's
programmes:programmes                 | -         | GET      | GET      | -        | -
programmes:programme_new              | -         | GET POST | -        | -        | -
programmes:programme                  | -         | GET      | GET      | -        | -
programmes:programme_edit             | -         | GET POST | -        | -        | -
programmes:programme_move             | -         | POST     | -        | -        | -
programmes:programme_cancel           | -         | GET POST | -        | -        | -
programmes:season                     | GET       | GET      | GET      | GET      | GET
programmes:season_ics                 | GET       | GET      | GET      | GET      | GET
programmes:kinds                      | -         | GET      | GET      | -        | -
programmes:kind_new                   | -         | GET POST | -        | -        | -
programmes:kind                       | -         | GET      | GET      | -        | -
programmes:kind_offer                 | -         | POST     | -        | -        | -
programmes:call_new                   | -         | GET POST | -        | -        | -
programmes:call_edit                  | -         | GET POST | -        | -        | -
programmes:call_rubric                | -         | GET POST | -        | -        | -
programmes:call_preview               | -         | GET      | GET      | -        | -
programmes:call_send                  | -         | POST     | -        | -        | -
programmes:call_publish               | -         | POST     | -        | -        | -
programmes:call_withdraw              | -         | GET POST | -        | -        | -
programmes:call_texts                 | -         | GET      | GET      | -        | -
programmes:text_save                  | -         | POST     | -        | -        | -
programmes:text_draft                 | -         | POST     | -        | -        | -
programmes:text_approve               | -         | POST     | -        | -        | -
programmes:calls                      | GET       | GET      | GET      | GET      | GET
programmes:call                       | GET       | GET      | GET      | GET      | GET
# agreements: approvals, and who decides in whose place
agreements:approvals                  | -         | GET      | GET      | -        | -; approver: GET
agreements:approval                   | -         | GET POST | GET POST | -        | -; approver: GET POST
agreements:approval_withdraw          | -         | POST     | -        | -        | -; approver: POST
agreements:approval_pdf               | -         | GET      | GET      | -        | -; approver: GET
agreements:approval_ask               | -         | GET POST | -        | -        | -
agreements:delegations                | -         | GET      | GET      | -        | -; approver: GET
agreements:delegation_new             | -         | GET POST | -        | -        | -; approver: GET POST
agreements:delegation_end             | -         | POST     | -        | -        | -; approver: POST
"""
LINES = [line for line in TABLE.splitlines() if line.strip() and not line.startswith("#")]
HEAD, *ROWS = [[cell.strip() for cell in line.split("|")] for line in LINES]
CELLS = {route: dict(zip(HEAD[1:], cells, strict=True)) for route, *cells in ROWS}
ROUTES = {route.name: route for route in routes()}
SIDES = (Side.HOST, Side.GUEST)
PEOPLE = ("anonymous", *(f"{side} {role}" for role in Role for side in SIDES))
METHODS = ("GET", "POST")
API_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def expected(name: str, who: str) -> str:
    """What the table says of one of ``PEOPLE``."""
    side, _, role = who.rpartition(" ")
    cells = CELLS[name]
    said = cells.get(role, cells["others"])
    default, *exceptions = (part.strip() for part in said.split(";"))
    if ":" in default:
        default, exceptions = "-", [default, *exceptions]
    for exception in exceptions:
        whom, _, methods = exception.partition(":")
        if whom.strip() in {side, role, who}:
            default = methods.strip()
    return " ".join(API_METHODS) if default == "ANY" else default


def reached(client: Client, route: Route) -> str:
    """The methods with which the view itself is reached, whatever it says then: that a thing isn't there, say."""
    methods = []
    for method in API_METHODS if route.name.startswith("api:") else METHODS:
        with transaction.atomic():  # one request leaves nothing to the next: a session ended, say
            answer = client.generic(method, route.url)
            transaction.set_rollback(True)
        sent_away = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?next=")
        if not sent_away and answer.status_code not in {401, 403, 405}:
            methods.append(method)
    return " ".join(methods) or "-"


@pytest.fixture(scope="module")
def sessions(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Somebody in every role on both sides, each signed in and with a key; made once, and gone after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        keys = {}
        for who in PEOPLE[1:]:
            side, _, role = who.rpartition(" ")
            client = Client()
            user = make_user(f"{role}@{side}.example", side=side, role=role)
            client.force_login(user)
            keys[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
            keys[f"key of {who}"] = key_of(user)
        yield keys
        transaction.set_rollback(True)


def test_every_route_has_its_line() -> None:
    assert sorted(CELLS) == sorted(ROUTES)


def test_every_view_says_who_may_see_it() -> None:
    assert [route.name for route in ROUTES.values() if asked_by(route.view) is None] == []


@pytest.mark.parametrize("name", [name for name in CELLS if name in ROUTES])
def test_who_reaches_it(name: str, sessions: dict[str, str], db: None) -> None:
    found = {}
    for who in PEOPLE:
        client = Client()
        if who in sessions and name.startswith("api:"):
            client = Client(headers={"Authorization": sessions[f"key of {who}"]})
        elif who in sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[who]
        found[who] = reached(client, ROUTES[name])
    assert found == {who: expected(name, who) for who in PEOPLE}


def test_the_table_tells_people_apart() -> None:
    CELLS["example"] = {"anonymous": "-", "manager": "GET", "others": "-; judge: GET; guest judge: GET POST"}
    try:
        said = [expected("example", who) for who in ("host manager", "host talent", "host judge", "guest judge")]
    finally:
        del CELLS["example"]
    assert said == ["GET", "-", "GET", "GET POST"]
