"""The parts of a composite: ties of a pair on a common scale, year by year."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from dashboard.pages.countries.moves import MeasuredSeries, Move
from dashboard.store.composite import SCALES, Floats, Scale, Spread, normalise, transformed
from dashboard.store.ties import TieMeasure, panels, values


@dataclass(frozen=True, eq=False)
class Part:
    """One tie of a pair: its move, the panel it is normalised over, its values in each year.

    `standing` has a row for each series and a column for each year; nan where none stands.
    """

    tie: str
    move: Move
    panel: Spread
    years: tuple[int, ...]
    standing: Floats

    @property
    def measure(self) -> TieMeasure:
        """The measure that it is seen by."""
        return self.move.measure

    def on(self, scale: Scale) -> Floats:
        """The mean of its series on a scale, for each year; nan where a series has no value."""
        given = transformed(self.standing, self.measure.log)
        return normalise(given, self.panel, scale, self.measure.is_higher).mean(axis=0)

    @cached_property
    def changes(self) -> Floats:
        """The change from the first to the last year on each scale."""
        return np.array([self.on(scale)[-1] - self.on(scale)[0] for scale in SCALES])


def parts(database: str, moves: dict[str, Move], years: tuple[int, int]) -> list[Part]:
    """The ties that can be a part: known in both years, meant for it, not the same everywhere."""
    every = tuple(range(years[0], years[1] + 1))
    found = []
    for tie, move in moves.items():
        panel = panels(database)[move.measure.id]
        if move.measure.composite and panel.high > panel.low and panel.spread > 0:
            line = move.lines[0]
            held = values(database, line.actor, line.partner)
            rows = [_standing(held, move.measure, line, every) for line in move.lines]
            found.append(Part(tie, move, panel, every, np.array(rows)))
    return found


def _standing(
    held: pd.DataFrame, measure: TieMeasure, line: MeasuredSeries, years: tuple[int, ...]
) -> Floats:
    """The newest value that is not older than the measure allows, for each year."""
    mine = held.loc[(held["measure"] == measure.id) & (held["actor"] == line.actor)]
    if line.indicator is not None:
        mine = mine.loc[mine["indicator"] == line.indicator]
    known = dict(zip(mine["year"].tolist(), mine["value"].tolist(), strict=True))
    return np.array([_newest(known, year, measure.carry) for year in years])


def _newest(known: dict[int, float], year: int, carry: int) -> float:
    fitting = (known[y] for y in range(year, year - carry - 1, -1) if y in known)
    return next(fitting, float("nan"))
