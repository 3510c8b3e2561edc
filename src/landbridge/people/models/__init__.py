"""Who takes part, as what, and what may be done with what is known of them.

``accounts`` who can sign in, as what, and who was invited · ``persons`` people and their names ·
``consents`` what they were told and agreed to · ``transfers`` what crosses the border, and on what basis ·
``access_log`` who looked at whom · ``retention`` how long data stays, and what people asked for ·
``notices`` what the house tells people.
"""

from landbridge.people.models.access_log import AccessEntry, AccessHead, AccessReview, AccessSubject
from landbridge.people.models.accounts import ONE_SIDE, ApiToken, Grant, Invitation, Role, Side, User, validate_timezone
from landbridge.people.models.consents import ConsentEvent, ConsentState, PrivacyNotice, Purpose
from landbridge.people.models.notices import Notice, NoticeMention, NoticeTemplate
from landbridge.people.models.persons import NameOrder, Person, PersonName, Script
from landbridge.people.models.retention import ErasureRun, LegalHold, RetentionRule, SubjectRequest
from landbridge.people.models.transfers import Assessment, TransferEntry, TransferFlow

__all__ = [
    "ONE_SIDE",
    "AccessEntry",
    "AccessHead",
    "AccessReview",
    "AccessSubject",
    "ApiToken",
    "Assessment",
    "ConsentEvent",
    "ConsentState",
    "ErasureRun",
    "Grant",
    "Invitation",
    "LegalHold",
    "NameOrder",
    "Notice",
    "NoticeMention",
    "NoticeTemplate",
    "Person",
    "PersonName",
    "PrivacyNotice",
    "Purpose",
    "RetentionRule",
    "Role",
    "Script",
    "Side",
    "SubjectRequest",
    "TransferEntry",
    "TransferFlow",
    "User",
    "validate_timezone",
]
