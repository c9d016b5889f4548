"""The figures of an exhibit as a table: whose, when, how much, and where each was read."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from dashboard.edition.edition import Edition
from dashboard.figure.panels import DrawnExhibit
from dashboard.figure.table import is_estimate, lines
from dashboard.html import framed
from dashboard.html.markup import joined, paragraph, render
from dashboard.store.catalogue import Exhibit

HEADS = ("Period", "Value", "Read in")
Cells = tuple[str, str, str, str]
"""Whose, when, how much, where: HTML."""


def figure_table(edition: Edition, exhibit: Exhibit, ready: DrawnExhibit) -> str:
    """All figures that the exhibit draws, none left out; sources by their number in the list."""
    found = [
        line for panel in ready.panels for line in lines(edition.catalogue, panel.panel, panel.rows)
    ]
    marked = any(is_estimate(line.row) for line in found)
    cells = [(line.who, line.when, line.said, _where(edition, line.row)) for line in found]
    estimate = paragraph("e: estimate of the publisher.", "") if marked else ""
    name = f"Figures of figure {edition.figure_numbers[exhibit.id]}"
    groups = (_group(who, [*own]) for who, own in groupby(cells, key=itemgetter(0)))
    return framed(name, HEADS, (0, 2), joined(groups)) + estimate


def _group(who: str, cells: list[Cells]) -> str:
    """The figures of one series; where all were read in one place, its head names it."""
    places = {where for _, _, _, where in cells}
    common = cells[0][3] if len(places) == 1 else ""
    return render("figure.j2", "group", who, cells, common)


def _where(edition: Edition, row: dict[str, Any]) -> str:
    """The number of the document, and the place in it."""
    source = row["source"]
    return render("figure.j2", "read_in", source, edition.source_numbers[source], row["locator"])
