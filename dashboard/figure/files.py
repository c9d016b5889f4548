"""What a reader takes along: the figures as CSV with what they are, the charts as PNG and SVG."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import export
from dashboard.figure.figure import Figure
from dashboard.shell.context import Context
from dashboard.words.wording import day

MARK = "\ufeff"
"""Stands first in a CSV: without it a spreadsheet takes UTF-8 for the letters of its country."""
STANDARD = "http://www.w3.org/ns/csvw"
ABOUT = ("dc:title", "dc:description", "dc:source", "dc:date", "dc:identifier")
MIMES = {"csv": "text/csv", "png": "image/png", "svg": "image/svg+xml", "json": "application/json"}
TABLES = {"csv": "Figures (CSV)", "json": "About the figures (JSON)"}
PICTURES = {"png": "Picture (PNG)", "svg": "Drawing (SVG)"}
ENDINGS = {"json": "csv-metadata.json"}
"""Where “CSV on the Web” looks for what a CSV holds."""
Files = Mapping[str, tuple[str, Callable[[], bytes]]]
"""What a reader can take along: name of the file, its label, and what makes it."""


def files_of(context: Context, figure: Figure) -> Files:
    """The files of a figure, each made when asked for; pictures only of one with charts."""
    labels = TABLES | (PICTURES if figure.charts else {})
    return {
        f"{figure.id}.{ENDINGS.get(kind, kind)}": (label, partial(file_of, context, figure, kind))
        for kind, label in labels.items()
    }


def file_of(context: Context, figure: Figure, kind: str) -> bytes:
    """A figure as a file; the CSV is bare, all others say title, source, as-of and build."""
    if kind == "csv":
        return csv_bytes(figure.rows())
    when = day(figure.evidence.as_of)
    address = f"Alignment Indicators, build {context.catalogue.build['id']}, figure {figure.id}"
    subtitle = figure.subtitle or figure.finding
    if kind == "json":
        head = [figure.title, subtitle, figure.source, f"As of {when}.", address]
        return about_bytes(figure.id, figure.rows(), head)
    shown = figure.wide() if figure.wide else figure.charts
    panels = [(chart.title, chart.frame, chart.view) for chart in shown]
    head = export.Head(figure.title, subtitle, figure.source, address, when)
    return export.png(panels, head) if kind == "png" else export.svg(panels, head).encode()


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """The rows as CSV: names of the columns first, no other line."""
    said = rows.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return (MARK + said).encode()


def about_bytes(name: str, rows: pd.DataFrame, head: Sequence[str]) -> bytes:
    """What the CSV of this name holds, by the W3C's “CSV on the Web”."""
    about = {
        "@context": STANDARD,
        "url": f"{name}.csv",
        **dict(zip(ABOUT, head, strict=True)),
        "tableSchema": {"columns": [{"name": str(column)} for column in rows.columns]},
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()


def records_csv(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Plain records as CSV, whole numbers left whole; a list in a cell is joined by semicolons."""
    plain = [
        {name: ";".join(cell) if isinstance(cell, list) else cell for name, cell in row.items()}
        for row in records
    ]
    return csv_bytes(pd.DataFrame(plain, dtype=object))


def offer_files(place: str, files: Files) -> None:
    """A popover with some files; its buttons and the files are made only when asked for."""
    with st.popover("Download", type="tertiary", key=f"get_{place}", on_change="rerun") as box:
        if box.open:
            draw_files(place, files)


def draw_files(place: str, files: Files) -> None:
    """A button for each file, which is made when it is pressed."""
    for name, (label, make) in files.items():
        stem, _, kind = name.rpartition(".")
        st.download_button(
            label,
            make,
            file_name=name,
            mime=MIMES[kind],
            key=f"get_{place}_{stem}_{kind}",
            type="tertiary",
            on_click="ignore",
        )
