"""Wording the house's notices anew."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import Stale, claim_version
from landbridge.people.models import NoticeTemplate, User
from landbridge.people.rules import Can
from landbridge.people.wording.notices import NoticeKind, Wording, faults, missing


@transaction.atomic
def change_template(kind: NoticeKind, language: str, *, by: User, version: int, wording: Wording) -> NoticeTemplate:
    """Word a kind of notice anew in a language, for all notices from now on.

    :param version: of the wording that was shown; 0 where it was the house's own.
    :raises ValidationError: by field, if a placeholder is unknown or missing or a brace belongs to none.
    :raises Stale: if somebody else worded it meanwhile.
    """
    require(by, Can.CHANGE_NOTICE_TEMPLATE)
    check_wording(kind, wording)
    if language not in dict(settings.LANGUAGES):
        raise ValidationError({"language": _("The house does not speak this language.")})
    template = NoticeTemplate.objects.filter(code=kind.code, language=language).first()
    if template is None and version == 0:
        template = _first(kind, language, by, wording)
    elif template is None:
        raise Stale(NoticeTemplate(code=kind.code, language=language, **_fields(kind.house_wording(language))))
    else:
        claim_version(template, version)
        template.subject, template.body, template.edited_by = wording.subject, wording.body, by
        template.save(update_fields=["subject", "body", "edited_by", "edited_at"])
    changed = {"code": kind.code, "language": language, "fields": ["subject", "body"]}
    record("people.notice_reworded", template, by=by, changes=changed)
    return template


@transaction.atomic
def reset_template(template: NoticeTemplate, *, by: User, version: int) -> None:
    """Go back to the house's own words.

    :raises Stale: if somebody else worded it meanwhile.
    """
    require(by, Can.CHANGE_NOTICE_TEMPLATE)
    claim_version(template, version)
    record(
        "people.notice_wording_reset",
        template,
        by=by,
        changes={"code": template.code, "language": template.language},
    )
    template.delete()


def check_wording(kind: NoticeKind, wording: Wording) -> None:
    """Pass words that can be filled.

    :raises ValidationError: by field (subject, body), in the active language.
    """
    wrong = {
        field: found
        for field, text in (("subject", wording.subject), ("body", wording.body))
        if (found := list(faults(kind, field, text)))
    }
    if lacking := missing(kind, wording):
        names = ", ".join(f"{{{name}}}" for name in lacking)
        wrong.setdefault("body", []).append(_("Subject or text must hold: %(names)s.") % {"names": names})
    if wrong:
        raise ValidationError(wrong)


def _first(kind: NoticeKind, language: str, by: User, wording: Wording) -> NoticeTemplate:
    try:
        with transaction.atomic():
            return NoticeTemplate.objects.create(code=kind.code, language=language, edited_by=by, **_fields(wording))
    except IntegrityError as error:  # somebody else worded it at the same moment
        raise Stale(NoticeTemplate.objects.get(code=kind.code, language=language)) from error


def _fields(wording: Wording) -> dict[str, str]:
    return {"subject": wording.subject, "body": wording.body}
