"""How the actors of the filter bar voted in one roll call, each a link to the card of its vote."""

import streamlit as st

from dashboard.html.markup import bold, soft_link, table, text
from dashboard.shell.context import Context
from dashboard.shell.filters import SHORTLIST
from dashboard.store.cards import Record
from dashboard.store.figures import votes
from dashboard.store.frames import VOTES
from dashboard.store.lens import Lens


def draw_roll_call(context: Context, row: Record) -> None:
    """Draw the table of votes: of the actor itself, then of those in the bar."""
    asked = list(dict.fromkeys([row["actor"], *SHORTLIST]))
    found = votes(context.database, [row["id"]], asked, Lens())
    pairs = zip(*(found[name].tolist() for name in ("actor", "code", "figure")), strict=True)
    body = [
        [text(context.catalogue.actors[actor].name), _vote(context, str(code), figure)]
        for actor, code, figure in pairs
    ]
    st.html(table(["Whose", "Vote"], body, words=(0, 1), name="Votes in this roll call"))


def _vote(context: Context, code: str, figure: str) -> str:
    if figure == context.state.figure:
        return bold(VOTES[code])
    return soft_link(context.href(figure=figure), VOTES[code], figure)
