"""Public bodies and what they agreed.

``bodies`` who signs, and for whom people speak · ``agreements`` the agreement, its parties, texts and files ·
``obligations`` what was promised and the evidence of it · ``ties`` sister and friendly ties, and exchanges ·
``approvals`` a document on its way past those who decide, and who stands in for whom.
"""

from landbridge.agreements.models.agreements import Agreement, AgreementFile, AgreementText, Party
from landbridge.agreements.models.approvals import Approval, ApprovalBook, ApprovalStep, Delegation
from landbridge.agreements.models.bodies import Body, Representative
from landbridge.agreements.models.obligations import Evidence, Field, Obligation
from landbridge.agreements.models.ties import Exchange, Tie

__all__ = [
    "Agreement",
    "AgreementFile",
    "AgreementText",
    "Approval",
    "ApprovalBook",
    "ApprovalStep",
    "Body",
    "Delegation",
    "Evidence",
    "Exchange",
    "Field",
    "Obligation",
    "Party",
    "Representative",
    "Tie",
]
