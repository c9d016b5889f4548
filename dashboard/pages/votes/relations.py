"""The matrix of another theme than votes: one dyadic figure, shown where enough else is known."""

from functools import partial

import pandas as pd

from dashboard.figure.documents import evidence_behind
from dashboard.figure.figure import Figure
from dashboard.pages.votes.grid import Cell, Pair, by_change, grid
from dashboard.pages.votes.links import pair_link
from dashboard.pages.votes.other_dyads import FLOOR, counted, dyadic, evidence, offered
from dashboard.pages.votes.scene import Scene
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.store.catalogue import Indicator
from dashboard.store.dyads import voters
from dashboard.words.wording import period

MOST_ROWS, MOST_COLUMNS = 12, 8


def choose_indicator(context: Context, theme: str) -> Indicator | None:
    """The dyadic indicator of the theme that the reader chose, else the one most widely known."""
    names = offered(context.database, theme)
    if not names:
        return None
    found = context.catalogue.indicators
    chosen = context.state.indicator if context.state.indicator in names else names[0]
    choose(
        "relation",
        f"Quantity between two actors ({len(names)} in this theme)",
        names,
        chosen,
        lambda name: change(indicator=name),
        says=lambda name: found[name].title,
    )
    return found[str(chosen)]


def matrix_of_theme(context: Context, here: Scene, leaf: Indicator) -> Figure | None:
    """The figure of one indicator; nothing when no figure of it is left in the period."""
    days = (context.lens.first_day, context.lens.last_day)
    all_ = dyadic(context.database, leaf.theme, days)
    mine = all_.loc[all_["indicator"] == leaf.id]
    if context.lens.actors:
        chosen = set(context.lens.actors)
        mine = mine.loc[mine["actor"].isin(chosen) | mine["partner"].isin(chosen)]
    if mine.empty:
        return None
    known = counted(all_)
    rows = _most(mine, "actor", known)[:MOST_ROWS]
    columns = _most(mine, "partner", known)[:MOST_COLUMNS]
    shown = mine.loc[mine["actor"].isin(rows) & mine["partner"].isin(columns)]
    cells = _cells(shown, known)
    wrap = partial(_wrap, context)
    name = f"{leaf.title}, actor by partner"
    heads = ["From – to", "Newest", "Period", "Change"]
    listing = by_change(cells, heads, here.pair, wrap, leaf.decimals, f"{name}, by change")
    whole = grid(rows, columns, cells, here.label, wrap, leaf.decimals, name)
    unit = context.catalogue.units[leaf.unit].name
    indicators = len(set(all_["indicator"]))
    is_list = context.narrow or len(columns) < 2
    return Figure(
        id="matrix",
        title=leaf.title,
        subtitle=f"{unit[:1].upper()}{unit[1:]}; row: whose figure, column: towards whom; newest "
        f"value, its period and the change against the figure before. Shown where at least "
        f"{FLOOR} of the {indicators} dyadic indicators of this theme are known of the pair.",
        table=None if is_list else lambda: listing,
        rows=lambda: mine,
        evidence=evidence_behind(context.database, evidence(context.database, leaf.id)),
        computation="none; figures as published, and the difference of the last two that compare.",
        note=_caveat(leaf),
        body=listing if is_list else whole,
        names=("By change" if is_list else "Matrix", "By change"),
    )


def _caveat(leaf: Indicator) -> str:
    """The first sentence of what to be wary of."""
    first = (leaf.caveat or "").split(". ")[0].rstrip(".")
    return f"{first}." if first else ""


def _most(mine: pd.DataFrame, side: str, known: dict[frozenset[str], int]) -> list[str]:
    """The actors of one side, those first whose pairs are known best."""
    best: dict[str, int] = {}
    for one, other, code in zip(mine["actor"], mine["partner"], mine[side], strict=True):
        best[code] = max(best.get(code, 0), known[frozenset((one, other))])
    return sorted(best, key=lambda code: (-best[code], code))


def _cells(shown: pd.DataFrame, known: dict[frozenset[str], int]) -> dict[Pair, Cell]:
    largest = max([abs(value) for value in shown["value"]] or [0]) or 1
    cells: dict[Pair, Cell] = {}
    for row in shown.to_dict("records"):
        pair = (row["actor"], row["partner"])
        count = known[frozenset(pair)]
        if count < FLOOR:
            cells[pair] = Cell(why_not=f"too little: {count} of {FLOOR} known")
            continue
        before = row["value_before"]
        step = None if pd.isna(before) else row["value"] - before
        share = abs(row["value"]) / largest
        cells[pair] = Cell(row["value"], step, detail=period(row["period"]), share=share)
    return cells


def _wrap(context: Context, one: str, other: str, words: str) -> str:
    """A link to the dyad where both vote; plain words for pairs with an aggregate."""
    voting = voters(context.database)
    return pair_link(context, one, other, words) if {one, other} <= voting else words
