"""Figures as a CSV that spreadsheets and pandas open as it is, and beside it what it holds."""

import json
from collections.abc import Sequence

import pandas as pd

MARK = "\ufeff"
"""Stands first: without it a spreadsheet takes UTF-8 for the letters of its own country."""
STANDARD = "http://www.w3.org/ns/csvw"
ABOUT = ("dc:title", "dc:description", "dc:source", "dc:date", "dc:identifier")
TABLE_KINDS = ("csv", "json")


def table_file(kind: str, name: str, rows: pd.DataFrame, head: Sequence[str]) -> bytes:
    """A figure as CSV; as JSON what `head` says of it: title, subtitle, source, day, edition."""
    return csv_bytes(rows) if kind == "csv" else about_bytes(name, rows, head)


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """The rows as CSV: names of the columns first, no other line."""
    said = rows.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return (MARK + said).encode()


def about_bytes(name: str, rows: pd.DataFrame, head: Sequence[str]) -> bytes:
    """What the CSV of this name holds, by the W3C's “CSV on the Web”."""
    about = {
        "@context": STANDARD,
        "url": f"{name}.csv",
        **dict(zip(ABOUT, head, strict=True)),
        "tableSchema": {"columns": [{"name": str(column)} for column in rows.columns]},
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode()
