"""Telling people something: in their inbox, and by e-mail."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.base.log import record
from landbridge.base.mail import SERVICE, send_later
from landbridge.base.models import OutgoingMail
from landbridge.people.models import Notice, NoticeMention, User
from landbridge.people.queries.notices import reading_language, wording_of
from landbridge.people.wording.notices import NoticeKind, Placeholder, Wording, notice_kind, registered

__all__ = ["NoticeKind", "Placeholder", "mail_notice", "mark_all_read", "mark_read", "notice_kind", "notify"]


@transaction.atomic
def notify(
    receiver: User,
    code: str,
    *,
    key: str,
    params: Mapping[str, object],
    link: str = "",
    mail: bool = True,
    about: Collection[int] = (),
    language: str = "",
) -> Notice:
    """Tell an account something, in its language and once for each ``key``; give the notice.

    :param code: a kind declared with ``notice_kind``; ``params`` are values for all its placeholders. A lazily
        translated value is read in the receiver's language.
    :param link: a path of this site, with its slash.
    :param mail: send it by e-mail too, to the account's address.
    :param about: the numbers of the persons, other than the receiver, whom ``params`` name. When one of them is erased,
        notice and mail go whole: a name can't be cut out of a sentence in three languages, and what happened is in
        the log.
    :param language: where it is known better than from the account: that in which somebody applied, say.
    :raises LookupError: if there is no such kind.
    :raises ValueError: if a value is missing or unknown, or ``link`` leads elsewhere.
    """
    if there := Notice.objects.filter(key=key).first():
        return there
    language = language or reading_language(receiver)
    worded = _word(code, params, language, link)
    try:
        with transaction.atomic():
            notice = Notice.objects.create(
                receiver=receiver,
                code=code,
                language=language,
                subject=worded.subject,
                body=worded.body,
                link=link,
                key=key,
            )
            NoticeMention.objects.bulk_create(
                NoticeMention(notice=notice, person_number=number) for number in sorted(set(about))
            )
    except IntegrityError:  # the same was told at the same moment by somebody else
        return Notice.objects.get(key=key)
    if mail and receiver.is_active:
        person = getattr(receiver, "person", None)
        _mail(
            code=code,
            worded=worded,
            key=key,
            to=receiver.email,
            language=language,
            link=link,
            person_number=None if person is None else person.pk,
            purpose=SERVICE,
            about=about,
        )
    return notice


@transaction.atomic
def mail_notice(
    code: str,
    *,
    key: str,
    to: str,
    language: str,
    params: Mapping[str, object],
    link: str = "",
    person_number: int | None = None,
    purpose: str = SERVICE,
    about: Collection[int] = (),
) -> OutgoingMail:
    """Tell somebody without an account something by e-mail alone, in the words of a kind of notice; give the mail.

    Parameters and errors are those of ``notify`` and ``base.mail.send_later``.
    """
    worded = _word(code, params, language, link)
    return _mail(
        code=code,
        worded=worded,
        key=key,
        to=to,
        language=language,
        link=link,
        person_number=person_number,
        purpose=purpose,
        about=about,
    )


@transaction.atomic
def mark_read(notice: Notice, *, by: User) -> Notice:
    """The receiver opened a notice; the moment it was first opened stays."""
    if notice.receiver_id != by.pk:
        raise PermissionDenied
    if notice.read_at is None and Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now()):
        notice.refresh_from_db(fields=["read_at"])
        record("people.notice_read", notice, by=by)
    return notice


@transaction.atomic
def mark_all_read(*, by: User) -> int:
    """The receiver lets all their unread notices be; give how many there were."""
    count = Notice.objects.filter(receiver=by, read_at=None).update(read_at=timezone.now())
    if count:
        record("people.notices_read", by, by=by, changes={"notices": count})
    return count


def _word(code: str, params: Mapping[str, object], language: str, link: str) -> Wording:
    if code not in registered:
        raise LookupError(f"No kind of notice is called {code!r}: declare it in the app's wording/notice_kinds.py.")
    kind = registered[code]
    if params.keys() != kind.params.keys():
        raise ValueError(f"{code} needs values for {sorted(kind.params)}, not for {sorted(params)}.")
    if link and (not link.startswith("/") or link.startswith("//") or "\\" in link or any(c < "!" for c in link)):
        raise ValueError(f"{code}: a link is a path of this site, not {link!r}.")
    with override(language):
        return wording_of(kind, language).filled(params, language, kind.params)


def _mail(
    *,
    code: str,
    worded: Wording,
    key: str,
    to: str,
    language: str,
    link: str,
    person_number: int | None,
    purpose: str,
    about: Collection[int],
) -> OutgoingMail:
    with override(language):
        parts = [worded.body, settings.LANDBRIDGE_URL + link if link else "", _("Landbridge wrote this by itself.")]
    return send_later(
        key=f"notice:{key}",
        to=to,
        subject=worded.subject,
        body="\n\n".join(part for part in parts if part),
        language=language,
        person_number=person_number,
        purpose=purpose,
        kind=code,
        about=about,
    )
