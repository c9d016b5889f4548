"""What a reader takes along: the figures as CSV, the chart as PNG and SVG, a citation."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

import streamlit as st

from dashboard.charts import export
from dashboard.components import cite
from dashboard.components.context import Context
from dashboard.components.csv_file import TABLE_KINDS, table_file
from dashboard.components.drawn import DrawnExhibit, drawn
from dashboard.components.provenance import as_of, documents, licences, source_text
from dashboard.queries.catalogue import Exhibit, catalogue
from dashboard.queries.lens import Lens
from dashboard.queries.wording import day

MIMES = {"csv": "text/csv", "png": "image/png", "svg": "image/svg+xml", "json": "application/json"}
FIGURES_TOLD = "Figures with sources (CSV)"
ABOUT_TOLD = "About the figures (JSON)"
ENDINGS = {"json": "csv-metadata.json"}
"""Where “CSV on the Web” looks for what a CSV holds."""
PICTURES = {"png": "Picture (PNG)", "svg": "Drawing (SVG)"}
Files = Mapping[str, tuple[str, Callable[[], bytes]]]
"""What a reader can take along: name of the file, its label, and what makes it."""


def files_of(context: Context, exhibit: Exhibit) -> Files:
    """The figures of an exhibit as CSV with what they are, its charts as PNG and as SVG."""
    make = partial(file_of, context.database, exhibit, context.lens)
    return of_each_kind(exhibit.id, make, FIGURES_TOLD)


def of_each_kind(name: str, make: Callable[[str], bytes], figures: str = "Figures (CSV)") -> Files:
    """CSV, PNG and SVG of a figure, and what the CSV holds, each made by its kind."""
    labels = {"csv": figures, "json": ABOUT_TOLD} | PICTURES
    made = {kind: (label, partial(make, kind)) for kind, label in labels.items()}
    return {f"{name}.{ENDINGS.get(kind, kind)}": file for kind, file in made.items()}


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


@lru_cache(maxsize=32)
def file_of(database: str, exhibit: Exhibit, lens: Lens, kind: str) -> bytes:
    """An exhibit as a file; the CSV is bare, all others say title, source, as-of and build."""
    found = catalogue(database)
    ready = drawn(database, exhibit, lens, False)
    rows = ready.rows
    note = f" Note: {exhibit.note}" if exhibit.note else ""
    named = documents(rows)
    source = f"Source: {source_text(named)}.{note} Licence: {licences(named)}."
    address = f"Alignment Indicators, build {found.build['id']}, figure {exhibit.id}"
    when = day(as_of(rows))
    if kind in TABLE_KINDS:
        head = [exhibit.title, exhibit.subtitle, source, f"As of {when}.", address]
        return table_file(kind, exhibit.id, rows, head)
    head = export.Head(exhibit.title, exhibit.subtitle, source, address, when)
    panels = [("", panel.frame, panel.view) for panel in ready.panels]
    if kind == "png":
        return export.png(panels, head)
    return export.svg(panels, head).encode()


def reference(context: Context, exhibit: Exhibit, ready: DrawnExhibit) -> cite.Reference:
    """What a citation of an exhibit says: title, edition, build, underlying documents."""
    build = str(context.catalogue.build["id"])
    return cite.Reference(
        key=exhibit.id,
        title=exhibit.title,
        article=context.catalogue.article["title"],
        build=build,
        named=f"figure {exhibit.id}",
        as_of=as_of(ready.rows),
        data=source_text(documents(ready.rows)),
        address=context.absolute(context.href(exhibit=exhibit.id, figure=None, build=build)),
    )
