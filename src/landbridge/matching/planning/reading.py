"""Items of the directory read into rows of the index, and those rows read again when words changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from landbridge.directory.models import Item
from landbridge.engine.matching.features import features
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.text import Script, key_of, script_of
from landbridge.matching.actions.index import note_terms, write_rows
from landbridge.matching.models import IndexBuild, IndexedItem
from landbridge.matching.planning.packing import pack_features
from landbridge.matching.queries.index import industry_codes, sha256_of


def read_items(items: Sequence[Item], lexicon: Lexicon) -> list[IndexedItem]:
    """Rows of items as the lexicon reads them; of no build yet."""
    industries = industry_codes({item.organisation_id for item in items})
    return [
        IndexedItem(
            item=item,
            number=item.pk,
            organisation_id=item.organisation_id,
            kind=item.kind,
            language=item.language,
            codes=[*([f"hs:{item.hs6}"] if item.hs6 else []), *industries.get(item.organisation_id, ())],
            key=key_of(item.text),
            sha256=sha256_of(item.text),
            features=pack_features(features(item.text, lexicon)),
        )
        for item in items
    ]


def reread(build: IndexBuild, keys: Collection[str], lexicon: Lexicon, serial: int) -> int:
    """Read those items again that hold a word which changed; gives how many. No others are touched."""
    wanted = touched_keys(keys, lexicon)
    held = IndexedItem.objects.filter(build=build, is_gone=False, item__isnull=False)
    numbers = [
        number
        for number, key in held.values_list("number", "key").iterator(chunk_size=5000)
        if any(word in key for word in wanted)
    ]
    for at in range(0, len(numbers), 500):
        items = Item.objects.filter(pk__in=numbers[at : at + 500]).order_by("pk")
        write_rows(build, read_items(list(items), lexicon))
    note_terms(build, serial)
    return len(numbers)


def touched_keys(keys: Iterable[str], lexicon: Lexicon) -> set[str]:
    """The keys themselves, and Korean words that reach their English only over a Chinese one among them."""
    said = {key for key in keys if key.strip()}
    chinese = {key for key in said if script_of(key.strip()) is Script.HAN}
    inner = {key for key in chinese if len(key) in (2, 3)}
    if not chinese:
        return said
    reached = {
        korean
        for korean, links in lexicon.chinese.items()
        if any(word in chinese or any(part in word for part in inner) for word, _ in links)
    }
    return said | reached
