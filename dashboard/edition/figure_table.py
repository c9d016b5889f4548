"""The figures of an exhibit as a table: whose, when, how much, and where each was read."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from dashboard.components.drawn import Drawn, DrawnExhibit
from dashboard.components.markup import text
from dashboard.edition.edition import Edition
from dashboard.html import framed
from dashboard.queries.catalogue import Catalogue, Exhibit
from dashboard.queries.frames import VOTES
from dashboard.queries.wording import day, number, period

HEADS = ("Period", "Value", "Read in")
Line = tuple[str, str, str, str]
"""Whose, when, how much, where: HTML."""
Row = dict[str, Any]
Told = tuple[str, str, str]


def figure_table(edition: Edition, exhibit: Exhibit, ready: DrawnExhibit) -> str:
    """All figures that the exhibit draws, none left out; sources by their number in the list."""
    lines = [line for panel in ready.panels for line in _lines(edition, panel)]
    marked = any(_is_estimate(row) for row in ready.rows.to_dict("records"))
    estimate = "<p>e: estimate of the publisher.</p>" if marked else ""
    name = f"Figures of figure {edition.figure_numbers[exhibit.id]}"
    groups = (_group(who, [*own]) for who, own in groupby(lines, key=itemgetter(0)))
    return framed(name, HEADS, (0, 2), "".join(groups)) + estimate


def _group(who: str, lines: list[Line]) -> str:
    """The figures of one series; where all were read in one place, its head names it."""
    places = {where for _, _, _, where in lines}
    common = f" <span>{lines[0][3]}</span>" if len(places) == 1 else ""
    head = f'<tr><th colspan="3" scope="rowgroup">{who}{common}</th></tr>'
    rows = "".join(
        f'<tr><td>{when}</td><td class="n">{value}</td><td>{"" if common else where}</td></tr>'
        for _, when, value, where in lines
    )
    return f"<tbody>{head}{rows}</tbody>"


def _lines(edition: Edition, panel: Drawn) -> Iterator[Line]:
    several = "indicator" in panel.rows and len(set(panel.rows["indicator"])) > 1
    for row in panel.rows.to_dict("records"):
        told = _vote(edition, row) if "roll_call" in row else _figure(edition, panel, row, several)
        yield *told, _where(edition, row)


def _figure(edition: Edition, panel: Drawn, row: Row, several: bool) -> Told:
    """Whose figure, of which period, how much; the editor's labels tell series apart."""
    found = edition.catalogue
    who = found.actors[row["actor"]].name
    if isinstance(row["partner"], str):
        who += f" – {found.actors[row['partner']].name}"
    leaf = found.indicators[row["indicator"]]
    label = panel.panel["labels"].get(leaf.id) or (leaf.title if several else panel.panel["title"])
    if label and label != who:
        who = f"{who}, {label}" if label[:1].islower() else f"{label}, {who}"
    return text(who), text(period(row["period"])), _value(found, row)


def _vote(edition: Edition, row: Row) -> Told:
    who = edition.catalogue.actors[row["actor"]].name
    when = f"{day(row['date'])}, {text(row['resolution'] or row['roll_call'])}"
    return text(who), when, VOTES[str(row["code"])]


def _value(found: Catalogue, row: Row) -> str:
    """The number, the word of a code, or the reason why there is none; estimates say so."""
    leaf = found.indicators[row["indicator"]]
    code, reason = row["code"], row["reason"]
    if isinstance(code, str):
        return text(leaf.codes.get(code, code))
    if isinstance(reason, str):
        return text(reason.replace("_", " "))
    shown = number(row["value"], leaf.decimals)
    return f"{shown} e" if _is_estimate(row) else shown


def _is_estimate(row: Row) -> bool:
    note = row.get("note")
    return isinstance(note, str) and note.startswith("estimate")


def _where(edition: Edition, row: Row) -> str:
    """The number of the document, and the place in it."""
    return f"{source_link(edition, row['source'])} {text(row['locator'])}"


def source_link(edition: Edition, source: str) -> str:
    """The number of a document as a link to the list of sources."""
    shown = edition.source_numbers[source]
    return f'<a class="s" href="#s-{text(source)}">[{shown}]</a>'
