"""The focus and its partners: the whole field, ideal points, isolation against alignment."""

from dataclasses import replace
from functools import lru_cache, partial
from math import nan

import pandas as pd

from dashboard.charts.strip import NAMED
from dashboard.charts.view import View
from dashboard.figure.documents import evidence_behind, votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.measures import MEASURES, computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.pages.votes.standings import (
    LEVEL,
    Placed,
    Value,
    Year,
    median,
    placements,
    standing,
    titles,
)
from dashboard.pages.votes.yearly import Line, said, signed, stacked, yearly
from dashboard.store.catalogue import catalogue
from dashboard.store.dyads import FEW
from dashboard.store.figures import Question, figures
from dashboard.store.lens import Lens
from dashboard.store.points import Point, of_year, point_frame
from dashboard.words.wording import capital, joined, listed, number

EXTREMES = 2
"""Members at the upper end that are named although nobody chose them."""
MOST_LABELS = 5
MOST_LINES = 6
WIDTH, TRIO_WIDTH, NAMES = 576, 384, 112
POINT = "unga_ideal_point"
BAND = ("unga_ideal_point_q05", "unga_ideal_point_q95")
VOTES = "unga_ideal_point_n_votes"


@lru_cache(maxsize=64)
def field_figure(here: Scene) -> Figure:
    """The figure of the scene's moments; its table holds every ranked member."""
    found = here.field
    ranked = found.loc[found["year"].isin(here.moments) & found["rank"].notna()]
    focus = here.name(here.cast.focus)
    view = View(
        kind="strip",
        alt=f"{here.measure.noun} of every member with {focus}, in the years "
        f"{', '.join(map(str, here.moments))}. The values are in the table.",
        decimals=2,
        narrow=here.narrow,
        width=None if here.narrow else WIDTH,
        domain=here.measure.domain,
        order="given",
    )
    return Figure(
        id="field",
        title="How the whole field moved",
        subtitle=f"{capital(here.measure.noun)} with {focus}; one stroke per "
        f"member with at least {FEW} common votes.",
        charts=(Chart(frame=_field_frame(here, ranked), view=view),),
        table=partial(_field_table, here, ranked),
        rows=lambda: ranked,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=joined(_standings(here), suspects(here)),
    )


def _field_frame(here: Scene, ranked: pd.DataFrame) -> pd.DataFrame:
    """A point per member and moment; the upper end of the last moment is named."""
    chosen = set(here.cast.others[:MOST_LABELS])
    now = ranked.loc[ranked["year"] == here.now]
    ends = {(code, here.now) for code in now.nlargest(EXTREMES, "value")["partner"]}
    columns = ["partner", "year", "value", "rank", "of"]
    return point_frame(
        Point(
            code,
            here.label(code),
            here.role(code),
            *of_year(year),
            value,
            f"{here.label(code)}, {year}: {number(value, 2)}, place {rank:.0f} of {of:.0f}",
            code in chosen,
            row=str(year),
            row_label=str(year),
            code=NAMED if (code, year) in ends else None,
        )
        for code, year, value, rank, of in ranked[columns].itertuples(index=False)
    )


def _standings(here: Scene) -> str:
    """Where the other corners stand in the last two years, and the median."""
    years = [year for year in (here.before, here.now) if year is not None]
    middle = [f"{said(median(here.field, year))} in {year}" for year in years]
    parts = [f"Median member {' and '.join(middle)}"]
    for code in here.cast.corners[1:]:
        found = [standing(here.field, code, year) for year in years]
        places = [f"place {at.place}" if at.rank else at.place for at in found]
        parts.append(f"{here.label(code)} {', then '.join(places)}")
    return f"{'; '.join(parts)}."


