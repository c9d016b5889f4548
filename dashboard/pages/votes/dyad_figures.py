"""One dyad: its measure over the years, its difference to another, the votes that split it."""

from functools import lru_cache, partial
from math import nan

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.scene import Pair, Scene, suspects
from dashboard.pages.votes.standings import agenda_note
from dashboard.pages.votes.yearly import (
    Line,
    every_year,
    few_years,
    said,
    signed,
    stacked,
    tight,
    votes_line,
    yearly,
)
from dashboard.store.dyads import FEW, intervals, pairs, places
from dashboard.store.roll_calls import Sieve, cells, splits
from dashboard.words.wording import capital, day, joined, number

IN_TABLE = "The values are in the table."
RECORD = "https://digitallibrary.un.org/record/{}"
MOST_LISTED = 100
VOTES = {"Y": "yes", "A": "abstained", "N": "no"}
NO_TITLE = "no title in any copy found"
FLAGGED = " Issue flags are known for 1991 to 2023 only."


@lru_cache(maxsize=128)
def dyad_rows(here: Scene, pair: Pair) -> pd.DataFrame:
    """A row for every year with a common vote, oldest first; empty where there is none.

    Columns: those of dashboard.store.dyads.pairs without place, low and high, the rank, of how
    many, the median member, actor, partner, measure.
    """
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
    is_banded = not rows["low"].dropna().empty
    band = "; band: 90 per cent of 1,000 draws of the year’s roll calls" if is_banded else ""
    return Figure(
        id="dyad",
        title=f"{here.pair(*pair)}, {here.years[0]} to {here.now}",
        subtitle=f"{capital(here.measure.short)}, {here.measure.span}{band}; grey: the median "
        f"member with {here.name(pair[0])}; open: fewer than {FEW} common votes, or votes that "
        "look damaged.",
        charts=_dyad_panels(here, pair, rows),
        table=partial(_dyad_table, here, rows),
        rows=lambda: rows,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_note(here, pair, rows, is_banded),
    )


def _dyad_panels(here: Scene, pair: Pair, rows: pd.DataFrame) -> tuple[Chart, ...]:
    """The measure beside the median member, the place among all members, common votes."""

    def place(row: dict) -> str:
        if pd.isna(row["rank"]):
            return f"{row['year']}: not ranked"
        return f"{row['year']}: place {row['rank']:.0f} of {row['of']:.0f}"

    full = every_year(rows, here.years)
    line = Line("-".join(pair), here.label(pair[1]), role_of(here, pair))
    own = votes_line(line, full, here.pair(*pair), here.measure.noun)
    grey = yearly(
        Line("median", "median member", "", focus=False),
        full.assign(value=full["median_member"]),
        lambda row: f"Median member, {row['year']}: {said(row['value'])}",
    )
    below = full.assign(value=100 * (full["of"] - full["rank"]) / (full["of"] - 1))
    votes = yearly(
        line,
        full.assign(value=full["n_votes"].astype(float)),
        lambda row: f"{row['year']}: {said(row['value'], 0)} common votes",
    )
    short, alt = here.measure.short, f"{here.pair(*pair)}: {{}} by year. {IN_TABLE}"
    first = _view(here, alt.format(short), 240, domain=here.measure.domain, decimals=2)
    second = _view(here, alt.format("place among all members"), 110, domain=(0, 100), axis="%")
    third = _view(here, alt.format("common votes"), 84, x_labels=True)
    whom = f"Share of ranked members that stand below {here.label(pair[1])}"
    return (
        Chart(title=capital(short), frame=stacked([own, grey]), view=first),
        Chart(title=whom, frame=yearly(line, below, place), view=second),
        Chart(title="Common votes", frame=votes, view=third),
    )


def _view(here: Scene, alt: str, height: int, **more: object) -> View:
    """A view over the years of the scene; only the last panel writes them."""
    settings: dict = {"decimals": 0, "x_labels": False} | more
    return View(
        kind="line",
        alt=alt,
        height=height,
        narrow=here.narrow,
        full=not here.narrow,
        right=92 if here.narrow else 190,
        period_domain=(f"{here.years[0]}-01-01", f"{here.now}-12-31"),
        peak=False,
        **settings,
    )


