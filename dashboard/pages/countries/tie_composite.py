"""A composite of the ties of a pair, shown with its parts and only where enough are known."""

from functools import partial

import streamlit as st

from dashboard.figure.draw import draw_figure
from dashboard.html.markup import heading, paragraph
from dashboard.pages.countries.composite_figure import NAMES, figure, scale_of, sentence, weigh
from dashboard.pages.countries.composite_parts import Part, parts
from dashboard.pages.countries.moves import Move
from dashboard.pages.countries.pair import Pair, named
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.keys import WEIGHTS
from dashboard.shell.messages import message
from dashboard.store.composite import CompositeError
from dashboard.store.ties import setting, ties
from dashboard.words.wording import listed

METHOD = (
    "After the handbook of OECD and JRC (2008): every part is turned so that more is closer, set "
    "beside all pairs and years that its measure covers, and averaged; a weighted mean lets one "
    "part make up for another. Weights are a choice and yours to move. This is a summary of the "
    "parts beside it, not a finding and no score of the article."
)


def draw_composite(
    context: Context, pair: Pair, moved: dict[str, Move], years: tuple[int, int]
) -> None:
    """Draw the section, or say what is missing for it."""
    found = setting(context.database)
    least = found.least if found else 3
    able = parts(context.database, moved, years)
    with st.container(key="sec_composite"):
        st.html(heading("A composite, with its parts", METHOD))
        if len(able) < least:
            _too_few(context, pair, able, least, years)
            return
        weights = _weights(context, able)
        with st.container(key="choices"):
            _choices(context, able, weights)
        try:
            weighed = weigh(context, able, list(weights.values()))
        except CompositeError as error:
            message(str(error), "Choose other weights.")
            _reset(context)
            return
        st.html(paragraph(sentence(context, pair, weighed), "say"))
        draw_figure(context, figure(context, pair, weighed))
        _reset(context)


def _too_few(
    context: Context, pair: Pair, able: list[Part], least: int, years: tuple[int, int]
) -> None:
    labels = [ties(context.database)[part.tie].label.lower() for part in able]
    known = f"Known are {len(labels)}: {listed(labels)}. " if labels else "None is known. "
    message(
        f"Too few ties of {named(context, pair)} are known in both {years[0]} and {years[1]}.",
        f"{known}A composite of fewer than {least} would speak of one or two of them under another "
        "name. Choose another period or pair.",
    )


def _weights(context: Context, able: list[Part]) -> dict[str, int]:
    """The weight of each part: that of the address, else 1."""
    split = [weight.rpartition(".") for weight in context.state.weights]
    given = {tie: int(number) for tie, _, number in split}
    return {part.tie: given.get(part.tie, 1) for part in able}


def _choices(context: Context, able: list[Part], weights: dict[str, int]) -> None:
    """The weights and the normalisation as rows of words."""
    with st.container(key="tabs_cut_scale", horizontal=True):
        choose(
            "scale",
            "Normalisation",
            NAMES,
            scale_of(context),
            lambda chosen: change(scale="z" if chosen == "z" else None),
            kind="words",
            says=NAMES.__getitem__,
        )
    for part in able:
        tie = ties(context.database)[part.tie]
        key = f"weight_{part.tie}"
        with st.container(key=f"tabs_cut_{key}", horizontal=True):
            choose(
                key,
                f"Weight of {tie.label.lower()}",
                WEIGHTS,
                str(weights[part.tie]),
                partial(_weigh, context, part),
                kind="words",
            )


def _weigh(context: Context, part: Part, chosen: str) -> None:
    """Put the weight into the address; 1 is the default and stays out."""
    others = [w for w in context.state.weights if w.rpartition(".")[0] != part.tie]
    change(weights=(*others, f"{part.tie}.{chosen}") if chosen != "1" else tuple(others))


def _reset(context: Context) -> None:
    if context.state.weights or context.state.scale:
        st.button(
            "Equal weights, min–max",
            key="equal_weights",
            type="tertiary",
            on_click=partial(change, weights=(), scale=None),
        )