def _field_table(here: Scene, ranked: pd.DataFrame) -> str:
    """Every member with value and rank at each moment, in the order of the last one."""
    by = {(row["partner"], row["year"]): row for row in ranked.to_dict("records")}
    codes = list(dict.fromkeys(ranked["partner"]))

    def place(code: str) -> float:
        return by[code, here.now]["rank"] if (code, here.now) in by else 999

    def cell(code: str, year: int) -> list[str]:
        row = by.get((code, year))
        return [said(row["value"]), f"{row['rank']:.0f}"] if row else ["–", "–"]

    body = [
        [text(here.actors[code].name), *(c for year in here.moments for c in cell(code, year))]
        for code in sorted(codes, key=place)
    ]
    heads = ["Member", *(head for year in here.moments for head in (str(year), "place"))]
    return table(heads, body, name="The whole field")


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
    frames = [_ideal_frame(here, points, code) for code in drawn]
    return Figure(
        id="ideal_points",
        title="Ideal points, with their bands",
        subtitle="Position on the main axis of disagreement; band: 90 per cent interval; hollow: "
        f"fewer than {FEW} votes behind it.",
        charts=(Chart(frame=stacked(frames), view=view),),
        table=partial(_ideal_table, here, points, drawn),
        rows=lambda: points,
        evidence=evidence_behind(here.database, found.loc[found["indicator"] == POINT]),
        computation="by the authors: an item-response model in which repeated resolutions tie the "
        "years.",
        note=_ideal_note(here, points, [code for code in codes if code not in drawn]),
    )


def _points(found: pd.DataFrame) -> pd.DataFrame:
    """A row per actor and year: value, ends of the band, number of votes, open where few."""
    wide = found.assign(year=found["period"].astype(int)).pivot_table(
        index=["actor", "year"], columns="indicator", values="value"
    )
    names = {POINT: "value", BAND[0]: "low", BAND[1]: "high", VOTES: "n_votes"}
    wide = wide.reindex(columns=list(names)).rename(columns=names).reset_index()
    return wide.assign(open=wide["n_votes"] < FEW)


def _ideal_frame(here: Scene, points: pd.DataFrame, code: str) -> pd.DataFrame:
    label = here.label(code)

    def say(row: dict) -> str:
        band = f"{number(row['low'], 2)} to {number(row['high'], 2)}"
        value, votes = number(row["value"], 2), f"{row['n_votes']:.0f} votes"
        return f"{label}, {row['year']}: {value} ({band}), {votes}"

    rows = points.loc[points["actor"] == code]
    return yearly(Line(code, label, here.role(code)), rows, say)


def _ideal_table(here: Scene, points: pd.DataFrame, codes: list[str]) -> str:
    by = {(r["actor"], r["year"]): r for r in points.to_dict("records")}

    def cell(code: str, year: int) -> str:
        row = by.get((code, year))
        return f"{said(row['value'])} ({said(row['low'])} to {said(row['high'])})" if row else "–"

    body = [[str(year), *(cell(code, year) for code in codes)] for year in reversed(here.years)]
    heads = ["Session opens in", *(text(here.label(code)) for code in codes)]
    return table(heads, body, name="Ideal points")


def _ideal_note(here: Scene, points: pd.DataFrame, absent: list[str]) -> str:
    leaf = catalogue(here.database).indicators[POINT]
    thin = points.loc[points["open"]].groupby("year")["n_votes"].max()
    names = listed([here.label(code) for code in absent])
    return joined(
        "A year is that in which the session opens; a difference within the bands is no change.",
        *(
            f"{year} rests on at most {most:.0f} votes per state: no change is read from it."
            for year, most in thin.items()
        ),
        f"No ideal point in this edition for {names}." if absent else "",
        f"{capital(leaf.reads_as)}." if leaf.reads_as else "",
    )


@lru_cache(maxsize=64)
def isolation_figure(here: Scene) -> Figure | None:
    """The figure; nothing where there is no year before the last to compare with."""
    if here.before is None:
        return None
    placed = placements(here)
    focus = here.name(here.cast.focus)
    return Figure(
        id="isolation",
        title=f"Isolation against alignment, {here.before} to {here.now}",
        subtitle=f"The same partners of {focus} by level, beyond chance and by rank; tick: "
        f"{here.before}, marker: {here.now}. Further right is closer to {focus} in all three.",
        charts=_panels(here, placed),
        table=partial(isolation_table, here, placed),
        rows=lambda: _rows(here, placed),
        evidence=votes_evidence(here.database, replace(here.yardstick, first=here.before)),
        computation=computation(MEASURES[LEVEL], here.yardstick.scope),
        note=joined(_isolation_note(here, placed), suspects(here, here.before)),
        layout="trio",
    )


