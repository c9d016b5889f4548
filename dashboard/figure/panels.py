"""The panels of exhibits as charts, made once per build, filter and width."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pandas as pd

from dashboard import charts
from dashboard.charts.view import DrawnBand, EventLine, ThresholdLine, View
from dashboard.figure.correction_marks import noted
from dashboard.figure.documents import Evidence, evidence_of
from dashboard.figure.figure import Chart
from dashboard.sentences.captions import caption
from dashboard.store.catalogue import Catalogue, Exhibit, catalogue
from dashboard.store.corrections import NOTHING, Touched, touching
from dashboard.store.figures import panel_rows
from dashboard.store.frames import chart_frame
from dashboard.store.lens import Lens, Panel, panels
from dashboard.words.wording import listed

SMALL = 96
"""Height of one of three or more panels."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """A panel as its editor describes it, its figures, and its chart: a mark for each of them."""

    panel: Panel
    rows: pd.DataFrame
    chart: Chart


@dataclass(frozen=True)
class DrawnExhibit:
    """All panels of an exhibit under a lens, and the sentence above them; none without a figure."""

    panels: tuple[Drawn, ...]
    finding: str = ""
    touched: Touched = NOTHING

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The chart of each panel."""
        return tuple(p.chart for p in self.panels)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """All figures drawn."""
        return pd.concat([p.rows for p in self.panels], ignore_index=True)

    @cached_property
    def evidence(self) -> Evidence:
        """The documents behind the figures, and what is corrected among them."""
        return evidence_of(self.rows, self.touched)


def drawn(database: str, exhibit: Exhibit, lens: Lens, narrow: bool) -> DrawnExhibit:
    """An exhibit under the reader's lens; the theme of the lens does not matter here."""
    return _drawn(database, exhibit, replace(lens, theme=None), narrow)


def is_empty(database: str, exhibit: Exhibit, lens: Lens) -> bool:
    """Whether the lens leaves an exhibit without a figure; costs less than drawing it."""
    return not _filled(database, exhibit, replace(lens, theme=None))


@lru_cache(maxsize=512)
def _drawn(database: str, exhibit: Exhibit, lens: Lens, narrow: bool) -> DrawnExhibit:
    found = catalogue(database)
    filled = _filled(database, exhibit, lens)
    touched = touching(database, pd.concat([held for _, held in filled])) if filled else NOTHING
    frames = [noted(chart_frame(found, panel, held), held, touched) for panel, held in filled]
    views = [_view(found, exhibit, panel, lens, narrow, len(filled)) for panel, _ in filled]
    ready = zip(filled, frames, one_scale(views, frames), strict=True)
    shown = tuple(
        Drawn(panel, rows, Chart(frame=frame, view=view)) for (panel, rows), frame, view in ready
    )
    finding = caption(found, [(p.panel, p.rows, p.chart.frame) for p in shown])
    return DrawnExhibit(shown, finding, touched)


@lru_cache(maxsize=512)
def _filled(database: str, exhibit: Exhibit, lens: Lens) -> list[tuple[Panel, pd.DataFrame]]:
    """The panels that hold a figure, with their figures."""
    asked = panels(database, catalogue(database), exhibit.panels, lens)
    rows = [(panel, panel_rows(database, panel, lens)) for panel in asked]
    return [(panel, held) for panel, held in rows if len(held)]


def _view(
    found: Catalogue, exhibit: Exhibit, panel: Panel, lens: Lens, narrow: bool, count: int
) -> View:
    """The view of a panel without the events that lie after what the lens knows."""
    until = lens.until or "9"
    events = [event for event in panel["events"] if found.events[event["id"]] <= until]
    return panel_view(found, exhibit, panel | {"events": events}, narrow, count)


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
    found = [charts.fit(frame, view) for frame, view in zip(frames, views, strict=True)]
    right = max(found[place].pad.right for place in together)
    for place in together:
        last_one = place == together[-1]
        found[place] = replace(found[place], **shared, right=right, x_labels=last_one)
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
        events=tuple(EventLine(found.events[e["id"]], e["text"]) for e in panel["events"]),
        bands=tuple(DrawnBand(**band) for band in panel["bands"]),
        thresholds=tuple(ThresholdLine(**threshold) for threshold in panel["thresholds"]),
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
    if not names:
        return title
    found_where = "The newest values stand above, all of them in the table."
    return f"{title}. Shows {listed(names)}. {found_where}"
