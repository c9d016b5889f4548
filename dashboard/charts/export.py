"""Chart files with everything a reader needs: title, subtitle, panels, source, address.

Drawn offline from the same specs and rows as the page, in Public Sans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import vl_convert

from dashboard import charts
from dashboard.charts import style, text
from dashboard.charts.theme import FAMILY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.charts.view import View

FONTS = Path(__file__).parents[1] / "static"
MARGIN, SPACE = 20, 12
MOST_LINES = 60
"""A picture of one narrow chart still says all its sources."""
Theme = Literal["light", "dark"]
Panel = tuple[str, "pd.DataFrame", "View"]


@dataclass(frozen=True)
class Head:
    """The words around the panels; empty ones are left out."""

    title: str
    subtitle: str = ""
    source: str = ""
    address: str = ""
    as_of: str = ""


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def svg(panels: Sequence[Panel], head: Head, theme: Theme = "light") -> str:
    """Return one SVG with the words and all panels under each other, colours of the theme."""
    _fonts()
    views = [charts.fit(frame, view) for _, frame, view in panels]
    wide = max([view.nominal for view in views], default=461)
    body: list[str] = []
    y = _words(body, head.title, MARGIN + 6, wide, (14.5, 600, 20, "ink"))
    y = _words(body, head.subtitle, y, wide, (12.5, 400, 18, "ink2"))
    for (title, frame, _), view in zip(panels, views, strict=True):
        y = _words(body, title, y + SPACE, wide, (13, 600, 20, "ink"))
        body.append(f'<g transform="translate({MARGIN},{y - 6})">{_panel(frame, view)}</g>')
        y += view.total_height
    as_of = f"As of {head.as_of}." if head.as_of else ""
    for line in (" ".join(filter(None, (head.source, as_of))), head.address):
        y = _words(body, line, y + 4, wide, (12.5, 400, 18, "ink2"))
    return style.resolve(_page(body, wide + 2 * MARGIN, y + MARGIN - 8, head.title), theme)


def png(panels: Sequence[Panel], head: Head, theme: Theme = "light", scale: float = 2) -> bytes:
    """Return the same picture as PNG."""
    return vl_convert.svg_to_png(svg(panels, head, theme), scale=scale)


def _page(body: list[str], wide: float, tall: float, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall:g}" '
        f'viewBox="0 0 {wide} {tall:g}" role="img" font-family="{FAMILY}">'
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="{style.PAPER}"/>'
        f"{''.join(body)}</svg>"
    )


def _words(
    body: list[str], words: str, y: float, wide: float, kind: tuple[float, int, int, str]
) -> float:
    """Add wrapped lines below y; return where the next may start."""
    size, weight, lead, tone = kind
    for line in text.wrap(words, wide, size, weight, lines=MOST_LINES):
        y += lead
        body.append(
            f'<text x="{MARGIN}" y="{y - lead + size - 4:g}" font-size="{size}" '
            f'font-weight="{weight}" fill="{style.variable(tone)}">{escape(line)}</text>'
        )
    return y


def _panel(frame: pd.DataFrame, view: View) -> str:
    return drawing(charts.chart(frame, view).to_dict())


def drawing(spec: dict[str, Any]) -> str:
    """Return a spec that holds its rows as SVG; colours stay variables of the style sheet."""
    _fonts()
    drawn = vl_convert.vegalite_to_svg(spec)
    return re.sub(r'<rect [^>]*fill="transparent"/>', "", drawn, count=1)
