"""Three capitals at four moments: the wider a side, the more the two agree."""

from functools import lru_cache, partial
from typing import Any

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.frames import said
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.scene import Scene
from dashboard.store.dyads import FEW, Yardstick, pairs
from dashboard.words.wording import listed

COUNTS = {2: "two", 3: "three", 4: "four"}


@lru_cache(maxsize=64)
def triangle_figure(here: Scene) -> Figure:
    """The figure of the scene's corners and moments."""
    sides = _sides(here)
    wanted = tuple(pair for _, pair in sides)
    found = pairs(here.database, Yardstick(**_all_years(here)), wanted)
    found = found.loc[found["year"].isin(here.moments)]
    rows = {(int(row["place"]), int(row["year"])): row for row in found.to_dict("records")}
    records = [r for year in here.moments for r in _moment(here, year, sides, rows)]
    count = COUNTS.get(len(here.moments), "one")
    view = View(
        kind="triangle",
        alt=_alt(here, wanted, rows),
        decimals=2,
        narrow=here.narrow,
        full=not here.narrow,
    )
    return Figure(
        id="triangle",
        title=f"Three capitals, {count} moment{'s' if count != 'one' else ''}",
        subtitle=f"{_noun(here)} on each side; the wider the line, the more the two agree"
        f"{'; dotted where it is below 0' if here.measure.low != 0 else ''}.",
        charts=(Chart(frame=pd.DataFrame(records), view=view),),
        table=partial(_table, here, wanted, rows),
        rows=lambda: found.assign(
            actor=[wanted[place][0] for place in found["place"]],
            partner=[wanted[place][1] for place in found["place"]],
        ),
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_note(here, rows),
    )


def _all_years(here: Scene) -> dict[str, Any]:
    asked = here.yardstick
    return {"measure": asked.measure, "scope": asked.scope} | asked.years


def _sides(here: Scene) -> list[tuple[str, tuple[str, str]]]:
    one, two, three = here.cast.corners
    return [("01", (one, two)), ("02", (one, three)), ("12", (two, three))]


def _moment(here: Scene, year: int, sides: list, rows: dict) -> list[dict[str, Any]]:
    """The records of one drawing: corners without a value, sides with theirs or a reason."""
    common = {"row": str(year), "row_label": str(year), "period": str(year), "focus": True}
    found = []
    for place, code in enumerate(here.cast.corners):
        label = here.label(code) if here.narrow else here.actors[code].name
        corner = {"series": code, "series_label": label, "role": here.role(code)}
        found.append(common | corner | {"code": str(place), "value": None, "tooltip": label})
    for place, (code, pair) in enumerate(sides):
        row = rows.get((place, year))
        value = shown(row)
        label = here.pair(*pair)
        tooltip = f"{label}, {year}: {why_not(row) or said(value)}"
        side = {"series": "-".join(pair), "series_label": why_not(row), "role": "ink"}
        found.append(common | side | {"code": code, "value": value, "tooltip": tooltip})
    return found


def shown(row: dict[str, Any] | None) -> float | None:
    """The value to draw: none where fewer than 30 common votes stand behind it."""
    if row is None or row["n_votes"] < FEW or pd.isna(row["value"]):
        return None
    return float(row["value"])


def why_not(row: dict[str, Any] | None) -> str:
    """Why there is no value to draw; empty where there is one."""
    if row is None or not row["n_votes"]:
        return "no common vote"
    if row["n_votes"] < FEW:
        return f"too few ({row['n_votes']:.0f})"
    return "undefined" if pd.isna(row["value"]) else ""


def _noun(here: Scene) -> str:
    noun = here.measure.noun
    return noun[:1].upper() + noun[1:]


def _alt(here: Scene, wanted: tuple, rows: dict) -> str:
    """The drawing read out: every side of the last moment."""
    words = [
        f"{here.pair(*pair)} {said(shown(rows.get((place, here.now))))}"
        for place, pair in enumerate(wanted)
    ]
    corners = listed([here.label(code) for code in here.cast.corners])
    return f"{_noun(here)} between {corners}. In {here.now}: {listed(words)}."


def _table(here: Scene, wanted: tuple, rows: dict) -> str:
    def cell(place: int, year: int) -> str:
        row = rows.get((place, year))
        value = shown(row)
        if row is None or value is None:
            return why_not(row)
        return f"{said(value)} ({row['n_votes']:.0f})"

    body = [
        [text(here.pair(*pair)), *(cell(place, year) for year in here.moments)]
        for place, pair in enumerate(wanted)
    ]
    heads = ["Pair (common votes)", *map(str, here.moments)]
    return table(heads, body, name="Sides of the triangle")


def _note(here: Scene, rows: dict) -> str:
    few = any(row["n_votes"] < FEW for row in rows.values())
    return f"A side with fewer than {FEW} common votes is not drawn." if few else ""
