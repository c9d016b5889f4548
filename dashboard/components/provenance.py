"""Where figures come from, in words: the source line and the documents under a chart."""

import csv
import io
from collections import Counter
from datetime import date
from typing import Any

import pandas as pd

from dashboard.components.csv_file import MARK
from dashboard.components.markup import link, table, text
from dashboard.queries.frames import plain_records
from dashboard.queries.wording import day

MOST_NAMED = 3
DOCUMENT = ["source", "publisher", "document", "url", "licence", "published"]


def documents(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """The documents behind some figures, most used first, with the number of figures of each."""
    sources = rows["source"].tolist()
    counts = Counter(sources)
    first = [sources.index(source) for source in counts]
    named = plain_records(rows.iloc[first], DOCUMENT)
    told = [document | {"figures": counts[document["source"]]} for document in named]
    return sorted(told, key=lambda document: (-document["figures"], document["publisher"]))


def as_of(rows: pd.DataFrame) -> date:
    """The newest day of publication among some figures."""
    return max(value.date() for value in rows["published"].tolist())


def source_text(named: list[dict[str, Any]]) -> str:
    """Documents as prose: the first three and the number of the others."""
    first = [f"{row['publisher']}, {row['document']}" for row in named[:MOST_NAMED]]
    more = len(named) - len(first)
    return "; ".join(first) + (f"; and {more} more" if more else "")


def licences(named: list[dict[str, Any]]) -> str:
    """The licences of documents, each once."""
    return "; ".join(dict.fromkeys(row["licence"] for row in named[:MOST_NAMED]))


def source_line(rows: pd.DataFrame, note: str) -> str:
    """The line under a chart, generated from the rows shown: source, as-of, note, licence."""
    named = documents(rows)
    parts = [
        f"<b>Source</b> {text(source_text(named))}.",
        f"<b>As of</b> {day(as_of(rows))}.",
        f"<b>Note</b> {text(note)}" if note else "",
        f"<b>Licence</b> {text(licences(named))}.",
    ]
    return f'<p class="src">{" ".join(part for part in parts if part)}</p>'


def source_table(rows: pd.DataFrame) -> str:
    """The documents behind a chart with what each holds."""
    body = [
        [
            link(row["url"], f"{row['publisher']}, {row['document']}"),
            day(row["published"]),
            text(row["licence"]),
            str(row["figures"]),
        ]
        for row in documents(rows)
    ]
    heads = ["Document", "Published", "Licence", "Figures"]
    return table(heads, body, words=(0, 1, 2), name="Sources")


def csv_text(records: list[dict[str, Any]]) -> str:
    """Plain records as CSV; a list in a cell is joined by semicolons."""
    text_file = io.StringIO(MARK)
    text_file.seek(0, io.SEEK_END)
    writer = csv.DictWriter(text_file, list(records[0]), lineterminator="\n")
    writer.writeheader()
    for record in records:
        cells = {k: ";".join(v) if isinstance(v, list) else v for k, v in record.items()}
        writer.writerow(cells)
    return text_file.getvalue()
