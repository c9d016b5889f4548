"""The strategic triangle: at four moments, over the years, and as a table."""

from functools import lru_cache, partial
from typing import Any

import pandas as pd

from dashboard.charts.view import Band, Event, View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.measures import MEASURES, SCOPES, computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.pages.votes.standings import agenda_note, agendas, is_shift
from dashboard.pages.votes.yearly import (
    Line,
    every_year,
    few_years,
    said,
    signed,
    stacked,
    tight,
    votes_tooltip,
    weak,
    yearly,
)
from dashboard.store.dyads import FEW, Yardstick, members, pairs, partners, spread
from dashboard.words.wording import listed, number

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
        subtitle=f"{_triangle_noun(here)} on each side; the wider the line, the more the two agree"
        f"{'; dotted where it is below 0' if here.measure.low != 0 else ''}.",
        charts=(Chart(frame=pd.DataFrame(records), view=view),),
        table=partial(_triangle_table, here, wanted, rows),
        rows=lambda: found.assign(
            actor=[wanted[place][0] for place in found["place"]],
            partner=[wanted[place][1] for place in found["place"]],
        ),
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_triangle_note(here, rows),
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


def _triangle_noun(here: Scene) -> str:
    noun = here.measure.noun
    return noun[:1].upper() + noun[1:]


def _alt(here: Scene, wanted: tuple, rows: dict) -> str:
    """The drawing read out: every side of the last moment."""
    words = [
        f"{here.pair(*pair)} {said(shown(rows.get((place, here.now))))}"
        for place, pair in enumerate(wanted)
    ]
    corners = listed([here.label(code) for code in here.cast.corners])
    return f"{_triangle_noun(here)} between {corners}. In {here.now}: {listed(words)}."


def _triangle_table(here: Scene, wanted: tuple, rows: dict) -> str:
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


def _triangle_note(here: Scene, rows: dict) -> str:
    few = any(row["n_votes"] < FEW for row in rows.values())
    return f"A side with fewer than {FEW} common votes is not drawn." if few else ""


MOST_LINES = 6


@lru_cache(maxsize=64)
def lines_figure(here: Scene) -> Figure:
    """The figure; its table holds every year."""
    drawn = dyad_lines(here) + group_lines(here)
    frames = [frame for _, frame, _ in drawn]
    title = f"{_lines_noun(here)} in recorded votes, {here.years[0]} to {here.now}"
    return Figure(
        id="agreement_lines",
        title=title,
        subtitle=_subtitle(here),
        charts=(Chart(frame=stacked(frames), view=_view(here, title)),),
        table=partial(_lines_table, here, [(line.label, found) for line, _, found in drawn]),
        rows=lambda: stacked(found.assign(line=line.label) for line, _, found in drawn),
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_lines_note(here, drawn),
    )


def wanted_pairs(here: Scene) -> tuple[tuple[str, str], ...]:
    """The sides of the triangle, then the focus with the others that the reader chose."""
    cast = here.cast
    one, *rest = cast.corners
    sides = [(one, other) for other in rest]
    sides += [(rest[0], rest[1])] if len(rest) == 2 else []
    further = () if cast.is_default else cast.named
    room = MOST_LINES - len(sides) - len(cast.groupings)
    return tuple(sides + [(one, other) for other in further[: max(0, room)]])


def line_of(here: Scene, one: str, other: str) -> Line:
    """A dyad takes the partner's identity; without the focus it is ink."""
    if one != here.cast.focus:
        return Line(f"{one}-{other}", here.pair(one, other), "ink")
    return Line(f"{one}-{other}", here.pair(one, other), here.role(other))


