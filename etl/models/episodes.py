"""Episodes laid on one another by months since their start, and what is compared in them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from etl.derive import measures
from etl.models.toml_files import Code, Period, Strict, Text, TomlDocument, Whole, read_toml
from etl.models.toml_lines import Location
from etl.problems import Problem

FILE = "episodes.toml"


class EpisodeModel(Strict):
    """An episode: the period under which its figures stand, its name, its unit in the coding."""

    period: Period
    start: date
    label: Text
    unit: Code


class SeriesModel(Strict):
    """What is compared: figures of the pair, agreement, a distance of positions, or events.

    Events are those of a topic whose title holds `match`, and some more by id; their record covers
    `since` to `until`. "cumulated" counts from the start; "indexed" is relative to the mean of the
    twelve months before it, 100.
    """

    id: Code
    title: Text
    question: Text
    unit: Code
    decimals: int = Field(ge=0, le=6)
    indicator: Code | None = None
    actor: Code | None = None
    partner: Code | None = None
    votes: measures.Name | None = None
    distance: Code | None = None
    topic: Code | None = None
    match: str = ""
    also: list[Code] = []
    since: date | None = None
    until: date | None = None
    measure: Literal["value", "cumulated", "indexed"] = "value"
    note: str = ""

    @model_validator(mode="after")
    def _speaks(self) -> "SeriesModel":
        named = (self.indicator, self.votes, self.distance, self.topic)
        if sum(name is not None for name in named) != 1:
            raise ValueError("name indicator, votes, distance or topic (one of them)")
        if (self.indicator is None) != (self.actor is None or self.partner is None):
            raise ValueError("indicator, actor and partner go together")
        if (self.topic is None) != (self.since is None or self.until is None):
            raise ValueError("topic, since and until go together")
        if self.topic is None and (self.match or self.also):
            raise ValueError("match and also belong to topic (drop them)")
        if (self.topic is None) != (self.measure != "cumulated"):
            raise ValueError("events are cumulated, nothing else is")
        return self


class ComparisonModel(Strict):
    """Episodes of one pair, the indicators under which they are coded, and the series compared."""

    id: Code
    title: Text
    actor: Code
    partner: Code
    duration: Code
    codes: list[Code]
    variables: list[Code]
    before: Whole
    after: Whole
    episode: list[EpisodeModel] = Field(min_length=2)
    series: list[SeriesModel] = Field(min_length=1)


class Comparisons(Strict):
    """All comparisons of episodes."""

    comparison: list[ComparisonModel]


def read_episodes(data: Path) -> tuple[TomlDocument[Comparisons] | None, list[Problem]]:
    """The declared comparisons, None where no file declares any, and the problems of the file."""
    problems: list[Problem] = []
    if not (data / FILE).exists():
        return None, problems
    document = read_toml(data / FILE, Comparisons, data, problems)
    if document is not None:
        problems += _repeated(document)
    return document, problems


def _repeated(document: TomlDocument[Comparisons]) -> Iterator[Problem]:
    """Ids of comparisons and of series, and the periods of episodes, are taken once."""
    seen: set[Location] = set()
    for number, comparison in enumerate(document.model.comparison):
        at: Location = ("comparison", number)
        named: list[tuple[Location, Location]] = [(("comparison", comparison.id), (*at, "id"))]
        for place, series in enumerate(comparison.series):
            named.append((("series", series.id), (*at, "series", place, "id")))
        for place, episode in enumerate(comparison.episode):
            key = ("episode", number, episode.period)
            named.append((key, (*at, "episode", place, "period")))
        for key, location in named:
            if key in seen:
                yield document.problem(location, f"'{key[-1]}' stands twice (keep one)")
            seen.add(key)


def named(
    document: TomlDocument[Comparisons],
) -> Iterator[tuple[TomlDocument, Location, str, list[str]]]:
    """What the comparisons name: document, place, kind of thing, ids."""
    for number, comparison in enumerate(document.model.comparison):
        at: Location = ("comparison", number)
        for field, kind in (("actor", "actor"), ("partner", "actor"), ("duration", "indicator")):
            yield document, (*at, field), kind, [getattr(comparison, field)]
        yield document, (*at, "codes"), "indicator", comparison.codes
        yield document, (*at, "variables"), "variable", comparison.variables
        for place, series in enumerate(comparison.series):
            yield from _of_series(document, (*at, "series", place), series)


def _of_series(
    document: TomlDocument[Comparisons], at: Location, series: SeriesModel
) -> Iterator[tuple[TomlDocument, Location, str, list[str]]]:
    kinds = {"indicator": "indicator", "distance": "indicator", "actor": "actor"}
    kinds |= {"partner": "actor", "topic": "topic", "unit": "unit"}
    for field, kind in kinds.items():
        if value := getattr(series, field):
            yield document, (*at, field), kind, [value]
    yield document, (*at, "also"), "event", series.also


def episode_rows(document: TomlDocument[Comparisons]) -> Iterator[dict[str, Any]]:
    """A row for each episode with the lines of its period and its unit: for the checks."""
    for number, comparison in enumerate(document.model.comparison):
        sides = {"actor": comparison.actor, "partner": comparison.partner}
        for place, episode in enumerate(comparison.episode):
            at: Location = ("comparison", number, "episode", place)
            found = document.problem((*at, "period"), "")
            lines = {"line": found.line, "unit_line": document.problem((*at, "unit"), "").line}
            row = {"file": found.file, "duration": comparison.duration, "period": episode.period}
            yield row | lines | sides | {"unit": episode.unit}
