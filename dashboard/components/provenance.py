"""Where figures come from, in words: the source line, citations and tables under a chart."""

import csv
import io
from datetime import date
from typing import Any
from urllib.parse import quote

import pandas as pd

from dashboard.components.markup import link, soft_link, table, text
from dashboard.queries.catalogue import Catalogue
from dashboard.queries.frames import VOTES
from dashboard.queries.lens import Panel
from dashboard.queries.wording import day, number, period

MARK = "FIGURE"
MOST_NAMED = 3
MOST_LISTED = 400


def documents(rows: pd.DataFrame) -> pd.DataFrame:
    """The documents behind some figures, most used first, with the number of figures of each."""
    columns = ["source", "publisher", "document", "url", "licence", "published"]
    counted = rows.groupby("source", sort=False)["source"].transform("size")
    named = rows[columns].assign(figures=counted).drop_duplicates("source")
    return named.sort_values(["figures", "publisher"], ascending=[False, True])


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as plain records."""
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def as_of(rows: pd.DataFrame) -> date:
    """The newest day of publication among some figures."""
    return max(value.date() for value in rows["published"].tolist())


def source_text(rows: pd.DataFrame) -> str:
    """The documents behind some figures as prose: the first three and the number of the others."""
    named = documents(rows)
    first = [f"{r['publisher']}, {r['document']}" for r in _records(named.head(MOST_NAMED))]
    more = len(named) - len(first)
    return "; ".join(first) + (f"; and {more} more" if more else "")


def licences(rows: pd.DataFrame) -> str:
    """The licences of the documents behind some figures, each once."""
    return "; ".join(dict.fromkeys(documents(rows)["licence"].head(MOST_NAMED)))


def source_line(rows: pd.DataFrame, note: str) -> str:
    """The line under a chart, generated from the rows shown: source, as-of, note, licence."""
    parts = [
        f"<b>Source</b> {text(source_text(rows))}.",
        f"<b>As of</b> {day(as_of(rows))}.",
        f"<b>Note</b> {text(note)}" if note else "",
        f"<b>Licence</b> {text(licences(rows))}.",
    ]
    return f'<p class="src">{" ".join(part for part in parts if part)}</p>'


def figure_table(
    catalogue: Catalogue, panels: list[tuple[Panel, pd.DataFrame]], address: str
) -> str:
    """Every figure drawn, with its source and locator: the keyboard's way to it.

    Each value is a link to its card; `address` is that of a card, with MARK in place of its id.
    """
    before, after = address.split(MARK)
    found = []
    for panel, rows in panels:
        kind = _vote_lines if panel["roll_calls"] else _figure_lines
        lines = kind(catalogue, panel, rows)
        for line, figure in zip(lines, _ids(panel, rows), strict=True):
            line[2] = soft_link(f"{before}{quote(figure, safe=':/')}{after}", line[2], figure)
        found += lines
    whose = list(dict.fromkeys(line[0] for line in found))
    heads = ["Whose", "Period", "Value", "Source and place in it"]
    caption, words = "", (0, 1, 3)
    if len(whose) == 1:
        heads, found, words = heads[1:], [line[1:] for line in found], (0, 2)
        caption = f'<p class="sub">{whose[0]}</p>'
    cut = f'<p class="sub">The first {MOST_LISTED} of {len(found)} figures; all are in the CSV.</p>'
    name = "Figures; each value opens where it was read"
    shown = caption + table(heads, found[:MOST_LISTED], words=words, name=name)
    return shown + (cut if len(found) > MOST_LISTED else "")


def _ids(panel: Panel, rows: pd.DataFrame) -> list[str]:
    """The ids of the figures that the table lists."""
    listed = rows["actor"].isin(panel["actors"]) if panel["roll_calls"] else slice(None)
    return rows.loc[listed, "figure"].tolist()


def _figure_lines(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame) -> list[list[str]]:
    """A line per figure; the editor's short labels say what tells series apart."""
    several = len(set(rows["indicator"])) > 1
    lines = []
    for row in _records(rows):
        who = catalogue.actors[row["actor"]].name
        if isinstance(row["partner"], str):
            who += f" – {catalogue.actors[row['partner']].name}"
        leaf = catalogue.indicators[row["indicator"]]
        label = panel["labels"].get(leaf.id) or (leaf.title if several else panel["title"])
        if label and label != who:
            who = f"{who}, {label}" if label[:1].islower() else f"{label}, {who}"
        said = _value(catalogue, row)
        lines.append([text(who), text(period(row["period"])), said, _where(row)])
    return lines


def _where(row: dict[str, Any]) -> str:
    """The document as a link, and the place in it."""
    return f"{link(row['url'], row['publisher'])}, {text(row['locator'])}"


def _value(catalogue: Catalogue, row: dict[str, Any]) -> str:
    """The number, the word of a code, or the reason for none; estimates say so."""
    leaf = catalogue.indicators[row["indicator"]]
    code, reason, note = row["code"], row["reason"], row["note"]
    if isinstance(code, str):
        return leaf.codes.get(code, code)
    if isinstance(reason, str):
        return reason.replace("_", " ")
    shown = number(row["value"], leaf.decimals)
    return f"{shown} e" if isinstance(note, str) and note.startswith("estimate") else shown


def _vote_lines(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame) -> list[list[str]]:
    """A line per vote of the panel's roll calls."""
    return [
        [
            text(catalogue.actors[row["actor"]].name),
            f"{day(row['date'])}, {text(row['resolution'])}",
            VOTES[str(row["code"])],
            _where(row),
        ]
        for row in _records(rows)
        if row["actor"] in panel["actors"]
    ]


def source_table(rows: pd.DataFrame) -> str:
    """The documents behind a chart with what each holds."""
    body = [
        [
            link(row["url"], f"{row['publisher']}, {row['document']}"),
            day(row["published"]),
            text(row["licence"]),
            str(row["figures"]),
        ]
        for row in _records(documents(rows))
    ]
    heads = ["Document", "Published", "Licence", "Figures"]
    return table(heads, body, words=(0, 1, 2), name="Sources")


def csv_bytes(rows: pd.DataFrame, head: list[str]) -> bytes:
    """The figures with their sources as CSV; lines that begin with # say what it is."""
    text_file = io.StringIO()
    for line in head:
        text_file.write(f"# {line}\n")
    rows.to_csv(text_file, index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return text_file.getvalue().encode()


def csv_text(records: list[dict[str, Any]]) -> str:
    """Plain records as CSV; a list in a cell is joined by semicolons."""
    text_file = io.StringIO()
    writer = csv.DictWriter(text_file, list(records[0]), lineterminator="\n")
    writer.writeheader()
    for record in records:
        cells = {k: ";".join(v) if isinstance(v, list) else v for k, v in record.items()}
        writer.writerow(cells)
    return text_file.getvalue()
