"""Actors by actors as an HTML table, and the same pairs as a list for small screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.html.markup import table, text
from dashboard.pages.votes.frames import said, signed


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


def tight(html: str) -> str:
    """A table that fits a phone: it is not widened there to scroll sideways."""
    return f'<div class="tight">{html}</div>'
