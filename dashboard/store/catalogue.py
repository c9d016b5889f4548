"""The small relations of a build as frozen records, read once per build."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from dashboard.store.database import records
from dashboard.words.wording import Unit


@dataclass(frozen=True)
class Indicator:
    """A leaf indicator, as in the codebook."""

    id: str
    family: str
    dimensions: dict[str, str]
    frequency: str
    theme: str
    title: str
    definition: str
    unit: str
    direction: str
    reads_as: str | None
    chart: str
    decimals: int
    minimum: float | None
    maximum: float | None
    maximum_change: float | None
    maximum_step: float | None
    revision: str
    method: str
    caveat: str | None
    why_it_matters: str
    procedure: list[str]
    codes: dict[str, str]
    question: str | None
    cannot_show: str | None
    breaks: str | None
    examples: list[str]
    source_hierarchy: list[str]
    next_check: date
    position: int


@dataclass(frozen=True)
class Family:
    """A quantity that a reader looks for, with the dimensions along which its leaves differ."""

    id: str
    theme: str
    title: str
    definition: str
    dimensions: list[str]
    default_indicator: str
    position: int


@dataclass(frozen=True)
class Theme:
    """A theme of the edition."""

    id: str
    title: str
    question: str
    position: int
    checked: date
    check_every_days: int


@dataclass(frozen=True)
class Actor:
    """A state or a declared aggregate."""

    code: str
    name: str
    label: str
    kind: str
    colour: str | None
    definition: str | None


@dataclass(frozen=True)
class Section:
    """A section of the article."""

    article: str
    id: str
    position: int
    heading: str
    themes: list[str]
    text: str


@dataclass(frozen=True)
class Claim:
    """A checkable span of the article and the exhibits that it rests on, in order."""

    id: str
    article: str
    number: int
    section: str
    title: str
    exact: str
    start: int
    stop: int
    kind: str
    testable: str
    why_not: str | None
    could_speak: str | None
    themes: list[str]
    coder: str
    coded_on: date
    no_rule: str | None
    view: dict[str, Any] = field(hash=False)
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exhibit:
    """A figure of the edition; `panels` are the editor's descriptions of its charts."""

    id: str
    article: str
    section: str
    position: int
    place: str
    title: str
    subtitle: str
    note: str
    panels: list[dict[str, Any]] = field(hash=False)

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator drawn, each once."""
        named = [i for panel in self.panels for i in panel["indicators"]]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Catalogue:
    """Everything small that a build holds, by id and in reading order."""

    build: dict[str, Any]
    article: dict[str, Any]
    themes: dict[str, Theme]
    families: dict[str, Family]
    indicators: dict[str, Indicator]
    dimensions: dict[tuple[str, str], tuple[str, dict[str, str]]]
    units: dict[str, Unit]
    actors: dict[str, Actor]
    groupings: dict[str, tuple[str, ...]]
    sections: dict[str, Section]
    claims: dict[str, Claim]
    exhibits: dict[str, Exhibit]
    events: dict[str, str]
    """The date of every event by its id."""
    sources: frozenset[str]

    def kin(self, code: str) -> tuple[str, ...]:
        """An actor, and for an aggregate also those that share its colour: other Europes."""
        actor = self.actors[code]
        if actor.kind == "state" or not actor.colour:
            return (code,)
        others = (a for a in self.actors.values() if a.kind != "state")
        return (code, *(a.code for a in others if a.colour == actor.colour and a.code != code))

    def resting_on(self, exhibit: str) -> tuple[Claim, ...]:
        """The claims that rest on an exhibit, in the order of the text."""
        return tuple(claim for claim in self.claims.values() if exhibit in claim.exhibits)

    def themes_of(self, exhibit: Exhibit) -> frozenset[str]:
        """The themes whose figures an exhibit draws; roll calls belong to un_voting."""
        found = {self.indicators[name].theme for name in exhibit.indicators}
        if any(panel["roll_calls"] for panel in exhibit.panels):
            found |= {"un_voting", *self.sections[exhibit.section].themes}
        return frozenset(found)


@lru_cache(maxsize=4)
def catalogue(database: str) -> Catalogue:
    """The catalogue of a build; raises duckdb.Error when the file is no build."""
    build = records(database, "select * from build")[0]
    article = records(database, "select * from article order by id limit 1")[0]
    dimensions = records(database, "select * from dimension")
    return Catalogue(
        build=build | {key: json.loads(str(build[key])) for key in ("counts", "versions")},
        article=json.loads(str(article["front"])) | {"id": article["id"]},
        themes=_by(Theme, records(database, "select * from theme order by position")),
        families=_by(Family, records(database, FAMILIES)),
        indicators=_by(Indicator, _parsed(database, INDICATORS, "dimensions", "codes")),
        dimensions={
            (str(d["theme"]), str(d["id"])): (str(d["title"]), json.loads(str(d["codes"])))
            for d in dimensions
        },
        units={u.code: u for u in (Unit(**r) for r in records(database, "from unit"))},
        actors={a.code: a for a in (Actor(**r) for r in records(database, ACTORS))},
        groupings={str(r["name"]): tuple(r["members"]) for r in records(database, GROUPINGS)},
        sections=_by(Section, records(database, "select * from section order by position")),
        claims=_by(Claim, _tupled(_parsed(database, CLAIMS, "view"))),
        exhibits=_by(Exhibit, _parsed(database, "from exhibit order by position", "panels")),
        sources=frozenset(str(r["id"]) for r in records(database, "select id from source")),
        events={str(r["id"]): str(r["date"]) for r in records(database, "from event")},
    )


FAMILIES = """
select family.* from family join theme on theme.id = family.theme
order by theme.position, family.position
"""
INDICATORS = """
select indicator.* from indicator join theme on theme.id = indicator.theme
order by theme.position, indicator.position
"""
ACTORS = "select * from actor order by kind <> 'state', label"
GROUPINGS = """
select "grouping" as name, list(actor order by actor) as members
from membership where until is null group by all order by all
"""
CLAIMS = """
select claim.*, coalesce((
    select list(exhibit order by position) from claim_exhibit where claim_exhibit.claim = claim.id
), []) as exhibits
from claim order by number
"""


def _by(kind: type, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {str(row["id"]): kind(**row) for row in rows}


def _parsed(database: str, sql: str, *columns: str) -> list[dict[str, Any]]:
    rows = records(database, sql)
    return [row | {name: json.loads(str(row[name])) for name in columns} for row in rows]


def _tupled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"exhibits": tuple(row["exhibits"])} for row in rows]
