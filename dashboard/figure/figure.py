"""What every figure is: charts, a table, rows and the documents behind them. Pages make these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

import pandas as pd
import pyarrow as pa

from dashboard import charts
from dashboard.charts.view import View
from dashboard.figure.documents import Evidence, source_line

CHART, TABLE, SOURCES = "chart", "table", "sources"


@dataclass(frozen=True, kw_only=True, eq=False)
class Chart:
    """One chart of a figure; `words` is HTML that stands between its title and its marks."""

    frame: pd.DataFrame
    view: View
    title: str = ""
    words: str = ""

    @cached_property
    def ready(self) -> tuple[View, pa.Table, dict[str, Any]]:
        """The view with its room, the table of marks, and the spec: what the browser gets."""
        view, rows = charts.ready(self.frame, self.view)
        return view, pa.Table.from_pandas(rows, preserve_index=False), spec(view)

    @property
    def heading(self) -> str:
        """What stands over it; bars have the title of their view inside."""
        return self.title or (self.view.title if self.view.kind != "bar" else "")


@dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """A figure with everything under it.

    `table` makes HTML; `rows` gives what the CSV holds. `body` is HTML that stands in for charts;
    `table` is None where it is the table itself. `layout` says how charts stand: under each other,
    or in a grid of ever smaller ones. `wide` gives the charts for files where those of the page
    may be drawn for a phone. `names` are what the first two tabs are called.
    """

    id: str
    title: str
    subtitle: str = ""
    finding: str = ""
    charts: Sequence[Chart] = ()
    table: Callable[[], str] | None
    rows: Callable[[], pd.DataFrame]
    evidence: Evidence
    computation: str = ""
    note: str = ""
    body: str = ""
    layout: Literal["", "grid", "trio", "quad"] = ""
    wide: Callable[[], Sequence[Chart]] | None = None
    names: tuple[str, str] = ("Chart", "Table")

    @property
    def tabs(self) -> Mapping[str, str]:
        """Its tabs with their names; the first needs no name in the address."""
        first, second = self.names
        shown = {CHART: first} | ({TABLE: second} if self.table else {})
        return shown | {SOURCES: f"Sources ({len(self.evidence.documents)})"}

    @property
    def source_line(self) -> str:
        """The line under it as HTML."""
        return source_line(self.evidence, self.note, self.computation)

    @property
    def source(self) -> str:
        """The same in one line of text, for files."""
        note = f" Note: {self.note}" if self.note else ""
        return (
            f"Source: {self.evidence.text}.{self.computed}{note} Licence: {self.evidence.licence}."
        )

    @property
    def computed(self) -> str:
        """How it was computed as a further sentence; empty where nothing was."""
        return f" Computation {self.computation}" if self.computation else ""


def spec(view: View) -> dict[str, Any]:
    """What `charts.spec` gives, from the layers of the kind: Altair needs 0.2 s to make them."""
    bare = View(kind=view.kind)
    made = _layers(bare)
    sides = made["padding"]
    padding = {s: sides[s] + getattr(view.pad, s) - getattr(bare.pad, s) for s in sides}
    size = {"width": view.nominal, "height": view.total_height}
    return made | size | {"padding": padding, "description": view.alt}


@lru_cache(maxsize=16)
def _layers(bare: View) -> dict[str, Any]:
    """The spec of a kind; layers share their scales, so that the first one may speak for all."""
    made = charts.spec(bare)
    named: set[str] = set()
    layers = []
    for layer in made["layer"]:
        kept = {}
        for channel, encoding in layer["encoding"].items():
            shared = channel in named and encoding.get("type") == "nominal"
            kept[channel] = {k: v for k, v in encoding.items() if k != "scale" or not shared}
            named |= {channel} if "scale" in encoding else set()
        layers.append(layer | {"encoding": kept})
    return made | {"layer": layers}
