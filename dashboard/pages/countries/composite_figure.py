"""The composite as a figure: its line, its parts beside it, its table, its sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import evidence_behind
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.countries.composite_parts import Part
from dashboard.pages.countries.move_documents import moves_cited
from dashboard.pages.countries.pair import Pair, named, short
from dashboard.shell.context import Context
from dashboard.store.composite import (
    Floats,
    Robustness,
    Scale,
    composite,
    robustness,
    shares,
)
from dashboard.store.points import Point, of_year, point_frame
from dashboard.store.ties import ties
from dashboard.words.wording import number

NAMES: dict[Scale, str] = {"minmax": "min–max", "z": "z-score"}
UNITS: dict[Scale, str] = {
    "minmax": "0 to 1 between the lowest and the highest of the panel",
    "z": "standard deviations from the mean of the panel",
}


@dataclass(frozen=True, eq=False)
class Weighed:
    """Parts on one scale with their weights as shares, their composite, and how it varies.

    `levels` has a row for each part and a column for each year, `whole` a value for each year.
    """

    parts: list[Part]
    labels: list[str]
    scale: Scale
    share: Floats
    levels: Floats
    whole: Floats
    runs: Robustness

    @property
    def years(self) -> tuple[int, ...]:
        """The years compared and those between."""
        return self.parts[0].years

    def each(self) -> Iterator[tuple[Part, str, Floats, float]]:
        """Each part with its label, its levels and its share."""
        return zip(self.parts, self.labels, self.levels, self.share.tolist(), strict=True)


def scale_of(context: Context) -> Scale:
    """The normalisation of the address, else min-max."""
    return "z" if context.state.scale == "z" else "minmax"


def weigh(context: Context, parts: list[Part], weights: Sequence[float]) -> Weighed:
    """The composite of some parts; raises CompositeError where the weights give none.

    The runs take all known parts: which ties are known is given, how much each counts is not.
    """
    scale, share = scale_of(context), shares(weights)
    levels = np.array([part.on(scale) for part in parts])
    labels = [ties(context.database)[part.tie].label for part in parts]
    runs = robustness(list(np.array([part.changes for part in parts]).T))
    return Weighed(parts, labels, scale, share, levels, composite(levels, share), runs)


def sentence(context: Context, pair: Pair, weighed: Weighed) -> str:
    """The move of the composite, and in how many runs it goes the same way, in words."""
    first, last = float(weighed.whole[0]), float(weighed.whole[-1])
    years, runs = weighed.years, weighed.runs
    return (
        f"With these weights the composite goes from {number(first, 2)} in {years[0]} to "
        f"{number(last, 2)} in {years[-1]}. {short(context, pair)} moves up in "
        f"{number(100 * runs.share_up, 0)} % of {number(runs.runs, 0)} runs that draw the weights "
        "anew, take either normalisation and leave out one part or none (fixed seed)."
    )


def figure(context: Context, pair: Pair, weighed: Weighed) -> Figure:
    """The figure of a composite with its parts."""
    years = weighed.years
    shown = [f"{label.lower()} {number(100 * s, 0)} %" for _, label, _, s in weighed.each()]
    title = f"Composite of {len(shown)} ties, {short(context, pair)}"
    ends = (str(years[0]), str(years[-1]))
    heads = ("Part", "Measure", *ends, "On the scale", "Weight", "Panel")
    body = [_row(*each) for each in weighed.each()]
    moves = [{part.tie: part.move for part in weighed.parts}]
    return Figure(
        id="composite",
        title=title,
        subtitle=f"{NAMES[weighed.scale]}, {UNITS[weighed.scale]}; higher is closer; weights: "
        + ", ".join(shown),
        charts=(_line(context, pair, weighed), _ends(context, weighed)),
        table=partial(table, heads, body, (0, 1, 6), title),
        rows=lambda: _data(weighed),
        evidence=evidence_behind(context.database, moves_cited(context.database, moves)),
        layout="grid",
        note="A year is drawn where every part that has a weight has a value.",
    )


def _line(context: Context, pair: Pair, weighed: Weighed) -> Chart:
    points = [
        Point("composite", "", "ink", *of_year(year), float(value),
              f"Composite of {short(context, pair)}, {year}: {number(float(value), 2)}")
        for year, value in zip(weighed.years, weighed.whole, strict=True)
        if np.isfinite(value)
    ]  # fmt: skip
    view = View(
        kind="line",
        alt=f"Composite of {named(context, pair)} by year; its parts stand beside it",
        decimals=2,
        height=170,
        narrow=context.narrow,
        zero=weighed.scale == "minmax",
    )
    return Chart(title="The composite by year", frame=point_frame(points), view=view)


def _ends(context: Context, weighed: Weighed) -> Chart:
    points = []
    for part, label, level, _ in weighed.each():
        for place in (0, -1):
            year, value = part.years[place], float(level[place])
            told = f"{label}, {year}: {number(value, 2)} on the scale"
            points.append(Point(part.tie, label, "ink", *of_year(year), value, told))
    view = View(
        kind="dumbbell",
        alt="The parts of the composite in the first and the last year; numbers are in the table",
        decimals=2,
        height=max(100, 34 * len(weighed.parts)),
        narrow=context.narrow,
        domain=(-0.12, 1.0) if weighed.scale == "minmax" else None,
        order="given",
    )
    title = f"Its parts: {weighed.years[0]} (tick) and {weighed.years[-1]} (marker)"
    return Chart(title=title, frame=point_frame(points), view=view)


def _row(part: Part, label: str, level: Floats, share: float) -> tuple[str, ...]:
    ends = [
        " / ".join(number(float(v), part.measure.decimals) for v in part.standing[:, place])
        for place in (0, -1)
    ]
    panel = part.panel
    return (
        text(label),
        text(part.measure.title),
        *ends,
        f"{number(float(level[0]), 2)} → {number(float(level[-1]), 2)}",
        f"{number(100 * share, 0)} %",
        f"{panel.pairs:,} pair{'s' if panel.pairs > 1 else ''}, {panel.count:,} values, "
        f"{panel.first} to {panel.last}",
    )


def _data(weighed: Weighed) -> pd.DataFrame:
    """A row for each year: the composite and its parts; weights stand in the names."""
    columns: dict[str, object] = {"year": weighed.years, "composite": weighed.whole}
    for _, label, level, share in weighed.each():
        columns[f"{label} (weight {share:.3f})"] = level
    return pd.DataFrame(columns)
