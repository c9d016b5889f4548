"""Height and room for the rows and names of a frame, in coarse steps."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.charts import strip, text, triangle
from dashboard.charts.figures import figures
from dashboard.charts.marks import STATES
from dashboard.charts.ranks import MOST, by_row
from dashboard.charts.years import drawn_rows

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

PITCH = {"dot": 17, "dumbbell": 15.2, "tile": 20, "years": 20, "timeline": 22}
FIELDS = {"strip": 84, "triangle": 198}
PAIR = 54  # a row with values above its marks
STACKED = 37  # a row with its name above it
STEP = 16  # pixels


def fit(frame: pd.DataFrame, view: View) -> View:
    """Return the view with the height and the room for names that this frame needs.

    What the view already sets stays. Charts over time keep their height.
    """
    return fitted(figures(frame), view)


def fitted(items: list[DatedValue], view: View) -> View:
    """Return the same for the figures of a frame."""
    if view.kind in {"bar", "chance", "since"} or (view.kind == "line" and view.right is not None):
        return view
    if view.kind == "line":
        return _ends(view, [(item.label, item.value) for item in items if item.drawn])
    groups = by_row(items)
    if view.kind in FIELDS:
        return replace(view, height=view.height or _fields(view, len(groups)))
    count = min(len(groups), MOST)
    if view.kind == "years":
        count = drawn_rows([sum(i.code in STATES for i in group) for group in groups.values()])
    pairs = any(len({item.series for item in group}) > 1 for group in groups.values())
    pitch = PITCH[view.kind]
    if view.kind == "dumbbell" and pairs:
        pitch = PAIR
    elif view.kind == "dot" and view.bars:
        pitch = 21
    elif view.stacked:
        return replace(view, height=view.height or max(40, count * STACKED), left=0)
    extra = 8 if pitch == PAIR else 7 if view.kind == "tile" else 0
    height = view.height or max(40, math.ceil(count * pitch + extra))
    names = {g[-1].row_label or g[-1].label or g[-1].row for g in groups.values()}
    size, weight = (view.font, 400) if view.kind == "years" else (11.5, 600)
    widest = max((text.width(name, size, weight) for name in names), default=0) + 12
    most = 0.42 * view.nominal
    left = view.left or int(min(most, STEP * math.ceil(widest / STEP)))
    return replace(view, height=height, left=left)


def _fields(view: View, count: int) -> int:
    """Return the height of fields under each other, or of triangles beside and under each other."""
    if view.kind == "triangle":
        count = -(-min(count, triangle.MOST) // triangle.across(view))
    return FIELDS[view.kind] * max(1, min(count, strip.MOST_ROWS))


def _ends(view: View, ends: list[tuple[str, float]]) -> View:
    if not view.end_labels or not ends:
        return view
    usual = view.pad.right
    labels = {f"{text.number(value, view.decimals)} {name}" for name, value in ends}
    widest = max(text.width(label, view.font, 600) for label in labels) + 12
    return replace(view, right=max(48, min(usual, STEP * math.ceil(widest / STEP))))
