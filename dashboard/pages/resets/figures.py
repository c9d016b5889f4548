"""The same series in each episode, by months since its start; the present episode in ink."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial
from statistics import median

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.correction_marks import sign
from dashboard.figure.documents import evidence_behind
from dashboard.figure.figure import Chart, Figure
from dashboard.figure.place import Place
from dashboard.html.markup import table, text
from dashboard.pages.resets.values import (
    DAYS,
    At,
    evidence,
    standing,
    values,
)
from dashboard.store.episodes import Comparison, Episode, EpisodeSeries
from dashboard.store.points import Point, point_frame
from dashboard.words.wording import listed, number, period

ORIGIN = date(2000, 1, 1)
"""Month nought of the charts; see dashboard.charts.since."""
HEADS = ("Episode", "At the start", "After a year", "Last within it", "when")
Known = dict[Episode, list[At]]


def known(
    at: Place, comparison: Comparison, series: EpisodeSeries, shown: Iterable[Episode]
) -> Known:
    """What a series shows in each of some episodes; without those of which nothing is known."""
    found = {e: values(at.database, comparison, series, e) for e in shown}
    return {episode: ats for episode, ats in found.items() if ats}


def figure(
    at: Place,
    comparison: Comparison,
    series: EpisodeSeries,
    found: Known,
    shown: tuple[Episode, ...],
) -> Figure:
    """The figure of a series over the episodes of which it is known."""
    unit = at.catalogue.units[series.unit]
    view = View(
        kind="since",
        alt=f"{series.title} by months since the start; values are in the table",
        axis=unit.axis or "",
        decimals=series.decimals,
        height=190,
        narrow=at.narrow,
        zero=series.unit not in {"score"},
    )
    missing = [str(e.start.year) for e in shown if e not in found]
    gap = f" Not known for {listed(missing)}." if missing else ""
    body = [_row(series, episode, ats) for episode, ats in found.items()]
    return Figure(
        id=series.id,
        title=series.title,
        subtitle=f"{series.question} {unit.name[:1].upper()}{unit.name[1:]}; by months since start",
        charts=(Chart(frame=point_frame(_points(series, found)), view=view),),
        table=partial(table, HEADS, body, (0, 4), series.title),
        rows=lambda: pd.DataFrame(_data(found)),
        evidence=evidence_behind(at.database, evidence(at.database, comparison, series)),
        note=f"{series.note}{gap}".strip(),
    )


def _points(series: EpisodeSeries, found: Known) -> Iterable[Point]:
    for episode, ats in found.items():
        year = str(episode.start.year)
        for at in ats:
            day = ORIGIN + timedelta(days=round(at.month * DAYS))
            said = f"{year}, month {number(at.month, 0)} ({period(at.period)}): "
            said += number(at.value, series.decimals)
            yield Point(
                year, year, "ink", day, day, at.value, said, episode.is_open, period=at.period,
                corrected=at.corrected,
            )  # fmt: skip


def _row(series: EpisodeSeries, episode: Episode, ats: list[At]) -> tuple[str, ...]:
    counted = series.topic is not None
    cells = []
    for month in (0.0, 12.0):
        at = standing(ats, month, counted=counted)
        cells.append(_cell(series, at) if at else "not known")
    last = ats[-1]
    name = f"{episode.start.year}, {episode.label}"
    return (text(name), *cells, _cell(series, last), period(last.period))


def _cell(series: EpisodeSeries, at: At) -> str:
    return number(at.value, series.decimals) + sign(at.corrected)


def _data(found: Known) -> Iterable[dict[str, object]]:
    """A row for each point, for the CSV."""
    for episode, ats in found.items():
        for at in ats:
            row = {"episode": episode.label, "start": episode.start, "month": round(at.month, 2)}
            yield row | {"day": at.day, "period": at.period, "value": at.value}


def sentence(series: EpisodeSeries, found: Known, shown: tuple[Episode, ...]) -> str:
    """The present episode beside the others in the same month, in words."""
    present = next((e for e in shown if e.is_open), None)
    if present is None:
        return ""
    year = present.start.year
    if present not in found and series.measure == "indexed":
        return (
            f"For the reset of {year} there is no base: too few of the twelve months before its "
            "start are in the documents read."
        )
    if present not in found:
        return f"For the reset of {year} nothing is known yet: the documents read end before it."
    last = found[present][-1]
    month, counted = last.month, series.topic is not None
    others = {
        episode.start.year: at.value
        for episode, ats in found.items()
        if episode is not present and (at := standing(ats, month, counted=counted))
    }
    here = f"In month {number(month, 0)}, the last known, the reset of {year} stands at "
    here += number(last.value, series.decimals)
    if not others:
        return f"{here}; no earlier one is known in that month."
    each = [f"{number(value, series.decimals)} ({y})" for y, value in others.items()]
    middle = number(median(others.values()), series.decimals)
    halfway = f", median {middle}" if len(others) > 2 else ""
    return f"{here}; the earlier ones in that month at {listed(each)}{halfway}."
