"""data/connectors.toml: what may come from each connector, and within which bounds."""

from pathlib import Path

from pydantic import Field, field_validator, model_validator

from etl.models.toml_files import Code, Strict, Text, TomlDocument, read_toml
from etl.problems import Problem

FILE = "connectors.toml"


class IndicatorSetting(Strict):
    """Of one indicator: which rows are wanted, how many they may be, what they may add up to."""

    rows: list[int] = Field(min_length=2, max_length=2)
    total: list[float] = Field(min_length=2, max_length=2)
    actors: list[Code] = []
    partners: list[Code] = []
    first: str = ""

    @field_validator("rows", "total")
    @classmethod
    def _runs_upwards(cls, bounds: list) -> list:
        if bounds[0] > bounds[1]:
            raise ValueError("the lower bound stands first (swap them)")
        return bounds


class ConnectorSetting(Strict):
    """One connector: columns and codes that are known and left out, and its indicators.

    `actors` and `first` hold for every indicator that names none of its own.
    """

    ignore: list[Text] = []
    skip: list[str] = []
    actors: list[Code] = []
    first: str = ""
    indicators: dict[Code, IndicatorSetting] = {}
    roll_calls: list[int] = Field([], max_length=2)

    @model_validator(mode="after")
    def _yields(self) -> "ConnectorSetting":
        if not self.indicators and len(self.roll_calls) != 2:
            raise ValueError("says of no indicator, nor of roll calls, how many there may be")
        return self

    def wants(self, indicator: str, actor: str, partner: str, period: str) -> bool:
        """Whether a row belongs to the data; one of an indicator without a scope is looked at."""
        if indicator in self.ignore or indicator not in self.indicators:
            return indicator not in self.ignore
        scope = self.indicators[indicator]
        actors = scope.actors or self.actors
        return (
            (not actors or actor in actors)
            and (not scope.partners or partner in scope.partners)
            and period >= (scope.first or self.first)
        )


class Settings(Strict):
    """All connectors that this data folder takes figures from."""

    connector: dict[Code, ConnectorSetting]


def read_settings(data: Path, problems: list[Problem]) -> TomlDocument[Settings] | None:
    """The settings, faults added to `problems`; None when the file is missing."""
    return read_toml(data / FILE, Settings, data, problems)
