"""The files that a connector writes: its observations, and the sources of its theme."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from etl.connectors.model import CODER, Connector, Document, Edition, Row
from etl.tables import TABLES

COLUMNS = {table.name: table.columns for table in TABLES}
SOURCES = "sources.auto.csv"


def written(
    data: Path,
    connector: Connector,
    editions: Sequence[Edition],
    documents: Mapping[str, Document],
    themes: Mapping[str, str],
) -> dict[Path, bytes]:
    """The new content of every file that these editions change; what the files hold is kept.

    `themes` gives the theme of each indicator.
    """
    files: dict[Path, list[dict[str, str]]] = {}
    for edition in editions:
        for row in edition.rows:
            folder = data / "themes" / themes[row.indicator] / "observations"
            path = folder / f"{connector.name}.auto.csv"
            files.setdefault(path, []).append(_observation(row, edition.id))
    sources = [_source(connector, edition, documents) for edition in editions]
    made = {path: _merged(path, "observation", rows, 6) for path, rows in files.items()}
    path = data / "themes" / connector.theme / SOURCES
    return made | {path: _merged(path, "source", sources, 1)}


def _observation(row: Row, source: str) -> dict[str, str]:
    """The cells of a row; texts of publishers lose their line ends and blanks at the edges."""
    cells = {
        "indicator": row.indicator,
        "actor": row.actor,
        "partner": row.partner,
        "period": row.period,
        "value": row.value,
        "source": source,
        "locator": row.locator,
        "confidence": row.confidence,
        "coder": CODER,
        "note": row.note,
    }
    return {name: " ".join(text.split()) for name, text in cells.items()}


def _source(
    connector: Connector, edition: Edition, documents: Mapping[str, Document]
) -> dict[str, str]:
    copies = (f"{name} sha256:{documents[name].sha256}" for name in edition.documents)
    return {
        "id": edition.id,
        "publisher": connector.publisher,
        "title": edition.title,
        "url": edition.url,
        "copy": "; ".join(copies),
        "published": edition.published,
        "accessed": max(documents[name].fetched for name in edition.documents),
        "licence": connector.licence,
        "redistributable": connector.redistributable,
        "independence_group": connector.group,
        "note": edition.note,
    }


def _merged(path: Path, table: str, rows: Iterable[Mapping[str, str]], keys: int) -> bytes:
    """The file with rows added, sorted; a row whose first `keys` cells stand there is not added."""
    columns = COLUMNS[table]
    held = list(csv.DictReader(path.open(encoding="utf-8"))) if path.exists() else []
    order = [columns.index(name) for name in columns[:keys] if name != "value"]
    by_key = {tuple(row[columns[at]] for at in order): row for row in [*rows, *held]}
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(by_key[key] for key in sorted(by_key))
    return stream.getvalue().encode()
