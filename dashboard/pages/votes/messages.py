"""What cannot be compared, in words: never a wrong number, always a way out."""

from functools import partial

import streamlit as st

from dashboard.pages.votes.scene import DEFAULT_SCOPE, Scene
from dashboard.shell.context import Context, change
from dashboard.shell.messages import message
from dashboard.store.dyads import FEW, members, partners, spread, voters, years
from dashboard.words.wording import listed


def is_comparable(context: Context, here: Scene) -> bool:
    """Say what of the choice casts no votes; whether anything is left to compare."""
    if here.cast.silent:
        names = listed([here.label(code) for code in here.cast.silent])
        verb = "casts" if len(here.cast.silent) == 1 else "cast"
        message(f"{names} {verb} no votes in the General Assembly.", "Left out on this page.")
    if not here.years:
        no_years(context)
        return False
    if len(here.cast.corners) < 3:
        message("Fewer than three members vote in this edition.", "Nothing can be compared.")
        return False
    field = partners(here.database, here.yardstick, here.cast.focus)
    if here.now not in field["year"].tolist():
        name = here.name(here.cast.focus)
        message(f"No vote of {name} in {here.now}.", "Choose another member or another period.")
        return False
    _few_members(here)
    return True


def _few_members(here: Scene) -> None:
    """Say which groupings have no mean, since fewer than two of their members are ranked."""
    focus = here.cast.focus
    field = partners(here.database, here.yardstick, focus)
    for name in here.cast.groupings:
        member = members(here.database, name, here.years)
        if not len(spread(field, member, focus)):
            message(
                f"No mean over {here.name(name)}.",
                f"Fewer than two of its members beside {here.name(focus)} have {FEW} common votes "
                "in a year: one member is no grouping.",
            )


def no_years(context: Context) -> None:
    """Say that the period holds no roll call, and offer all years."""
    period = f"{context.state.start or 'the start'} to {context.state.end or 'today'}"
    held = years(context.database, context.state.scope or DEFAULT_SCOPE)
    span = f"The votes of this edition run from {held[0]} to {held[-1]}." if held else ""
    message(f"No recorded vote from {period}.", span)
    st.button(
        "Show all years",
        key="all_years",
        type="tertiary",
        on_click=partial(change, start=None, end=None),
    )


def pair_of(here: Scene, named: str) -> tuple[str, str] | None:
    """The dyad that the URL names, after saying what is wrong with it; None where nothing is."""
    one, other = named.split("-")
    if one == other:
        message(
            "A pair needs two different members.",
            f"This link names {here.name(one)} twice; nobody agrees or disagrees with itself.",
        )
        return None
    silent = [code for code in (one, other) if code not in voters(here.database)]
    if silent:
        names = listed([here.label(code) for code in silent])
        verb = "casts" if len(silent) == 1 else "cast"
        message(
            f"{names} {verb} no votes in the General Assembly.",
            "A pair is made of two member states.",
        )
        return None
    return one, other
