"""Unknown terms: met in searches, counted in profiles, answered by a concept, dismissed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.matching.actions.terms import approve_concept, propose_concept
from landbridge.matching.models import Concept, UnknownTerm
from landbridge.matching.queries.unknown import ENOUGH
from landbridge.matching.rules.terms import Can
from landbridge.matching.wording.terms import Word
from landbridge.people.models import User

State = UnknownTerm.State
#: A search that nobody else made is forgotten after this.
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Met:
    """A word that no concept names, as a text has it."""

    key: str
    text: str
    language: str


@transaction.atomic
def note_met(words: Iterable[Met], *, by: User) -> None:
    """Somebody searched for these. Who it was is kept as a keyed digest, until somebody else did too."""
    for word in words:
        digest = salted_hmac("matching.searched", f"{word.key}\0{by.pk}").hexdigest()[:24]
        try:
            with transaction.atomic():
                row, _made = UnknownTerm.objects.get_or_create(
                    key=word.key, defaults={"text": word.text, "language": word.language}
                )
        except IntegrityError:  # pragma: no cover - get_or_create has looked again already
            continue
        row = UnknownTerm.objects.select_for_update().get(pk=row.pk)
        if row.in_profiles or row.in_searches >= ENOUGH:
            row.in_searches += 1
        elif digest not in row.searchers:
            row.searchers = [*row.searchers, digest]
            if len(row.searchers) >= ENOUGH:
                row.in_searches = len(row.searchers)
        if row.in_profiles or row.in_searches >= ENOUGH:
            row.in_searches, row.searchers = max(row.in_searches, len(row.searchers)), []
        row.save(update_fields=["in_searches", "searchers", "last_at"])


@transaction.atomic
def count_in_profiles(counts: Mapping[str, tuple[Met, int]]) -> int:
    """Let the queue say what profiles hold now: by key the word and in how many of them it is met.

    What is met nowhere any more and nobody decided about goes. Gives how many are new.
    """
    there = {row.key: row for row in UnknownTerm.objects.select_for_update()}
    new = [
        UnknownTerm(key=key, text=word.text, language=word.language, in_profiles=count)
        for key, (word, count) in counts.items()
        if key not in there
    ]
    changed = []
    for key, row in there.items():
        count = counts[key][1] if key in counts else 0
        if row.in_profiles != count:
            row.in_profiles = count
            if count and row.searchers:
                row.in_searches, row.searchers = len(row.searchers), []
            changed.append(row)
    UnknownTerm.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    UnknownTerm.objects.bulk_update(changed, ["in_profiles", "in_searches", "searchers"], batch_size=500)
    UnknownTerm.objects.filter(state=State.OPEN, in_profiles=0, in_searches=0, searchers=[]).delete()
    return len(new)


@transaction.atomic
def forget_lone_searches() -> int:
    """Let go of words that one person looked for a month ago; gives how many."""
    old = timezone.now() - KEPT
    lone = UnknownTerm.objects.filter(in_profiles=0, in_searches__lt=ENOUGH, last_at__lt=old)
    return lone.filter(~Q(searchers=[])).delete()[0]


@transaction.atomic
def answer_term(term: UnknownTerm, *, by: User, kind: str, words: Sequence[Word], note: str = "") -> Concept:
    """Say in one step what an unknown term means: a concept is made and approved.

    :raises ValidationError: as ``propose_concept`` does, if the term is not among the words, or was decided on.
    """
    require(by, Can.KEEP_TERMS)
    term = UnknownTerm.objects.select_for_update().get(pk=term.pk)
    if term.state == State.ANSWERED:
        raise ValidationError(_("Somebody answered this term meanwhile."))
    if term.key not in {word.key for word in words}:
        message = _("“%(word)s” has to be among the words.")
        raise ValidationError({_field(term.language): ValidationError(message, params={"word": term.text})})
    concept = propose_concept(by=by, words=words, kind=kind, note=note)
    concept = approve_concept(concept, by=by, version=concept.version)
    UnknownTerm.objects.filter(pk=term.pk).update(state=State.ANSWERED, concept=concept)
    return concept


@transaction.atomic
def dismiss_term(term: UnknownTerm, *, by: User) -> None:
    """Say that a word is no term. It is not asked about again."""
    _move(term, State.OPEN, State.DISMISSED, "matching.unknown_dismissed", by)


@transaction.atomic
def reopen_term(term: UnknownTerm, *, by: User) -> None:
    """Take a dismissed word back into the queue."""
    _move(term, State.DISMISSED, State.OPEN, "matching.unknown_reopened", by)


def _move(term: UnknownTerm, before: str, after: str, verb: str, by: User) -> None:
    require(by, Can.KEEP_TERMS)
    # One conditional UPDATE: of two people who decide, one does.
    if not UnknownTerm.objects.filter(pk=term.pk, state=before).update(state=after, last_at=timezone.now()):
        raise ValidationError(_("Somebody decided about this term meanwhile."))
    record(verb, term, by=by)


def _field(language: str) -> str:
    return "zh" if language == "zh-hans" else language
