"""A rehearsal on a page: readings that flip first, then losses, figures, charts, rows, tables."""

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from markupsafe import Markup

from dashboard.figure.files import offer_files
from dashboard.html import joined, shaped, table, text
from dashboard.html.markup import bold, code, heading, items, line_break, notice, paragraph, small
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
        st.html(paragraph(joined(["Against build ", code(plan.build), f", {_made(plan)}."])))
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
    return f"made {plan.built_at} UTC"


def _json(plan: Plan) -> bytes:
    return json.dumps(plan.as_json(), ensure_ascii=False, indent=1, default=str).encode()


def _losses(drops: Sequence[str]) -> None:
    """What would be lost, each a sentence: it is published only by a person."""
    if drops:
        st.html(_head("Losses", len(drops)) + notice("", items(drops)))


def _head(title: str, count: int) -> Markup:
    return heading(joined([title, small(f"{count:,}")], " "))


def _list(
    title: str, found: Sequence[Kind], heads: tuple[str, ...], line: Callable[[Kind], list[str]]
) -> None:
    """A head that counts, and a table of the first entries."""
    if not found:
        return
    words = tuple(place for place, head in enumerate(heads) if head in WORDS)
    body = [line(one) for one in found[:MOST]]
    more = len(found) - MOST
    rest = paragraph(f"{more:,} more in the file." if more > 0 else "")
    st.html(_head(title, len(found)) + table(heads, body, words=words, name=title) + rest)


WORDS = {"Statement", "Basis", "Test nearest to a turn", "Quantity", "Whose", "Period", "Bound"}
WORDS |= {"Reads now", "Would read", "Chart", "Indicator", "Kind", "Where", "Table"}
"""Heads of columns that hold words."""


def _flip(flip: Flip) -> list[str]:
    under = f", {flip.definition}" if flip.definition else ""
    changed = bold("The rule itself is written anew.") if flip.is_rule_changed else ""
    rule = small(flip.rule) if flip.rule else ""
    sides = (flip.before, flip.after)
    return [
        joined([f"{flip.number} {flip.title}", rule, changed], line_break),
        text(BASES.get(flip.basis, flip.basis)),
        *(joined([shaped(side.reading), small(_side(flip, side))], line_break) for side in sides),
        text(f"{flip.test}{under}" if flip.test else ""),
    ]


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
    named = joined([move.title, code(move.indicator)], " ")
    whose = _whose(move.actor, move.partner)
    bound = joined([move.bound, small(move.unit) if move.unit else ""], line_break)
    return [named, whose, text(move.period), text(move.before), text(move.after), bound]


def _chart(chart: ExhibitChange) -> list[str]:
    counts = (chart.added, chart.changed, chart.removed)
    return [text(chart.title), *(f"{count:,}" for count in counts)]


def _indicator(one: IndicatorChange) -> list[str]:
    counts = (one.added, one.changed, one.noted, one.removed, one.figures_before, one.figures_after)
    named = joined([one.title, code(one.id)], " ")
    return [named, *(f"{count:,}" for count in counts)]


def _change(change: Change) -> list[str]:
    named, whose = code(change.indicator), _whose(change.actor, change.partner)
    where = joined([code(change.source), code(f"{change.file}:{change.line}")], " ")
    values = (text(change.before or "–"), text(change.after or "–"))
    return [text(change.kind), named, whose, text(change.period), *values, where]


def _table(one: RelationChange) -> list[str]:
    counts = (one.before, one.after, one.added, one.removed)
    return [code(one.name), *(f"{count:,}" for count in counts)]
