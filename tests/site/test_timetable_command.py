"""The command line from its outside: exit codes, files, languages, and never a traceback."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from landbridge.base.sheets import read_workbook
from landbridge.engine.timetable.problem import Place, Problem
from landbridge.engine.timetable.result import Result, Status
from landbridge.engine.timetable.score import score
from landbridge.meetings.workbook.example import example_fair
from landbridge.meetings.workbook.reading import read_fair
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.meetings.workbook.writing import write_fair
from landbridge.site.timetable_command import run
from tests.meetings.workbook.workbooks import good, workbook

#: The module; the package gives the function of the same name.
solving = importlib.import_module("landbridge.engine.timetable.solve")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def fair(tmp_path: Path) -> Path:
    """The example fair as a workbook."""
    path = tmp_path / "fair.xlsx"
    path.write_bytes(write_fair(example_fair(), "en"))
    return path


def test_a_fair_is_solved_written_and_verified(fair: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = fair.read_bytes()
    out, out_json = tmp_path / "out.xlsx", tmp_path / "out.json"
    assert run([str(fair), "-o", str(out), "--json", str(out_json), "--seconds", "20"]) == 0
    told = capsys.readouterr()
    assert "4 of 4 wishes are met." in told.out
    assert fair.read_bytes() == before
    answer = json.loads(out_json.read_text())
    assert set(answer) == {"meetings", "unmet", "summary"}
    assert len(answer["meetings"]) == 4
    assert answer["summary"]["levels"][0] == {"level": "musts", "value": 1, "bound": 1, "proved": True}
    columns = "wish slot day start end table company_a company_b interpreter"
    assert list(answer["meetings"][0]) == columns.split()
    assert run(["--check", str(fair), str(out)]) == 0
    assert "4 of 4" in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fair.xlsx", "out.json", "out.xlsx"]


@pytest.mark.parametrize(("language", "word"), [("en", "Meetings"), ("ko", "상담 일정"), ("zh-hans", "洽谈日程")])
def test_the_timetable_is_in_the_language_asked_for(
    fair: Path, tmp_path: Path, language: str, word: str, held: None
) -> None:
    out = tmp_path / "out.xlsx"
    assert run([str(fair), "-o", str(out), "--language", language]) == 0
    assert read_workbook(out.read_bytes())[0].name == word


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that answers at once, with one meeting of the example."""
    plan = {"W4": Place("S3", "T2", "I1")}

    def solve(problem: Problem, **_: object) -> Result:
        return Result(Status.FEASIBLE, plan, score(problem, plan), 0, 0.1)

    monkeypatch.setattr(solving, "solve", solve)


def test_what_is_left_out_is_said_with_its_cause(
    fair: Path, tmp_path: Path, held: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([str(fair), "-o", str(tmp_path / "out.xlsx")]) == 0
    told = capsys.readouterr().out
    assert "1 of 4 wishes are met." in told
    for wish in ("W1", "W2", "W3"):
        assert f"({wish})" in told


def test_a_plan_that_breaks_rules_is_not_written(
    fair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = {"W1": Place("S4", "T3", None)}
    monkeypatch.setattr(solving, "solve", lambda problem, **_: Result(Status.OPTIMAL, plan, (), 0, 0.1))
    assert run([str(fair), "-o", str(tmp_path / "out.xlsx")]) == 1
    assert "needs an interpreter" in capsys.readouterr().err
    assert not (tmp_path / "out.xlsx").exists()


def test_faults_are_told_with_their_place_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = good()
    sheets["Wishes"][1][2] = "C9"
    fair, out = tmp_path / "fair.xlsx", tmp_path / "out.xlsx"
    fair.write_bytes(workbook(sheets))
    assert run([str(fair), "-o", str(out)]) == 1
    assert "sheet “Wishes”, row 2, column C (company_b)" in capsys.readouterr().err
    assert not out.exists()


def test_a_tampered_timetable_is_refused_with_row_and_rule(
    fair: Path, tmp_path: Path, held: None, capsys: pytest.CaptureFixture[str]
) -> None:
    out, other = tmp_path / "out.xlsx", tmp_path / "other.xlsx"
    assert run([str(fair), "-o", str(out)]) == 0
    sheets: dict[str, list[list[Any]]] = {sheet.name: sheet.rows for sheet in read_workbook(out.read_bytes())}
    sheets = {
        "Meetings": [["wish", "slot", "table", "interpreter"], ["W4", "S4", "T2", "I1"]],
        "Unmet": sheets["Unmet"],
    }
    other.write_bytes(workbook(sheets))
    capsys.readouterr()
    assert run(["--check", str(fair), str(other)]) == 1
    told = capsys.readouterr().out
    assert "row 2" in told
    assert "정유진" in told


def test_template_and_sample_are_written_and_never_over_a_file(tmp_path: Path) -> None:
    template, sample = tmp_path / "template.xlsx", tmp_path / "sample.xlsx"
    assert run(["--template", str(template), "--language", "ko"]) == 0
    assert read_fair(template.read_bytes()) == (example_fair(), [])
    assert run(["--sample", str(sample)]) == 0
    assert read_fair(sample.read_bytes())[0] == sample_fair()
    before = template.read_bytes()
    assert run(["--sample", str(template)]) == 2
    assert template.read_bytes() == before


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["fair.xlsx"],
        ["nowhere.xlsx", "-o", "out.xlsx"],
        ["fair.xlsx", "-o", "fair.xlsx"],
        ["fair.xlsx", "-o", "./sub/../fair.xlsx"],
        ["fair.xlsx", "-o", "out.xlsx", "--json", "out.xlsx"],
        ["fair.xlsx", "-o", "no/such/folder/out.xlsx"],
        ["fair.xlsx", "-o", "sub"],
        ["fair.xlsx", "-o", "out.xlsx", "--seconds", "0"],
        ["fair.xlsx", "-o", "out.xlsx", "--seconds", "soon"],
        ["fair.xlsx", "-o", "out.xlsx", "--language", "fr"],
        ["--check", "fair.xlsx"],
        ["--check", "sub", "fair.xlsx"],
        ["--template", "no/such/folder/x.xlsx"],
        ["--unheard-of"],
    ],
)
def test_what_cannot_be_done_is_said_and_exits_with_2(
    argv: list[str], fair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    before = fair.read_bytes()
    assert run(argv) == 2
    assert "landbridge timetable: " in capsys.readouterr().err
    assert fair.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fair.xlsx", "sub"]


def test_a_mistake_of_the_program_is_one_line(
    fair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.delenv("LANDBRIDGE_DEBUG", raising=False)
    monkeypatch.setattr(solving, "solve", broken)
    assert run([str(fair), "-o", str(tmp_path / "out.xlsx")]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_it_runs_by_itself_without_database_or_settings(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LANDBRIDGE", "DJANGO"))}
    code = "import sys; from landbridge.site.command import main; sys.argv[0] = 'landbridge'; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "timetable", "--template", "fair.xlsx"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={**environment, "LC_ALL": "zh_CN.UTF-8", "LANDBRIDGE_DATA": str(tmp_path / "data")},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["fair.xlsx"]
    assert read_fair((tmp_path / "fair.xlsx").read_bytes()) == (example_fair(), [])
