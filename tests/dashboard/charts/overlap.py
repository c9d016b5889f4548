"""Find labels of a drawn chart that overlap another or leave the chart.

The chart is drawn by vl-convert at its own width; text boxes follow from the SVG's transforms and
the widths of the font's glyphs.
"""

import json
import math
import re
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import vl_convert

from dashboard import charts
from dashboard.charts import style, text

SLACK = 0.6  # pixels: rounding of positions
CAP = 0.74  # of the font size: from the top of an h to the foot of a p, halved around the middle


@dataclass(frozen=True)
class Label:
    words: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    colour: str


def draw(frame, view):
    """Return the SVG of a chart in light colours, from the spec and rows that pages draw."""
    view, table = charts.ready(frame, view)
    values = json.loads(table.to_json(orient="records"))
    spec = charts.spec(view) | {"data": {"values": values}}
    return style.resolve(vl_convert.vegalite_to_svg(spec), "light")


def labels(svg):
    """Return every visible text of an SVG with its box."""
    return list(_walk(ET.fromstring(svg), 0.0, 0.0))


def problems(svg):
    """Return a sentence for each label that overlaps another, is cut, or is too small."""
    root = ET.fromstring(svg)
    wide, tall = float(root.get("width")), float(root.get("height"))
    found = list(_walk(root, 0.0, 0.0))
    out = [f"too small: {item.words!r}" for item in found if item.size < 11]
    for item in found:
        inside = item.left >= -SLACK and item.top >= -SLACK
        if not (inside and item.right <= wide + SLACK and item.bottom <= tall + SLACK):
            out.append(f"cut: {item}")
    for index, one in enumerate(found):
        out += [f"overlap: {one} {two}" for two in found[index + 1 :] if _meet(one, two)]
    return out


def _meet(one, two):
    across = min(one.right, two.right) - max(one.left, two.left)
    down = min(one.bottom, two.bottom) - max(one.top, two.top)
    return across > SLACK and down > SLACK


def _walk(node, x, y):
    dx, dy, turn = _transform(node.get("transform", ""))
    x, y = x + dx, y + dy
    if node.tag.endswith("}text"):
        yield from _lines(node, x, y, turn)
        return
    for child in node:
        yield from _walk(child, x, y)


def _transform(value):
    moved = re.search(r"translate\(([-\d.e]+)[ ,]([-\d.e]+)\)", value)
    turned = re.search(r"rotate\(([-\d.e]+)", value)
    dx, dy = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
    return dx, dy, float(turned[1]) if turned else 0.0


def _lines(node, x, y, turn):
    size = float(node.get("font-size").removesuffix("px"))
    weight = int(node.get("font-weight", "400"))
    lines = [child.text or "" for child in node] or [node.text or ""]
    step = next((float(child.get("dy")) for child in list(node)[1:]), 0.0)
    for index, words in enumerate(lines):
        if words.strip():
            wide = text.width(words, size, weight)
            start = {"start": 0.0, "middle": -wide / 2, "end": -wide}[node.get("text-anchor")]
            middle = index * step - 0.3 * size  # the baseline stands 0.3 em under the middle
            box = (start, middle - CAP * size / 2, start + wide, middle + CAP * size / 2)
            yield Label(words, *_turned(box, x, y, turn), size, node.get("fill"))


def _turned(box, x, y, turn):
    angle = math.radians(turn)
    corners = [(box[i], box[j]) for i in (0, 2) for j in (1, 3)]
    xs = [x + a * math.cos(angle) - b * math.sin(angle) for a, b in corners]
    ys = [y + a * math.sin(angle) + b * math.cos(angle) for a, b in corners]
    return min(xs), min(ys), max(xs), max(ys)
