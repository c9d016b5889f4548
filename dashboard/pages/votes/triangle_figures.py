"""The strategic triangle: at four moments, over the years, and as a table."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from dashboard.charts.view import DrawnBand, EventLine, View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.measures import MEASURES, SCOPES, computation
from dashboard.pages.votes.scene import Pair, Scene, suspects
from dashboard.pages.votes.standings import CHANCE, agenda_note, agendas, is_shift
from dashboard.pages.votes.yearly import (
    Line,
    every_year,
    few_years,
    of_pairs,
    said,
    signed,
    stacked,
    tight,
    value_of,
    votes_line,
    why_not,
    yearly,
)
from dashboard.store.dyads import FEW, members, pairs, spread
from dashboard.words.wording import capital, joined, listed, number

COUNTS = {1: "one", 2: "two", 3: "three", 4: "four"}
MOST_LINES = 6
Drawn = tuple[Line, pd.DataFrame]
"""A line, and a row for every year of it."""


@lru_cache(maxsize=64)
def triangle_figure(here: Scene) -> Figure:
    """The figure of the scene's corners and moments."""
    found = of_pairs(here.database, here.yardstick, here.sides)
    found = found.loc[found["year"].isin(here.moments)]
    rows = {(int(row["place"]), int(row["year"])): row for row in found.to_dict("records")}
    records = [record for year in here.moments for record in _moment(here, year, rows)]
    view = View(
        kind="triangle",
        alt=_alt(here, rows),
        decimals=2,
        narrow=here.narrow,
        full=not here.narrow,
    )
    few = any(row["n_votes"] < FEW for row in rows.values())
    plural = "s" if len(here.moments) > 1 else ""
    return Figure(
        id="triangle",
        title=f"Three capitals, {COUNTS[len(here.moments)]} moment{plural}",
        subtitle=f"{capital(here.measure.noun)} on each side; the wider the line, the more the two "
        f"agree{'; dotted where it is below 0' if here.measure.low != 0 else ''}.",
        charts=(Chart(frame=pd.DataFrame(records), view=view),),
        table=partial(_triangle_table, here, rows),
        rows=lambda: found,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=f"A side with fewer than {FEW} common votes is not drawn." if few else "",
    )


def _moment(here: Scene, year: int, rows: dict) -> list[dict[str, Any]]:
    """The records of one drawing: corners without a value, sides with theirs or a reason."""
    common = {"row": str(year), "row_label": str(year), "period": str(year), "focus": True}
    found = []
    for place, code in enumerate(here.cast.corners):
        label = here.label(code) if here.narrow else here.actors[code].name
        corner = {"series": code, "series_label": label, "role": here.role(code)}
        found.append(common | corner | {"code": str(place), "value": None, "tooltip": label})
    for place, (code, pair) in enumerate(zip(("01", "02", "12"), here.sides, strict=True)):
        row = rows.get((place, year))
        value, reason = value_of(row), why_not(row)
        tooltip = f"{here.pair(*pair)}, {year}: {reason or said(value)}"
        side = {"series": "-".join(pair), "series_label": reason, "role": "ink"}
        found.append(common | side | {"code": code, "value": value, "tooltip": tooltip})
    return found


def _alt(here: Scene, rows: dict) -> str:
    """The drawing read out: every side of the last moment."""
    words = [
        f"{here.pair(*pair)} {said(value_of(rows.get((place, here.now))))}"
        for place, pair in enumerate(here.sides)
    ]
    corners = listed([here.label(code) for code in here.cast.corners])
    return f"{capital(here.measure.noun)} between {corners}. In {here.now}: {listed(words)}."


def _triangle_table(here: Scene, rows: dict) -> str:
    def cell(place: int, year: int) -> str:
        row = rows.get((place, year), {"n_votes": 0})
        return why_not(row) or f"{said(row['value'])} ({row['n_votes']:.0f})"

    body = [
        [text(here.pair(*pair)), *(cell(place, year) for year in here.moments)]
        for place, pair in enumerate(here.sides)
    ]
    heads = ["Pair (common votes)", *map(str, here.moments)]
    return table(heads, body, name="Sides of the triangle")


