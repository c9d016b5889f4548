"""The files that a connector writes: its observations, and the sources of its theme."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from etl.connectors.files_of_votes import roll_calls_and_votes
from etl.connectors.lines import as_csv, held_rows
from etl.connectors.model import CODER, Connector, Document, Row, SourceEdition
from etl.connectors.reading import CodeLists
from etl.stage.tables import TABLES

COLUMNS = {table.name: table.columns for table in TABLES}
SOURCES = "sources.auto.csv"


def written(
    data: Path,
    connector: Connector,
    editions: Sequence[SourceEdition],
    documents: Mapping[str, Document],
    themes: Mapping[str, str],
    known: CodeLists,
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
    of_votes = [edition for edition in editions if edition.roll_calls]
    folder = data / "votes" if of_votes else data / "themes" / connector.theme
    made |= roll_calls_and_votes(data, of_votes, known)
    return made | {folder / SOURCES: _merged(folder / SOURCES, "source", sources, 1)}


def fetched_on(edition: SourceEdition, documents: Mapping[str, Document]) -> str:
    """The ISO day on which the newest document of an edition was fetched."""
    return max(documents[name].fetched for name in edition.documents)


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
    connector: Connector, edition: SourceEdition, documents: Mapping[str, Document]
) -> dict[str, str]:
    copies = (f"{name} sha256:{documents[name].sha256}" for name in edition.documents)
    return {
        "id": edition.id,
        "publisher": connector.publisher,
        "title": edition.title,
        "url": edition.url,
        "copy": "; ".join(copies),
        "published": edition.published,
        "accessed": fetched_on(edition, documents),
        "licence": connector.licence,
        "redistributable": connector.redistributable,
        "independence_group": connector.group,
        "note": edition.note,
    }


def _merged(path: Path, table: str, rows: Iterable[Mapping[str, str]], keys: int) -> bytes:
    """The file with rows added, sorted by the first `keys` columns; rows that stand there stay."""
    columns = COLUMNS[table]
    order = [name for name in columns[:keys] if name != "value"]
    by_key = {tuple(row[name] for name in order): row for row in [*rows, *held_rows(path)]}
    return as_csv(columns, (by_key[key] for key in sorted(by_key)))
