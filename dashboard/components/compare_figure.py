"""A figure that is computed from the votes, in the frame that every chart has."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from dashboard import charts
from dashboard.charts import export
from dashboard.charts.view import View
from dashboard.components import cite
from dashboard.components.context import Context
from dashboard.components.corrected import corrections_line
from dashboard.components.csv_file import TABLE_KINDS, table_file
from dashboard.components.downloads import of_each_kind
from dashboard.components.drawn import spec
from dashboard.components.markup import text
from dashboard.components.provenance import (
    as_of,
    documents,
    licences,
    source_table,
    source_text,
)
from dashboard.components.toolbar import CHART, SOURCES, TABLE, Offer, draw_toolbar, tab_of
from dashboard.queries import roll_calls
from dashboard.queries.corrections import of_votes
from dashboard.queries.dyads import Yardstick
from dashboard.queries.wording import day


@dataclass(frozen=True, eq=False)
class Panel:
    """One chart: its title over it, the frame, and what the browser gets."""

    title: str
    frame: pd.DataFrame
    view: View
    spec: dict[str, Any]
    table: pa.Table


@dataclass(frozen=True)
class Evidence:
    """The documents behind a figure, as the line under it, its files and its tab name them."""

    text: str
    as_of: date
    licence: str
    count: int
    table: str


def evidence_of(rows: pd.DataFrame) -> Evidence:
    """The evidence of some rows, each with its document."""
    named = documents(rows)
    return Evidence(
        source_text(named), as_of(rows), licences(named), len(named), source_table(rows)
    )


@lru_cache(maxsize=128)
def votes_evidence(database: str, yardstick: Yardstick) -> Evidence:
    """The evidence of a figure that rests on all roll calls of a yardstick."""
    return evidence_of(roll_calls.documents(database, replace(yardstick, measure="")))


@dataclass(frozen=True, eq=False)
class Computed:
    """A figure with everything under it; `body` is HTML that stands in for charts."""

    id: str
    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    table: str
    rows: Callable[[], pd.DataFrame]
    """Returns what the CSV holds."""
    evidence: Evidence
    computation: str = ""
    note: str = ""
    body: str = ""
    tabs: tuple[str, str] = ("Chart", "Table")
    """What the first two tabs are called."""

    @property
    def source_line(self) -> str:
        """The line under the figure as HTML."""
        parts = [
            f"<b>Source</b> {text(self.evidence.text)}.",
            f"<b>As of</b> {day(self.evidence.as_of)}.",
            f"<b>Computation</b> {text(self.computation)}" if self.computation else "",
            f"<b>Note</b> {text(self.note)}" if self.note else "",
            f"<b>Licence</b> {text(self.evidence.licence)}.",
        ]
        return f'<p class="src">{" ".join(part for part in parts if part)}</p>'

    @property
    def source(self) -> str:
        """The same in one line of text, for files."""
        computed = f" Computation {self.computation}" if self.computation else ""
        note = f" Note: {self.note}" if self.note else ""
        licence = f" Licence: {self.evidence.licence}."
        return f"Source: {self.evidence.text}.{computed}{note}{licence}"


def panel(title: str, frame: pd.DataFrame, view: View) -> Panel:
    """A chart ready to draw."""
    view, rows = charts.ready(frame, view)
    table = pa.Table.from_pandas(rows, preserve_index=False)
    return Panel(title, frame, view, spec(view), table)


def draw_computed(
    context: Context, figure: Computed, *, level: int = 2, beside: int = 1, say: str = ""
) -> None:
    """Draw a figure under a heading of a level; `beside` charts stand side by side.

    `say` is a sentence from the data over the charts.
    """
    with st.container(key=f"fig_{figure.id}"):
        style = ' class="ct"' if level == 3 else ""
        heading = f'<h{level} id="{figure.id}"{style}>{text(figure.title)}</h{level}>'
        st.html(f'{heading}<p class="sub">{text(figure.subtitle)}</p>')
        if say:
            st.html(f'<p class="say">{text(say)}</p>')
        tab = tab_of(context, figure.id)
        if tab == TABLE and figure.body == figure.table:
            tab = CHART
        if tab == TABLE:
            st.html(figure.table)
        elif tab == SOURCES:
            st.html(figure.evidence.table)
        elif figure.body:
            st.html(figure.body)
        else:
            _charts(figure, 1 if context.narrow else beside)
        under = figure.source_line + corrections_line(of_votes(context.database))
        draw_toolbar(context, _offer(context, figure, tab), under)


def _charts(figure: Computed, beside: int) -> None:
    places = st.columns(beside, gap="medium") if beside > 1 else [st.container()]
    for number, one in enumerate(figure.panels):
        with places[number % len(places)]:
            if one.title:
                st.html(f'<p class="pt">{text(one.title)}</p>')
            key = f"chart_{figure.id}_{number}"
            st.vega_lite_chart(one.table, one.spec, width="stretch", theme=None, key=key)


def _offer(context: Context, figure: Computed, tab: str) -> Offer:
    names = dict(zip((CHART, TABLE), figure.tabs, strict=True))
    if figure.body == figure.table:
        del names[TABLE]
    files = of_each_kind(figure.id, partial(file_of, context, figure))
    return Offer(
        figure.id,
        figure.title,
        names | {SOURCES: f"Sources ({figure.evidence.count})"},
        tab,
        files if figure.panels else dict(list(files.items())[: len(TABLE_KINDS)]),
        partial(reference, context, figure),
    )


def file_of(context: Context, figure: Computed, kind: str) -> bytes:
    """The figure as a file; the CSV is bare, all others say title, source, as-of and build."""
    when = day(figure.evidence.as_of)
    address = f"Alignment Indicators, build {context.catalogue.build['id']}, figure {figure.id}"
    if kind in TABLE_KINDS:
        head = [figure.title, figure.subtitle, figure.source, f"As of {when}.", address]
        return table_file(kind, figure.id, figure.rows(), head)
    head = export.Head(figure.title, figure.subtitle, figure.source, address, when)
    drawn = [(one.title, one.frame, one.view) for one in figure.panels]
    return export.png(drawn, head) if kind == "png" else export.svg(drawn, head).encode()


def reference(context: Context, figure: Computed) -> cite.Reference:
    """What a citation says: title, edition, build, computation, documents, the build's link."""
    build = str(context.catalogue.build["id"])
    computed = f" Computation {figure.computation}" if figure.computation else ""
    return cite.Reference(
        key=figure.id,
        title=figure.title,
        article=context.catalogue.article["title"],
        build=build,
        named=f"figure {figure.id}",
        as_of=figure.evidence.as_of,
        data=f"{figure.evidence.text}.{computed}".removesuffix("."),
        address=context.absolute(context.href(exhibit=figure.id, figure=None, build=build)),
    )
