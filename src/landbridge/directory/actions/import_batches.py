"""What an import does to the directory, a batch of rows at a time.

A batch is one transaction: its rows, what became of each, and the cursor behind them. A worker killed at any moment
leaves whole batches, and the next one goes on at the cursor. Nothing depends on when or how often that happened.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from landbridge.base.log import record
from landbridge.base.text import fold, language_of
from landbridge.base.versions import claim_version
from landbridge.directory.actions.contacts import add_contact, edit_contact
from landbridge.directory.actions.organisations import add_organisation, edit_organisation
from landbridge.directory.actions.settling import settle
from landbridge.directory.models import (
    Certification,
    Contact,
    ExportFigure,
    ImportedRow,
    ImportRun,
    IndustryCode,
    Item,
    Organisation,
)
from landbridge.directory.queries.import_matches import Matcher
from landbridge.directory.queries.standing import (
    Addition,
    KnownContact,
    Standing,
    addition,
    contradictions,
    take_in,
)
from landbridge.directory.workbook.contacts import ContactRow
from landbridge.directory.workbook.faults import Fault
from landbridge.directory.workbook.rows import OrganisationRow
from landbridge.people.actions.persons import add_person, edit_person
from landbridge.people.models import Person, User
from landbridge.people.wording.names import written

BATCH = 500
#: Seconds after which a batch ends early: others wait for the database meanwhile.
LONGEST = 0.4
#: Seconds between two batches in which others write: the lock of SQLite keeps no order among those who wait.
BREATH = 0.1
Outcome = ImportedRow.Outcome
_DECIDED_BY_MERGE = frozenset({"name_ko", "name_zh", "name_en", "number", "number_kind", "country", "region"})


class TakenOver(Exception):
    """Another worker has gone on with the run; this one ends."""


class StopAsked(Exception):
    """Somebody asked the import to stop; everything up to the cursor is in."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it was read: its number as Excel has it, its cells, what it says and what is wrong with it."""

    number: int
    cells: list[Any]
    row: OrganisationRow
    faults: list[Fault]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return all(fault.is_notice for fault in self.faults)


@dataclass(slots=True)
class Judged:
    """What becomes of a row: what it adds to which organisation (None: a new one), or why it is turned back."""

    outcome: str
    standing: Standing | None = None
    added: Addition = field(default_factory=Addition)
    faults: list[Fault] = field(default_factory=list)


def judge(matcher: Matcher, read: ReadRow) -> Judged:
    """What becomes of a row, given everything before it. Looks, and changes nothing."""
    if not read.is_sound:
        return Judged(Outcome.REJECTED, faults=read.faults)
    found = matcher.match(read.row)
    if found is None:
        standing = Standing(None, {})
        return Judged(Outcome.NEW, standing, addition(standing, read.row))
    if others := contradictions(found.standing, read.row):
        params = {"row": found.standing.first_row, "fields": ", ".join(others)}
        return Judged(Outcome.REJECTED, found.standing, faults=[Fault("contradicts", None, params)])
    added = addition(found.standing, read.row, keep=_DECIDED_BY_MERGE if found.merged else frozenset())
    return Judged(Outcome.CHANGED if added else Outcome.UNCHANGED, found.standing, added)


def rehearse(matcher: Matcher, read: ReadRow) -> Judged:
    """``judge``, and pretend that it was done."""
    judged = judge(matcher, read)
    if judged.standing is not None and judged.outcome != Outcome.REJECTED:
        take_in(judged.standing, read.row, judged.added, read.number)
        if judged.outcome == Outcome.NEW:
            matcher.add(judged.standing)
        else:
            matcher.rename(judged.standing)
    return judged


