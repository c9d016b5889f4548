"""The same numbers as a table: pairs, chance-corrected pairs and the agenda at each moment."""

from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.agenda import agenda_note, agendas
from dashboard.pages.votes.frames import said, signed, stacked
from dashboard.pages.votes.grid import tight
from dashboard.pages.votes.lines import dyad_lines, group_lines
from dashboard.pages.votes.measures import MEASURES, computation
from dashboard.pages.votes.scene import Scene
from dashboard.store.dyads import FEW, Yardstick, pairs

CHANCE = "kappa_abs"
Values = dict[int, float | None]
Row = tuple[str, Values, int]
"""A label, the values by year, and how many decimals they are written with."""


@lru_cache(maxsize=64)
def table_figure(here: Scene) -> Figure:
    """The figure: a table in the page, the whole series in its files."""
    lines = dyad_lines(here) + group_lines(here)
    chance = [] if here.yardstick.measure == CHANCE else _chance(here)
    rows = [(line.label, _by_year(found), 2) for line, _, found in lines]
    rows += [(f"{label}, beyond chance (kappa)", _by_year(found), 2) for label, found in chance]
    cells = [_cells(here, row) for row in [*rows, *_agenda(here)]]
    body = tight(table(_heads(here), cells, name="Pairs"))
    named = [("value", line.label, found) for line, _, found in lines]
    named += [(CHANCE, label, found) for label, found in chance]
    return Figure(
        id="agreement_table",
        title="The same, as a table",
        subtitle=f"{here.measure.noun[:1].upper()}{here.measure.noun[1:]} at the moments drawn "
        "above, and the change over the last year.",
        table=None,
        rows=lambda: stacked(found.assign(row=label, kind=kind) for kind, label, found in named),
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=" ".join(filter(None, [_note(here, bool(chance)), agenda_note(here)])),
        body=body,
        names=("Table", ""),
    )


def _chance(here: Scene) -> list[tuple[str, pd.DataFrame]]:
    """Kappa of the sides of the triangle and of the focus with the first ally singled out."""
    cast = here.cast
    one, two, three = cast.corners
    wanted = ((one, two), (one, three), (two, three), *((one, code) for code in cast.named[:1]))
    asked = Yardstick(CHANCE, here.yardstick.scope, here.yardstick.first, here.yardstick.last)
    found = pairs(here.database, asked, wanted)
    return [
        (here.pair(*pair), found.loc[found["place"] == place]) for place, pair in enumerate(wanted)
    ]


def _by_year(found: pd.DataFrame) -> Values:
    """The values by year; none where few common votes stand behind one."""
    few = found["n_votes"] < FEW if "n_votes" in found else pd.Series(False, found.index)
    kept = found.loc[~few & found["value"].notna()]
    return dict(zip(kept["year"].astype(int), kept["value"].astype(float), strict=True))


def _agenda(here: Scene) -> list[Row]:
    found = agendas(here, here.cast.focus)
    voted: Values = {year: float(agenda.roll_calls) for year, agenda in found.items()}
    against: Values = {year: float(agenda.no) for year, agenda in found.items()}
    label = here.label(here.cast.focus)
    return [("Recorded votes", voted, 0), (f"of these, {label} voted no", against, 0)]


def _heads(here: Scene) -> list[str]:
    change = [f"{here.before} to {here.now}"] if here.before else []
    return ["Pair", *map(str, here.moments), *change]


def _cells(here: Scene, row: Row) -> list[str]:
    label, values, decimals = row
    cells = [text(label), *(said(values.get(year), decimals) for year in here.moments)]
    if here.before:
        now, before = values.get(here.now), values.get(here.before)
        step = None if now is None or before is None else now - before
        cells.append(f"<b>{signed(step, decimals)}</b>")
    return cells


def _note(here: Scene, chance: bool) -> str:
    """What the rows are; a dash is explained."""
    parts: list[Any] = [f"A dash: fewer than {FEW} common votes, or undefined."]
    if chance:
        parts.append(f"Kappa: {MEASURES[CHANCE].plain}")
    return " ".join(parts)