def _dyad_table(here: Scene, rows: pd.DataFrame) -> str:
    by = {row["year"]: row for row in rows.to_dict("records")}

    def line(year: int) -> list[str]:
        row, before = by.get(year), by.get(year - 1, {})
        if row is None:
            return ["no common vote", "–", "–", "–", "–", "0"]
        return [
            "undefined" if pd.isna(row["value"]) else said(row["value"]),
            signed(row["value"] - before.get("value", nan)),
            "–" if pd.isna(row["low"]) else f"{said(row['low'])} to {said(row['high'])}",
            said(row["median_member"]),
            "not ranked" if pd.isna(row["rank"]) else f"{row['rank']:.0f} of {row['of']:.0f}",
            number(row["n_votes"], 0),
        ]

    heads = ["Year", here.measure.word, "change", "90 per cent interval", "median member"]
    body = [[str(year), *line(year)] for year in reversed(here.years)]
    return table([*heads, "place", "common votes"], body, name="The pair by year")


def _note(here: Scene, pair: Pair, rows: pd.DataFrame, is_banded: bool) -> str:
    undefined = ", ".join(map(str, rows.loc[rows["value"].isna(), "year"]))
    absent = ", ".join(str(year) for year in here.years if year not in set(rows["year"]))
    return joined(
        few_years(rows),
        f"Undefined in {undefined}: both cast one and the same vote throughout." * bool(undefined),
        f"No common vote in {absent}." * bool(absent),
        "" if is_banded else "No interval: drawn for a few pairs of the article only.",
        agenda_note(here) if pair[0] == here.cast.focus else "",
        suspects(here),
    )


@lru_cache(maxsize=64)
def difference_figure(here: Scene, pair: Pair, against: Pair) -> Figure | None:
    """The figure; nothing where the two dyads share no year with a value."""
    rows = difference(here, pair, against)
    if rows["difference"].dropna().empty:
        return None
    names = here.pair(*pair), here.pair(*against)
    return Figure(
        id="difference",
        title=f"{names[0]} against {names[1]}",
        subtitle=f"{capital(here.measure.short)} of both pairs, and how much {names[0]} lies above "
        f"{names[1]}; a difference holds the agenda of a year constant.",
        charts=_difference_panels(here, pair, against, rows),
        table=partial(_difference_table, here, names, rows),
        rows=lambda: rows,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=f"{computation(here.measure, here.yardstick.scope)} Difference: first pair "
        "less second.",
        note=joined(f"Open: fewer than {FEW} common votes of either pair.", suspects(here)),
    )


def difference(here: Scene, pair: Pair, against: Pair) -> pd.DataFrame:
    """A row for every year in which either dyad has a common vote, oldest first.

    Columns: those of both dyads with _first and _second, their difference (missing where either
    value is), and the codes of both as first and second.
    """
    columns = ["year", "value", "low", "high", "n_votes", "is_ranked"]
    first, second = (dyad_rows(here, one)[columns] for one in (pair, against))
    rows = first.merge(second, on="year", how="outer", suffixes=("_first", "_second"))
    rows = rows.sort_values("year").reset_index(drop=True)
    return rows.assign(
        difference=rows["value_first"] - rows["value_second"],
        first="-".join(pair),
        second="-".join(against),
    )


def _difference_panels(here: Scene, pair: Pair, against: Pair, rows: pd.DataFrame) -> tuple:
    """Both dyads, told apart where they have one colour; below them the difference."""
    first, second = role_of(here, pair), role_of(here, against)
    drawn = []
    for one, role in ((pair, first), (against, second if second != first else "mark")):
        label, own = here.pair(*one), every_year(dyad_rows(here, one), here.years)
        line = Line("-".join(one), label, role)
        drawn.append(votes_line(line, own, label, here.measure.noun))
    full = every_year(rows, here.years)
    ranked = full[["is_ranked_first", "is_ranked_second"]].eq(True).all(axis=1)
    apart = yearly(
        Line("difference", "difference", "ink"),
        full.assign(value=full["difference"], open=~ranked & full["difference"].notna()),
        lambda row: f"{row['year']}: difference {signed(row['value'])}",
    )
    alt = f"{here.pair(*pair)} and {here.pair(*against)} by year. {IN_TABLE}"
    both = _view(here, alt, 220, domain=here.measure.domain, decimals=2)
    below = _view(here, f"Difference. {alt}", 110, decimals=2, x_labels=True)
    return (
        Chart(frame=stacked(drawn), view=both),
        Chart(title="Difference", frame=apart, view=below),
    )


