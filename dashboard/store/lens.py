"""The reader's filters as a lens on an editor's panel: whom it shows, or why it shows nobody."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.store.catalogue import Catalogue
from dashboard.store.database import records

Panel = dict[str, Any]
MOST_LINES = 6
MOST_PANELS = 4
FIRST_YEAR = """
select year(least(
    (select min(period_start) from figure),
    (select min(date_start) from event),
    (select min(date) from roll_call)
)) as year
"""


@dataclass(frozen=True)
class Lens:
    """Chosen actors (groupings expanded), theme, and first and last month or year; empty = all.

    `day`: figures published later are not there; `until`: nor are periods that end later; both ISO.
    """

    actors: tuple[str, ...] = ()
    theme: str | None = None
    start: str | None = None
    end: str | None = None
    day: str | None = None
    until: str | None = None

    @property
    def first_day(self) -> str:
        """The first day of the period, ISO."""
        return f"{self.start or '1000'}-01-01"[:10]

    @property
    def last_day(self) -> str:
        """The last day of the period, ISO."""
        year, _, month = (self.end or "2999").partition("-")
        number = int(month or 12)
        return f"{year}-{number:02}-{monthrange(int(year), number)[1]}"


@dataclass(frozen=True)
class Holdings:
    """Who is observed under an indicator."""

    actors: frozenset[str]
    partners: frozenset[str]


@lru_cache(maxsize=4)
def holdings(database: str) -> dict[str, Holdings]:
    """Actors and partners with a figure in force, by indicator."""
    rows = records(
        database,
        "select indicator, list(distinct actor) as actors,"
        " coalesce(list(distinct partner) filter (partner is not null), []) as partners"
        " from figure group by indicator",
    )
    return {
        str(row["indicator"]): Holdings(frozenset(row["actors"]), frozenset(row["partners"]))  # type: ignore[arg-type]
        for row in rows
    }


@lru_cache(maxsize=4)
def years(database: str, last: int) -> tuple[str, ...]:
    """The years from the first of which the data speak to the last."""
    first = records(database, FIRST_YEAR)[0]["year"]
    return tuple(str(year) for year in range(first or last, last + 1))


def panels(
    database: str, catalogue: Catalogue, described: Iterable[Panel], lens: Lens
) -> list[Panel]:
    """The editor's panels as the reader filters them; none when the filter leaves nothing.

    Bars stand one actor to a panel, so chosen actors replace the panels; lines replace the lines;
    rows (dots, dumbbells, tiles) stay for scale and the chosen ones come into focus.
    """
    given = [_settled(catalogue, panel) for panel in described]
    if not lens.actors:
        return given
    found: list[Panel] = []
    held = holdings(database)
    for panel in given:
        chosen = _chosen(panel, lens, held)
        if _is_dyad(panel) or (not chosen and _is_other_side(panel, lens, held)):
            found += [panel] if chosen or not _is_dyad(panel) else []
        elif panel["chart"] == "bar":
            found += [_for_actor(catalogue, panel, actor) for actor in chosen]
        elif panel["chart"] == "line":
            found += [panel | {"actors": chosen[:MOST_LINES]}] if chosen else []
        elif chosen:
            rows = [*panel["actors"], *(a for a in chosen if a not in panel["actors"])]
            found.append(panel | {"actors": rows, "focus": chosen})
    return _distinct(found)


def _settled(catalogue: Catalogue, panel: Panel) -> Panel:
    """A panel over a grouping names its members of today."""
    if not panel["grouping"]:
        return panel
    return panel | {"actors": list(catalogue.groupings.get(panel["grouping"], ()))}


def _chosen(panel: Panel, lens: Lens, held: dict[str, Holdings]) -> list[str]:
    """The chosen actors that the panel's figures or votes speak of."""
    if panel["roll_calls"]:
        return list(lens.actors)
    if _is_dyad(panel):
        sides = {*panel["actors"], *panel["partners"]}
        return [actor for actor in lens.actors if actor in sides]
    known = [held[name].actors for name in panel["indicators"] if name in held]
    return [actor for actor in lens.actors if any(actor in actors for actors in known)]


def _is_other_side(panel: Panel, lens: Lens, held: dict[str, Holdings]) -> bool:
    """Whether the chosen ones are those to whom the figures go, as Ukraine is of its aid."""
    partners = [held[name].partners for name in panel["indicators"] if name in held]
    wanted = panel["partners"] or lens.actors
    return any(a in others and a in wanted for a in lens.actors for others in partners)


def _is_dyad(panel: Panel) -> bool:
    """Whether the panel shows one fixed pair, which a filter can only keep or drop."""
    if panel["roll_calls"]:
        return False
    by_part = panel["series"] != "actor" or panel["rows"] in {"indicator", "period"}
    return by_part or (len(panel["actors"]) == 1 and len(panel["partners"]) == 1)


def _for_actor(catalogue: Catalogue, panel: Panel, actor: str) -> Panel:
    """The panel of another actor: the editor's events and title belong to the first one."""
    if actor in panel["actors"]:
        return panel
    title = catalogue.actors[actor].name if panel["title"] else ""
    return panel | {"actors": [actor], "title": title, "events": []}


def _distinct(found: list[Panel]) -> list[Panel]:
    """Each panel once; where two describe the same actor, the editor's own with its events."""
    best: dict[tuple, Panel] = {}
    for panel in found:
        key = (tuple(panel["indicators"]), tuple(panel["actors"]), panel["measure"])
        if key not in best or len(panel["events"]) > len(best[key]["events"]):
            best[key] = panel
    return list(best.values())[:MOST_PANELS]
