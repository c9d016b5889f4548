"""One dyad over the years: the measure with its interval, the place among all members, n."""

from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table
from dashboard.pages.votes.agenda import agenda_note
from dashboard.pages.votes.frames import (
    Line,
    every_year,
    few_years,
    said,
    signed,
    stacked,
    votes_tooltip,
    weak,
    yearly,
)
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.store.dyads import FEW, intervals, pairs, places
from dashboard.words.wording import number

Pair = tuple[str, str]


@lru_cache(maxsize=128)
def dyad_rows(here: Scene, pair: Pair) -> pd.DataFrame:
    """A row for every year with a common vote: value, interval, n, place and number ranked."""
    found = pairs(here.database, here.yardstick, (pair,))
    band = intervals(here.database, here.yardstick, pair)[["year", "low", "high"]]
    place = places(here.database, here.yardstick, pair)
    rows = found.drop(columns="place").merge(band, on="year", how="left")
    rows = rows.merge(place, on="year", how="left")
    return rows.assign(actor=pair[0], partner=pair[1], measure=here.yardstick.measure)


def role_of(here: Scene, pair: Pair) -> str:
    """The partner's colour, else that of the first member, else ink."""
    colours = (here.actors[code].colour for code in reversed(pair))
    return next(filter(None, colours), "ink")


@lru_cache(maxsize=64)
def dyad_figure(here: Scene, pair: Pair) -> Figure:
    """The figure of a dyad with at least one common vote."""
    rows = dyad_rows(here, pair)
    noun = here.measure.noun.removeprefix("the ")
    banded = not rows["low"].dropna().empty
    band = "; band: 90 per cent of 1,000 draws of the year’s roll calls" if banded else ""
    return Figure(
        id="dyad",
        title=f"{here.pair(*pair)}, {here.years[0]} to {here.now}",
        subtitle=f"{noun[:1].upper()}{noun[1:]}, {here.measure.span}{band}; grey: the median "
        f"member with {here.name(pair[0])}; open: fewer than {FEW} common votes, or votes that "
        "look damaged.",
        charts=_panels(here, pair, rows),
        table=partial(_table, here, rows),
        rows=lambda: rows,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_note(here, pair, rows, banded),
    )


def _panels(here: Scene, pair: Pair, rows: pd.DataFrame) -> tuple[Chart, ...]:
    full = every_year(rows, here.years)
    line = Line("-".join(pair), here.label(pair[1]), role_of(here, pair))
    own = yearly(line, weak(full), votes_tooltip(here.pair(*pair), here.measure.noun))
    median = full.assign(value=full["median_member"])
    grey = yearly(Line("median", "median member", "", focus=False), median, _median_tip)
    below = 100 * (full["of"] - full["rank"]) / (full["of"] - 1)
    places = yearly(line, full.assign(value=below), _place_tip)
    votes = yearly(line, full.assign(value=full["n_votes"].astype(float)), _votes_tip)
    noun = here.measure.noun.removeprefix("the ")
    name = f"{here.pair(*pair)}: {{}} by year. The values are in the table."
    first = _view(here, name.format(noun), 240, domain=here.measure.domain, decimals=2)
    second = _view(here, name.format("place among all members"), 110, domain=(0, 100), axis="%")
    third = _view(here, name.format("common votes"), 84, decimals=0, x_labels=True)
    return (
        Chart(title=f"{noun[:1].upper()}{noun[1:]}", frame=stacked([own, grey]), view=first),
        Chart(
            title=f"Share of ranked members that stand below {here.label(pair[1])}",
            frame=places,
            view=second,
        ),
        Chart(title="Common votes", frame=votes, view=third),
    )


def _view(here: Scene, alt: str, height: int, **more: object) -> View:
    """A view over the years of the scene; only the last panel writes them."""
    settings: dict = {"decimals": 0, "x_labels": False, "peak": False} | more
    return View(
        kind="line",
        alt=alt,
        height=height,
        narrow=here.narrow,
        full=not here.narrow,
        right=92 if here.narrow else 190,
        period_domain=(f"{here.years[0]}-01-01", f"{here.now}-12-31"),
        **settings,
    )


def _median_tip(row: dict) -> str:
    return f"Median member, {row['year']}: {said(row['value'])}"


def _place_tip(row: dict) -> str:
    if pd.isna(row["rank"]):
        return f"{row['year']}: not ranked"
    return f"{row['year']}: place {row['rank']:.0f} of {row['of']:.0f}"


def _votes_tip(row: dict) -> str:
    return f"{row['year']}: {said(row['value'], 0)} common votes"


def _table(here: Scene, rows: pd.DataFrame) -> str:
    by = {row["year"]: row for row in rows.to_dict("records")}
    body = []
    for year in reversed(here.years):
        row, before = by.get(year), by.get(year - 1)
        if row is None:
            body.append([str(year), "no common vote", "–", "–", "–", "–", "0"])
            continue
        value = None if pd.isna(row["value"]) else row["value"]
        step = value - before["value"] if value is not None and before is not None else None
        body.append(
            [
                str(year),
                said(value) if value is not None else "undefined",
                signed(step),
                "–" if pd.isna(row["low"]) else f"{said(row['low'])} to {said(row['high'])}",
                said(row["median_member"]),
                "not ranked" if pd.isna(row["rank"]) else f"{row['rank']:.0f} of {row['of']:.0f}",
                number(row["n_votes"], 0),
            ]
        )
    heads = ["Year", here.measure.word, "change", "90 per cent interval", "median member"]
    return table([*heads, "place", "common votes"], body, name="The pair by year")


def _note(here: Scene, pair: Pair, rows: pd.DataFrame, banded: bool) -> str:
    band = "" if banded else "No interval: drawn for a few pairs of the article only."
    undefined = rows.loc[rows["value"].isna(), "year"].tolist()
    silent = ""
    if undefined:
        years = ", ".join(map(str, undefined))
        silent = f"Undefined in {years}: both cast one and the same vote throughout."
    absent = [str(year) for year in here.years if year not in set(rows["year"])]
    gaps = f"No common vote in {', '.join(absent)}." if absent else ""
    agenda = agenda_note(here) if pair[0] == here.cast.focus else ""
    return " ".join(filter(None, [few_years(rows), silent, gaps, band, agenda, suspects(here)]))
