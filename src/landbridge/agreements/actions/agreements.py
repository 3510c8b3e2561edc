"""An agreement while it is written: its facts, parties and texts.

Whatever changes takes back what was approved, on both sides, and the agreement is a draft again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.agreements.actions.approvals import void_approvals
from landbridge.agreements.actions.indexing import index_agreement
from landbridge.agreements.models import Agreement, AgreementText, Body, Party
from landbridge.agreements.queries.agreements import SUBJECT
from landbridge.agreements.rules.agreements import WRITTEN, Can
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.people.models import User
from landbridge.people.rules import acting_side

State = Agreement.State
EDITED = gettext_lazy("The agreement was edited.")
FACTS = (
    "kind", "title_ko", "title_zh", "title_en", "original", "governing", "in_force_on", "expires_on",
    "renewal", "renewal_months", "notice_months", "source_url",
)  # fmt: skip
LONGEST_TEXT = 100_000
#: ``{"body": Body, "signatory_name": str, "signatory_title": str}``, in order.
PartyFacts = Mapping[str, Any]


@transaction.atomic
def add_agreement(
    *,
    by: User | None,
    side: str,
    parties: Sequence[PartyFacts] = (),
    texts: Mapping[str, str] | None = None,
    **facts: Any,
) -> Agreement:
    """Draft an agreement from ``FACTS``, with its parties and its text in some languages.

    :param texts: Markdown by language code (``ko``, ``zh-hans``, ``en``).
    :raises PermissionDenied: if ``by`` may not, or acts for another side.
    :raises ValidationError: if a fact is not what its field holds, or two do not fit together.
    """
    if by is not None:
        require(by, Can.ADD_AGREEMENT)
        if acting_side(by) != side:
            raise PermissionDenied
    agreement = Agreement(side=side, created_by=by)
    _set_facts(agreement, facts)
    agreement.save()
    _set_parties(agreement, parties)
    _set_texts(agreement, texts or {}, by=by)
    record("agreements.agreement_added", agreement, by=by, changes={"fields": sorted(facts)})
    index_agreement(agreement)
    return agreement


@transaction.atomic
def edit_agreement(
    agreement: Agreement,
    *,
    by: User | None,
    version: int,
    parties: Sequence[PartyFacts] | None = None,
    texts: Mapping[str, str] | None = None,
    **facts: Any,
) -> Agreement:
    """Change some of ``FACTS``, the parties (all of them) or the texts of some languages, before it is signed.

    :raises Stale: if the agreement changed since ``version``.
    :raises ValidationError: if a fact is not what its field holds, or two do not fit together.
    """
    if by is not None:
        require(by, Can.EDIT_AGREEMENT, agreement)
    claim_version(agreement, version)
    agreement.refresh_from_db()
    if agreement.state not in WRITTEN:
        raise PermissionDenied
    changes = _set_facts(agreement, facts)
    agreement.save()
    if parties is not None and _set_parties(agreement, parties):
        changes["parties"] = ""  # they name who signs
    if texts is not None:
        changes |= {f"text_{language}": digests for language, digests in _set_texts(agreement, texts, by=by).items()}
    if changes:
        record("agreements.agreement_changed", agreement, by=by, changes=changes)
        take_back(agreement, by=by, because=EDITED)
        index_agreement(agreement)
    return agreement


def take_back(agreement: Agreement, *, by: User | None, because: Promise) -> None:
    """What was approved is approved no more, and the agreement is a draft again. The caller holds its row.

    :param because: what the approvals are told: a lazily translated sentence.
    """
    void_approvals(SUBJECT, agreement, by=by, because=because)
    if agreement.state != State.DRAFTED:
        before, agreement.state = agreement.state, State.DRAFTED
        agreement.save(update_fields=["state", "updated_at"])
        record("agreements.agreement_reopened", agreement, by=by, changes={"state": [before, State.DRAFTED]})


def _set_facts(agreement: Agreement, facts: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := facts.keys() - set(FACTS):
        raise TypeError(f"An agreement has no fact called {', '.join(sorted(unknown))}.")
    before = {name: getattr(agreement, name) for name in FACTS}
    for name, value in facts.items():
        setattr(agreement, name, value.strip() if isinstance(value, str) else value)
    if agreement.title.lacks_original:
        raise ValidationError({_title_field(agreement): _("Enter the title in the language it is written in.")})
    if agreement.in_force_on and agreement.expires_on and agreement.expires_on <= agreement.in_force_on:
        raise ValidationError({"expires_on": _("It must end after it comes into force.")})
    if agreement.renewal == Agreement.Renewal.AUTOMATIC:
        if not agreement.renewal_months:
            raise ValidationError({"renewal_months": _("Say for how many months it renews itself.")})
        if not agreement.expires_on:
            raise ValidationError({"expires_on": _("What renews itself has a day on which it would end.")})
    agreement.full_clean(exclude=["created_by"], validate_constraints=False)
    return {
        name: [before[name], getattr(agreement, name)] for name in FACTS if before[name] != getattr(agreement, name)
    }


def _title_field(agreement: Agreement) -> str:
    return {"ko": "title_ko", "zh-hans": "title_zh"}.get(agreement.original, "title_en")


def _set_parties(agreement: Agreement, parties: Sequence[PartyFacts]) -> bool:
    """Make these the parties; True if that changed anything."""
    bodies: list[Body] = [party["body"] for party in parties]
    if len({body.pk for body in bodies}) < len(bodies):
        raise ValidationError(_("A body can be party only once."))
    names = ("body_id", "signatory_name", "signatory_title")
    before = list(agreement.parties.values_list(*names))
    rows = [
        Party(
            agreement=agreement,
            body=party["body"],
            side=party["body"].side,
            position=position,
            signatory_name=str(party.get("signatory_name", "")).strip(),
            signatory_title=str(party.get("signatory_title", "")).strip(),
        )
        for position, party in enumerate(parties)
    ]
    if [tuple(getattr(row, name) for name in names) for row in rows] == before:
        return False
    for row in rows:
        row.full_clean(exclude=["agreement"], validate_unique=False, validate_constraints=False)
    agreement.parties.all().delete()
    Party.objects.bulk_create(rows)
    return True


def _set_texts(agreement: Agreement, texts: Mapping[str, str], *, by: User | None) -> dict[str, list[str]]:
    """Write the texts that differ; gives their digests before and after, by language."""
    changed: dict[str, list[str]] = {}
    there = {text.language: text for text in agreement.texts.all()}
    for language, said in texts.items():
        if language not in dict(settings.LANGUAGES):
            raise TypeError(f"There is no text in {language!r}.")
        body = said.replace("\r\n", "\n").strip()
        if len(body) > LONGEST_TEXT:
            raise ValidationError({f"text_{language}": _("The text is too long.")})
        row = there.get(language) or AgreementText(agreement=agreement, language=language, sha256="")
        digest = hashlib.sha256(body.encode()).hexdigest() if body else ""
        if digest == row.sha256:
            continue
        changed[language] = [row.sha256, digest]
        row.body, row.sha256, row.updated_by = body, digest, by
        row.save()
    return changed