def dyad_lines(here: Scene) -> list[tuple[Line, pd.DataFrame, pd.DataFrame]]:
    """Line, frame and rows of each dyad."""
    wanted = wanted_pairs(here)
    found = pairs(here.database, here.yardstick, wanted)
    drawn = []
    for place, (one, other) in enumerate(wanted):
        rows = every_year(found.loc[found["place"] == place], here.years)
        line = line_of(here, one, other)
        say = votes_tooltip(line.label, here.measure.noun)
        drawn.append((line, yearly(line, weak(rows), say), rows.assign(actor=one, partner=other)))
    return drawn


def group_lines(here: Scene) -> list[tuple[Line, pd.DataFrame, pd.DataFrame]]:
    """Line, frame and rows of the focus with each grouping; no line for fewer than two members."""
    focus = here.cast.focus
    field = partners(here.database, here.yardstick, focus)
    drawn = []
    for name in here.cast.groupings[: max(0, MOST_LINES - 3)]:
        rows = spread(field, members(here.database, name, here.years), focus)
        if rows.empty:
            continue
        rows = every_year(rows, here.years)
        line = Line(f"{focus}-{name}", f"{here.pair(focus, name)} (mean)", here.role(name))

        def say(row: dict, label: str = line.label) -> str:
            if pd.isna(row["value"]):
                return f"{label}, {row['year']}: no value"
            ends = " to ".join(number(row[end], 2) for end in ("low", "high"))
            value, count = number(row["value"], 2), f"{row['members']:.0f} members"
            return f"{label}, {row['year']}: {value}, {count} from {ends}"

        drawn.append((line, yearly(line, rows, say), rows.assign(actor=focus, partner=name)))
    return drawn


def _lines_noun(here: Scene) -> str:
    noun = here.measure.noun.removeprefix("the ")
    return noun[:1].upper() + noun[1:]


def _view(here: Scene, title: str) -> View:
    shift = agendas(here, here.cast.focus)
    now, before = shift[here.now], shift.get(here.before or 0)
    bands, events = (), ()
    if is_shift(before, now):
        bands = (Band(str(here.now), str(here.now)),)
        words = f"{here.label(here.cast.focus)} voted no on {now.no} of {now.roll_calls}"
        events = (Event(str(here.now), words),)
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
    focus = here.name(here.cast.focus)
    groups = [name for name in here.cast.groupings if name in here.actors]
    band = (
        f" Band: lowest to highest member, {listed([here.label(g) for g in groups])}."
        if groups
        else ""
    )
    return (
        f"{here.measure.span[:1].upper()}{here.measure.span[1:]}; "
        f"{SCOPES[here.yardstick.scope].named}. A pair with {focus} has the colour of the partner, "
        f"a pair without is drawn in ink.{band}"
    )


def _lines_note(here: Scene, drawn: list[tuple[Line, pd.DataFrame, pd.DataFrame]]) -> str:
    parts = []
    for line, _, rows in drawn:
        if "members" in rows:
            known = rows["members"].dropna()
            parts.append(
                f"{line.label}: unweighted mean over the members at the end of each year that are "
                f"ranked, {known.iloc[0]:.0f} at first and {known.iloc[-1]:.0f} at last."
            )
        elif few := few_years(rows):
            parts.append(f"{line.label}: {few}")
    return " ".join(filter(None, [*parts, agenda_note(here), suspects(here)]))


def _lines_table(here: Scene, drawn: list[tuple[str, pd.DataFrame]]) -> str:
    by_label = {label: rows.set_index("year")["value"] for label, rows in drawn}
    body = [
        [str(year), *(said(values.get(year)) for values in by_label.values())]
        for year in reversed(here.years)
    ]
    return table(["Year", *map(text, by_label)], body, name=f"{_lines_noun(here)} by year")


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
        note=" ".join(filter(None, [_table_note(here, bool(chance)), agenda_note(here)])),
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


def _table_note(here: Scene, chance: bool) -> str:
    """What the rows are; a dash is explained."""
    parts: list[Any] = [f"A dash: fewer than {FEW} common votes, or undefined."]
    if chance:
        parts.append(f"Kappa: {MEASURES[CHANCE].plain}")
    return " ".join(parts)
