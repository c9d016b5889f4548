"""A rehearsal on a page: readings that flip first, then losses, figures, charts, rows, tables."""

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from dashboard.figure.files import offer_files
from dashboard.html import shaped
from dashboard.html.markup import table, text
from dashboard.shell.messages import message
from dashboard.words.wording import number
from etl.plan.model import (
    Change,
    ExhibitChange,
    FigureChange,
    Flip,
    IndicatorChange,
    Plan,
    RelationChange,
    Side,
)

MOST = 200
BASES = {"now": "now", "then": "as known then", "revised": "revised"}
Kind = TypeVar("Kind")


def draw_plan(plan: Plan) -> None:
    """Draw what the plan says; each list with a head that counts, an empty one is left out."""
    if plan.build is None:
        message("Nothing is in force yet:", "everything would be new.")
    elif not plan.status:
        message("Nothing would change.", f"The data say what build {plan.build} says.")
        return
    else:
        st.html(f'<p class="sub">Against build <code>{text(plan.build)}</code>, {_made(plan)}.</p>')
    _losses(plan.drops)
    _list("Readings that flip", plan.flips, FLIP, _flip)
    beyond = [move for move in plan.figures if move.is_beyond]
    _list("Figures that move beyond their bound", beyond, MOVE, _move)
    others = [move for move in plan.figures if not move.is_beyond]
    _list("Other figures in force that move", others, MOVE, _move)
    _list("Charts drawn otherwise", plan.exhibits, COUNTS, _chart)
    _list("Indicators", plan.indicators, INDICATOR, _indicator)
    _list("Observations", plan.observations, CHANGE, _change)
    _list("Tables", plan.relations, TABLES, _table)
    with st.container(key="tabs_plan", horizontal=True):
        st.space("stretch")
        offer_files("plan", {"plan.json": ("The whole plan (JSON)", lambda: _json(plan))})


FLIP = ("Statement", "Basis", "Reads now", "Would read", "Test nearest to a turn")
MOVE = ("Quantity", "Whose", "Period", "Now", "Would be", "Bound")
COUNTS = ("Chart", "Added", "Changed", "Removed")
INDICATOR = ("Indicator", "Added", "Changed", "Noted anew", "Removed", "Figures now", "Would be")
CHANGE = ("Kind", "Quantity", "Whose", "Period", "Now", "Would be", "Where")
TABLES = ("Table", "Rows now", "Would be", "New", "Gone")


def _made(plan: Plan) -> str:
    return f"made {text(plan.built_at)} UTC"


def _json(plan: Plan) -> bytes:
    return json.dumps(plan.as_json(), ensure_ascii=False, indent=1, default=str).encode()


def _losses(drops: Sequence[str]) -> None:
    """What would be lost, each a sentence: it is published only by a person."""
    if drops:
        items = "".join(f"<li>{text(drop)}</li>" for drop in drops)
        st.html(
            f'<h2>Losses <small>{len(drops)}</small></h2><div class="msg"><ul>{items}</ul></div>'
        )


def _list(
    title: str, found: Sequence[Kind], heads: tuple[str, ...], line: Callable[[Kind], list[str]]
) -> None:
    """A head that counts, and a table of the first entries."""
    if not found:
        return
    words = tuple(place for place, head in enumerate(heads) if head in WORDS)
    body = [line(one) for one in found[:MOST]]
    more = len(found) - MOST
    rest = f'<p class="sub">{more:,} more in the file.</p>' if more > 0 else ""
    head = f"<h2>{text(title)} <small>{len(found):,}</small></h2>"
    st.html(head + table(heads, body, words=words, name=title) + rest)


WORDS = {"Statement", "Basis", "Test nearest to a turn", "Quantity", "Whose", "Period", "Bound"}
WORDS |= {"Reads now", "Would read", "Chart", "Indicator", "Kind", "Where", "Table"}
"""Heads of columns that hold words."""


def _flip(flip: Flip) -> list[str]:
    under = f", {flip.definition}" if flip.definition else ""
    changed = "<br><b>The rule itself is written anew.</b>" if flip.is_rule_changed else ""
    rule = f"<br><small>{text(flip.rule)}</small>" if flip.rule else ""
    return [
        f"{flip.number} {text(flip.title)}{rule}{changed}",
        text(BASES.get(flip.basis, flip.basis)),
        *(f"{shaped(side.reading)}<br><small>{_side(flip, side)}</small>"
          for side in (flip.before, flip.after)),
        text(f"{flip.test}{under}" if flip.test else ""),
    ]  # fmt: skip


def _side(flip: Flip, side: Side) -> str:
    """Strength, value, bound and margin of one of the two readings."""
    named = (("", side.value), ("bound ", side.threshold), ("margin ", side.margin))
    unit = f" {flip.unit}" if flip.unit else ""
    parts = [f"{name}{number(value, flip.decimals)}{unit if not name else ''}"
             for name, value in named if value is not None]  # fmt: skip
    return text(", ".join(filter(None, [side.strength, side.lacks, *parts])))


def _whose(actor: str, partner: str | None) -> str:
    return text(f"{actor} – {partner}" if partner else actor)


def _move(move: FigureChange) -> list[str]:
    named = f"{text(move.title)} <code>{text(move.indicator)}</code>"
    whose = _whose(move.actor, move.partner)
    bound = text(move.bound) + (f"<br><small>{text(move.unit)}</small>" if move.unit else "")
    return [named, whose, text(move.period), text(move.before), text(move.after), bound]


def _chart(chart: ExhibitChange) -> list[str]:
    counts = (chart.added, chart.changed, chart.removed)
    return [text(chart.title), *(f"{count:,}" for count in counts)]


def _indicator(one: IndicatorChange) -> list[str]:
    counts = (one.added, one.changed, one.noted, one.removed, one.figures_before, one.figures_after)
    named = f"{text(one.title)} <code>{text(one.id)}</code>"
    return [named, *(f"{count:,}" for count in counts)]


def _change(change: Change) -> list[str]:
    named, whose = f"<code>{text(change.indicator)}</code>", _whose(change.actor, change.partner)
    where = (
        f"<code>{text(change.source)}</code> <code>{text(f'{change.file}:{change.line}')}</code>"
    )
    values = (text(change.before or "–"), text(change.after or "–"))
    return [text(change.kind), named, whose, text(change.period), *values, where]


def _table(one: RelationChange) -> list[str]:
    counts = (one.before, one.after, one.added, one.removed)
    return [f"<code>{text(one.name)}</code>", *(f"{count:,}" for count in counts)]
