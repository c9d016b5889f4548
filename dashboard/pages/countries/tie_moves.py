"""Which ties of a pair moved which way between two years."""

from collections.abc import Iterable

import streamlit as st

from dashboard.html.markup import bold, heading, joined, line_break, small, table, text
from dashboard.pages.countries.moves import Move, Way
from dashboard.pages.countries.moves import change as change_of
from dashboard.pages.countries.pair import Pair, named
from dashboard.shell.context import Context
from dashboard.shell.messages import message
from dashboard.store.ties import TieMeasure, panels, setting, ties
from dashboard.words.wording import listed, number

SAYS: dict[Way, str] = {"closer": "closer", "apart": "apart", "still": "no move"}


def window(context: Context) -> tuple[int, int]:
    """The two years that are compared: those of the period, else those of the edition."""
    found, known = setting(context.database), panels(context.database).values()
    built = context.catalogue.build["built_at"].year
    newest = max((panel.last for panel in known), default=built)
    oldest = min((panel.first for panel in known), default=newest)
    first, last = found.window if found else (oldest, newest)
    start = int(context.lens.start[:4]) if context.lens.start else min(first, last)
    end = int(context.lens.end[:4]) if context.lens.end else last
    if context.lens.start and not context.lens.end and start >= end:
        end = newest
    if context.lens.end and not context.lens.start and end <= start:
        start = end - (last - first)
    return start, end


def draw_moves(context: Context, pair: Pair, moved: dict[str, Move]) -> None:
    """Draw how the ties of this pair moved between the two years."""
    first, last = window(context)
    with st.container(key="sec_moves"):
        said = (
            f"{in_words(context, pair, moved, first, last)} "
            "The compared years are those of the period filter; a value may stand for one or two "
            "years where a series has gaps, and its own year is printed. What counts as a move is "
            "a convention of this edition, stated with each tie."
        )
        st.html(heading(f"What moved, {first} to {last}", said))
        if not moved:
            message(
                f"No tie of this pair has values for both {first} and {last}.",
                "Choose another period or pair.",
            )
            return
        body = [line for name, move in moved.items() for line in _lines(context, name, move)]
        heads = ["Tie", "Whose", str(first), str(last), "Change", "Reads as", "A move is"]
        st.html(table(heads, body, words=(0, 1, 5, 6), name="Moves of the ties"))


def in_words(context: Context, pair: Pair, moved: dict[str, Move], first: int, last: int) -> str:
    """The moves of a pair in one sentence."""
    declared = ties(context.database)
    parts = []
    for way in ("closer", "apart", "still"):
        names = [declared[n].label.lower() for n, move in moved.items() if move.way == way]
        if names:
            parts.append(f"{SAYS[way]} in {listed(names)}")
    ways = {move.way for move in moved.values()}
    split = " They diverge." if {"closer", "apart"} <= ways else ""
    if not parts:
        return f"Nothing can be compared between {first} and {last}."
    return f"{named(context, pair)}, {first} to {last}: {'; '.join(parts)}.{split}"


def _lines(context: Context, name: str, move: Move) -> Iterable[list[str]]:
    """A row for each series; tie, change and reading stand in the first."""
    measure, actors = move.measure, context.catalogue.actors
    tie = ties(context.database)[name]
    for place, line in enumerate(move.lines):
        whose = actors[line.actor].label if len(move.lines) > 1 else ""
        head = place == 0
        yield [
            joined([bold(tie.label), text(measure.title)], line_break) if head else "",
            text(whose),
            _end(measure, line.first_value, line.first_year),
            _end(measure, line.last_value, line.last_year),
            change_words(measure, change_of(measure, line)),
            _reads_as(move) if head else "",
            _threshold(measure) if head else "",
        ]


def _reads_as(move: Move) -> str:
    """Which way it moved; of several series by the mean of their changes."""
    mean = f" (mean {change_words(move.measure, move.change)})" if len(move.lines) > 1 else ""
    return f"{SAYS[move.way]}{mean}"


def _end(measure: TieMeasure, value: float, year: int) -> str:
    return joined([number(value, measure.decimals), small(f"({year})")], " ")


def change_words(measure: TieMeasure, change_: float) -> str:
    """A change with its sign, in the unit or in per cent."""
    if change_ == float("inf"):
        return "from zero"
    sign = "+" if change_ > 0 else ""
    if measure.change == "relative":
        return f"{sign}{number(change_, 0)} %"
    return f"{sign}{number(change_, measure.decimals)}"


def _threshold(measure: TieMeasure) -> str:
    if measure.change == "relative":
        return f"{number(measure.least_change, 0)} % and more"
    points = " points" if measure.unit == "pct" else ""
    return f"{number(measure.least_change, measure.decimals)}{points} and more"
