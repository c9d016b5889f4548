"""Coverage as a picture: which family has figures in which year."""

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import charts
from dashboard.charts.view import Band, View
from dashboard.components.context import Context
from dashboard.components.markup import message, table, text
from dashboard.queries.catalogue import Theme
from dashboard.queries.holdings import coverage, reach

FIRST = 2000
MOST_ACTORS = 30
FULL = 10
"""From so many figures a year on, the square is full."""


def draw_coverage(context: Context) -> None:
    """One picture per theme: rows are families, columns years."""
    first = max(FIRST, int((context.lens.start or str(FIRST))[:4]))
    with st.container(key="sec_coverage"):
        st.html(
            f'<h2>Coverage</h2><p class="sub">Figures in force by quantity and year since {first}; '
            f"full square: {FULL} and more, small square: fewer. Years without a figure are "
            "blank.</p>"
        )
        for theme in context.catalogue.themes.values():
            if context.lens.theme in {None, theme.id}:
                _theme(context, theme, first)
        _reach(context)


def _reach(context: Context) -> None:
    """Whose figures there are: actors by theme, those with most figures first."""
    names, themes = context.catalogue.actors, context.catalogue.themes.values()
    found = list(reach(context.database, list(context.lens.actors)).items())[:MOST_ACTORS]
    body = [
        [text(names[code].name), *(f"{held[t.id]:,}" if t.id in held else "" for t in themes)]
        for code, held in found
    ]
    st.html(
        '<h3 class="ct">Actors by theme</h3><p class="sub">Figures in force on either side of a '
        f"pair; the {len(body)} actors with most of them.</p>"
        + table(["Actor", *(theme.title for theme in themes)], body, name="Actors by theme")
    )


def _theme(context: Context, theme: Theme, first: int) -> None:
    found = coverage(context.database, theme.id, list(context.lens.actors), first)
    if context.lens.end:
        found = found.loc[found["year"] <= int(context.lens.end[:4])]
    st.html(f'<h3 class="ct">{text(theme.title)}</h3>')
    if found.empty:
        message("No figure for these filters.", "Choose other actors or another period.")
        return
    view = View(
        kind="tile",
        alt=f"Coverage of {theme.title} by quantity and year; the numbers are in the table",
        full=not context.narrow,
        narrow=context.narrow,
        order="given",
        bands=(Band(str(first), str(max(found["year"].tolist()))),),
    )
    frame = _frame(found)
    view = charts.fit(frame, view)
    ready = pa.Table.from_pandas(charts.rows(frame, view), preserve_index=False)
    key = f"coverage_{theme.id}"
    st.vega_lite_chart(ready, charts.spec(view), width="stretch", theme=None, key=key)
    wide = found.pivot_table("figures", ["family", "title"], "year", "sum").droplevel(0)
    years = [str(year) for year in wide.columns]
    body = [
        [text(title), *("" if pd.isna(n) else str(int(n)) for n in line)]
        for title, line in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    numbers = table(["Quantity", *years], body, name=f"Coverage of {theme.title}")
    st.html(f"<details><summary>The same as a table</summary>{numbers}</details>")


def _frame(found: pd.DataFrame) -> pd.DataFrame:
    year = found["year"].astype(str)
    start = pd.to_datetime(year + "-01-01")
    return pd.DataFrame(
        {
            "series": year,
            "series_label": year,
            "role": "ink",
            "focus": True,
            "row": found["family"],
            "row_label": found["title"],
            "period": year,
            "period_start": start,
            "period_end": start,
            "code": ["Y" if n >= FULL else "A" for n in found["figures"]],
            "tooltip": found["title"] + ", " + year + ": " + found["figures"].astype(str),
        }
    )
