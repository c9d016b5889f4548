"""The table of a chart: every figure with its source and locator, and the way to its card."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from dashboard.figure.correction_marks import sign
from dashboard.figure.panels import drawn
from dashboard.html.markup import link, paragraph, soft_link, table, text
from dashboard.sentences.captions import whose
from dashboard.shell.context import Context
from dashboard.store.catalogue import Catalogue, Exhibit, catalogue
from dashboard.store.frames import VOTES, plain_records
from dashboard.store.lens import Lens, Panel
from dashboard.words.wording import day, number, period

MARK = "FIGURE"
"""Stands for the id of a figure in the address of its card."""
BEFORE, AFTER = "\ue000", "\ue001"
"""Stand in a kept table for what comes before and after the id in the address."""
MOST_LISTED = 400
NONE: Mapping[str, str] = {}
PLACE = ["figure", "actor", "code", "source", "publisher", "url", "locator"]
FIGURE = [*PLACE, "indicator", "partner", "period", "value", "reason", "note"]
VOTE = [*PLACE, "date", "resolution", "roll_call"]


class TableLine(NamedTuple):
    """One figure or vote of a panel: whose and of when, both HTML; what it says, as text."""

    who: str
    when: str
    said: str
    row: dict[str, Any]


def table_of(context: Context, exhibit: Exhibit, address: str) -> str:
    """The table of an exhibit under the reader's lens; it is made once, only its links differ."""
    before, after = address.split(MARK)
    made = _table(context.database, exhibit, context.lens)
    return made.replace(BEFORE, text(before)).replace(AFTER, text(after))


@lru_cache(maxsize=64)
def _table(database: str, exhibit: Exhibit, lens: Lens) -> str:
    ready = drawn(database, exhibit, lens, False)
    panels = [(panel.panel, panel.rows) for panel in ready.panels]
    signs = {figure: sign(found) for figure, found in ready.touched.points.items()}
    return figure_table(catalogue(database), panels, f"{BEFORE}{MARK}{AFTER}", signs)


def figure_table(
    catalogue: Catalogue,
    panels: list[tuple[Panel, pd.DataFrame]],
    address: str,
    signs: Mapping[str, str] = NONE,
) -> str:
    """Every figure drawn, with its source and locator: the keyboard's way to it.

    Each value is a link to its card; `address` is that of a card, with MARK in place of its id.
    `signs` are HTML behind the values of corrected figures.
    """
    before, after = address.split(MARK)
    found = []
    for panel, rows in panels:
        for line in lines(catalogue, panel, rows):
            figure = line.row["figure"]
            value = soft_link(f"{before}{quote(figure, safe=':/')}{after}", line.said, figure)
            found.append([line.who, line.when, value + signs.get(figure, ""), _where(line.row)])
    whose = list(dict.fromkeys(line[0] for line in found))
    heads = ["Whose", "Period", "Value", "Source and place in it"]
    caption, words = Markup(""), (0, 1, 3)
    if len(whose) == 1:
        heads, found, words = heads[1:], [line[1:] for line in found], (0, 2)
        caption = paragraph(whose[0])
    cut = paragraph(f"The first {MOST_LISTED} of {len(found)} figures; all are in the CSV.")
    name = "Figures; each value opens where it was read"
    shown = caption + table(heads, found[:MOST_LISTED], words=words, name=name)
    return shown + (cut if len(found) > MOST_LISTED else "")


def lines(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame) -> Iterator[TableLine]:
    """A line for each row of a panel, in its order."""
    return (_votes if panel["roll_calls"] else _figures)(catalogue, panel, rows)


def _figures(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame) -> Iterator[TableLine]:
    """A line per figure; the editor's short labels say what tells series apart."""
    held = plain_records(rows, FIGURE)
    several = len({row["indicator"] for row in held}) > 1
    for row in held:
        leaf = catalogue.indicators[row["indicator"]]
        label = panel["labels"].get(leaf.id) or (leaf.title if several else panel["title"])
        who = text(_named(whose(catalogue, row), label))
        yield TableLine(who, text(period(row["period"])), _value(catalogue, row), row)


def _named(who: str, label: str) -> str:
    """Whose a figure is, and what it is of, unless the one says the other."""
    if not label or label == who or who.startswith(f"{label} –"):
        return who
    return f"{who}, {label}" if label[:1].islower() else f"{label}, {who}"


def _votes(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame) -> Iterator[TableLine]:
    """A line per vote of the panel's roll calls."""
    for row in plain_records(rows, VOTE):
        if row["actor"] in panel["actors"]:
            who = text(catalogue.actors[row["actor"]].name)
            when = text(f"{day(row['date'])}, {row['resolution'] or row['roll_call']}")
            yield TableLine(who, when, VOTES[str(row["code"])], row)


def _where(row: dict[str, Any]) -> str:
    """The document as a link, and the place in it."""
    return link(row["url"], row["publisher"]) + f", {row['locator']}"


def _value(catalogue: Catalogue, row: dict[str, Any]) -> str:
    """The number, the word of a code, or the reason for none; estimates say so."""
    leaf = catalogue.indicators[row["indicator"]]
    code, reason = row["code"], row["reason"]
    if isinstance(code, str):
        return leaf.codes.get(code, code)
    if isinstance(reason, str):
        return reason.replace("_", " ")
    shown = number(row["value"], leaf.decimals)
    return f"{shown} e" if is_estimate(row) else shown


def is_estimate(row: dict[str, Any]) -> bool:
    """Whether a figure is an estimate of its publisher."""
    note = row.get("note")
    return isinstance(note, str) and note.startswith("estimate")
