"""Where figures come from, in words: the source line and the documents under a chart."""

import csv
import io
from datetime import date
from typing import Any

import pandas as pd

from dashboard.components.markup import link, table, text
from dashboard.queries.frames import plain_records
from dashboard.queries.wording import day

MOST_NAMED = 3
DOCUMENT = ["source", "publisher", "document", "url", "licence", "published", "figures"]


def documents(rows: pd.DataFrame) -> pd.DataFrame:
    """The documents behind some figures, most used first, with the number of figures of each."""
    columns = DOCUMENT[:-1]
    counted = rows.groupby("source", sort=False)["source"].transform("size")
    named = rows[columns].assign(figures=counted).drop_duplicates("source")
    return named.sort_values(["figures", "publisher"], ascending=[False, True])


def as_of(rows: pd.DataFrame) -> date:
    """The newest day of publication among some figures."""
    return max(value.date() for value in rows["published"].tolist())


def source_text(rows: pd.DataFrame) -> str:
    """The documents behind some figures as prose: the first three and the number of the others."""
    named = documents(rows)
    some = plain_records(named.head(MOST_NAMED), DOCUMENT)
    first = [f"{row['publisher']}, {row['document']}" for row in some]
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


def source_table(rows: pd.DataFrame) -> str:
    """The documents behind a chart with what each holds."""
    body = [
        [
            link(row["url"], f"{row['publisher']}, {row['document']}"),
            day(row["published"]),
            text(row["licence"]),
            str(row["figures"]),
        ]
        for row in plain_records(documents(rows), DOCUMENT)
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
