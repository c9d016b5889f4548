"""Ties of a pair: what is known of them, tie by tie, what moved, and a composite with its parts."""

import streamlit as st

from dashboard.html.markup import title
from dashboard.pages.countries.moves import Move, moves
from dashboard.pages.countries.pair import choose_pair, named, pair_of
from dashboard.pages.countries.tie_composite import draw_composite
from dashboard.pages.countries.tie_divergence import draw_divergence
from dashboard.pages.countries.tie_figures import draw_ties
from dashboard.pages.countries.tie_known import draw_known
from dashboard.pages.countries.tie_moves import draw_moves, in_words, window
from dashboard.shell.context import Context
from dashboard.shell.filters import filter_bar
from dashboard.shell.messages import message
from dashboard.store.ties import ties


def draw_pair(context: Context) -> None:
    """What is known of the ties of a pair, and which of them moved."""
    pair = pair_of(context)
    declared = bool(ties(context.database))
    first, last = window(context)
    moved = moves(context.database, *pair, first, last) if declared else {}
    said = in_words(context, pair, moved, first, last) if moved else named(context, pair)
    st.html(
        title(
            "Ties of a pair",
            said,
            "Tie by tie: what is known, since when and by whose figures, which ties moved, and "
            "where they moved apart from each other.",
        )
    )
    filter_bar(context)
    if not declared:
        message("This build declares no ties.", "They are declared in data/ties.toml.")
    elif choose_pair(context, pair):
        _sections(context, pair, moved)


def _sections(context: Context, pair: tuple[str, str], moved: dict[str, Move]) -> None:
    first, last = window(context)
    draw_known(context, pair, moved)
    draw_ties(context, pair, moved)
    draw_moves(context, pair, moved)
    draw_composite(context, pair, moved, (first, last))
    draw_divergence(context)
