"""Exhibits ready to draw: spec and table of every panel, made once per build, filter and width."""

from dataclasses import dataclass
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
from dashboard.queries.wording import MONTHS, listed

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
    shown = panels(database, found, exhibit.panels, lens)
    ready = [_draw(database, found, exhibit, panel, lens, narrow, len(shown)) for panel in shown]
    return DrawnExhibit(tuple(panel for panel in ready if len(panel.rows)))


def _draw(
    database: str,
    found: Catalogue,
    exhibit: Exhibit,
    panel: Panel,
    lens: Lens,
    narrow: bool,
    count: int,
) -> Drawn:
    rows = panel_rows(database, panel, lens)
    frame = chart_frame(found, panel, rows)
    view = charts.fit(frame, panel_view(found, exhibit, panel, narrow, count))
    table = pa.Table.from_pandas(charts.rows(frame, view), preserve_index=False)
    return Drawn(panel, rows, frame, view, charts.spec(view), table)


def panel_view(found: Catalogue, exhibit: Exhibit, panel: Panel, narrow: bool, count: int) -> View:
    """The view of a panel: constants of the editor and the codebook, never of the data."""
    leaf = found.indicators[panel["indicators"][0]] if panel["indicators"] else None
    unit = found.units[leaf.unit] if leaf else None
    return View(
        kind=panel["chart"],
        alt=alt_text(found, exhibit, panel),
        title=panel["title"],
        axis=(unit.axis or "") if unit else "",
        decimals=leaf.decimals if leaf and panel["chart"] in {"dot", "dumbbell"} else 1,
        height=panel["height"] or (SMALL if count > 2 and panel["chart"] == "line" else None),
        narrow=narrow,
        zero=panel["zero"],
        events=tuple(_event(found, e) for e in panel["events"]),
        bands=tuple(Band(**band) for band in panel["bands"]),
        thresholds=tuple(Threshold(**threshold) for threshold in panel["thresholds"]),
        split=panel["split"],
        order=panel["order"],
        bars=panel["rows"] == "period",
    )


def alt_text(found: Catalogue, exhibit: Exhibit, panel: Panel) -> str:
    """A short, stable description of a panel for those who do not see it."""
    names = [found.actors[code].name for code in panel["actors"][:4]]
    title = f"{exhibit.title}: {panel['title']}" if panel["title"] else exhibit.title
    return f"{title}. Shows {listed(names)}. The values are in the table." if names else title


def _event(found: Catalogue, mark: dict[str, str]) -> Event:
    """An event by its date, written first: 9 Jan 2025, last package."""
    date = found.events[mark["id"]]
    year, month, *rest = date.split("-")
    written = " ".join([*(str(int(d)) for d in rest), MONTHS[int(month) - 1][:3], year])
    return Event(date, f"{written}: {mark['text']}")
