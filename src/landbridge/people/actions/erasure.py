"""Erase one person: every row the inventory says is about them, their files, what finds them, their account.

What stays is a number: that somebody was here, what they agreed to, and who looked at them, as the law wants.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from landbridge.base.documents import forget_document
from landbridge.base.inventory import Classified, OnErasure
from landbridge.base.log import record
from landbridge.base.models import Document
from landbridge.base.search.entries import forget
from landbridge.people.actions.accounts import close_account
from landbridge.people.actions.erasure_list import keep_list
from landbridge.people.actions.forgetting import forget_elsewhere
from landbridge.people.models import Grant, Person, SubjectRequest, User
from landbridge.people.queries.erasure import EMPTIED, about_people, addresses_of, rows_to_erase


@transaction.atomic
def erase_person(person: Person, *, by: User | None, reason: str) -> Counter[str]:
    """Erase a person for good; how many rows of each model were deleted or emptied. Whoever is erased stays so.

    The caller has checked who asks, and that no legal hold forbids it.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    counts: Counter[str] = Counter()
    if person.erased_at is not None:
        return counts
    addresses = addresses_of(person)
    counts += forget_elsewhere(person, dry=False)
    if person.user is not None:
        _shut(person.user)
    # Files last: by then most of what points to them is gone.
    for entry in sorted(about_people(), key=lambda one: one.model is Document):
        rows = rows_to_erase(entry, person, addresses)
        if entry.on_erasure is OnErasure.DELETE:
            counts += _delete(entry, rows)
        elif entry.on_erasure is OnErasure.BLANK:
            counts[entry.model._meta.label] += _blank(entry, rows)  # noqa: SLF001 - Django's public way to the name
    if person.user is not None:
        person.user.set_unusable_password()
        person.user.save(update_fields=["password"])
    forget("person", person.pk)
    now = timezone.now()
    Person.objects.filter(pk=person.pk).update(erased_at=now, version=models.F("version") + 1)
    SubjectRequest.objects.filter(person=person, state=SubjectRequest.State.OPEN).update(
        state=SubjectRequest.State.DONE, closed_at=now, closed_by=by
    )
    record("people.person_erased", person, by=by, reason=reason)
    transaction.on_commit(keep_list)
    transaction.on_commit(lambda: _forget_mail_files(addresses))
    return +counts


def tidy_index() -> None:
    """Let the full text index of SQLite drop the words of what was taken out of it; PostgreSQL's own does."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608 - a table of our own


def _shut(user: User) -> None:
    close_account(user, by=None)
    Grant.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())
    mine = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=mine).delete()


def _delete(entry: Classified, rows: models.QuerySet[Any]) -> Counter[str]:
    """Delete rows; how many of each model went, with those about people that hung on them."""
    if entry.model is Document:
        documents = list(rows)
        for document in documents:
            _forget(document)
        return Counter({entry.model._meta.label: len(documents)})  # noqa: SLF001
    labels = {one.model._meta.label for one in about_people()}  # noqa: SLF001
    _all, by_model = rows.delete()
    return Counter({label: count for label, count in by_model.items() if label in labels})


def _forget(document: Document) -> None:
    try:
        forget_document(document)
    except ProtectedError:
        # Something that is kept points to it, a verification say: the file goes, and an empty row stays.
        path, storage = document.file.name, document.file.storage
        document.name, document.file, document.size, document.sha256 = "", "", 0, ""
        document.save()
        transaction.on_commit(lambda: storage.delete(path) if path else None)


def _blank(entry: Classified, rows: models.QuerySet[Any]) -> int:
    names = entry.names(*EMPTIED)
    found = list(rows) if names else []
    for row in found:
        for name in names:
            setattr(row, name, _emptied(row, entry.model._meta.get_field(name)))  # noqa: SLF001 - public in Django
        row.save(update_fields=names)
    return len(found)


def _emptied(row: models.Model, field: Any) -> Any:
    if field.unique:
        return f"erased-{row.pk}@erased.invalid" if isinstance(field, models.EmailField) else f"erased-{row.pk}"
    if field.null:
        return None
    return field.get_default() if field.has_default() else ""


def _forget_mail_files(addresses: list[str]) -> None:
    """Delete what was "sent" to a person where mail goes to files of the data folder, for want of a mail server."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if "filebased" not in settings.EMAIL_BACKEND or not folder.is_dir():
        return
    for file in folder.glob("*.log"):
        content = file.read_bytes().lower()
        if any(address.lower().encode() in content for address in addresses):
            file.unlink()
