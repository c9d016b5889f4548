"""Agreement over the years: the sides of the triangle, and groupings as a mean with its band."""

from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import DrawnBand, EventLine, View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.agenda import agenda_note, agendas, is_shift
from dashboard.pages.votes.frames import (
    Line,
    every_year,
    few_years,
    said,
    stacked,
    votes_tooltip,
    weak,
    yearly,
)
from dashboard.pages.votes.measures import SCOPES, computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.store.dyads import members, pairs, partners, spread
from dashboard.words.wording import listed, number

MOST_LINES = 6


@lru_cache(maxsize=64)
def lines_figure(here: Scene) -> Figure:
    """The figure; its table holds every year."""
    drawn = dyad_lines(here) + group_lines(here)
    frames = [frame for _, frame, _ in drawn]
    title = f"{_noun(here)} in recorded votes, {here.years[0]} to {here.now}"
    return Figure(
        id="agreement_lines",
        title=title,
        subtitle=_subtitle(here),
        charts=(Chart(frame=stacked(frames), view=_view(here, title)),),
        table=partial(_table, here, [(line.label, found) for line, _, found in drawn]),
        rows=lambda: stacked(found.assign(line=line.label) for line, _, found in drawn),
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_note(here, drawn),
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


def _noun(here: Scene) -> str:
    noun = here.measure.noun.removeprefix("the ")
    return noun[:1].upper() + noun[1:]


def _view(here: Scene, title: str) -> View:
    shift = agendas(here, here.cast.focus)
    now, before = shift[here.now], shift.get(here.before or 0)
    bands, events = (), ()
    if is_shift(before, now):
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


def _note(here: Scene, drawn: list[tuple[Line, pd.DataFrame, pd.DataFrame]]) -> str:
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


def _table(here: Scene, drawn: list[tuple[str, pd.DataFrame]]) -> str:
    by_label = {label: rows.set_index("year")["value"] for label, rows in drawn}
    body = [
        [str(year), *(said(values.get(year)) for values in by_label.values())]
        for year in reversed(here.years)
    ]
    return table(["Year", *map(text, by_label)], body, name=f"{_noun(here)} by year")
