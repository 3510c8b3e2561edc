"""What an erasure forgets in programmes beside the rows that are a person's own, which the inventory names.

Of an applicant: what evaluators wrote about them, the files they owed, and an application nobody has decided on, as
nobody is left to take the place. Of anybody: their mention in what organisations answered, and in staff's notes.
State, marks, counts and digests stay, so that the programme's figures do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import F, QuerySet

from landbridge.base.documents import forget_document
from landbridge.base.mentions import Mentions
from landbridge.base.models import Document
from landbridge.people.actions.forgetting import also_forgets, cut_from_texts
from landbridge.people.models import Person
from landbridge.programmes.actions.applications import take_back
from landbridge.programmes.actions.evaluators import end_evaluator
from landbridge.programmes.models import (
    Application,
    ApplicationFile,
    ApplicationVersion,
    EmployerTie,
    Evaluator,
    Participation,
    RequiredDocument,
    ScoreSheet,
    Verdict,
)
from landbridge.programmes.questions.naming import without
from landbridge.programmes.rules.applications import WITHDRAWABLE

#: Of what is not decided only this is: it stays as it was judged.
UNDECIDED = WITHDRAWABLE - {Application.State.INELIGIBLE}
ERASED = "erased"  #: why, in the log


@also_forgets
def forget_applicant(person: Person, _words: Sequence[str], dry: bool) -> Counter[str]:
    """Empty what was written about an applicant who is erased, and end what they can't go on with."""
    said = ScoreSheet.objects.filter(assignment__application__person=person).exclude(comment="")
    counts = Counter({ScoreSheet._meta.label: said.count()})  # noqa: SLF001 - Django's public way to the name
    if dry:
        return +counts
    said.update(comment="")
    RequiredDocument.objects.filter(participation__application__person=person).update(document=None)
    for application in Application.objects.select_for_update(of=("self",)).filter(person=person, state__in=UNDECIDED):
        take_back(application, by=None, reason=ERASED)
    for evaluator in Evaluator.objects.filter(user__person=person, ended_at=None):
        end_evaluator(evaluator, by=None)
    return +counts


@also_forgets
def forget_in_programmes(person: Person, words: Sequence[str], dry: bool) -> Counter[str]:
    """Cut somebody who is erased out of others' applications, and of what staff and evaluators wrote."""
    mentions = Mentions(words)
    counts = _forget_in_answers(person, mentions, dry=dry)
    for rows, fields in (
        (EmployerTie.objects.exclude(note="").exclude(user__person=person), ("note",)),
        (Participation.objects.exclude(reason="").exclude(application__person=person), ("reason",)),
        (RequiredDocument.objects.exclude(note="").exclude(participation__application__person=person), ("note",)),
        (ScoreSheet.objects.exclude(comment="").exclude(assignment__application__person=person), ("comment",)),
        (Verdict.objects.exclude(facts={}).exclude(version__application__person=person), ("facts",)),
    ):
        counts += cut_from_texts(rows, *fields, mentions=mentions, dry=dry)
    return counts


def empty_applications(applications: QuerySet[Application]) -> None:
    """Let go of what applications say, with files, receipts and what was written about them; the spine stays."""
    numbers = list(applications.values_list("pk", flat=True))
    files = ApplicationFile.objects.filter(application__in=numbers).select_related("document")
    versions = ApplicationVersion.objects.filter(application__in=numbers)
    papers = [row.document for row in files]
    papers += [one.receipt for one in versions.select_related("receipt") if one.receipt is not None]
    owed = RequiredDocument.objects.filter(participation__application__in=numbers)
    papers += [one.document for one in owed.select_related("document") if one.document is not None]
    owed.update(document=None)
    files.delete()
    versions.update(answers={}, receipt=None)
    for paper in papers:
        forget_document(paper)
    Verdict.objects.filter(version__application__in=numbers).update(facts={})
    ScoreSheet.objects.filter(assignment__application__in=numbers).update(comment="")
    Application.objects.filter(pk__in=numbers).update(answers={}, version=F("version") + 1)


def _forget_in_answers(person: Person, mentions: Mentions, *, dry: bool) -> Counter[str]:
    """Drafts and versions of others; a receipt that told of it is drawn anew when it is next asked for.

    A draft counts as edited: whoever has it open does not save the name again without being told.
    """
    counts: Counter[str] = Counter()
    drafts = Application.objects.exclude(person=person).values_list("pk", "answers")
    for number, answers in list(drafts.iterator()):
        if mentions.found_in(answers):
            counts[Application._meta.label] += 1  # noqa: SLF001
            if not dry:
                # Read again behind its lock: what is being saved meanwhile is not written over.
                draft = Application.objects.select_for_update(of=("self",)).get(pk=number)
                changed = {"answers": without(draft.answers, mentions), "version": draft.version + 1}
                Application.objects.filter(pk=number).update(**changed)
    versions = ApplicationVersion.objects.exclude(application__person=person).select_related("receipt")
    for version in list(versions.iterator()):
        if not mentions.found_in(version.answers):
            continue
        counts[ApplicationVersion._meta.label] += 1  # noqa: SLF001
        receipt = version.receipt
        counts[Document._meta.label] += receipt is not None  # noqa: SLF001
        if not dry:
            answers = without(version.answers, mentions)
            ApplicationVersion.objects.filter(pk=version.pk).update(answers=answers, receipt=None)
            if receipt is not None:
                forget_document(receipt)
    return +counts
