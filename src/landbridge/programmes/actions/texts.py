"""A call's texts: written, drafted by machine, approved; an edit of the original makes the others stale."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.text import LANGUAGES
from landbridge.base.versions import Stale, claim_version
from landbridge.people.models import User
from landbridge.programmes.actions.agreeing import EDITED, void_call
from landbridge.programmes.models import Call, CallText
from landbridge.programmes.queries.texts import text_digest, texts_of
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.wording.drafting import Draft, draft, has_marks

_WORDS = ("title", "summary", "body")


@transaction.atomic
def save_text(
    call: Call, language: str, *, by: User | None, version: int, title: str, body: str, summary: str = ""
) -> CallText:
    """Write the call in a language. Whatever was approved of it is a draft again.

    An edit of the original makes the other languages stale, takes back their approval, and voids the approvals of the
    call. An edit of another language says that it is a translation of the original as it is now.

    :param version: that of the text as it was shown, 0 where there was none.
    :raises Stale: if the text changed since, or was written meanwhile.
    :raises ValidationError: by field; ``state`` where the original of a published call would change.
    """
    call, text = _claimed(call, language, version, by=by)
    text.title, text.summary, text.body = title.strip(), summary.strip(), body.replace("\r\n", "\n").strip()
    _check(text)
    before = CallText.objects.filter(pk=text.pk).values_list(*_WORDS).first()
    changed = before != (text.title, text.summary, text.body)
    if not changed and not text.is_stale and text.origin != CallText.Origin.MACHINE:
        return text
    _write(call, text, CallText.Origin.WRITTEN if language == call.original else CallText.Origin.TRANSLATED, by=by)
    if language == call.original and changed:
        _make_stale(call, by=by)
    record("programmes.call_text_written", call, by=by, changes={"language": language})
    return text


@transaction.atomic
def draft_by_machine(call: Call, language: str, *, by: User | None, version: int = 0) -> Draft:
    """Draft a text from the original by the phrase book; never final, and what it does not know stays marked.

    :raises Stale: as ``save_text``.
    :raises ValidationError: if the original is empty, or ``language`` is the original.
    """
    if language == call.original:
        raise ValidationError(_("The original is written by people."), code="original")
    call, text = _claimed(call, language, version, by=by)
    original = texts_of(call).get(call.original)
    if original is None or not original.body.strip():
        raise ValidationError(_("Write the original first."), code="original")
    drafted = draft(original.title, original.summary, original.body, call.original, language, names=_names(call))
    text.title, text.summary, text.body = drafted.title[:200], drafted.summary[:300], drafted.body[:20_000]
    _write(call, text, CallText.Origin.MACHINE, by=by)
    record("programmes.call_text_drafted", call, by=by, changes={"language": language, "known": drafted.known})
    return drafted


@transaction.atomic
def approve_text(text: CallText, *, by: User, version: int) -> CallText:
    """Answer for a text in its language, so that it may be shown as final.

    :raises Stale: if it changed since it was shown at ``version``.
    :raises ValidationError: ``empty``, ``stale``, ``marks`` (passages that were never translated are left in it).
    """
    require(by, Can.APPROVE_TEXT, text)
    call = Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=text.call_id)
    claim_version(text, version)
    text.refresh_from_db()
    text.call = call
    if not (text.title.strip() and text.body.strip()):
        raise ValidationError(_("There is no text yet."), code="empty")
    if text.is_stale:
        raise ValidationError(_("The original was edited since. Bring this text up to it first."), code="stale")
    if text.language != call.original and has_marks(f"{text.title}\n{text.summary}\n{text.body}"):
        raise ValidationError(_("Passages marked as not translated are left. Translate them first."), code="marks")
    text.approved_by, text.approved_at = by, timezone.now()
    text.save(update_fields=["approved_by", "approved_at", "updated_at"])
    record("programmes.call_text_approved", call, by=by, changes={"language": text.language})
    return text


def _claimed(call: Call, language: str, version: int, *, by: User | None) -> tuple[Call, CallText]:
    """The call under lock, and its text in a language as the reader saw it, or a new one."""
    if language not in LANGUAGES:
        raise ValidationError(_("The house has no such language."), code="language")
    call = Call.objects.select_for_update(of=("self",)).select_related("programme__kind").get(pk=call.pk)
    text = call.texts.filter(language=language).first() or CallText(call=call, language=language)
    text.call = call
    if by is not None:
        require(by, Can.WRITE_TEXT, text)
    if call.state == Call.State.WITHDRAWN:
        raise ValidationError(_("A withdrawn call is not changed any more."), code="state")
    if call.state == Call.State.PUBLISHED and language == call.original:
        raise ValidationError(
            _("People apply by what was published: the original does not change any more."), code="state"
        )
    if text.pk is None:
        if version:
            raise Stale(call)
    else:
        claim_version(text, version)
    return call, text


def _write(call: Call, text: CallText, origin: str, *, by: User | None) -> None:
    original = texts_of(call).get(call.original)
    text.origin, text.is_stale, text.approved_at, text.approved_by = origin, False, None, None
    text.source_sha256 = "" if text.language == call.original or original is None else text_digest(original)
    text.updated_by = by
    text.save()


def _make_stale(call: Call, *, by: User | None) -> None:
    others = call.texts.exclude(language=call.original)
    others.update(is_stale=True, approved_at=None, approved_by=None, version=F("version") + 1)
    Call.objects.filter(pk=call.pk).update(version=F("version") + 1)
    void_call(call, by=by, because=EDITED)


def _check(text: CallText) -> None:
    faults = {}
    if not text.title:
        faults["title"] = _("A title is needed.")
    if not text.body:
        faults["body"] = _("A text is needed.")
    if faults:
        raise ValidationError(faults)
    text.full_clean(exclude=["call", "updated_by", "approved_by"], validate_unique=False, validate_constraints=False)


def _names(call: Call) -> list[dict[str, str]]:
    """Names that the house knows in several languages: the programme's and its kind's."""
    programme, kind = call.programme, call.programme.kind
    return [{"ko": one.name_ko, "zh-hans": one.name_zh, "en": one.name_en} for one in (programme, kind)]
