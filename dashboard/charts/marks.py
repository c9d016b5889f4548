"""The table behind a chart and the layers that draw its parts.

Every layer takes the rows of one `part`. x and y are shares of the plot, py is a pixel of its
known height, dx a shift in pixels: so the spec needs no data, and marks follow the chart's width.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from dashboard.charts import style
from dashboard.charts.theme import FAMILY

DEFAULTS: dict[str, Any] = {
    "part": "", "x": None, "x2": None, "y": None, "y2": None, "py": None, "py2": None,
    "dx": 0.0, "text": "", "align": "left", "size": 11.5, "weight": 400, "angle": 0,
    "tone": "ink2", "line": "", "code": "", "series": "", "period": "", "value": None,
    "tooltip": "",
}  # fmt: skip
TEXTS = ("part", "text", "align", "tone", "line", "code", "series", "period", "tooltip")
PLACES: Any = {"x": 5, "x2": 5, "y": 5, "y2": 5, "py": 1, "py2": 1, "dx": 1, "size": 1}
VOTE_SHAPES = {
    "Y": "M-1,-1L1,-1L1,1L-1,1Z",
    "A": "M-.5,-.5L.5,-.5L.5,.5L-.5,.5Z",
    "N": "M-.9,-.9L.9,-.9L.9,.9L-.9,.9L-.9,-.9M-.45,-.45L.45,.45M-.45,.45L.45,-.45",
    "X": "M-.5,0L.5,0",
}
VOTE_FILL = {"Y": "var(--mark)", "A": "var(--ctx)", "N": "transparent", "X": "transparent"}
VOTE_LINE = {"Y": "transparent", "A": "transparent", "N": "var(--ink)", "X": "var(--ink3)"}
STATE_SHAPES = {
    "all": VOTE_SHAPES["Y"],
    "most": "M-.7,-.7L.7,-.7L.7,.7L-.7,.7Z",
    "few": "M-.42,-.42L.42,-.42L.42,.42L-.42,.42Z",
    "no_row": "M-.62,-.62L.62,.62M-.62,.62L.62,-.62",
    "not_published": "M-.8,-.8L.8,-.8L.8,.8L-.8,.8Z",
    "withheld": VOTE_SHAPES["N"],
    "not_coded": "M.8,0A.8,.8,0,1,1,-.8,0A.8,.8,0,1,1,.8,0Z",
    "not_applicable": "M-.6,.6L.6,-.6",
}
STATES = frozenset({*STATE_SHAPES, "between"})
STATE_FILL = {"all": "var(--mark)", "most": "var(--ink3)", "few": "var(--ctx)"}


def table(records: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the records as the one table of a chart, numbers rounded to what is drawn."""
    columns: dict[str, Any] = {}
    for name, default in DEFAULTS.items():
        values = [record.get(name, default) for record in records]
        if name in TEXTS:
            columns[name] = pd.array(values, dtype="str")
        else:
            numbers = np.array(values, dtype=float)  # absent is nan
            columns[name] = numbers.round(PLACES[name]) if name in PLACES else numbers
    return pd.DataFrame(columns)


def of(*parts: str) -> alt.Chart:
    """Return an empty chart of the rows of these parts."""
    wanted = " || ".join(f"datum.part === '{part}'" for part in parts)
    return alt.Chart(alt.Undefined).transform_filter(wanted)


def _x() -> alt.X:
    return alt.X("x", type="quantitative", axis=None, scale=alt.Scale(domain=[0, 1]))


def _y() -> alt.Y:
    return alt.Y("y", type="quantitative", axis=None, scale=alt.Scale(domain=[0, 1]))


def _pixel() -> alt.Y:
    return alt.Y("py", type="quantitative", axis=None, scale=None)


def _tone(channel: Any = alt.Color) -> Any:  # noqa: ANN401 - the classes of channels share no base
    return channel("tone", type="nominal", legend=None, scale=style.colour_scale())


def _tip() -> dict[str, Any]:
    return {"tooltip": alt.Tooltip("tooltip:N"), "description": alt.Description("tooltip:N")}


def band() -> alt.Chart:
    """Return shaded intervals over the whole height."""
    return of("band").mark_rect(aria=False).encode(_x(), alt.X2("x2"), color=_tone())


def grid() -> alt.Chart:
    """Return horizontal hairlines."""
    return of("grid").mark_rule(aria=False).encode(_y(), color=_tone())


def columns() -> alt.Chart:
    """Return vertical hairlines over the whole height."""
    return of("column").mark_rule(aria=False).encode(_x(), color=_tone())


def across() -> alt.Chart:
    """Return dotted horizontal rules: thresholds of a chart over time."""
    return of("across").mark_rule(aria=False, strokeDash=[2, 2]).encode(_y(), color=_tone())


def down() -> alt.Chart:
    """Return dotted vertical rules between two pixels: events, thresholds of rows."""
    mark = of("down").mark_rule(aria=False, strokeDash=[2, 2])
    return mark.encode(_x(), _pixel(), alt.Y2("py2"), color=_tone())


def foot() -> alt.Chart:
    """Return the short ticks under, and the line of, the time axis."""
    return (
        of("foot")
        .mark_rule(aria=False)
        .encode(_x(), alt.X2("x2"), _pixel(), alt.Y2("py2"), color=_tone())
    )


