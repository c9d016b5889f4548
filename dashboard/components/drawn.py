"""Exhibits ready to draw: spec and table of every panel, made once per build, filter and width."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa

from dashboard import charts
from dashboard.charts.view import Band, Event, Threshold, View
from dashboard.queries.catalogue import Catalogue, Exhibit, catalogue
from dashboard.queries.figures import panel_rows
from dashboard.queries.frames import chart_frame
from dashboard.queries.lens import Lens, Panel, panels
from dashboard.queries.wording import listed

SMALL = 96
"""Height of one of three or more panels."""


@dataclass(frozen=True)
class Drawn:
    """One panel: the editor's description, its figures, and what the browser gets."""

    panel: Panel
    rows: pd.DataFrame
    frame: pd.DataFrame
    view: View
    spec: dict[str, Any]
    table: pa.Table


@dataclass(frozen=True)
class DrawnExhibit:
    """All panels of an exhibit under a lens; none when the filter leaves no figure."""

    panels: tuple[Drawn, ...]

    @property
    def rows(self) -> pd.DataFrame:
        """All figures drawn."""
        return pd.concat([p.rows for p in self.panels], ignore_index=True)


@lru_cache(maxsize=512)
def drawn(database: str, exhibit: Exhibit, lens: Lens, narrow: bool) -> DrawnExhibit:
    """An exhibit under the reader's lens; the theme of the lens does not matter here."""
    found = catalogue(database)
    asked = panels(database, found, exhibit.panels, lens)
    rows = [(panel, panel_rows(database, panel, lens)) for panel in asked]
    filled = [(panel, held) for panel, held in rows if len(held)]
    frames = [chart_frame(found, panel, held) for panel, held in filled]
    views = [panel_view(found, exhibit, panel, narrow, len(filled)) for panel, _ in filled]
    ready = zip(filled, frames, one_scale(views, frames), strict=True)
    return DrawnExhibit(tuple(_draw(*panel, frame, view) for panel, frame, view in ready))


def _draw(panel: Panel, rows: pd.DataFrame, frame: pd.DataFrame, view: View) -> Drawn:
    view = charts.fit(frame, view)
    table = pa.Table.from_pandas(charts.rows(frame, view), preserve_index=False)
    return Drawn(panel, rows, frame, view, charts.spec(view), table)


def one_scale(views: list[View], frames: list[pd.DataFrame]) -> list[View]:
    """Panels of one kind over time share their scales, and only the last one writes the years."""
    together = [place for place, view in enumerate(views) if view.kind in {"bar", "line"}]
    if len(together) < 2 or len({views[place].kind for place in together}) > 1:
        return views
    all_frames = pd.concat([frames[place] for place in together])
    values = all_frames["value"].to_numpy(dtype=float)
    low, high = float(values.min()), float(values.max())
    first, last = all_frames["period_start"].min(), all_frames["period_end"].max()
    shared = {
        "domain": (min(0.0, low), high),
        "period_domain": (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"),
    }
    found = list(views)
    for place in together:
        found[place] = replace(views[place], **shared, x_labels=place == together[-1])
    return found


def panel_view(found: Catalogue, exhibit: Exhibit, panel: Panel, narrow: bool, count: int) -> View:
    """The view of a panel: constants of the editor and the codebook, never of the data."""
    leaf = found.indicators[panel["indicators"][0]] if panel["indicators"] else None
    unit = found.units[leaf.unit] if leaf else None
    return View(
        kind=panel["chart"],
        alt=alt_text(found, exhibit, panel),
        title=panel["title"],
        axis=(unit.axis or "") if unit else "",
        decimals=_decimals(leaf.decimals if leaf else 0, panel["chart"]),
        height=panel["height"] or (SMALL if count > 2 and panel["chart"] == "line" else None),
        narrow=narrow,
        zero=panel["zero"],
        events=tuple(Event(found.events[e["id"]], e["text"]) for e in panel["events"]),
        bands=tuple(Band(**band) for band in panel["bands"]),
        thresholds=tuple(Threshold(**threshold) for threshold in panel["thresholds"]),
        split=panel["split"],
        order=panel["order"],
        bars=panel["rows"] == "period",
    )


def _decimals(coded: int, chart: str) -> int:
    """Rows carry the codebook's decimals; labels within a plot at most one."""
    return coded if chart in {"dot", "dumbbell"} else min(coded, 1)


def alt_text(found: Catalogue, exhibit: Exhibit, panel: Panel) -> str:
    """A short, stable description of a panel for those who do not see it."""
    names = [found.actors[code].name for code in panel["actors"][:4]]
    title = f"{exhibit.title}: {panel['title']}" if panel["title"] else exhibit.title
    return f"{title}. Shows {listed(names)}. The values are in the table." if names else title
