"""Exhibits: the charts an editor lays beside a section, described as data."""

from typing import Literal

from pydantic import Field, model_validator

from etl.models.toml_files import Code, Period, Strict, Text


class EventMark(Strict):
    """A dated event of events.csv with the three to five words that fit into the chart."""

    id: Code
    text: Text


class BandModel(Strict):
    """A shaded interval."""

    start: Period
    end: Period
    text: str = ""


class ThresholdModel(Strict):
    """A level drawn as a dotted rule."""

    value: float
    text: Text


class PanelModel(Strict):
    """One chart: which figures it draws and how.

    `series` tells what a colour stands for, `rows` what a row of a dot, dumbbell or tile chart is;
    `compare` names the two periods of a dumbbell; `measure` "cumulated" adds up a flow.
    """

    chart: Literal["line", "bar", "dot", "dumbbell", "tile"]
    title: str = ""
    indicators: list[Code] = []
    actors: list[Code] = []
    grouping: Code | None = None
    partners: list[Code] = []
    series: Literal["actor", "indicator", "partner"] = "actor"
    rows: Literal["actor", "indicator", "partner", "period"] = "actor"
    measure: Literal["value", "cumulated"] = "value"
    start: Period | None = None
    end: Period | None = None
    periods: list[Period] = []
    latest: bool = False
    compare: list[Period] = Field(default=[], max_length=2)
    roll_calls: list[Text] = []
    focus: list[Code] = []
    labels: dict[Code, Text] = {}
    roles: dict[Code, str] = {}
    low: Code | None = None
    high: Code | None = None
    split: Period | None = None
    events: list[EventMark] = []
    bands: list[BandModel] = []
    thresholds: list[ThresholdModel] = []
    order: Literal["value", "given"] = "value"
    height: int | None = None
    zero: bool = True

    @model_validator(mode="after")
    def _speaks(self) -> "PanelModel":
        if bool(self.indicators) == bool(self.roll_calls):
            raise ValueError("a panel draws either indicators or roll calls (name one of them)")
        if self.chart == "dumbbell" and len(self.compare) != 2 and len(self.indicators) != 2:
            raise ValueError("a dumbbell compares two periods or two indicators (name them)")
        return self

    def references(self) -> list[tuple[str, str, list[str]]]:
        """What the panel names: kind of thing, field, ids."""
        bounds = [name for name in (self.low, self.high) if name]
        return [
            ("indicator", "indicators", self.indicators + bounds),
            ("actor", "actors", self.actors + self.partners + self.focus),
            ("grouping", "grouping", [self.grouping] if self.grouping else []),
            ("event", "events", [event.id for event in self.events]),
            ("roll_call", "roll_calls", self.roll_calls),
        ]


class ExhibitModel(Strict):
    """A figure of the evidence edition: one thought, one to four panels."""

    id: Code
    section: Code
    place: Literal["panel", "plate", "claim"]
    title: Text
    subtitle: Text
    note: str = ""
    panel: list[PanelModel] = Field(min_length=1, max_length=6)


class Exhibits(Strict):
    """All exhibits of one article, in the order in which an editor lays them."""

    exhibit: list[ExhibitModel]