def _panels(here: Scene, placed: tuple[Placed, ...]) -> tuple[Chart, ...]:
    label = here.label(here.cast.focus)
    the = "the " if label in {"US", "UK"} else ""
    asked: tuple[tuple[str, Value, int], ...] = (
        (f"Agreement with {the}{label}", lambda year: year.level.value, 2),
        ("Beyond chance (kappa)", lambda year: year.chance, 2),
        ("Members ranked below", lambda year: year.level.below, 0),
    )
    return tuple(_panel(here, placed, *one) for one in asked)


def _panel(
    here: Scene, placed: tuple[Placed, ...], title: str, value: Value, decimals: int
) -> Chart:
    """One value of each partner in both years, also read out."""

    def shown(year: Year) -> str:
        return said(value(year), decimals)

    words = [f"{one.label} {shown(one.before)}, then {shown(one.now)}" for one in placed]
    view = View(
        kind="dumbbell",
        alt=f"{title}, {here.before} and {here.now}: {listed(words)}",
        decimals=decimals,
        narrow=here.narrow,
        width=None if here.narrow else TRIO_WIDTH,
        height=26 * len(placed),
        left=NAMES,
        order="given",
        domain=_domain(placed, value),
    )

    def point(one: Placed, held: Year) -> Point:
        found, tooltip = value(held), f"{one.label}, {held.year}: {shown(held)}"
        days = of_year(held.year)
        return Point(one.code, one.label, one.role, *days, nan if found is None else found, tooltip)

    frame = point_frame(point(one, held) for one in placed for held in one.years)
    return Chart(title=title, frame=frame, view=view)


def _domain(placed: tuple[Placed, ...], value: Value) -> tuple[float, float]:
    """From zero to the highest value, with room for a number left of the lowest one."""
    found = [value(held) for one in placed for held in one.years]
    values = [0.0, *(one for one in found if one is not None)]
    low, high = min(values), max(values)
    return low - 0.22 * (high - low), high


def isolation_table(here: Scene, placed: tuple[Placed, ...]) -> str:
    """The numbers of the three charts, and agreement on the texts voted on in both years."""
    body = []
    for one in placed:
        cells = [text(one.label)]
        for value in (lambda y: y.level.value, lambda y: y.chance, lambda y: y.texts):
            cells += [said(value(one.before)), said(value(one.now)), signed(one.change(value))]
        body.append([*cells, one.before.level.place, one.now.level.place])
    before, now = str(here.before), str(here.now)
    heads = ["With"]
    for name in ("agreement", "kappa", "on equal texts"):
        heads += [f"{name} {before}", now, "change"]
    heads += [f"place {before}", now]
    return table(heads, body, name="Agreement, kappa and rank")


def _rows(here: Scene, placed: tuple[Placed, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "actor": here.cast.focus,
            "partner": one.code,
            "year": held.year,
            "agreement": held.level.value,
            "kappa_abs": held.chance,
            "agreement_on_texts_of_both_years": held.texts,
            "rank": held.level.rank,
            "of": held.level.of,
            "n_votes": held.level.n_votes or None,
        }
        for one in placed
        for held in one.years
    )


def _isolation_note(here: Scene, placed: tuple[Placed, ...]) -> str:
    count, middle = titles(here), placed[-1].now.level
    is_partial = any(held.level.rank is None for one in placed for held in one.years)
    return joined(
        f"Half of the {number(middle.of or 0, 0)} ranked members stand below the median.",
        f"Equal texts (in the table): the {count} titles put to the vote in {here.before} and in "
        f"{here.now}."
        if count
        else f"Titles of {here.before} or {here.now} are not known: no figure on equal texts.",
        f"A partner that is not ranked has no figure: fewer than {FEW} common votes." * is_partial,
    )
