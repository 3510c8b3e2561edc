"""``landbridge match explain A B``: how well two organisations fit, and why, from the rows as they are now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from landbridge.directory.models import Organisation
from landbridge.directory.tables.organisations import names_of
from landbridge.matching.planning.explain import explained
from landbridge.matching.tables.lists import Way, way_of
from landbridge.matching.wording.reasons import percent, say_lowered


class Command(BaseCommand):
    """Both directions in words, with what they were computed by."""

    requires_system_checks = ()
    help = "Say how well two organisations fit, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        """Two numbers, and the language of the answer."""
        tasks = parser.add_subparsers(dest="task", required=True)
        explain = tasks.add_parser("explain", help="both directions, the words they rest on, and what lowered them")
        explain.add_argument("one", type=int, help="the organisation the list would be for")
        explain.add_argument("other", type=int, help="the one on the other side")
        explain.add_argument("--language", default="en", choices=["ko", "zh-hans", "en"])

    def handle(self, *_args: Any, one: int, other: int, language: str, **_options: Any) -> None:
        """Do it."""
        found = Organisation.objects.in_bulk([one, other])
        if len(found) != 2 or found[one].side == found[other].side:
            raise CommandError("Give the numbers of two organisations, one of each side.")
        with translation.override(language):
            place = explained(found[one], found[other])
            if place is None:
                raise CommandError("One of the two has no open offer or need, is blocked, or was merged away.")
            names = [names_of(each, language)[0].text for each in (found[one], found[other])]
            self.stdout.write(f"{names[0]} → {names[1]}: {percent(place.fit)}")
            for share, way in ((place.there, place.reasons["there"]), (place.back, place.reasons["back"])):
                self._way(way_of(way, share, language))
            for lowered in place.reasons["lowered"]:
                self.stdout.write(f"* {say_lowered(lowered)}")
            self.stdout.write(", ".join(f"{name}: {build or '-'}" for name, build in place.builds.items()))

    def _way(self, way: Way | None) -> None:
        if way is None:
            self.stdout.write("\n-")
            return
        ends = ["".join(piece.text for piece in end.pieces) for end in (way.seek, way.offer)]
        self.stdout.write(f"\n{ends[0]}\n  ← {ends[1]}: {way.share}")
        for words in way.shared:
            said = f" ({words.said})" if words.said else ""
            self.stdout.write(f"  {words.seek.text} ↔ {words.offer.text}{said} {words.share}")
        for code in way.codes:
            self.stdout.write(f"  {code}")
