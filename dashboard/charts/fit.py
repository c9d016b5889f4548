"""Height and room for the rows and names of a frame, in coarse steps."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from dashboard.charts import text
from dashboard.charts.figures import figures
from dashboard.charts.ranks import MOST, by_row

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.charts.view import View

PITCH = {"dot": 17, "dumbbell": 15.2, "tile": 20, "timeline": 22}
PAIR = 54  # a row with values above its marks
STEP = 16  # pixels


def fit(frame: pd.DataFrame, view: View) -> View:
    """Return the view with the height and the room for names that this frame needs.

    What the view already sets stays. Charts over time keep their height.
    """
    items = figures(frame)
    if view.kind in {"bar", "chance", "since"}:
        return view
    if view.kind == "line":
        return _ends(view, [(item.label, item.value) for item in items if item.drawn])
    groups = by_row(items)
    count = min(len(groups), MOST)
    pairs = any(len({item.series for item in group}) > 1 for group in groups.values())
    pitch = PITCH[view.kind]
    if view.kind == "dumbbell" and pairs:
        pitch = PAIR
    elif view.kind == "dot" and view.bars:
        pitch = 21
    extra = 8 if pitch == PAIR else 7 if view.kind == "tile" else 0
    height = view.height or max(40, math.ceil(count * pitch + extra))
    names = {g[-1].row_label or g[-1].label or g[-1].row for g in groups.values()}
    widest = max((text.width(name, 11.5, 600) for name in names), default=0) + 12
    most = 0.42 * view.nominal
    left = view.left or int(min(most, STEP * math.ceil(widest / STEP)))
    return replace(view, height=height, left=left)


def _ends(view: View, ends: list[tuple[str, float]]) -> View:
    if view.right is not None or not view.end_labels or not ends:
        return view
    usual = view.pad.right
    labels = {f"{text.number(value, view.decimals)} {name}" for name, value in ends}
    widest = max(text.width(label, view.font, 600) for label in labels) + 12
    return replace(view, right=max(48, min(usual, STEP * math.ceil(widest / STEP))))
