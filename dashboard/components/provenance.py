"""Where figures come from, in words: the source line, citations and tables under a chart."""

import io
from datetime import date

import pandas as pd

from dashboard.components.markup import link, table, text
from dashboard.queries.catalogue import Catalogue
from dashboard.queries.frames import VOTES
from dashboard.queries.lens import Panel
from dashboard.queries.wording import day, number, period

MOST_NAMED = 3
MOST_LISTED = 400


def documents(rows: pd.DataFrame) -> pd.DataFrame:
    """The documents behind some figures, most used first, with the number of figures of each."""
    columns = ["source", "publisher", "document", "url", "licence", "published"]
    counted = rows.groupby(columns, sort=False, dropna=False).size().reset_index(name="figures")
    return counted.sort_values(["figures", "publisher"], ascending=[False, True])


def as_of(rows: pd.DataFrame) -> date:
    """The newest day of publication among some figures."""
    return pd.Timestamp(rows["published"].max()).date()


def source_text(rows: pd.DataFrame) -> str:
    """The documents behind some figures as prose: the first three and the number of the others."""
    named = documents(rows)
    first = [f"{r.publisher}, {r.document}" for r in named.head(MOST_NAMED).itertuples()]
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


def figure_table(catalogue: Catalogue, panels: list[tuple[Panel, pd.DataFrame]]) -> str:
    """Every figure drawn, with its source and locator: the keyboard's way to it."""
    found = []
    for panel, rows in panels:
        kind = _vote_lines if panel["roll_calls"] else _figure_lines
        found += kind(catalogue, rows)
    heads = ["Whose", "Period", "Value", "Source and place in it"]
    cut = f'<p class="sub">The first {MOST_LISTED} of {len(found)} figures; all are in the CSV.</p>'
    shown = table(heads, found[:MOST_LISTED], words=(0, 1, 3))
    return shown + (cut if len(found) > MOST_LISTED else "")


def _figure_lines(catalogue: Catalogue, rows: pd.DataFrame) -> list[list[str]]:
    several = len(set(rows["indicator"])) > 1
    lines = []
    for row in rows.itertuples():
        leaf = catalogue.indicators[str(row.indicator)]
        who = catalogue.actors[str(row.actor)].name
        if isinstance(row.partner, str):
            who += f" – {catalogue.actors[row.partner].name}"
        if several:
            who += f": {leaf.title}"
        where = f"{link(str(row.url), str(row.publisher))}, {text(row.locator)}"
        lines.append([text(who), period(str(row.period)), _value(catalogue, row), where])
    return lines


def _value(catalogue: Catalogue, row: object) -> str:
    """The number, the word of a code, or the reason why there is none; estimates say so."""
    leaf = catalogue.indicators[str(row.indicator)]  # type: ignore[attr-defined]
    code, reason, note = row.code, row.reason, row.note  # type: ignore[attr-defined]
    if isinstance(code, str):
        return text(leaf.codes.get(code, code))
    if isinstance(reason, str):
        return text(reason.replace("_", " "))
    shown = number(row.value, leaf.decimals)  # type: ignore[attr-defined]
    return f"{shown} e" if isinstance(note, str) and note.startswith("estimate") else shown


def _vote_lines(catalogue: Catalogue, rows: pd.DataFrame) -> list[list[str]]:
    return [
        [
            text(catalogue.actors[str(row.actor)].name),
            f"{day(row.date)}, {text(row.resolution)}",  # type: ignore[arg-type]
            VOTES[str(row.code)],
            f"{link(str(row.url), str(row.publisher))}, {text(row.locator)}",
        ]
        for row in rows.itertuples()
    ]


def source_table(rows: pd.DataFrame) -> str:
    """The documents behind a chart with what each holds."""
    body = [
        [
            link(row.url, f"{row.publisher}, {row.document}"),
            day(row.published),
            text(row.licence),
            str(row.figures),
        ]
        for row in documents(rows).itertuples()
    ]
    return table(["Document", "Published", "Licence", "Figures"], body, words=(0, 1, 2))


def csv_bytes(rows: pd.DataFrame, head: list[str]) -> bytes:
    """The figures with their sources as CSV; lines that begin with # say what it is."""
    text_file = io.StringIO()
    for line in head:
        text_file.write(f"# {line}\n")
    rows.to_csv(text_file, index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return text_file.getvalue().encode()
