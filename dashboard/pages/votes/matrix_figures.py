"""Actors by actors: who votes with whom, or one dyadic figure of another theme."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import combinations

import pandas as pd

from dashboard.figure.documents import evidence_behind, votes_evidence
from dashboard.figure.figure import Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.other_dyads import FLOOR, counted, dyadic, evidence
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.pages.votes.yearly import said, signed, tight
from dashboard.shell.context import Context
from dashboard.shell.filters import SHORTLIST
from dashboard.store.catalogue import Indicator
from dashboard.store.dyads import FEW, members, pairs, voters
from dashboard.words.wording import period


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


Pair = tuple[str, str]


def grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: dict[Pair, Cell],
    label: Callable[[str], str],
    wrap: Callable[[str, str, str], str],
    decimals: int,
    name: str,
) -> str:
    """The table; `wrap` makes the value of a pair a link. A pair without a cell is a dash."""
    head = "".join(f'<th scope="col">{text(label(code))}</th>' for code in columns)
    lines = []
    for one in rows:
        body = "".join(
            _cell(cells.get((one, other)), (one, other), wrap, decimals) for other in columns
        )
        lines.append(f'<tr><th scope="row">{text(label(one))}</th>{body}</tr>')
    return (
        f'<div class="scroll grid" tabindex="0" role="region" aria-label="{text(name)}"><table>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _cell(
    cell: Cell | None,
    pair: Pair,
    wrap: Callable[[str, str, str], str],
    decimals: int,
) -> str:
    one, other = pair
    if one == other:
        return '<td class="same"></td>'
    if cell is None:
        return "<td>–</td>"
    if cell.value is None:
        return f"<td><small>{text(cell.why_not)}</small></td>"
    value = wrap(one, other, said(cell.value, decimals))
    below = [cell.detail] if cell.detail else []
    below += [signed(cell.change, decimals)] if cell.change is not None else []
    tint = f' style="--share:{cell.share:.2f}"'
    return f'<td class="tint"{tint}>{value}<small>{text(", ".join(below))}</small></td>'


def by_change(
    cells: dict[Pair, Cell],
    heads: Sequence[str],
    pair: Callable[[str, str], str],
    wrap: Callable[[str, str, str], str],
    decimals: int,
    name: str,
) -> str:
    """The pairs as a list, the largest change first; those without a value last, with why not."""
    order = sorted(
        cells.items(),
        key=lambda item: (item[1].value is None, -abs(item[1].change or 0), item[0]),
    )
    body = []
    for (one, other), cell in order:
        shown = said(cell.value, decimals) if cell.value is not None else text(cell.why_not)
        words = wrap(one, other, text(pair(one, other)))
        body.append([words, shown, text(cell.detail), signed(cell.change, decimals)])
    if not any(cell.detail for cell in cells.values()):
        body = [[words, shown, change] for words, shown, _, change in body]
    return tight(table(heads, body, name=name))


def pair_link(context: Context, one: str, other: str, words: str) -> str:
    """A link to the page of a dyad, with measure, roll calls and filters kept; `words` is HTML.

    Where the words are a number, the pair is named to screen readers too.
    """
    actors = context.catalogue.actors
    pair = text(f"{actors[one].label}–{actors[other].label}")
    named = "" if pair in words else f' aria-label="{pair}: {words}"'
    kept = {"exhibit": None, "tab": None, "year": None, "issue": None, "search": None}
    href = context.href(pair=f"{one}-{other}", against=None, **kept)
    return f'<a data-soft data-top href="{text(href)}"{named}>{words}</a>'


MORE = ("IND", "BRA")

MOST = 10


def matrix_of_votes(context: Context, here: Scene) -> Figure:
    """The figure for the chosen members, or for those of the filter bar."""
    codes = matrix_codes(here)
    cells = _votes_cells(here, codes)
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


def _votes_cells(here: Scene, codes: tuple[str, ...]) -> dict[Pair, Cell]:
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


MOST_ROWS, MOST_COLUMNS = 12, 8


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
    cells = _theme_cells(shown, known)
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


def _wrap(context: Context, one: str, other: str, words: str) -> str:
    """A link to the dyad where both vote; plain words for pairs with an aggregate."""
    voting = voters(context.database)
    return pair_link(context, one, other, words) if {one, other} <= voting else words
