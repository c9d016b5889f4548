"""Labels of lines: their ends at the right, the turning points of the leading one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dashboard.charts import figures, style, text
from dashboard.charts.labels import LINE, Box, place, stack

if TYPE_CHECKING:
    from dashboard.charts.figures import DatedValue
    from dashboard.charts.plot import Plot


@dataclass(frozen=True)
class End:
    """The label at the end of a line."""

    item: DatedValue
    lines: list[str]
    tone: str
    wanted: float

    @property
    def height(self) -> float:
        """Return the height the label needs."""
        return LINE * len(self.lines) + 1


def _end(chart: Plot, group: list[DatedValue], newest: float) -> End | None:
    view = chart.view
    shown = [item for item in group if item.drawn and chart.x.inside(item.mid)]
    if not shown:
        return None
    item = shown[-1]
    tone = style.tone(item.role, item.focus)
    words = f"{text.number(item.value, view.decimals)} {item.label}"
    if item.mid < newest - 30 * figures.DAY:
        words += f" ({text.period(item.period)})"
    room, weight = view.pad.right - 10, 400 if tone == "ctx" else 600
    return End(item, text.wrap(words, room, view.font, weight, 3), tone, chart.y.px(item.value))


def name_ends(chart: Plot, groups: dict[str, list[DatedValue]]) -> None:
    """Name the lines at the right, focus first; context only where there is room beside it."""
    newest = max((g[-1].mid for g in groups.values() if g[-1].drawn), default=0.0)
    ends = [end for group in groups.values() if (end := _end(chart, group, newest))]
    low, high = -chart.view.pad.top + 1.0, chart.view.plot_height + 7.0
    chosen: list[End] = []
    for end in reversed(ends):  # focus was put last
        if sum(other.height for other in chosen) + end.height > high - low:
            continue
        near = any(abs(o.wanted - end.wanted) < (o.height + end.height) / 2 for o in chosen)
        if end.tone != "ctx" or not near:
            chosen.append(end)
    middles = stack([e.wanted for e in chosen], [e.height for e in chosen], low, high)
    for end, middle in zip(chosen, middles, strict=True):
        weight = 400 if end.tone == "ctx" else 600
        wide = max(text.width(line, chart.view.font, weight) for line in end.lines)
        tall = LINE * len(end.lines)
        box = Box(chart.x.length + 8, middle - tall / 2, wide, tall)
        tone = style.text_tone(end.tone)
        chart.write(box, end.lines, size=chart.view.font, weight=weight, tone=tone)


def name_turns(chart: Plot, groups: dict[str, list[DatedValue]]) -> None:
    """Label the highest and lowest figure of a lone line, the highest of the total."""
    lead = [g for g in groups.values() if g[-1].focus and (g[-1].role == "ink" or len(groups) == 1)]
    if len(lead) != 1:
        return
    shown = [item for item in lead[0] if item.drawn and chart.x.inside(item.mid)]
    if len(shown) < 3:
        return
    high, low = max(shown, key=lambda i: i.value), min(shown, key=lambda i: i.value)
    turns = [(high, -1)] + ([(low, 1)] if len(groups) == 1 else [])
    for item, side in turns:
        if item is not shown[-1] or not chart.view.end_labels:
            _turn(chart, item, side)


def _turn(chart: Plot, item: DatedValue, side: int) -> None:
    size, words = chart.view.font, text.number(item.value, chart.view.decimals)
    wide, pixel = text.width(words, size, 600), chart.x.px(item.mid)
    middle = chart.y.px(item.value) + side * 12
    left = min(max(pixel - wide / 2, 1), chart.x.length - wide)
    box = Box(left, middle - LINE / 2, wide, LINE)
    inside = Box(
        0, -chart.view.pad.top, chart.x.length, chart.view.plot_height + chart.view.pad.top
    )
    spots = [replace(box, x=box.x + dx) for dx in (0, -14, 14) if box.x + dx > 0]
    own = Box(pixel - 9, middle - 14, 18, 28)
    spot = place(spots, inside, chart.taken, [m for m in chart.marks if not m.meets(own)])
    if spot:
        tone = style.text_tone(style.tone(item.role, item.focus))
        tone = chart.ink(spot, tone)
        chart.write(spot, [words], size=size, weight=600, tone=tone, align="center")
        if not any(r["part"].startswith("point") and r["x"] == item.mid and r["y"] == item.value
                   for r in chart.records):  # fmt: skip
            chart.add("point", x=item.mid, y=item.value, size=36,
                      tone=style.tone(item.role, item.focus), **item.link)  # fmt: skip
