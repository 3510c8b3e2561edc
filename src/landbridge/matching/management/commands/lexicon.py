"""``landbridge lexicon``: the words that matching knows, from packages and from files of concepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from landbridge.matching.planning.artefacts import Outcome, build_artefacts


class Command(BaseCommand):
    """``build`` reads the packages, ``import`` and ``export`` a file of concepts (TSV, or SKOS as RDF/XML)."""

    requires_system_checks = ()
    help = "Read the packages that matching knows words from; take concepts in from a file, or write them into one."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is to be done."""
        tasks = parser.add_subparsers(dest="task", required=True)
        build = tasks.add_parser("build", help="read the packages whose words are missing or older than they are")
        build.add_argument("--anew", action="store_true", help="read all of them")
        taken = tasks.add_parser("import", help="take in concepts: FILE.tsv, or FILE.rdf with SKOS")
        taken.add_argument("file", type=Path)
        taken.add_argument(
            "--source", default="", help="whose concepts these are, in SKOS; the file's name if not said"
        )
        written = tasks.add_parser("export", help="write all concepts: FILE.tsv, or FILE.rdf with SKOS")
        written.add_argument("file", type=Path)

    def handle(self, *_args: Any, task: str, **options: Any) -> None:
        """Do it."""
        if task == "build":
            self.build(anew=options["anew"], is_quiet=options["verbosity"] < 1)
        elif task == "import":
            self.take_in(options["file"], source=options["source"])
        else:
            self.write(options["file"])

    def build(self, *, anew: bool, is_quiet: bool) -> None:
        """Say of each package what became of it. One that is missing is no failure: the others go on without it."""
        from landbridge.matching.planning.lexicon import folder  # noqa: PLC0415 - it loads the engine

        for built in build_artefacts(folder(), anew=anew):
            package, header = built.package, built.header
            if built.outcome is Outcome.MISSING:
                kept = ", but its words are kept from before" if header else ""
                self.stderr.write(f"{package.title} is missing{kept}. To have its words: {package.to_install}")
            elif header and not is_quiet:
                self.stdout.write(f"{package.title}: {header.entries} words, {built.outcome} ({header.licence})")

    def take_in(self, file: Path, *, source: str) -> None:
        """Take in a file: all of it, or nothing and what is wrong at which line."""
        from landbridge.matching.actions.import_terms import import_concepts  # noqa: PLC0415
        from landbridge.matching.lexicons.exchanged import BadFile  # noqa: PLC0415
        from landbridge.matching.lexicons.skos import read_skos  # noqa: PLC0415
        from landbridge.matching.lexicons.tsv import read_tsv  # noqa: PLC0415

        try:
            content = file.read_bytes()
            rows = read_tsv(content) if _is_table(file) else read_skos(content, source=source or file.stem)
            taken = import_concepts(rows, by=None)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except BadFile as error:
            raise CommandError(f"{file}: {error.message()} Nothing was taken in.") from error
        self.stdout.write(f"New: {taken.new}, changed: {taken.changed}, as they were: {taken.same}.")

    def write(self, file: Path) -> None:
        """Write all concepts, in an order that depends on nothing but them."""
        from landbridge.matching.lexicons.skos import write_skos  # noqa: PLC0415
        from landbridge.matching.lexicons.tsv import write_tsv  # noqa: PLC0415
        from landbridge.matching.queries.exchange import exported_concepts  # noqa: PLC0415

        rows = exported_concepts()
        try:
            file.write_text(write_tsv(rows) if _is_table(file) else write_skos(rows), encoding="utf-8", newline="\n")
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        self.stdout.write(f"Concepts written: {len(rows)}.")


def _is_table(file: Path) -> bool:
    kinds = {".tsv": True, ".txt": True, ".rdf": False, ".xml": False}
    if file.suffix.lower() not in kinds:
        raise CommandError(f"{file}: a file of concepts ends in .tsv (a table) or .rdf (SKOS).")
    return kinds[file.suffix.lower()]
