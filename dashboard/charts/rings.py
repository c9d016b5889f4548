"""Rings around the marks of figures that were corrected, or wait to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.charts.figures import DatedValue
    from dashboard.charts.view import View

TONES = {"open": "ink", "mended": "ink3"}
MARKS = frozenset({"bar", "bar_open", "point", "point_open", "hover", "start", "stroke", "cell"})
BARE = frozenset({"timeline", "triangle", "years"})
"""Kinds without rings: they draw events, pairs and what is held, not figures."""
SIZE = 110.0
"""Square pixels of a ring: wide enough to show around the largest marker but one."""


def ringed(
    records: list[dict[str, Any]], items: Iterable[DatedValue], view: View
) -> list[dict[str, Any]]:
    """The records, and a ring for each mark of a corrected figure, where these are a minority.

    A ring tells single figures apart; that a whole series was corrected is said under its chart.
    """
    given = list(items)
    states = {(item.series, item.period): item.mend for item in given if item.mend}
    if not states or view.kind in BARE or 2 * len(states) > len(given):
        return records
    rings = []
    for record in records:
        state = states.get((record.get("series", ""), record.get("period", "")))
        if state and record["part"] in MARKS:
            link = {name: record[name] for name in ("series", "period", "value", "tooltip")}
            size = max(SIZE, record.get("size", 0.0) * 1.8)
            place = _place(record, view)
            rings.append({"part": "ring", "tone": TONES[state], "size": size} | place | link)
    return records + rings


def _place(record: dict[str, Any], view: View) -> dict[str, float]:
    """The middle of a marker; of a bar or a stroke the middle of its end."""
    x, y = record["x"], record["y"]
    if "x2" not in record:
        return {"x": x, "y": y}
    if view.kind == "bar":
        return {"x": (x + record["x2"]) / 2, "y": record["y2"]}
    return {"x": record["x2"], "y": (y + record["y2"]) / 2}
