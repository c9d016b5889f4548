"""Actors by actors: who votes with whom, or one dyadic figure of another theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import pandas as pd

from dashboard.figure.documents import evidence_behind, votes_evidence
from dashboard.figure.figure import Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.other_dyads import FLOOR, counted, dyadic, evidence
from dashboard.pages.votes.scene import ANEW, Pair, Scene, suspects
from dashboard.pages.votes.yearly import of_pairs, said, signed, tight, value_of, why_not
from dashboard.shell.context import Context
from dashboard.shell.filters import SHORTLIST
from dashboard.store.catalogue import Indicator
from dashboard.store.dyads import FEW, members, voters
from dashboard.words.wording import capital, period

MORE = ("IND", "BRA")
MOST, MOST_ROWS, MOST_COLUMNS = 10, 12, 8


@dataclass(frozen=True)
class Cell:
    """What is known of a pair: value and change, or the reason why nothing is shown."""

    value: float | None = None
    change: float | None = None
    why_not: str = ""
    detail: str = ""
    """Said under the value, such as its year."""
    share: float = 0.0
    """How strong the tint is, from 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Actors by actors; `cells` holds a pair once where it has no direction."""

    name: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[Pair, Cell]
    heads: Sequence[str]
    """Of the list of pairs."""
    decimals: int = 2
    is_directed: bool = False

    def cell(self, one: str, other: str) -> Cell | None:
        """What is known of a pair."""
        turned = None if self.is_directed else self.cells.get((other, one))
        return self.cells.get((one, other), turned)


def parts(context: Context, here: Scene, matrix: Matrix, is_list: bool) -> dict[str, Any]:
    """The parts of a figure that show a matrix: as a grid and as a list, or as a list only."""
    listing = _list(context, here, matrix)
    return {
        "table": None if is_list else lambda: listing,
        "body": listing if is_list else _grid(context, here, matrix),
        "names": ("By change" if is_list else "Matrix", "By change"),
    }


def _grid(context: Context, here: Scene, matrix: Matrix) -> str:
    """The matrix as a table; a pair without a cell is a dash."""
    head = "".join(f'<th scope="col">{text(here.label(code))}</th>' for code in matrix.columns)
    lines = []
    for one in matrix.rows:
        body = "".join(_cell(context, matrix, one, other) for other in matrix.columns)
        lines.append(f'<tr><th scope="row">{text(here.label(one))}</th>{body}</tr>')
    name = text(matrix.name)
    return (
        f'<div class="scroll grid" tabindex="0" role="region" aria-label="{name}"><table>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _cell(context: Context, matrix: Matrix, one: str, other: str) -> str:
    if one == other:
        return '<td class="same"></td>'
    cell = matrix.cell(one, other)
    if cell is None:
        return "<td>–</td>"
    if cell.value is None:
        return f"<td><small>{text(cell.why_not)}</small></td>"
    value = pair_link(context, one, other, said(cell.value, matrix.decimals))
    change = "" if cell.change is None else signed(cell.change, matrix.decimals)
    below = text(", ".join(filter(None, [cell.detail, change])))
    return f'<td class="tint" style="--share:{cell.share:.2f}">{value}<small>{below}</small></td>'


def _list(context: Context, here: Scene, matrix: Matrix) -> str:
    """The pairs as a list, the largest change first; those without a value last, with why not."""
    order = sorted(
        matrix.cells.items(),
        key=lambda item: (item[1].value is None, -abs(item[1].change or 0), item[0]),
    )
    is_detailed = any(cell.detail for _, cell in order)
    body = []
    for pair, cell in order:
        words = pair_link(context, *pair, text(here.pair(*pair)))
        value = text(cell.why_not) if cell.value is None else said(cell.value, matrix.decimals)
        detail = [text(cell.detail)] if is_detailed else []
        body.append([words, value, *detail, signed(cell.change, matrix.decimals)])
    return tight(table(matrix.heads, body, name=f"{matrix.name}, by change"))


def pair_link(context: Context, one: str, other: str, words: str) -> str:
    """A link to the page of a dyad, with measure, roll calls and filters kept; `words` is HTML.

    Where the words are a number, the pair is named to screen readers too. Pairs with an aggregate,
    which has no vote, have plain words.
    """
    if not {one, other} <= voters(context.database):
        return words
    actors = context.catalogue.actors
    pair = text(f"{actors[one].label}–{actors[other].label}")
    named = "" if pair in words else f' aria-label="{pair}: {words}"'
    href = text(context.href(pair=f"{one}-{other}", against=None, **ANEW))
    return f'<a data-soft data-top href="{href}"{named}>{words}</a>'


def matrix_of_votes(context: Context, here: Scene) -> Figure:
    """The figure for the chosen members, or for those of the filter bar."""
    codes = matrix_codes(here)
    yardstick = replace(here.yardstick, first=here.before or here.now)
    found = of_pairs(here.database, yardstick, tuple(combinations(codes, 2)))
    matrix = Matrix(
        name=f"{here.measure.noun} between {len(codes)} members, {here.now}",
        rows=codes,
        columns=codes,
        cells=_votes_cells(here, codes, found),
        heads=["Pair", str(here.now), f"since {here.before}" if here.before else "change"],
    )
    change = f"; below it the change since {here.before}" if here.before else ""
    return Figure(
        id="matrix",
        title="Who votes with whom",
        subtitle=f"{capital(here.measure.noun)} in {here.now}{change}. A cell needs at least {FEW} "
        "common votes. A value leads to the page of the pair.",
        rows=lambda: found.drop(columns="place"),
        evidence=votes_evidence(here.database, yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=suspects(here, yardstick.first),
        **parts(context, here, matrix, context.narrow),
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


def _votes_cells(here: Scene, codes: Sequence[str], found: pd.DataFrame) -> dict[Pair, Cell]:
    by = {(row["actor"], row["partner"], row["year"]): row for row in found.to_dict("records")}
    low = here.measure.domain[0]
    cells: dict[Pair, Cell] = {}
    for pair in combinations(codes, 2):
        row, earlier = by.get((*pair, here.now)), by.get((*pair, here.before))
        now, before = value_of(row), value_of(earlier)
        if now is None:
            cells[pair] = Cell(why_not=why_not(row, "too few: {:.0f}"))
            continue
        change = None if before is None else now - before
        cells[pair] = Cell(now, change, share=max(0.0, (now - low) / (1 - low)))
    return cells


def matrix_of_theme(context: Context, here: Scene, leaf: Indicator) -> Figure | None:
    """The figure of one indicator; nothing when no figure of it is left in the period."""
    days = (context.lens.first_day, context.lens.last_day)
    found = dyadic(context.database, leaf.theme, days)
    mine = found.loc[found["indicator"] == leaf.id]
    if chosen := context.lens.actors:
        mine = mine.loc[mine["actor"].isin(chosen) | mine["partner"].isin(chosen)]
    if mine.empty:
        return None
    known = counted(found)
    rows = _most(mine, "actor", known)[:MOST_ROWS]
    columns = _most(mine, "partner", known)[:MOST_COLUMNS]
    drawn = mine.loc[mine["actor"].isin(rows) & mine["partner"].isin(columns)]
    matrix = Matrix(
        name=f"{leaf.title}, actor by partner",
        rows=rows,
        columns=columns,
        cells=_theme_cells(drawn, known),
        heads=["From – to", "Newest", "Period", "Change"],
        decimals=leaf.decimals,
        is_directed=True,
    )
    return Figure(
        id="matrix",
        title=leaf.title,
        subtitle=f"{capital(context.catalogue.units[leaf.unit].name)}; row: whose figure, column: "
        "towards whom; newest value, its period and the change against the figure before. Shown "
        f"where at least {FLOOR} of the {len(set(found['indicator']))} dyadic indicators of this "
        "theme are known of the pair.",
        rows=lambda: mine,
        evidence=evidence_behind(context.database, evidence(context.database, leaf.id)),
        computation="none; figures as published, and the difference of the last two that compare.",
        note=_caveat(leaf),
        **parts(context, here, matrix, context.narrow or len(columns) < 2),
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


def _theme_cells(shown: pd.DataFrame, known: dict[frozenset[str], int]) -> dict[Pair, Cell]:
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
