"""The codebook as a reader reads it: themes, families, and each leaf behind a disclosure."""

import streamlit as st

from dashboard.components.context import Context
from dashboard.components.leaf import about
from dashboard.components.markup import disclosure, text
from dashboard.queries.catalogue import Family, Theme


def draw_codebook(context: Context) -> None:
    """Draw the codebook of the chosen theme, or of all."""
    chosen = context.lens.theme
    with st.container(key="sec_codebook"):
        st.html(
            '<h2>Codebook</h2><p class="sub">Every quantity with its definition, unit, direction '
            "and caveat; coding steps where it was coded by hand.</p>"
        )
        for theme in context.catalogue.themes.values():
            if chosen in {None, theme.id}:
                st.html(_theme(context, theme))


def _theme(context: Context, theme: Theme) -> str:
    families = [f for f in context.catalogue.families.values() if f.theme == theme.id]
    inner = "".join(_family(context, family) for family in families)
    head = f'<h3 class="ct">{text(theme.title)}</h3><p class="sub">{text(theme.question)}</p>'
    return f'{head}<div class="dl wide">{inner}</div>'


def _family(context: Context, family: Family) -> str:
    leaves = [leaf for leaf in context.catalogue.indicators.values() if leaf.family == family.id]
    default = context.catalogue.indicators[family.default_indicator]
    others = "".join(
        f"<li>{text(leaf.title)} <code>{text(leaf.id)}</code></li>"
        for leaf in leaves
        if leaf.id != default.id
    )
    cuts = f"<p>{text(family.definition)}</p><ul>{others}</ul>" if others else ""
    count = f"{len(leaves)} indicator{'s' if len(leaves) > 1 else ''}"
    return disclosure(family.title, count, cuts + about(context, default))
