"""Pieces of HTML that the edition alone writes; every text is escaped where it is written."""

from collections.abc import Iterable, Sequence

from dashboard.components.markup import text
from dashboard.components.section import SHAPES
from dashboard.queries.reading_words import WORDS

SYMBOLS = {
    "con": '<path d="M6 .6 11.4 6 6 11.4 .6 6z" fill="currentColor"/>',
    "mix": '<circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    '<path d="M6 1.3a4.7 4.7 0 0 0 0 9.4z" fill="currentColor"/>',
    "odd": '<path d="M6 1.3 10.7 6 6 10.7 1.3 6zM3.2 6h5.6" fill="none" stroke="currentColor" '
    'stroke-width="1.6"/>',
    "few": '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.7"/>',
    "not": '<path d="M1.5 6h9" fill="none" stroke="currentColor" stroke-width="1.9"/>',
}
"""The shapes of readings in a box of 12 by 12, as article.js draws them."""


def symbols() -> str:
    """The shapes, drawn once for all places that use them."""
    drawn = "".join(
        f'<symbol id="mk-{name}" viewBox="0 0 12 12">{path}</symbol>'
        for name, path in SYMBOLS.items()
    )
    return f'<svg class="defs" aria-hidden="true" width="0" height="0">{drawn}</svg>'


def shape(reading: str) -> str:
    """The shape of a reading; the word beside it says the same."""
    name = SHAPES[reading]
    return f'<svg class="mk" aria-hidden="true" viewBox="0 0 12 12"><use href="#mk-{name}"/></svg>'


def shaped(reading: str) -> str:
    """Shape and word of a reading, kept together."""
    return f'<span class="rw">{shape(reading)} {text(WORDS[reading])}</span>'


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """A description list of names and values, both HTML; empty values are left out."""
    shown = [f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows if value]
    return f'<dl class="dl">{"".join(shown)}</dl>' if shown else ""


def folded(name: str, result: str, body: str, kind: str = "") -> str:
    """A disclosure whose closed line already says the result; `body` is HTML."""
    summary = f"<summary><b>{text(name)}</b> <span>{text(result)}</span></summary>"
    classed = f' class="{kind}"' if kind else ""
    return f"<details{classed}>{summary}<div>{body}</div></details>"


def table(
    name: str, heads: Sequence[str], body: Iterable[Sequence[str]], numbers: Sequence[int] = ()
) -> str:
    """A table of HTML cells named `name`; `numbers` are the columns set right.

    It may be wider than a phone and scrolls in a box of its own, also by the keyboard.
    """
    kinds = [' class="n"' if place in numbers else "" for place in range(len(heads))]
    lines = "".join(
        f"<tr>{''.join(f'<td{k}>{c}</td>' for k, c in zip(kinds, cells, strict=True))}</tr>"
        for cells in body
    )
    return framed(name, _heads(heads, kinds), f"<tbody>{lines}</tbody>")


def stacked(name: str, heads: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table of HTML cells whose rows become blocks on a phone, each cell with its head.

    Roles are written out, since a browser forgets those of a table that is drawn as blocks.
    """
    rows = []
    for cells in body:
        shown = "".join(
            f'<td role="cell" data-head="{text(head)}">{cell}</td>'
            for head, cell in zip(heads, cells, strict=True)
        )
        rows.append(f'<tr role="row">{shown}</tr>')
    columns = [' role="columnheader"'] * len(heads)
    lines = f'<tbody role="rowgroup">{"".join(rows)}</tbody>'
    return framed(name, _heads(heads, columns), lines, ' class="stack" role="table"')


def framed(name: str, heads: str, bodies: str, attributes: str = "") -> str:
    """A table of finished bodies in its box."""
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{text(name)}">'
        f'<table{attributes}><caption class="vh">{text(name)}</caption>'
        f"<thead><tr>{heads}</tr></thead>{bodies}</table></div>"
    )


def _heads(heads: Sequence[str], kinds: Sequence[str]) -> str:
    cells = zip(heads, kinds, strict=True)
    return "".join(f'<th scope="col"{kind}>{text(title)}</th>' for title, kind in cells)
