"""data/connectors.toml: what may come from each connector, and within which bounds."""

from pathlib import Path

from pydantic import Field, field_validator

from etl.problems import Problem
from etl.toml_files import Code, Document, Strict, Text, read_toml

FILE = "connectors.toml"


class Scope(Strict):
    """Of one indicator: which rows are wanted, how many they may be, what they may add up to."""

    rows: list[int] = Field(min_length=2, max_length=2)
    total: list[float] = Field(min_length=2, max_length=2)
    actors: list[Code] = []
    partners: list[Code] = []
    first: Text = ""

    @field_validator("rows", "total")
    @classmethod
    def _runs_upwards(cls, bounds: list) -> list:
        if bounds[0] > bounds[1]:
            raise ValueError("the lower bound stands first (swap them)")
        return bounds

    def wants(self, actor: str, partner: str, period: str) -> bool:
        """Whether a row of this actor, partner and period belongs to the data."""
        return (
            (not self.actors or actor in self.actors)
            and (not self.partners or partner in self.partners)
            and period >= self.first
        )


class Setting(Strict):
    """One connector: columns and codes that are known and left out, and its indicators."""

    ignore: list[Text] = []
    skip: list[Text] = []
    indicators: dict[Code, Scope] = Field(min_length=1)


class Settings(Strict):
    """All connectors that this data folder takes figures from."""

    connector: dict[Code, Setting]


def read_settings(data: Path, problems: list[Problem]) -> Document[Settings] | None:
    """The settings, faults added to `problems`; None when the file is missing."""
    return read_toml(data / FILE, Settings, data, problems)
