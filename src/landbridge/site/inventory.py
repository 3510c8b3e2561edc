"""What the rows of the meetings wing and of other people's apps hold (``base.inventory``).

The wing keeps codes of companies and tables, and few names: they stand in a workbook that somebody typed, tied to no
person the house knows. They go with their fair.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from landbridge.base.inventory import OnErasure, inventory
from landbridge.meetings.models import (
    BoardChange,
    Company,
    Fair,
    FairInterpreter,
    FairSlot,
    FairTable,
    Meeting,
    MeetingRound,
    MeetingSeat,
    NeverPair,
    Proposal,
    SolveRun,
    UnmetWish,
    Upload,
    Wish,
    WishCompany,
    WishOrder,
)

_WITH_ITS_FAIR = "Typed in a workbook and tied to no person the house knows; deleted with the fair."

# ---- meetings ------------------------------------------------------------------------------------------------------
inventory(none="id title timezone date_from date_to max_in_row spare_tables created_by created_at updated_at version")(
    Fair
)
inventory(none="id fair code day start end session position")(FairSlot)
inventory(none="id fair code area unavailable position")(FairTable)
inventory(none="id fair code name_ko name_zh name_en side languages max_meetings unavailable home_table position")(
    Company
)
inventory(
    none="id fair code languages side grade unavailable max_in_row max_per_day position",
    personal="name",
    untied=_WITH_ITS_FAIR,
)(FairInterpreter)
inventory(
    none="id fair state seconds seed phase levels elapsed stop_asked status reproducible error asked_by created_at "
    "started_at finished_at"
)(SolveRun)
# Whom a company wishes to meet, and whom it must not, is for few eyes until a timetable is published.
inventory(none="id fair run kind state levels by at", confidential="plan unmet absences")(Proposal)
inventory(none="id fair by verb undone at", confidential="before after")(BoardChange)
inventory(none="id fair code length sessions fixed_slot fixed_table position", confidential="priority companies")(Wish)
inventory(none="id wish position", confidential="company")(WishCompany)
inventory(none="id before after")(WishOrder)
inventory(none="id fair", confidential="one other")(NeverPair)
inventory(none="id wish slot table interpreter locked version")(Meeting)
inventory(none="id meeting slot table interpreter")(MeetingRound)
inventory(none="id meeting company slot")(MeetingSeat)
inventory(none="id wish cause remedy", confidential="detail remedy_detail")(UnmetWish)
inventory(none="id fair sha256 state by at", personal="name content faults", untied=_WITH_ITS_FAIR)(Upload)

# ---- Django --------------------------------------------------------------------------------------------------------
inventory(none="id name content_type codename")(Permission)
inventory(none="id name permissions")(Group)
inventory(none="id group permission")(Group.permissions.through)
inventory(none="id app_label model")(ContentType)
inventory(none="expire_date", withheld="session_key session_data")(Session)

# ---- allauth, django-tasks -----------------------------------------------------------------------------------------
inventory(
    none="id user verified primary",
    personal="email",
    subject="user__person",
    address="email",
    on_erasure=OnErasure.DELETE,
)(EmailAddress)
inventory(
    none="id email_address created sent",
    withheld="key",
    subject="email_address__user__person",
    on_erasure=OnErasure.DELETE,
)(EmailConfirmation)
inventory(
    none="id user type created_at last_used_at",
    withheld="data",
    subject="user__person",
    on_erasure=OnErasure.DELETE,
)(Authenticator)
# A job's arguments are numbers of rows; what it raised may say more, so it is for the operator alone.
inventory(
    none="id status enqueued_at started_at finished_at args_kwargs priority task_path worker_ids queue_name "
    "backend_name run_after",
    confidential="return_value exception_class_path traceback",
)(DBTaskResult)