def import_batch(run: ImportRun, matcher: Matcher, rows: Sequence[ReadRow], *, by: User) -> int:
    """Take rows in from the run's cursor on; gives how many. ``run`` is brought up to date.

    :raises StopAsked: if somebody asked for it; nothing is taken in then.
    :raises TakenOver: if another worker has moved the cursor, or the run is no longer running.
    """
    began = time.monotonic()
    with transaction.atomic():
        fresh = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if fresh.state != ImportRun.State.RUNNING or fresh.cursor != run.cursor:
            raise TakenOver
        if fresh.stop_asked:
            raise StopAsked
        matcher.look_up([read.row for read in rows if read.is_sound])
        batch = _Batch(run, matcher, by)
        done = 0
        for read in rows:
            batch.take(read)
            done += 1
            if time.monotonic() - began > LONGEST:
                break
        batch.finish()
        run.cursor += done
        run.counts = dict(Counter(fresh.counts) + batch.counts)
        run.save(update_fields=["cursor", "counts"])
    matcher.forget()
    return done


class _Batch:
    """The rows of one transaction."""

    def __init__(self, run: ImportRun, matcher: Matcher, by: User) -> None:
        self.run, self.matcher, self.by = run, matcher, by
        self.counts: Counter[str] = Counter()
        self.touched: dict[int, Organisation] = {}
        self.outcomes: list[ImportedRow] = []
        self._made: list[Contact] = []

    def take(self, read: ReadRow) -> None:
        """Do what a row says, or turn it back whole: a contact that can't be kept takes its organisation with it."""
        judged = judge(self.matcher, read)
        person = None
        self._made = []
        if judged.outcome in {Outcome.NEW, Outcome.CHANGED}:
            try:
                with transaction.atomic():
                    organisation, person = self._write(judged)
            except ValidationError as error:
                said = " ".join(error.messages)
                judged = Judged(Outcome.REJECTED, None, faults=[Fault("refused", None, {"said": said})])
            else:
                self.touched[organisation.pk] = organisation
        if judged.standing is not None and judged.outcome != Outcome.REJECTED:
            take_in(judged.standing, read.row, judged.added, read.number)
            # A later row of this batch may say more of a contact that this one made.
            for known, contact in zip(reversed(judged.standing.contacts), reversed(self._made), strict=False):
                known.contact, known.person = contact.pk, contact.person_id
            if judged.outcome == Outcome.NEW:
                self.matcher.add(judged.standing)
            elif judged.outcome == Outcome.CHANGED:
                self.matcher.rename(judged.standing)
        self.counts[judged.outcome] += 1
        turned_back = judged.outcome == Outcome.REJECTED
        self.outcomes.append(
            ImportedRow(
                run=self.run,
                row=read.number,
                outcome=judged.outcome,
                organisation_id=judged.standing.pk if judged.standing and not turned_back else None,
                person_number=person,
                cells=read.cells if turned_back else [],
                faults=[fault.to_json() for fault in judged.faults],
            )
        )

    def finish(self) -> None:
        """What follows from all rows together: search, blacklists, duplicates, and the outcome of each."""
        if self.touched:
            settle(list(self.touched.values()), by=None)
        ImportedRow.objects.bulk_create(self.outcomes, batch_size=100)

    def _write(self, judged: Judged) -> tuple[Organisation, int | None]:
        standing, added = judged.standing, judged.added
        assert standing is not None  # noqa: S101 - only rows without one are turned back
        if standing.pk is None:
            organisation = add_organisation(by=self.by, side=self.run.side, settle=False, **added.facts)
            _add_first_rows(organisation, added)
            standing.pk, standing.version = organisation.pk, organisation.version
        else:
            organisation = Organisation.objects.get(pk=standing.pk)
            if added.facts:
                organisation = edit_organisation(
                    organisation, by=self.by, version=organisation.version, settle=False, **added.facts
                )
            self._change_rows(organisation, added)
        self._made = [self._add_contact(organisation, contact) for contact in added.contacts]
        for there, contact in added.changed_contacts:
            self._change_contact(there, contact)
        return organisation, self._made[0].person_id if self._made else None

    def _change_rows(self, organisation: Organisation, added: Addition) -> None:
        kinds = {
            "exports": len(added.exports),
            "industries": len(added.industries),
            "certifications": len(added.certificates),
            "items": len(added.offers),
        }
        if not any(kinds.values()):
            return
        claim_version(organisation, organisation.version)
        Organisation.objects.filter(pk=organisation.pk).update(updated_at=timezone.now())
        _add_rows(organisation, added)
        for kind, count in kinds.items():
            if count:
                record(f"directory.{kind}_changed", organisation, by=self.by, changes={"added": count})

    def _add_contact(self, organisation: Organisation, row: ContactRow) -> Contact:
        person = self._known_person(row) or add_person(
            by=self.by,
            side=self.run.side,
            names=[name._asdict() for name in row.names],
            email=row.email,
            phone=row.phone,
            language=language_of(written(row.names[0])),
        )
        there = organisation.contacts.filter(person=person).first()
        return there or add_contact(organisation, person, by=self.by, title=row.title)

    def _known_person(self, row: ContactRow) -> Person | None:
        """Somebody the side knows already under this address and one of these names."""
        if not row.email:
            return None
        people = Person.objects.filter(side=self.run.side, email__iexact=row.email, erased_at=None)
        names = {fold(written(name)) for name in row.names}
        for person in people.prefetch_related("names"):
            if names & {fold(written(name)) for name in person.names.all()}:
                return person
        return None

    def _change_contact(self, there: KnownContact, row: ContactRow) -> None:
        contact = Contact.objects.select_related("organisation", "person").get(pk=there.contact or 0)
        if row.title and row.title != contact.title:
            edit_contact(contact, by=self.by, title=row.title, is_first=contact.is_first)
        facts: dict[str, Any] = {}
        if row.phone and row.phone != contact.person.phone:
            facts["phone"] = row.phone
        if row.email and not contact.person.email:
            facts["email"] = row.email
        if facts:
            edit_person(contact.person, by=self.by, version=contact.person.version, **facts)


