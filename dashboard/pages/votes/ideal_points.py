"""Ideal points of the cast with their bands, as published."""

from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import evidence_behind
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.frames import Line, said, stacked, yearly
from dashboard.pages.votes.scene import Scene
from dashboard.store.catalogue import catalogue
from dashboard.store.dyads import FEW
from dashboard.store.figures import Question, figures
from dashboard.store.lens import Lens
from dashboard.words.wording import listed, number

POINT = "unga_ideal_point"
BAND = ("unga_ideal_point_q05", "unga_ideal_point_q95")
VOTES = "unga_ideal_point_n_votes"
MOST_LINES = 6
WIDTH = 576


@lru_cache(maxsize=64)
def ideal_figure(here: Scene) -> Figure | None:
    """The figure; nothing where no ideal point of the cast is in the edition."""
    codes = (*here.cast.corners, *here.cast.named)[:MOST_LINES]
    lens = Lens((), None, str(here.years[0]), str(here.now))
    found = figures(here.database, Question((POINT, *BAND, VOTES), codes), lens)
    if found.empty:
        return None
    points = _points(found)
    drawn = [code for code in codes if code in set(points["actor"])]
    view = View(
        kind="line",
        alt=f"Ideal points of {listed([here.label(code) for code in drawn])}, with bands. The "
        "values are in the table.",
        decimals=2,
        height=300 if here.narrow else 336,
        narrow=here.narrow,
        width=None if here.narrow else WIDTH,
        zero=False,
        peak=False,
    )
    frames = [_frame(here, points, code) for code in drawn]
    return Figure(
        id="ideal_points",
        title="Ideal points, with their bands",
        subtitle="Position on the main axis of disagreement; band: 90 per cent interval; hollow: "
        f"fewer than {FEW} votes behind it.",
        charts=(Chart(frame=stacked(frames), view=view),),
        table=partial(_table, here, points, drawn),
        rows=lambda: points,
        evidence=evidence_behind(here.database, found.loc[found["indicator"] == POINT]),
        computation="by the authors: an item-response model in which repeated resolutions tie the "
        "years.",
        note=_note(here, points, [code for code in codes if code not in drawn]),
    )


def _points(found: pd.DataFrame) -> pd.DataFrame:
    """A row per actor and year: value, ends of the band, number of votes."""
    found = found.assign(year=found["period"].astype(int))
    keys = {"index": ["actor", "year"], "columns": "indicator", "values": "value"}
    wide = found.pivot_table(**keys)
    names = {POINT: "value", BAND[0]: "low", BAND[1]: "high", VOTES: "n_votes"}
    wide = wide.reindex(columns=list(names)).rename(columns=names).reset_index()
    return wide.assign(open=wide["n_votes"] < FEW)


def _frame(here: Scene, points: pd.DataFrame, code: str) -> pd.DataFrame:
    label = here.label(code)

    def say(row: dict) -> str:
        band = f"{number(row['low'], 2)} to {number(row['high'], 2)}"
        value, votes = number(row["value"], 2), f"{row['n_votes']:.0f} votes"
        return f"{label}, {row['year']}: {value} ({band}), {votes}"

    rows = points.loc[points["actor"] == code]
    return yearly(Line(code, label, here.role(code)), rows, say)


def _table(here: Scene, points: pd.DataFrame, codes: list[str]) -> str:
    by = {(r["actor"], r["year"]): r for r in points.to_dict("records")}

    def cell(code: str, year: int) -> str:
        row = by.get((code, year))
        return f"{said(row['value'])} ({said(row['low'])} to {said(row['high'])})" if row else "–"

    body = [[str(year), *(cell(code, year) for code in codes)] for year in reversed(here.years)]
    heads = ["Session opens in", *(text(here.label(code)) for code in codes)]
    return table(heads, body, name="Ideal points")


def _note(here: Scene, points: pd.DataFrame, absent: list[str]) -> str:
    leaf = catalogue(here.database).indicators[POINT]
    thin = points.loc[points["open"]].groupby("year")["n_votes"].max()
    parts = [
        "A year is that in which the session opens; a difference within the bands is no change."
    ]
    for year, most in thin.items():
        parts.append(
            f"{year} rests on at most {most:.0f} votes per state: no change is read from it."
        )
    if absent:
        names = listed([here.label(code) for code in absent])
        parts.append(f"No ideal point in this edition for {names}.")
    reads_as = f"{leaf.reads_as[:1].upper()}{leaf.reads_as[1:]}." if leaf.reads_as else ""
    return " ".join(filter(None, [*parts, reads_as]))
