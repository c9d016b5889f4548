"""Two vintages of one series over each other: what a publisher has restated since."""

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import charts
from dashboard.charts.view import View
from dashboard.components.context import Context, change, leaf_exhibit_id
from dashboard.components.filters import SHORTLIST
from dashboard.components.markup import soft_link, table, text
from dashboard.queries.catalogue import Indicator
from dashboard.queries.editions import earlier_editions, paired
from dashboard.queries.wording import day, number, period

MOST_LINES = 2
MOST_LISTED = 24


def draw_editions(context: Context, leaf: Indicator) -> None:
    """Offer the earlier editions of an indicator and lay the chosen one under the figures."""
    editions = {str(e["id"]): e for e in earlier_editions(context.database, leaf.id)}
    if not editions:
        return
    chosen = context.state.vintage if context.state.vintage in editions else next(iter(editions))
    with st.container(key="sec_editions"):
        st.html(
            '<h3>Vintages</h3><p class="sub">What an earlier edition said of the same periods, '
            "beside the figures in force.</p>"
        )
        st.session_state["vintage"] = chosen
        st.selectbox(
            "Earlier edition",
            list(editions),
            format_func=lambda name: _named(editions[name]),
            key="vintage",
            on_change=lambda: change(vintage=st.session_state["vintage"]),
        )
        found = paired(context.database, leaf.id, chosen, context.lens.actors)
        if found.empty:
            st.html('<div class="msg"><b>Nothing restated for the chosen actors.</b></div>')
            return
        _charts(context, leaf, found)
        st.html(_table(context, leaf, found))


def _named(edition: dict) -> str:
    return f"{edition['publisher']}, {edition['title']}, {day(edition['published'])}"


def _charts(context: Context, leaf: Indicator, found: pd.DataFrame) -> None:
    """One chart per actor: the figures in force in its colour, the earlier ones in grey."""
    names = context.catalogue.actors
    held = list(dict.fromkeys(found["actor"]))
    first = [a for a in SHORTLIST if a in held] + [a for a in held if a not in SHORTLIST]
    for actor in first[:MOST_LINES]:
        frame = _frame(found.loc[found["actor"] == actor], names[actor].colour or "ink")
        st.html(f'<p class="pt">{text(names[actor].name)}</p>')
        view = View(
            kind="line",
            alt=f"{leaf.title}, {names[actor].name}: two editions; the values are in the table",
            axis=context.catalogue.units[leaf.unit].axis or "",
            decimals=min(leaf.decimals, 2),
            narrow=context.narrow,
            height=130,
            peak=False,
        )
        view, marks = charts.ready(frame, view)
        ready = pa.Table.from_pandas(marks, preserve_index=False)
        key = f"edition_{actor}"
        st.vega_lite_chart(ready, charts.spec(view), width="stretch", theme=None, key=key)


def _frame(found: pd.DataFrame, role: str) -> pd.DataFrame:
    parts = []
    for name, label, tone in (("earlier", "earlier", ""), ("later", "in force", role)):
        parts.append(
            pd.DataFrame(
                {
                    "series": name,
                    "series_label": label,
                    "role": tone,
                    "focus": name == "later",
                    "period": found["period"],
                    "period_start": found["period_start"],
                    "period_end": found["period_end"],
                    "value": found[name],
                    "tooltip": [f"{label}, {period(p)}: {v}" for p, v in _pairs(found, name)],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _pairs(found: pd.DataFrame, name: str) -> list[tuple[str, float]]:
    return list(zip(found["period"].tolist(), found[name].tolist(), strict=True))


def _table(context: Context, leaf: Indicator, found: pd.DataFrame) -> str:
    """The largest differences, largest first."""
    rows = found.to_dict("records")
    ranked = sorted(rows, key=lambda row: -abs(row["difference"]))[:MOST_LISTED]
    body = [
        [
            text(context.catalogue.actors[row["actor"]].name),
            period(row["period"]),
            *(_opened(context, leaf, row, name) for name in ("earlier", "later")),
            number(row["difference"], leaf.decimals),
        ]
        for row in ranked
    ]
    moved = sum(row["difference"] != 0 for row in rows)
    said = f"{moved} of {len(found)} figures differ; the largest differences first."
    heads = ["Whose", "Period", "earlier", "in force", "difference"]
    return f'<p class="sub">{said}</p>{table(heads, body, words=(0, 1), name="Revised figures")}'


def _opened(context: Context, leaf: Indicator, row: dict, name: str) -> str:
    """A value as the way to its card, which opens under the chart of the indicator."""
    figure = row[f"{name}_id"]
    href = context.href(figure=figure, exhibit=leaf_exhibit_id(leaf.id))
    return soft_link(href, number(row[name], leaf.decimals), figure)
