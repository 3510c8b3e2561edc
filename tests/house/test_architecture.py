"""The shape of the house, held by looking at its files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "landbridge"
# What is printed to PDF is no page and carries its own style.
TEMPLATES = sorted(path for path in SOURCE.glob("*/templates/**/*.html") if not path.stem.endswith("_pdf"))

# A name that could hold anything will.
JUNK_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "service", "services"}


def in_project(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_imports_point_down() -> None:
    # In a process of its own: it sets up logging anew, and switches off every logger that was there.
    command = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_app_has_its_rooms_linted() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rooms = next(contract for contract in contracts if contract["id"] == "rooms")
    apps = {f"landbridge.{path.parent.name}" for path in SOURCE.glob("*/apps.py")}
    assert set(rooms["containers"]) == apps - {"landbridge.base", "landbridge.site"}


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_file_is_a_junk_drawer() -> None:
    files = [path for folder in ("src", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
    assert [in_project(path) for path in files if path.stem in JUNK_DRAWERS or path.parent.name in JUNK_DRAWERS] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=in_project)
def test_a_template_obeys_the_content_security_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"""\sstyle\s*=\s*["'{]""", text), "an inline style is blocked: use a class"
    assert "<style" not in text, "an inline style sheet is blocked: use a file"
    assert not re.search(r"<script(?![^>]*\b(src=|type=\"application/json\"))", text), "an inline script is blocked"
    assert not re.search(r"""\son[a-z]+\s*=\s*["']""", text), "an inline handler is blocked: use a module"
    assert "hx-on" not in text, "hx-on is an inline script: use a module"
    assert "javascript:" not in text
    assert not re.search(r"""<(script|link|img)[^>]*(src|href)=["']https?:""", text), "nothing comes from elsewhere"


def test_every_static_file_a_template_names_is_there() -> None:
    pattern = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
    named = {name for path in TEMPLATES for name in pattern.findall(path.read_text(encoding="utf-8"))}
    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_the_web_server_starts_without_the_solvers() -> None:
    code = """
import sys, django
django.setup()
import landbridge.site.urls
print([name for name in ("ortools", "highspy", "numba", "weasyprint") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
