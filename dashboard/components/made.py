"""A figure that a page makes itself: charts, table, sources, files and citation in one frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
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
from dashboard.components.markup import table, text
from dashboard.components.provenance import (
    as_of,
    documents,
    licences,
    source_line,
    source_table,
    source_text,
)
from dashboard.components.toolbar import CHART, SOURCES, TABLE, Offer, draw_toolbar, tab_of
from dashboard.queries.corrections import behind
from dashboard.queries.wording import day


@dataclass(frozen=True, eq=False)
class Piece:
    """One chart of a figure; `words` is HTML that stands between its title and its marks."""

    title: str
    frame: pd.DataFrame
    view: View
    words: str = ""

    @cached_property
    def drawn(self) -> tuple[pa.Table, dict[str, Any]]:
        """What the browser gets: the table of marks and the spec."""
        view, rows = charts.ready(self.frame, self.view)
        return pa.Table.from_pandas(rows, preserve_index=False), spec(view)


@dataclass(frozen=True, eq=False)
class Made:
    """A figure: what it shows, its table as HTML cells, and the rows that it rests on.

    `rows` have at least the columns of a document: source, publisher, document, url, licence,
    published. `data` is what the CSV holds. Small pieces stand four to a line.
    """

    id: str
    title: str
    subtitle: str
    pieces: tuple[Piece, ...]
    heads: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    words: tuple[int, ...]
    rows: pd.DataFrame
    data: pd.DataFrame
    note: str = ""
    small: bool = False

    @cached_property
    def source_count(self) -> int:
        """The number of documents behind it."""
        return len(documents(self.rows))

    @cached_property
    def source_line(self) -> str:
        """The line under the charts as HTML."""
        return source_line(self.rows, self.note)


def draw_made(context: Context, made: Made, *, titled: bool = True) -> None:
    """Draw a figure; its tab stands in the address as that of an exhibit."""
    with st.container(key=f"fig_{made.id}"):
        if titled:
            st.html(
                f'<h3 class="ct">{text(made.title)}</h3><p class="sub">{text(made.subtitle)}</p>'
            )
        tab = tab_of(context, made.id)
        if tab == TABLE:
            st.html(table(made.heads, made.body, words=made.words, name=made.title))
        elif tab == SOURCES:
            st.html(source_table(made.rows))
        else:
            draw_pieces(made.id, made.pieces, small=made.small)
        under = made.source_line + _corrections(context.database, made)
        draw_toolbar(context, _offer(context, made, tab), under)


@lru_cache(maxsize=256)
def _corrections(database: str, made: Made) -> str:
    """What is corrected among the rows behind a figure, in a line that opens."""
    return corrections_line(behind(database, made.rows))


def draw_pieces(key: str, pieces: Sequence[Piece], *, small: bool = False) -> None:
    """Draw the charts, side by side where there are several and the window is wide."""
    frame = "quad" if small else "grid" if len(pieces) > 1 else "lone"
    with st.container(key=f"{frame}_{key}"):
        for place, piece in enumerate(pieces):
            with st.container(key=f"piece_{key}_{place}"):
                if piece.title or piece.words:
                    head = f'<p class="pt">{text(piece.title)}</p>' if piece.title else ""
                    st.html(head + piece.words)
                _chart(f"chart_{key}_{place}", piece)


def _chart(key: str, piece: Piece) -> None:
    ready, drawn = piece.drawn
    st.vega_lite_chart(ready, drawn, width="stretch", theme=None, key=key)


def _offer(context: Context, made: Made, tab: str) -> Offer:
    return Offer(
        made.id,
        made.title,
        {CHART: "Chart", TABLE: "Table", SOURCES: f"Sources ({made.source_count})"},
        tab,
        of_each_kind(made.id, partial(file_of, context, made)),
        partial(reference, context, made),
    )


def file_of(context: Context, made: Made, kind: str) -> bytes:
    """A figure as a file; the CSV is bare, all others say title, source, as-of and build."""
    note = f" Note: {made.note}" if made.note else ""
    named = documents(made.rows)
    source = f"Source: {source_text(named)}.{note} Licence: {licences(named)}."
    address = f"Alignment Indicators, build {context.catalogue.build['id']}, figure {made.id}"
    when = day(as_of(made.rows))
    if kind in TABLE_KINDS:
        head = [made.title, made.subtitle, source, f"As of {when}.", address]
        return table_file(kind, made.id, made.data, head)
    head = export.Head(made.title, made.subtitle, source, address, when)
    panels = [(piece.title, piece.frame, piece.view) for piece in made.pieces]
    return export.png(panels, head) if kind == "png" else export.svg(panels, head).encode()


def reference(context: Context, made: Made) -> cite.Reference:
    """What a citation of a figure says: title, edition, build, documents, and the build's link."""
    build = str(context.catalogue.build["id"])
    return cite.Reference(
        key=made.id,
        title=made.title,
        article=context.catalogue.article["title"],
        build=build,
        named=f"figure {made.id}",
        as_of=as_of(made.rows),
        data=source_text(documents(made.rows)),
        address=context.absolute(context.href(exhibit=made.id, figure=None, build=build)),
    )
