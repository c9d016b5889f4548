"""The change of a series around an event, beside the changes around all its other dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from dashboard.charts.view import DrawnBand, View
from dashboard.charts.view import EventLine as Mark
from dashboard.figure.documents import evidence_behind
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.indicators.placebo import Placebo, placebo
from dashboard.shell.context import Context
from dashboard.store.catalogue import Indicator
from dashboard.store.corrections import within
from dashboard.store.events import Candidate, Event, regular, series
from dashboard.store.points import Point, point_frame
from dashboard.words.wording import Unit, number, period, quantity

NOUNS = {"M": "month", "Q": "quarter", "Y": "year"}
CAVEATS = (
    "A percentile is not a cause: whatever else happened at the same time is in the change too.",
    "Neighbouring dates share most of their values, so the other dates are no independent trials.",
    "A series with a trend or a season changes much around any date.",
    "Whoever looks through many series and spans will find some that look rare by chance.",
)


@dataclass(frozen=True, eq=False)
class Chance:
    """A comparison ready to be told: the event, the series on its grid, the result."""

    event: Event
    candidate: Candidate
    leaf: Indicator
    unit: Unit
    grid: pd.DataFrame
    result: Placebo

    @property
    def noun(self) -> str:
        """What a period is called."""
        return NOUNS[self.candidate.frequency]


def compare(context: Context, event: Event, candidate: Candidate, span: int) -> Chance:
    """The comparison of an event; raises PlaceboError where nothing can be compared."""
    leaf = context.catalogue.indicators[candidate.indicator]
    grid = regular(context.database, candidate, is_flow=is_flow(leaf))
    day = event.date_start
    inside = [start <= day <= end for start, end in zip(grid["start"], grid["end"], strict=True)]
    at = inside.index(True) if any(inside) else -1
    result = placebo(grid["value"].to_numpy(), at, span)
    return Chance(event, candidate, leaf, context.catalogue.units[leaf.unit], grid, result)


def is_flow(leaf: Indicator) -> bool:
    """Whether months without a row carry none: monthly flows, drawn as bars by the codebook."""
    return leaf.chart == "bar" and leaf.frequency == "M"


def whose(context: Context, candidate: Candidate) -> str:
    """The actor of a series, with its partner."""
    actors = context.catalogue.actors
    sides = [candidate.actor, *([candidate.partner] if candidate.partner else [])]
    return " – ".join(actors[code].label for code in sides)


def sentence(context: Context, chance: Chance) -> str:
    """The change and how common it is, in words."""
    result, leaf = chance.result, chance.leaf
    ends = [quantity(v, chance.unit, leaf.decimals) for v in (result.before, result.after)]
    many = f"{result.span} {chance.noun}s"
    sign = "+" if result.change > 0 else ""
    return (
        f"{leaf.title}, {whose(context, chance.candidate)}: a mean of {ends[0]} in the {many} "
        f"before the {chance.noun} of the event and of {ends[1]} in the {many} after it, a change "
        f"of {sign}{number(result.change, leaf.decimals)}. Set among the {result.count} other "
        f"{chance.noun}s of the series this is percentile {number(result.percentile, 0)}; "
        f"{number(result.as_large, 0)} % of them saw a change at least as large either way."
    )


def chance_figure(context: Context, chance: Chance) -> Figure:
    """The figure: the series with both windows, and the change among all others."""
    leaf, result = chance.leaf, chance.result
    index = chance.grid["period"].tolist()
    found = placebo_frame(chance)
    title = f"{leaf.title}, {whose(context, chance.candidate)}, around “{chance.event.title}”"
    heads = (f"{chance.noun.capitalize()} taken as the date", "Change around it")
    body = [
        (text(period(row["period"])), number(row["change"], leaf.decimals))
        for row in found.sort_values("change").to_dict("records")
    ]
    return Figure(
        id="event_chance",
        title=title,
        subtitle=f"{chance.unit.name}; windows of {result.span} {chance.noun}s, the {chance.noun} "
        "of the event left out",
        charts=(_series(context, chance, index), _others(context, chance, found)),
        table=partial(table, heads, body, (0,), title),
        rows=lambda: found,
        evidence=evidence_behind(context.database, series(context.database, chance.candidate)),
        layout="grid",
        note=CAVEATS[0],
    )


def placebo_frame(chance: Chance) -> pd.DataFrame:
    """A row for each period with whole windows: period, change, whether it is the event's."""
    result = chance.result
    every = np.insert(result.others, result.at, result.change)
    frame = chance.grid.assign(change=every, is_event=np.arange(len(every)) == result.at)
    return frame.loc[frame["change"].notna()]


def _series(context: Context, chance: Chance, index: list[str]) -> Chart:
    at, span = chance.result.at, chance.result.span
    label = whose(context, chance.candidate)
    actor = context.catalogue.actors[chance.candidate.actor]
    whole = chance.candidate
    sides = (whole.actor, whole.partner)
    points = [
        Point("series", label, actor.colour or "ink", row["start"], row["end"], row["value"],
              f"{label}, {period(row['period'])}: "
              f"{quantity(row['value'], chance.unit, chance.leaf.decimals)}",
              corrected=within(context.database, whole.indicator, sides, row["period"]))
        for row in chance.grid.to_dict("records")
        if np.isfinite(row["value"])
    ]  # fmt: skip
    view = View(
        kind="bar" if is_flow(chance.leaf) else "line",
        alt=f"{chance.leaf.title}, {label}, with the date of the event; values are in the table",
        axis=chance.unit.axis or "",
        decimals=min(chance.leaf.decimals, 2),
        height=180,
        narrow=context.narrow,
        bands=(
            DrawnBand(index[at - span], index[at - 1]),
            DrawnBand(index[at + 1], index[at + span]),
        ),
        events=(Mark(chance.event.date),),
        peak=False,
        end_labels=False,
    )
    return Chart(title="The series, windows shaded", frame=point_frame(points), view=view)


def _others(context: Context, chance: Chance, found: pd.DataFrame) -> Chart:
    view = View(
        kind="chance",
        alt="Changes around all dates of the series; that of the event is marked",
        axis=chance.unit.axis or "",
        decimals=min(chance.leaf.decimals, 2),
        height=60,
        narrow=context.narrow,
        zero=False,
    )
    title = f"The change around every {chance.noun} with whole windows"
    return Chart(title=title, frame=point_frame(_strokes(chance, found)), view=view)


def _strokes(chance: Chance, found: pd.DataFrame) -> Iterable[Point]:
    for row in found.to_dict("records"):
        said = f"{period(row['period'])}: {number(row['change'], chance.leaf.decimals)}"
        focus = bool(row["is_event"])
        label = "around the event" if focus else ""
        yield Point(
            row["period"], label, "ink", row["start"], row["end"], row["change"], said, focus
        )
