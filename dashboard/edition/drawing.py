"""Charts as SVG within a page: named, small, and with ids that no other drawing has."""

import math
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow as pa

from dashboard.charts import export
from dashboard.figure.figure import Chart
from dashboard.html import render

LONG = re.compile(r"-?\d+\.\d{3,}")
REFERENCE = re.compile(r"url\(#([^)]*)\)")
SILENT = ("role", "class", "version")
"""Attributes that say nothing within a picture that has a name of its own."""


def drawing(chart: Chart, key: str, kind: str, told: str) -> str:
    """One chart as `<svg role="img">` of class `kind`, named by its view and described by `told`.

    `key` stands before its ids: all drawings of a page share one space of names.
    """
    view, marks, spec = chart.ready
    values = {"data": {"values": list(_values(marks))}}
    root = ET.fromstring(export.drawing(spec | values))
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        _tidy(element, key)
    root.attrib = {
        "class": kind,
        "role": "img",
        "aria-labelledby": f"{key}-name",
        "aria-describedby": f"{key}-told",
        "width": f"{view.nominal}",
        "height": f"{view.total_height}",
        "viewBox": f"0 0 {view.nominal} {view.total_height}",
    }
    drawn = ET.tostring(root, encoding="unicode")
    opening, _, rest = drawn.partition(">")
    return f"{opening}>{render('edition.j2', 'drawn', key, view.alt, told)}{rest}"


def _values(marks: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of the chart as JSON can hold them: what is not there is null."""
    for row in marks.to_pylist():
        yield {name: None if _is_missing(value) else value for name, value in row.items()}


def _is_missing(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _tidy(element: ET.Element, key: str) -> None:
    """Drop what only a lone drawing needs, shorten numbers, set the key before ids."""
    kept = {}
    for name, value in element.attrib.items():
        if name in SILENT or name.startswith("aria-"):
            continue
        value = f"{key}-{value}" if name == "id" else REFERENCE.sub(rf"url(#{key}-\1)", value)
        kept[name] = LONG.sub(_short, value)
    element.attrib = kept


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
