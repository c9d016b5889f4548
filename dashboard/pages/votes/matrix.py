"""Who agrees with whom: actors by actors, of votes or of a dyadic figure of another theme."""

from dataclasses import replace
from functools import lru_cache, partial
from itertools import combinations

import pandas as pd

from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Figure
from dashboard.pages.votes.grid import Cell, Pair, by_change, grid
from dashboard.pages.votes.links import pair_link
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.shell.context import Context
from dashboard.shell.filters import SHORTLIST
from dashboard.store.dyads import FEW, members, pairs, voters

MORE = ("IND", "BRA")
MOST = 10


def matrix_of_votes(context: Context, here: Scene) -> Figure:
    """The figure for the chosen members, or for those of the filter bar."""
    codes = matrix_codes(here)
    cells = _cells(here, codes)
    both = cells | {(other, one): cell for (one, other), cell in cells.items()}
    wrap = partial(pair_link, context)
    name = f"{here.measure.noun} between {len(codes)} members, {here.now}"
    heads = ["Pair", str(here.now), f"since {here.before}" if here.before else "change"]
    listing = by_change(cells, heads, here.pair, wrap, 2, f"{name}, by change")
    whole = grid(codes, codes, both, here.label, wrap, 2, name)
    return Figure(
        id="matrix",
        title="Who votes with whom",
        subtitle=_subtitle(here),
        table=None if context.narrow else lambda: listing,
        rows=lambda: _found(here, codes).drop(columns="place"),
        evidence=votes_evidence(
            here.database, replace(here.yardstick, first=here.before or here.now)
        ),
        computation=computation(here.measure, here.yardstick.scope),
        note=suspects(here, here.before or here.now),
        body=listing if context.narrow else whole,
        names=("By change" if context.narrow else "Matrix", "By change"),
    )


def matrix_codes(here: Scene) -> tuple[str, ...]:
    """The members of the matrix: the cast, then a chosen grouping's or those of the filter bar."""
    cast = here.cast
    voting = voters(here.database)
    if cast.is_default:
        more = [*SHORTLIST, *MORE]
    else:
        groups = cast.groupings if cast.groupings != ("EU",) else ()
        more = [
            code
            for name in groups
            for code in members(here.database, name, [here.now])["actor"].tolist()
        ]
    codes = dict.fromkeys([*cast.corners, *cast.named, *(c for c in more if c in voting)])
    return tuple(codes)[:MOST]


@lru_cache(maxsize=64)
def _found(here: Scene, codes: tuple[str, ...]) -> pd.DataFrame:
    yardstick = replace(here.yardstick, first=here.before or here.now)
    wanted = tuple(combinations(codes, 2))
    found = pairs(here.database, yardstick, wanted)
    return found.assign(
        actor=[wanted[place][0] for place in found["place"]],
        partner=[wanted[place][1] for place in found["place"]],
    )


def _cells(here: Scene, codes: tuple[str, ...]) -> dict[Pair, Cell]:
    rows = {
        (row["actor"], row["partner"], row["year"]): row
        for row in _found(here, codes).to_dict("records")
    }
    low = here.measure.domain[0]
    cells: dict[Pair, Cell] = {}
    for one, other in combinations(codes, 2):
        now = _value(rows.get((one, other, here.now)))
        before = _value(rows.get((one, other, here.before)))
        if isinstance(now, str):
            cells[one, other] = Cell(why_not=now)
            continue
        change = now - before if isinstance(before, float) else None
        cells[one, other] = Cell(now, change, share=max(0.0, (now - low) / (1 - low)))
    return cells


def _value(row: dict | None) -> float | str:
    """The value of a pair in a year, or why there is none."""
    if row is None:
        return "no common vote"
    if row["n_votes"] < FEW:
        return f"too few: {row['n_votes']:.0f}"
    return "undefined" if pd.isna(row["value"]) else float(row["value"])


def _subtitle(here: Scene) -> str:
    change = f"; below it the change since {here.before}" if here.before else ""
    noun = here.measure.noun
    return (
        f"{noun[:1].upper()}{noun[1:]} in {here.now}{change}. A cell needs at least {FEW} common "
        "votes. A value leads to the page of the pair."
    )
