"""Ties between two actors: which indicators speak of each, and which way is closer."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from etl.derive import measures
from etl.models.toml_files import Code, Strict, Text, TomlDocument, read_toml
from etl.models.toml_lines import Location
from etl.problems import Problem

FILE = "ties.toml"


class TieMeasureModel(Strict):
    """One way of seeing a tie: figures of pairs, agreement in votes, or a distance of positions.

    `terms` tells how many figures of a pair and a year are added up; 0 leaves each side a series of
    its own. `over` divides by a figure of each side. `carry` is for how many years a value stands.
    """

    id: Code
    title: Text
    direction: Literal["higher", "lower"]
    indicators: list[Code] = []
    votes: measures.Name | None = None
    scope: Literal["all", "fp", "session"] = "fp"
    distance: Code | None = None
    by_year: Literal["only", "mean", "sum", "last"] = "only"
    terms: int = Field(0, ge=0, le=4)
    over: Code | None = None
    unit: Code | None = None
    decimals: int | None = Field(None, ge=0, le=6)
    log: bool = False
    carry: int = Field(0, ge=0, le=10)
    composite: bool = True
    least_change: float = Field(gt=0)
    change: Literal["absolute", "relative"] = "absolute"

    @model_validator(mode="after")
    def _speaks(self) -> "TieMeasureModel":
        if bool(self.indicators) + (self.votes is not None) + (self.distance is not None) != 1:
            raise ValueError("name indicators, votes or distance (one of them)")
        if not self.indicators and (self.over or self.terms or self.by_year != "only"):
            raise ValueError("over, terms and by_year belong to indicators (drop them)")
        computed = not self.indicators or self.over is not None
        if {self.unit is not None, self.decimals is not None} != {computed}:
            raise ValueError("what is computed names unit and decimals, other measures neither")
        return self


class TieModel(Strict):
    """A tie, its measures in order of preference, and why it may be unknown."""

    id: Code
    label: Annotated[str, Field(min_length=1, max_length=12)]
    title: Text
    question: Text
    unknown: Text
    measure: list[TieMeasureModel] = Field(min_length=1)


class Ties(Strict):
    """All ties, and what is shown of them when a reader names nothing.

    `sides` are the aggregates that can be one side of a pair, as every state can.
    """

    pair: list[Code] = Field(min_length=2, max_length=2)
    poles: list[Code] = Field(min_length=1, max_length=4)
    sides: list[Code] = []
    window: list[int] = Field(min_length=2, max_length=2)
    least: int = Field(ge=2)
    tie: list[TieModel] = Field(min_length=1)

    @model_validator(mode="after")
    def _agrees(self) -> "Ties":
        if self.pair[0] == self.pair[1]:
            raise ValueError("pair names one actor twice (name two)")
        if self.window[0] >= self.window[1]:
            raise ValueError("window must run forwards")
        return self


def read_ties(data: Path) -> tuple[TomlDocument[Ties] | None, list[Problem]]:
    """The declared ties, None where no file declares any, and every problem of the file."""
    problems: list[Problem] = []
    if not (data / FILE).exists():
        return None, problems
    document = read_toml(data / FILE, Ties, data, problems)
    if document is not None:
        problems += _repeated(document)
    return document, problems


def _repeated(document: TomlDocument[Ties]) -> Iterator[Problem]:
    """Ids of ties and of measures are taken once."""
    seen: set[tuple[str, str]] = set()
    for number, tie in enumerate(document.model.tie):
        places: list[tuple[str, str, Location]] = [("tie", tie.id, ("tie", number, "id"))]
        for place, measure in enumerate(tie.measure):
            places.append(("measure", measure.id, ("tie", number, "measure", place, "id")))
        for kind, name, location in places:
            if (kind, name) in seen:
                yield document.problem(location, f"'{name}' stands twice (rename one)")
            seen.add((kind, name))


def named(document: TomlDocument[Ties]) -> Iterator[tuple[TomlDocument, Location, str, list[str]]]:
    """What the ties name: document, place, kind of thing, ids."""
    ties = document.model
    yield document, ("pair",), "actor", ties.pair or []
    yield document, ("poles",), "actor", ties.poles or []
    yield document, ("sides",), "actor", ties.sides or []
    for at, measure in _measures(document):
        yield document, (*at, "indicators"), "indicator", measure.indicators
        yield document, (*at, "distance"), "indicator", _some(measure.distance)
        yield document, (*at, "over"), "indicator", _some(measure.over)
        yield document, (*at, "unit"), "unit", _some(measure.unit)


def measure_rows(document: TomlDocument[Ties]) -> Iterator[dict[str, Any]]:
    """A row for each measure and what it names, with its line: for the checks."""
    for at, measure in _measures(document):
        for field in ("indicators", "distance", "over"):
            value = getattr(measure, field)
            ids = value if isinstance(value, list) else _some(value)
            found = document.problem((*at, field), "")
            place = {"file": found.file, "line": found.line, "field": field}
            row = {"measure": measure.id, "by_year": measure.by_year, "terms": measure.terms}
            yield from ({**place, **row, "indicator": name} for name in ids)


def _some(name: str | None) -> list[str]:
    return [name] if name else []


def _measures(document: TomlDocument[Ties]) -> Iterator[tuple[Location, TieMeasureModel]]:
    for number, tie in enumerate(document.model.tie):
        for place, measure in enumerate(tie.measure):
            yield ("tie", number, "measure", place), measure