def _add_first_rows(organisation: Organisation, added: Addition) -> None:
    """What stands below an organisation that was made just now: there is nothing yet to be replaced."""
    ExportFigure.objects.bulk_create(
        [
            ExportFigure(organisation=organisation, year=one.year, amount=one.amount, currency=one.currency)
            for one in {figure.year: figure for figure in added.exports}.values()
        ]
    )
    Certification.objects.bulk_create(
        [
            Certification(organisation=organisation, name=one.name, expires_on=one.expires_on)
            for one in {fold(certificate.name): certificate for certificate in added.certificates}.values()
        ]
    )
    _add_codes_and_items(organisation, added, since=0)


def _add_rows(organisation: Organisation, added: Addition) -> None:
    """What stands below an organisation; a year's figure and a certificate's end replace those there were."""
    for figure in added.exports:
        ExportFigure.objects.update_or_create(
            organisation=organisation,
            year=figure.year,
            defaults={"amount": figure.amount, "currency": figure.currency},
        )
    for certificate in added.certificates:
        there = [
            one
            for one in Certification.objects.filter(organisation=organisation)
            if fold(one.name) == fold(certificate.name)
        ]
        if there:
            there[0].expires_on = certificate.expires_on
            there[0].save(update_fields=["expires_on"])
        else:
            Certification.objects.create(
                organisation=organisation, name=certificate.name, expires_on=certificate.expires_on
            )
    since = Item.objects.filter(organisation=organisation).count() if added.offers else 0
    _add_codes_and_items(organisation, added, since=since)


def _add_codes_and_items(organisation: Organisation, added: Addition, *, since: int) -> None:
    IndustryCode.objects.bulk_create(
        [IndustryCode(organisation=organisation, scheme=scheme, code=code) for scheme, code in added.industries]
    )
    Item.objects.bulk_create(
        [
            Item(organisation=organisation, kind=one.kind, language=one.language, text=one.text, position=position)
            for position, one in enumerate(added.offers, start=since)
        ]
    )
