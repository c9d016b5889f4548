"""One actor through all themes, beside the mean of its group: “read as Poland”."""

import streamlit as st

from dashboard.figure.draw import draw_figure
from dashboard.figure.place import place_of
from dashboard.html.markup import heading, title
from dashboard.pages.countries.claims import draw_claims, recorded_rows
from dashboard.pages.countries.series import chosen, group_of
from dashboard.pages.countries.theme import theme_figure
from dashboard.pages.countries.theme_charts import Group
from dashboard.shell.choices import choose
from dashboard.shell.context import Context, change
from dashboard.shell.filters import SHORTLIST, filter_bar
from dashboard.shell.messages import message
from dashboard.store.catalogue import Theme


def draw_country(context: Context) -> None:
    """One actor through all themes, beside the mean of its group."""
    actor = actor_of(context)
    group = group_beside(context, actor)
    name = context.catalogue.actors[actor].name
    lead = (
        "The best covered quantities of every theme, one of a kind and at most four to a theme, "
        f"beside the mean of {group.label}, with value, rank and change."
    )
    st.html(title(f"Read as {name}", lead))
    filter_bar(context)
    _choose(context, actor)
    for theme in context.catalogue.themes.values():
        if context.lens.theme in {None, theme.id}:
            _theme(context, theme, actor, group)
    draw_claims(context, actor)


def actor_of(context: Context) -> str:
    """The actor of the address, else the first of the filter, else the first of the edition."""
    state, actors = context.state, context.catalogue.actors
    known = [code for code in SHORTLIST if code in actors]
    return state.reads_as or next(iter((*state.actors, *known, *actors)))


def group_beside(context: Context, actor: str) -> Group:
    """The grouping of the filter, else the largest that the actor belongs to, else all states."""
    found = context.catalogue
    name = group_of(found, actor, context.state.groupings)
    if name:
        return Group(name, name, frozenset(found.groupings[name]))
    states = frozenset(code for code, actor in found.actors.items() if actor.kind == "state")
    return Group("", "all states observed", states)


def _choose(context: Context, actor: str) -> None:
    actors = context.catalogue.actors
    first = [code for code in SHORTLIST if code in actors]
    with st.container(key="pair", horizontal=True):
        choose(
            "reads_as",
            "Read as",
            dict.fromkeys([*first, *actors]),
            actor,
            lambda code: change(reads_as=code, exhibit=None, tab=None),
            says=lambda code: actors[code].name,
        )


def _theme(context: Context, theme: Theme, actor: str, group: Group) -> None:
    at = place_of(context)
    series = chosen(context.database, actor, at.lens, SHORTLIST).get(theme.id, ())
    figure = theme_figure(at, theme, actor, group, series)
    notes = recorded_rows(context, actor, theme.id)
    with st.container(key=f"sec_quad_{theme.id}"):
        st.html(heading(theme.title, theme.question))
        if figure:
            draw_figure(context, figure, level=0)
        else:
            _empty(context, theme, actor)
        if notes:
            st.html(notes)


def _empty(context: Context, theme: Theme, actor: str) -> None:
    name = context.catalogue.actors[actor].name
    period = " in this period" if context.lens.start or context.lens.end else ""
    message(
        f"No number of {name} in “{theme.title}”{period}.",
        "The documents read for this theme do not name it; other actors are covered.",
    )