def area() -> alt.Chart:
    """Return intervals of estimate, or the spread around a median."""
    return (
        of("area")
        .mark_area(aria=False, opacity=0.16)
        .encode(_x(), _y(), alt.Y2("y2"), color=_tone(), detail="line:N")
    )


def bar() -> alt.Chart:
    """Return bars between two pairs of values."""
    return (
        of("bar")
        .mark_rect()
        .encode(_x(), alt.X2("x2"), _y(), alt.Y2("y2"), color=_tone(), **_tip())
    )


def bar_open() -> alt.Chart:
    """Return outlined bars: estimates, derived figures."""
    mark = of("bar_open").mark_rect(fill=style.PAPER, strokeWidth=1)
    return mark.encode(_x(), alt.X2("x2"), _y(), alt.Y2("y2"), stroke=_tone(alt.Stroke), **_tip())


def stem() -> alt.Chart:
    """Return solid lines between two values: whiskers, dumbbells, means."""
    mark = of("stem").mark_rule(aria=False, strokeWidth=alt.expr("datum.size"))
    return mark.encode(_x(), alt.X2("x2"), _y(), alt.Y2("y2"), color=_tone())


def stroke() -> alt.Chart:
    """Return the thin strokes of a field, one per member."""
    mark = of("stroke").mark_rule(aria=False, strokeWidth=1.2, opacity=0.6)
    return mark.encode(
        _x(), alt.X2("x2"), _y(), alt.Y2("y2"), color=_tone(), tooltip=alt.Tooltip("tooltip:N")
    )


def line() -> alt.Chart:
    """Return lines, one for each run without a gap."""
    mark = of("line").mark_line(aria=False, strokeWidth=alt.expr("datum.size"))
    return mark.encode(
        _x(), _y(), color=_tone(), detail="line:N",
        strokeDash=alt.StrokeDash("tone:N", legend=None, scale=style.dash_scale()),
    )  # fmt: skip


def dots() -> alt.Chart:
    """Return the dotted run towards a preliminary figure."""
    mark = of("dots").mark_line(aria=False, strokeWidth=1.6, strokeDash=[1, 2])
    return mark.encode(_x(), _y(), color=_tone(), detail="line:N")


def _point(part: str, **mark: Any) -> alt.Chart:  # noqa: ANN401
    shape = alt.Shape("tone:N", legend=None, scale=style.shape_scale())
    points = of(part).mark_point(filled=True, opacity=1, size=alt.expr("datum.size"), **mark)
    return points.encode(_x(), _y(), shape=shape, **_tip())


def point() -> alt.Chart:
    """Return full markers."""
    return _point("point").encode(color=_tone())


def point_open() -> alt.Chart:
    """Return open markers: estimates, preliminary figures."""
    return _point("point_open", fill=style.PAPER, strokeWidth=1.5).encode(stroke=_tone(alt.Stroke))


def ring() -> alt.Chart:
    """Return rings around the marks of corrected figures."""
    mark = of("ring").mark_point(
        filled=False, shape="circle", strokeWidth=1.3, size=alt.expr("datum.size"), opacity=1
    )
    return mark.encode(_x(), _y(), stroke=_tone(alt.Stroke), **_tip())


def hover() -> alt.Chart:
    """Return unseen targets on figures without a marker."""
    mark = of("hover").mark_point(filled=True, size=60, opacity=0)
    return mark.encode(_x(), _y(), **_tip())


def start() -> alt.Chart:
    """Return the short vertical tick where a dumbbell starts."""
    mark = of("start").mark_tick(orient="vertical", thickness=2, size=8)
    return mark.encode(_x(), _y(), color=_tone(), **_tip())


def cell() -> alt.Chart:
    """Return votes: full square, small square, crossed box, dash."""
    return _shapes("cell", VOTE_SHAPES, VOTE_FILL, VOTE_LINE)


def state() -> alt.Chart:
    """Return what there is in a year: squares for figures, strokes for the reasons of absence."""
    fill = {code: STATE_FILL.get(code, "transparent") for code in STATE_SHAPES}
    line = {code: "transparent" if code in STATE_FILL else "var(--ink)" for code in STATE_SHAPES}
    return _shapes("state", STATE_SHAPES, fill, line)


def _shapes(
    part: str, shapes: dict[str, str], fill: dict[str, str], line: dict[str, str]
) -> alt.Chart:
    def scale(values: dict[str, str]) -> alt.Scale:
        return alt.Scale(domain=list(shapes), range=[values[code] for code in shapes])

    mark = of(part).mark_point(opacity=1, strokeWidth=1.4, size=alt.expr("datum.size"))
    return mark.encode(
        _x(), _y(),
        shape=alt.Shape("code:N", legend=None, scale=scale(shapes)),
        fill=alt.Fill("code:N", legend=None, scale=scale(fill)),
        stroke=alt.Stroke("code:N", legend=None, scale=scale(line)),
        **_tip(),
    )  # fmt: skip


def words() -> alt.Chart:
    """Return every label of the chart."""
    mark = of("text").mark_text(
        font=FAMILY, baseline="middle", lineBreak="\n", lineHeight=13.5, aria=False, tooltip=None,
        align=alt.expr("datum.align"), dx=alt.expr("datum.dx"), angle=alt.expr("datum.angle"),
        fontSize=alt.expr("datum.size"), fontWeight=alt.expr("datum.weight"),
    )  # fmt: skip
    return mark.encode(_x(), _pixel(), text="text:N", color=_tone())