@lru_cache(maxsize=64)
def lines_figure(here: Scene) -> Figure:
    """The figure; its table holds every year."""
    drawn = dyad_lines(here) + group_lines(here)
    title = f"{capital(here.measure.short)} in recorded votes, {here.years[0]} to {here.now}"
    frame = stacked(_frame(here, line, rows) for line, rows in drawn)
    return Figure(
        id="agreement_lines",
        title=title,
        subtitle=_subtitle(here),
        charts=(Chart(frame=frame, view=_view(here, title)),),
        table=partial(_lines_table, here, drawn),
        rows=lambda: stacked(rows.assign(line=line.label) for line, rows in drawn),
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_note(here, drawn),
    )


def wanted_pairs(here: Scene) -> tuple[Pair, ...]:
    """The sides of the triangle, then the focus with the others that the reader chose."""
    further = () if here.cast.is_default else here.cast.named
    room = max(0, MOST_LINES - 3 - len(here.cast.groupings))
    return here.sides + tuple((here.cast.focus, other) for other in further[:room])


def dyad_lines(here: Scene) -> list[Drawn]:
    """The lines of dyads; one with the focus has the partner's colour, others are ink."""
    wanted = wanted_pairs(here)
    found = pairs(here.database, here.yardstick, wanted)
    drawn = []
    for place, (one, other) in enumerate(wanted):
        rows = every_year(found.loc[found["place"] == place], here.years)
        role = here.role(other) if one == here.cast.focus else "ink"
        line = Line(f"{one}-{other}", here.pair(one, other), role)
        drawn.append((line, rows.assign(actor=one, partner=other)))
    return drawn


def group_lines(here: Scene) -> list[Drawn]:
    """The focus with each grouping, as a mean; no line for fewer than two members."""
    focus, drawn = here.cast.focus, []
    for name in here.cast.groupings[: MOST_LINES - 3]:
        rows = spread(here.field, members(here.database, name, here.years), focus)
        if not rows.empty:
            line = Line(f"{focus}-{name}", f"{here.pair(focus, name)} (mean)", here.role(name))
            rows = every_year(rows, here.years).assign(actor=focus, partner=name)
            drawn.append((line, rows))
    return drawn


def _frame(here: Scene, line: Line, rows: pd.DataFrame) -> pd.DataFrame:
    """The frame of a dyad, or of a grouping with its band."""
    if "members" not in rows:
        return votes_line(line, rows, line.label, here.measure.noun)

    def say(row: dict) -> str:
        if pd.isna(row["value"]):
            return f"{line.label}, {row['year']}: no value"
        ends = " to ".join(number(row[end], 2) for end in ("low", "high"))
        value, count = number(row["value"], 2), f"{row['members']:.0f} members"
        return f"{line.label}, {row['year']}: {value}, {count} from {ends}"

    return yearly(line, rows, say)


def _view(here: Scene, title: str) -> View:
    shift = agendas(here)
    now = shift[here.now]
    bands, events = (), ()
    if is_shift(shift.get(here.before or 0), now):
        bands = (DrawnBand(str(here.now), str(here.now)),)
        words = f"{here.label(here.cast.focus)} voted no on {now.no} of {now.roll_calls}"
        events = (EventLine(str(here.now), words),)
    return View(
        kind="line",
        alt=f"{title}. Shows {listed([here.pair(*pair) for pair in wanted_pairs(here)])}. "
        "The values are in the table.",
        decimals=2,
        height=300 if here.narrow else 380,
        narrow=here.narrow,
        full=not here.narrow,
        domain=here.measure.domain,
        bands=bands,
        events=events,
        peak=False,
    )


def _subtitle(here: Scene) -> str:
    groups = listed([here.label(name) for name in here.cast.groupings if name in here.actors])
    return (
        f"{capital(here.measure.span)}; {SCOPES[here.yardstick.scope].named}. A pair with "
        f"{here.name(here.cast.focus)} has the colour of the partner, a pair without is drawn in "
        f"ink.{f' Band: lowest to highest member, {groups}.' if groups else ''}"
    )