def _difference_table(here: Scene, names: tuple[str, str], rows: pd.DataFrame) -> str:
    by = {row["year"]: row for row in rows.to_dict("records")}
    body = []
    for year in reversed(here.years):
        row = by.get(year, {})
        cells = [said(row.get(name)) for name in ("value_first", "value_second")]
        votes = [said(row.get(name), 0) for name in ("n_votes_first", "n_votes_second")]
        body.append([str(year), *cells, f"<b>{signed(row.get('difference'))}</b>", *votes])
    heads = ["Year", text(names[0]), text(names[1]), "difference"]
    heads += [f"votes {text(names[0])}", f"votes {text(names[1])}"]
    return table(heads, body, name="Difference by year")


def splits_figure(here: Scene, pair: Pair, sieve: Sieve) -> Figure | None:
    """The figure; nothing when no roll call is left."""
    asked = (here.database, here.yardstick, pair, sieve)
    found = splits(*asked, MOST_LISTED)
    if found.empty:
        return None
    count, opposite = int(found["found"].iloc[0]), int(found["opposite"].iloc[0])
    flags = "" if sieve.issue is None else FLAGGED
    return Figure(
        id="splits",
        title=f"{number(count, 0)} roll calls on which {here.pair(*pair)} split",
        subtitle=f"Newest first; on {number(opposite, 0)} of them one voted yes and the other no.",
        table=None,
        rows=lambda: splits(*asked).assign(actor=pair[0], partner=pair[1]),
        evidence=votes_evidence(here.database, here.yardstick),
        computation="none; votes as recorded.",
        note="Tally: yes – no – abstained, of all members. A title leads to the record of the UN "
        f"Digital Library where its number is known.{flags}",
        body=_splits_table(here, pair, found, count),
        names=("List", ""),
    )


def _splits_table(here: Scene, pair: Pair, found: pd.DataFrame, count: int) -> str:
    def line(row: dict) -> list[str]:
        votes = [VOTES[str(row[side])] for side in ("mine", "theirs")]
        tally = f'<span class="nw">{row["yes"]}–{row["no"]}–{row["abstain"]}</span>'
        if here.narrow:
            return [f"{_named(row)}<small>{day(row['date'])}</small>", " – ".join(votes), tally]
        return [f'<span class="nw">{day(row["date"])}</span>', _named(row), *votes, tally]

    one, other = (text(here.label(code)) for code in pair)
    heads = (
        ["Resolution", f"{one} – {other}"] if here.narrow else ["Date", "Resolution", one, other]
    )
    listing = tight(
        table(
            [*heads, "Tally"],
            map(line, found.to_dict("records")),
            words=range(len(heads)),
            name="Roll calls on which the two split",
        )
    )
    if len(found) == count:
        return listing
    rest = f"The first {len(found)} of {count}; narrow the list, or take the CSV."
    return f'{listing}<p class="sub">{rest}</p>'


def _named(row: dict) -> str:
    symbol = text(row["resolution"]) if isinstance(row["resolution"], str) else ""
    title = text(row["title"]) if isinstance(row["title"], str) else f"<i>{NO_TITLE}</i>"
    name = ", ".join(filter(None, [symbol, title]))
    if isinstance(row["undl_id"], str):
        where = text(RECORD.format(row["undl_id"]))
        return f'<a href="{where}" target="_blank" rel="noreferrer">{name}</a>'
    return name


def ballot_table(here: Scene, pair: Pair) -> str:
    """How often the two cast which votes in the last year, as HTML; empty without any."""
    found = cells(here.database, here.yardstick.scope, here.now, pair)
    if found is None:
        return ""
    one, other = (text(here.label(code)) for code in pair)
    words = ("yes", "abstained", "no")
    body = [
        [f"{one} {word}", *(number(n, 0) for n in line), f"<b>{number(sum(line), 0)}</b>"]
        for word, line in zip(words, found, strict=True)
    ]
    sums = [sum(column) for column in zip(*found, strict=True)]
    body.append(["<b>all</b>", *(f"<b>{number(n, 0)}</b>" for n in [*sums, sum(sums)])])
    heads = [str(here.now), *(f"{other} {word}" for word in words), "all"]
    return tight(table(heads, body, name="How often which votes"))
