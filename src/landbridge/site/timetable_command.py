"""``landbridge timetable``: a fair's workbook in, a verified timetable out; no database, no settings.

Exit codes: 0 done, 1 the workbook has faults or a timetable breaks rules, 2 asked in a way that
cannot be answered. Nothing that goes wrong ends in a traceback (but with LANDBRIDGE_DEBUG set).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.site import timetable_work as work
from landbridge.site.timetable_work import MISUSED, WRONG, UsageError

#: The languages that the command speaks, with the name of each.
LANGUAGES = {"en": "English", "ko": "한국어", "zh-hans": "简体中文"}


def run(argv: Sequence[str]) -> int:
    """Do what ``argv`` (without the program's name) asks for; returns the exit code."""
    _prepare()
    with override(_language(argv)):
        try:
            return _run(_parser().parse_args(list(argv)))
        except UsageError as error:
            _complain(str(error))
            return MISUSED
        except SystemExit as stop:  # argparse has said what is wrong, or what it can do
            return stop.code if isinstance(stop.code, int) else MISUSED
        except KeyboardInterrupt:
            _complain(_("Stopped. Nothing was written."))
            return 130
        except Exception as error:
            if os.environ.get("LANDBRIDGE_DEBUG"):
                raise
            _complain(
                _("Something went wrong inside the program (%(error)s). Nothing was written.") % {"error": repr(error)}
            )
            return WRONG


def _run(asked: argparse.Namespace) -> int:
    if asked.template is not None:
        return work.write_new(asked.template, work.template())
    if asked.sample is not None:
        return work.write_new(asked.sample, work.sample())
    if asked.check is not None:
        return work.check(*asked.check)
    if asked.fair is None or asked.out is None:
        raise UsageError(_("Name the fair’s workbook and, after -o, the workbook to write. See --help."))
    return work.solve(asked.fair, asked.out, asked.json, seconds=asked.seconds, seed=asked.seed)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong; argparse words it in English."""
        self.print_usage(sys.stderr)
        raise UsageError(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="landbridge timetable",
        description=_(
            "Make the timetable of a fair from its workbook, and say what is proved of it and what is left out."
        ),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="landbridge timetable --sample FAIR.xlsx\nlandbridge timetable FAIR.xlsx -o OUT.xlsx\n"
        "landbridge timetable --check FAIR.xlsx OUT.xlsx",
    )
    parser.add_argument("fair", nargs="?", type=Path, metavar="FAIR.xlsx", help=_("the fair’s workbook"))
    parser.add_argument("-o", "--out", type=Path, metavar="OUT.xlsx", help=_("the workbook to write the timetable to"))
    parser.add_argument("--json", type=Path, metavar="OUT.json", help=_("write the timetable as JSON too"))
    parser.add_argument("--seconds", type=_seconds, default=60.0, help=_("how long to search (default 60)"))
    parser.add_argument("--seed", type=int, default=0, help=_("the same seed gives the same timetable (default 0)"))
    parser.add_argument(
        "--language", choices=LANGUAGES, help=_("the language of everything written (default: by LANG)")
    )
    other = parser.add_mutually_exclusive_group()
    other.add_argument("--template", type=Path, metavar="FAIR.xlsx", help=_("write a workbook to fill in"))
    other.add_argument("--sample", type=Path, metavar="FAIR.xlsx", help=_("write the sample fair"))
    other.add_argument(
        "--check", type=Path, nargs=2, metavar=("FAIR.xlsx", "OUT.xlsx"), help=_("verify a timetable against its fair")
    )
    return parser


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(_("give a number of seconds above 0 and up to 86400"))
    return seconds


def _language(argv: Sequence[str]) -> str:
    """What ``--language`` says, else what the environment does; it is needed before the arguments are read."""
    for place, word in enumerate(argv):
        name, equals, value = word.partition("=")
        if name == "--language":
            wanted = value if equals else "".join(argv[place + 1 : place + 2])
            return wanted if wanted in LANGUAGES else "en"
    spoken = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return {"ko": "ko", "zh": "zh-hans"}.get(spoken[:2].lower(), "en")


def _prepare() -> None:
    """Give Django the languages, and no more: the house's settings would make a data folder and want a database."""
    if not settings.configured:
        root = Path(__file__).resolve().parents[3]
        settings.configure(
            USE_I18N=True, USE_TZ=True, LANGUAGES=list(LANGUAGES.items()), LOCALE_PATHS=[root / "locale"]
        )
        django.setup()


def _complain(message: str) -> None:
    sys.stderr.write(f"landbridge timetable: {message}\n")