def _note(here: Scene, drawn: list[Drawn]) -> str:
    parts = []
    for line, rows in drawn:
        if "members" in rows:
            known = rows["members"].dropna()
            parts.append(
                f"{line.label}: unweighted mean over the members at the end of each year that are "
                f"ranked, {known.iloc[0]:.0f} at first and {known.iloc[-1]:.0f} at last."
            )
        elif few := few_years(rows):
            parts.append(f"{line.label}: {few}")
    return joined(*parts, agenda_note(here), suspects(here))


def _lines_table(here: Scene, drawn: list[Drawn]) -> str:
    columns = [rows.set_index("year")["value"] for _, rows in drawn]
    body = [
        [str(year), *(said(values.get(year)) for values in columns)]
        for year in reversed(here.years)
    ]
    heads = ["Year", *(text(line.label) for line, _ in drawn)]
    return table(heads, body, name=f"{capital(here.measure.short)} by year")


@lru_cache(maxsize=64)
def table_figure(here: Scene) -> Figure:
    """The figure: a table in the page, the whole series in its files."""
    named = [("value", line.label, rows) for line, rows in dyad_lines(here) + group_lines(here)]
    chance = "" if here.yardstick.measure == CHANCE else f"Kappa: {MEASURES[CHANCE].plain}"
    if chance:
        named += _chance(here)
    return Figure(
        id="agreement_table",
        title="The same, as a table",
        subtitle=f"{capital(here.measure.noun)} at the moments drawn above, and the change over "
        "the last year.",
        table=None,
        rows=lambda: stacked(rows.assign(row=label, kind=kind) for kind, label, rows in named),
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=joined(
            f"A dash: fewer than {FEW} common votes, or undefined.", chance, agenda_note(here)
        ),
        body=_moments_table(here, named),
        names=("Table", ""),
    )


def _chance(here: Scene) -> list[tuple[str, str, pd.DataFrame]]:
    """Kappa of the sides of the triangle and of the focus with the first ally singled out."""
    wanted = (*here.sides, *((here.cast.focus, code) for code in here.cast.named[:1]))
    found = pairs(here.database, replace(here.yardstick, measure=CHANCE), wanted)
    return [
        (CHANCE, here.pair(*pair), found.loc[found["place"] == place])
        for place, pair in enumerate(wanted)
    ]


def _moments_table(here: Scene, named: list[tuple[str, str, pd.DataFrame]]) -> str:
    """The values of each kind and label, then the agenda."""
    body = []
    for kind, label, rows in named:
        words = f"{label}, beyond chance (kappa)" if kind == CHANCE else label
        body.append(_cells(here, words, _by_year(rows), 2))
    found = agendas(here)
    voted = {year: agenda.roll_calls for year, agenda in found.items()}
    against = {year: agenda.no for year, agenda in found.items()}
    body.append(_cells(here, "Recorded votes", voted, 0))
    label = f"of these, {here.label(here.cast.focus)} voted no"
    body.append(_cells(here, label, against, 0))
    change = [f"{here.before} to {here.now}"] if here.before else []
    return tight(table(["Pair", *map(str, here.moments), *change], body, name="Pairs"))


def _by_year(rows: pd.DataFrame) -> dict[int, float]:
    """The values by year, without those that rest on few common votes."""
    known = rows["value"].notna()
    if "n_votes" in rows:
        known &= rows["n_votes"] >= FEW
    kept = rows.loc[known]
    return dict(zip(kept["year"].astype(int), kept["value"].astype(float), strict=True))


def _cells(here: Scene, label: str, values: Mapping[int, float], decimals: int) -> list[str]:
    """A label, its values at the moments, and the change over the last year."""
    cells = [text(label), *(said(values.get(year), decimals) for year in here.moments)]
    if here.before:
        now, before = values.get(here.now), values.get(here.before)
        step = None if now is None or before is None else now - before
        cells.append(f"<b>{signed(step, decimals)}</b>")
    return cells
