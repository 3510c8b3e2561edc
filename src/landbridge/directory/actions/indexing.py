"""What an organisation is found and matched by, written anew whenever it changes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import prefetch_related_objects

from landbridge.base.search.entries import forget, index_many
from landbridge.base.text import Trilingual, sort_key
from landbridge.directory.models import MatchKey, Organisation
from landbridge.directory.queries.matching import keys_of, name_match_key, names_of

KIND = "organisation"  #: what ``base.search`` calls them


def set_sort_keys(organisation: Organisation) -> None:
    """Fill the keys of each language's order; a name that is missing is sorted by the one shown in its place."""
    names = Trilingual(organisation.name_ko, organisation.name_zh, organisation.name_en)
    organisation.sort_ko = sort_key(names.read("ko")[0], "ko")
    organisation.sort_zh = sort_key(names.read("zh-hans")[0], "zh-hans")
    organisation.sort_en = sort_key(names.read("en")[0], "en")


def index_organisation(organisation: Organisation) -> None:
    """Let an organisation be found and matched by what it is now; not at all once it was merged into another."""
    index_organisations([organisation])


@transaction.atomic
def index_organisations(organisations: Sequence[Organisation]) -> None:
    """``index_organisation`` for many, in a few statements a few hundred."""
    for gone in (one for one in organisations if one.merged_into_id):
        forget(KIND, gone.pk)
    current = [one for one in organisations if not one.merged_into_id]
    # Read anew: an action that has just changed the rows below may hold older ones.
    fresh = list(Organisation.objects.filter(pk__in=[one.pk for one in current]))
    prefetch_related_objects(fresh, "items", "industries", "merged")
    index_many(KIND, [(one.pk, *_words(one)) for one in fresh])
    MatchKey.objects.filter(organisation__in=organisations).delete()
    keys = [MatchKey(organisation=one, key=key) for one in fresh for key in sorted(keys_of(one) | _merged_keys(one))]
    MatchKey.objects.bulk_create(keys, batch_size=300)


def _merged_keys(organisation: Organisation) -> set[str]:
    """The whole names of those merged into it, by which a blacklist still finds them."""
    return {name_match_key(name) for one in organisation.merged.all() for name in names_of(one).values()}


def _words(organisation: Organisation) -> tuple[str, str]:
    title = [*names_of(organisation).values(), organisation.number]
    body = [organisation.region, organisation.about]
    body += [item.text for item in organisation.items.all()]
    body += [industry.code for industry in organisation.industries.all()]
    return "\n".join(filter(None, title)), "\n".join(filter(None, body))
