"""Links that stay in the app and marks that open their figure: one script for all pages."""

from collections.abc import Iterable
from pathlib import Path

from streamlit.components.v2 import component

from dashboard.figure.panels import Drawn
from dashboard.shell.context import change
from dashboard.shell.session import kept, sent

KEY = "soft"
DRAWN = "drawn"
"""Where a session keeps which charts it shows: what a click on a mark is looked up in."""

_SOFT = component("soft", js="\n" + Path(__file__).with_name("soft.js").read_text(encoding="utf-8"))


def follow_links() -> None:
    """Let soft links and marks act without loading the page anew.

    Outside of the page's fragment: what it sends when the server is back runs the whole page.
    """
    _SOFT(key=KEY, on_mark_change=_open, on_back_change=lambda: None)


def remember_marks(frame: str, exhibit: str, panels: Iterable[Drawn]) -> None:
    """Keep what the charts in this frame draw, for a click on one of their marks."""
    kept(DRAWN)[frame] = (exhibit, tuple(panels))


def figure_of(panel: Drawn, period: str, tooltip: str) -> str | None:
    """The figure behind a mark, by what the mark tells of itself; None when it is none of these."""
    frame = panel.chart.frame
    told = zip(frame["tooltip"], frame["period"], frame.index, strict=True)
    found = next((at for *mark, at in told if mark == [tooltip, period]), None)
    return None if found is None else str(panel.rows["figure"].loc[found])


def _open() -> None:
    """Open the card of the mark that was clicked."""
    mark = sent(KEY, "mark") or {}
    exhibit, panels = kept(DRAWN).get(mark.get("frame"), ("", ()))
    for panel in panels[mark.get("place", 0) :][:1]:
        figure = figure_of(panel, str(mark.get("period")), str(mark.get("tooltip")))
        if figure:
            change(exhibit=exhibit, figure=figure)
