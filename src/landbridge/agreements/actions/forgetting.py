"""What an erasure forgets in agreements: whoever is named in the notes of those who keep and approve them.

What was agreed and signed is a public act and stays as it is, with who signed it; so does the content of an approval,
whose digest is its proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from landbridge.agreements.models import AgreementFile, Approval, ApprovalStep, Delegation, Evidence
from landbridge.base.mentions import Mentions
from landbridge.people.actions.forgetting import also_forgets, cut_from_texts
from landbridge.people.models import Person


@also_forgets
def forget_in_agreements(_person: Person, words: Sequence[str], dry: bool) -> Counter[str]:
    """Cut the names of somebody who is erased out of comments, reasons, notes of evidence and titles of files."""
    mentions = Mentions(words)
    counts: Counter[str] = Counter()
    for rows, fields in (
        (AgreementFile.objects.all(), ("title",)),
        (Approval.objects.exclude(voided_because=""), ("voided_because",)),
        (ApprovalStep.objects.exclude(comment=""), ("comment",)),
        (Delegation.objects.exclude(reason=""), ("reason",)),
        (Evidence.objects.all(), ("note", "disputed_because")),
    ):
        counts += cut_from_texts(rows, *fields, mentions=mentions, dry=dry)
    return counts
