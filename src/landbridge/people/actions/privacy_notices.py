"""Publish what people are told before they agree. A version, once published, is never changed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Field, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.actions.consents import stop_mail
from landbridge.people.models import ConsentState, PrivacyNotice, Purpose, User
from landbridge.people.queries.consents import notice_digest
from landbridge.people.rules import Can

#: What a notice says in each language.
WORDS = ("title", "text", "items", "retention", "recipients", "refusal_effect")
_MAY_BE_EMPTY = frozenset({"recipients"})


@transaction.atomic
def publish_notice(
    purpose: str,
    *,
    by: User | None,
    words: Mapping[str, Mapping[str, str]],
    countries: str = "",
    asks_again: bool = False,
    after: int | None = None,
) -> list[PrivacyNotice]:
    """Publish the next version of a purpose's notice, in all languages at once.

    With ``asks_again`` the version needs a new consent: from this transaction on nobody counts as agreeing until
    they have answered anew, because an agreement covers what was told and nothing else (PIPA art. 15(2); PIPL art.
    14(2)). What they had agreed to stays on record.

    :param words: by language code, then by the names in ``WORDS``.
    :param after: the number of the version the writer had before them; None does not ask.
    :raises ValidationError: if a language or a part is missing, or somebody published in between.
    """
    if by is not None:
        require(by, Can.PUBLISH_PRIVACY_NOTICE)
    _check(words)
    # The seeded first versions are locked: they serve as the row that two publishers queue for.
    list(PrivacyNotice.objects.select_for_update().filter(purpose=purpose).values_list("pk", flat=True))
    last = PrivacyNotice.objects.filter(purpose=purpose).aggregate(n=Max("number"))["n"] or 0
    if after is not None and after != last:
        raise ValidationError(_("Somebody published version %(number)s meanwhile.") % {"number": last}, code="stale")
    rows = []
    for language in dict(settings.LANGUAGES):
        said = {name: words[language].get(name, "").strip().replace("\r\n", "\n") for name in WORDS}
        row = PrivacyNotice(
            purpose=Purpose(purpose),
            number=last + 1,
            language=language,
            countries=countries.strip(),
            asks_again=asks_again,
            published_by=by,
            **said,
        )
        row.sha256 = notice_digest(row)
        row.full_clean(exclude={"published_by"})
        row.save(force_insert=True)
        rows.append(row)
    lapsed = _ask_again(purpose) if asks_again else 0
    record(
        "people.notice_published",
        rows[0],
        by=by,
        changes={"purpose": str(purpose), "number": last + 1, "asks_again": asks_again, "lapsed": lapsed},
    )
    return rows


@transaction.atomic
def seed_notices() -> list[str]:
    """Publish the house's first version of every purpose that has none; the purposes it did. Safe to repeat."""
    published = set(PrivacyNotice.objects.values_list("purpose", flat=True))
    missing = [purpose.value for purpose in Purpose if purpose not in published]
    for purpose in missing:
        told = tomllib.loads(
            files("landbridge.people.wording").joinpath(f"first_notices/{purpose}.toml").read_text("utf-8")
        )
        publish_notice(
            purpose, by=None, words={code: told[code] for code in dict(settings.LANGUAGES)}, countries=told["countries"]
        )
    return missing


def part_label(part: str) -> str:
    """What one of ``WORDS`` is called, in the active language."""
    field = PrivacyNotice._meta.get_field(part)  # noqa: SLF001 - Django's way to a field's words
    assert isinstance(field, Field)  # noqa: S101 - narrows the type
    return str(field.verbose_name)


def _check(words: Mapping[str, Mapping[str, str]]) -> None:
    for language, name in settings.LANGUAGES:
        for part in WORDS:
            if part not in _MAY_BE_EMPTY and not words.get(language, {}).get(part, "").strip():
                raise ValidationError(
                    _("The %(language)s text lacks “%(part)s”: a notice is published in all languages at once.")
                    % {"language": name, "part": part_label(part)},
                    code="missing",
                )


def _ask_again(purpose: str) -> int:
    states = ConsentState.objects.filter(purpose=purpose, granted=True)
    persons = list(states.values_list("person", flat=True))
    stop_mail(purpose, persons)
    return states.update(granted=False, since=timezone.now())
