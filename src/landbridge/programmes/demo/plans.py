"""What the season consists of, from ``wording/demo_season.toml``, with days in place of distances."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from landbridge.base.clocks import zone_of_country

#: How far programmes come, in order: each stage has been through those before it, but for the last.
STAGES = (
    "planned", "draft", "agreeing", "open", "screening", "decision", "announced", "confirmed", "running", "completed",
    "settled", "cancelled",
)  # fmt: skip
ORIGINALS = {"host": "ko", "guest": "zh-hans"}


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme as it is planned, and its call. ``said`` is the table of the file."""

    said: dict[str, Any]
    today: date

    @property
    def stage(self) -> str:
        """How far it has come."""
        return str(self.said["stage"])

    @property
    def side(self) -> str:
        """Which side leads it."""
        return str(self.said["side"])

    @property
    def original(self) -> str:
        """The language it is written in."""
        return ORIGINALS[self.side]

    @property
    def starts_on(self) -> date:
        """Its first day."""
        return self.today + timedelta(days=self.said["starts"])

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.starts_on + timedelta(days=self.said["days"] - 1)

    @property
    def opens_at(self) -> datetime:
        """When its call opens: at nine o'clock there."""
        return self._at(self.said["opens"], 9)

    @property
    def closes_at(self) -> datetime:
        """When its call closes: at six o'clock there."""
        return self._at(self.said["closes"], 18)

    def came_to(self, stage: str) -> bool:
        """Whether it came as far as this, or further."""
        return self.stage != "cancelled" and STAGES.index(self.stage) >= STAGES.index(stage)

    def words(self, language: str) -> dict[str, str]:
        """Title, summary and body of the call in a language."""
        said = self.said
        told = {"what": said["what"][language], "who": said["who"][language], "place": said["place"]}
        body = _season()["body"][language].format(places=said["places"], **told)
        return {"title": said["name"][language], "summary": said["what"][language], "body": body}

    def _at(self, days: int, hour: int) -> datetime:
        zone = zone_of_country(self.said["country"])
        return datetime.combine(self.today + timedelta(days=days), time(hour), zone)


def plans(today: date) -> list[Plan]:
    """The programmes of the season, as seen on a day."""
    return [Plan(said, today) for said in _season()["programmes"]]


def answers_said() -> dict[str, dict[str, list[str]]]:
    """What applicants answer, by question and language."""
    return tomllib.loads(files("landbridge.programmes.wording").joinpath("demo_answers.toml").read_text("utf-8"))


def _season() -> dict[str, Any]:
    return tomllib.loads(files("landbridge.programmes.wording").joinpath("demo_season.toml").read_text("utf-8"))
