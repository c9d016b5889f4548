"""Two dyads against each other: both lines, their difference, the table."""

from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.dyad_measure import Pair, dyad_rows, role_of
from dashboard.pages.votes.frames import (
    Line,
    every_year,
    said,
    signed,
    stacked,
    votes_tooltip,
    weak,
    yearly,
)
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.store.dyads import FEW


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
        charts=_panels(here, pair, against, rows),
        table=partial(_table, here, names, rows),
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


def _panels(here: Scene, pair: Pair, against: Pair, rows: pd.DataFrame) -> tuple:
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


def _table(here: Scene, names: tuple[str, str], rows: pd.DataFrame) -> str:
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
