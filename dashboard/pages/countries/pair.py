"""The pair of actors that a page speaks of: from the address, the filters, or the edition."""

from functools import partial

import streamlit as st

from dashboard.figure.place import Place
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.ties import pairs, setting

Pair = tuple[str, str]


def pair_of(context: Context) -> Pair:
    """The two sides; they may be one and the same where the address asks for that.

    Without a pair in the address, the first two chosen actors are one, or the chosen actor and the
    one with whom it has most ties.
    """
    if context.state.pair:
        one, other = context.state.pair.split("-")
        return one, other
    found = setting(context.database)
    default = found.pair if found else tuple(list(context.catalogue.actors)[:2])
    able = [code for code in context.state.actors if is_side(context, code)]
    if len(able) > 1:
        return able[0], able[1]
    if able:
        return able[0], _closest(context, able[0], default)
    return default[0], default[1]


def _closest(context: Context, actor: str, default: tuple[str, ...]) -> str:
    for pair in pairs(context.database):
        if actor in pair:
            return pair[1] if pair[0] == actor else pair[0]
    return default[0] if default[0] != actor else default[1]


def is_side(context: Context, code: str) -> bool:
    """Whether an actor can be one side of a pair: a state, or an aggregate declared as one."""
    found = setting(context.database)
    return context.catalogue.actors[code].kind == "state" or bool(found and code in found.sides)


def choose_pair(context: Context, pair: Pair) -> bool:
    """Draw the two pickers, and say so where the two sides are one; whether they are a pair."""
    actors = context.catalogue.actors
    options = [code for code in actors if is_side(context, code)]
    with st.container(key="pair", horizontal=True):
        for place, label in enumerate(("One side", "Other side")):
            code = pair[place]
            choose(
                f"pair_{place}",
                label,
                options if code in options else [code, *options],
                code,
                partial(_take, pair, place),
                says=lambda name: actors[name].name,
            )
    if pair[0] == pair[1]:
        message(
            "A pair needs two different actors.",
            f"This link names {actors[pair[0]].name} twice; choose another side.",
        )
        return False
    return True


def _take(pair: Pair, place: int, chosen: str) -> None:
    sides = (chosen, pair[1]) if place == 0 else (pair[0], chosen)
    change(pair="-".join(sides), exhibit=None, tab=None)


def named(at: Context | Place, pair: Pair) -> str:
    """The pair as a title writes it: United States and Russia."""
    return " and ".join(at.catalogue.actors[code].name for code in pair)


def short(at: Context | Place, pair: Pair) -> str:
    """The pair where room is scarce: US – Russia."""
    return " – ".join(at.catalogue.actors[code].label for code in pair)
