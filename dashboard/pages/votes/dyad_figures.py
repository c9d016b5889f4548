"""One dyad: its measure over the years, its difference to another, the votes that split it."""

from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.pages.votes.standings import agenda_note
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
from dashboard.store.dyads import FEW, intervals, pairs, places
from dashboard.store.roll_calls import Sieve, cells, splits
from dashboard.words.wording import day, number

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
        charts=_dyad_panels(here, pair, rows),
        table=partial(_dyad_table, here, rows),
        rows=lambda: rows,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=_note(here, pair, rows, banded),
    )


def _dyad_panels(here: Scene, pair: Pair, rows: pd.DataFrame) -> tuple[Chart, ...]:
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


def _dyad_table(here: Scene, rows: pd.DataFrame) -> str:
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


@lru_cache(maxsize=64)
def difference_figure(here: Scene, pair: Pair, against: Pair) -> Figure | None:
    """The figure; nothing where the two dyads share no year with a value."""
    rows = difference(here, pair, against)
    if rows["difference"].dropna().empty:
        return None
    names = here.pair(*pair), here.pair(*against)
    noun = here.measure.noun.removeprefix("the ")
    return Figure(
        id="difference",
        title=f"{names[0]} against {names[1]}",
        subtitle=f"{noun[:1].upper()}{noun[1:]} of both pairs, and how much {names[0]} lies above "
        f"{names[1]}; a difference holds the agenda of a year constant.",
        charts=_difference_panels(here, pair, against, rows),
        table=partial(_difference_table, here, names, rows),
        rows=lambda: rows,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=f"{computation(here.measure, here.yardstick.scope)} Difference: first pair "
        "less second.",
        note=" ".join(
            filter(None, [f"Open: fewer than {FEW} common votes of either pair.", suspects(here)])
        ),
    )


def difference(here: Scene, pair: Pair, against: Pair) -> pd.DataFrame:
    """Both dyads by year and the first less the second, missing where either is."""
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
    drawn = []
    roles = role_of(here, pair), role_of(here, against)
    roles = (roles[0], roles[1] if roles[1] != roles[0] else "mark")
    for one, role in ((pair, roles[0]), (against, roles[1])):
        own = weak(every_year(dyad_rows(here, one), here.years))
        label = here.pair(*one)
        drawn.append(
            yearly(Line("-".join(one), label, role), own, votes_tooltip(label, here.measure.noun))
        )
    full = every_year(rows, here.years)
    ranked = full[["is_ranked_first", "is_ranked_second"]].eq(True).all(axis=1)
    apart = full.assign(value=full["difference"], open=~ranked & full["difference"].notna())
    line = Line("difference", "difference", "ink")
    settings: dict = {
        "kind": "line",
        "decimals": 2,
        "narrow": here.narrow,
        "full": not here.narrow,
        "right": 92 if here.narrow else 190,
        "period_domain": (f"{here.years[0]}-01-01", f"{here.now}-12-31"),
        "peak": False,
    }
    alt = f"{here.pair(*pair)} and {here.pair(*against)} by year. The values are in the table."
    both = View(alt=alt, height=220, domain=here.measure.domain, x_labels=False, **settings)
    below = View(alt=f"Difference. {alt}", height=110, **settings)
    return (
        Chart(frame=stacked(drawn), view=both),
        Chart(title="Difference", frame=yearly(line, apart, _tip), view=below),
    )


def _tip(row: dict) -> str:
    return f"{row['year']}: difference {signed(row['value'])}"


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


RECORD = "https://digitallibrary.un.org/record/{}"

MOST_LISTED = 100

VOTES = {"Y": "yes", "A": "abstained", "N": "no"}

NO_TITLE = "no title in any copy found"


def splits_figure(here: Scene, pair: Pair, sieve: Sieve) -> Figure | None:
    """The figure; nothing when no roll call is left."""
    asked = (here.database, here.yardstick, pair, sieve)
    found = splits(*asked, MOST_LISTED)
    if found.empty:
        return None
    count, opposite = int(found["found"].iloc[0]), int(found["opposite"].iloc[0])
    flags = "" if sieve.issue is None else " Issue flags are known for 1991 to 2023 only."
    listing = _splits_table(here, pair, found, count)
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
        body=listing,
        names=("List", ""),
    )


def _splits_table(here: Scene, pair: Pair, found: pd.DataFrame, count: int) -> str:
    make = _narrow_line if here.narrow else _line
    body = [make(row) for row in found.to_dict("records")]
    one, other = (text(here.label(code)) for code in pair)
    heads = ["Resolution", f"{one} – {other}", "Tally"] if here.narrow else [
        "Date", "Resolution", one, other, "Tally"
    ]  # fmt: skip
    words = (0, 1) if here.narrow else (0, 1, 2, 3)
    name = "Roll calls on which the two split"
    shown = tight(table(heads, body, words=words, name=name))
    more = (
        f'<p class="sub">The first {len(found)} of {count}; narrow the list, or take the CSV.</p>'
    )
    return shown + (more if len(found) < count else "")


def _line(row: dict) -> list[str]:
    votes = [VOTES[str(row[side])] for side in ("mine", "theirs")]
    return [f'<span class="nw">{day(row["date"])}</span>', _named(row), *votes, _tally(row)]


def _narrow_line(row: dict) -> list[str]:
    votes = " – ".join(VOTES[str(row[side])] for side in ("mine", "theirs"))
    return [f"{_named(row)}<small>{day(row['date'])}</small>", votes, _tally(row)]


def _tally(row: dict) -> str:
    return f'<span class="nw">{row["yes"]}–{row["no"]}–{row["abstain"]}</span>'


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
