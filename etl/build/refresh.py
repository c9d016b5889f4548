"""A connector's documents into the data: fetch, parse, compare, rehearse, write; all or nothing."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb
import filelock

from etl import clock
from etl.build.steps import connect, data_problems, inputs_hash
from etl.connectors.bounds import expected
from etl.connectors.declared import check_declared
from etl.connectors.editions import Held, held, news, revisions
from etl.connectors.files import fetched_on, written
from etl.connectors.journal import complete, replace_together
from etl.connectors.model import Connector, Document, Query, RefusedError, SourceEdition
from etl.connectors.pull import gather
from etl.connectors.reading import DocumentReading, known_of
from etl.connectors.report import noted, summary, told
from etl.connectors.run_log import read_last, write_last
from etl.connectors.session import FetchWatch, Manners
from etl.connectors.settings import FILE, Settings, read_settings
from etl.models.toml_files import TomlDocument
from etl.paths import builds_folder, data_folder, fetched_folder
from etl.problems import DataProblemsError, Problem
from etl.stage.contents import Inputs, read
from etl.store import builds
from etl.store.files import copy_of_data

NOTHING, PROBLEMS, CHANGES = 0, 1, 2


@dataclass(frozen=True)
class Options:
    """What a run may do: ask for a part, read files at hand, write nothing; and how it behaves."""

    since: str | None = None
    offline: tuple[Path, ...] = ()
    dry_run: bool = False
    today: date = field(default_factory=clock.today)
    manners: Manners = field(default_factory=Manners)


@dataclass(frozen=True)
class RefreshOutcome:
    """How a run ended: an exit status and lines for a person."""

    status: int
    lines: tuple[str, ...] = ()


def refresh(
    data: Path, connector: Connector, options: Options, watch: FetchWatch
) -> RefreshOutcome:
    """Bring in what a publisher has that the data do not hold; else everything stays as it was.

    Raises filelock.Timeout when another refresh is running, StopError.
    """
    folder = fetched_folder(data_folder(data))
    folder.mkdir(exist_ok=True)
    with filelock.FileLock(folder / builds.LOCK, timeout=0):
        complete(data)
        try:
            outcome = _refreshed(data, connector, options, watch)
        except DataProblemsError as error:
            count = f"{len(error.problems)} problem(s); nothing was changed"
            outcome = RefreshOutcome(PROBLEMS, (*map(str, error.problems), count))
        except RefusedError as error:
            outcome = RefreshOutcome(PROBLEMS, (f"{error}; nothing was changed",))
        if not options.dry_run:
            _note(data, connector, outcome, options.today)
        return outcome


def _settings(data: Path, connector: Connector) -> TomlDocument[Settings]:
    """What the data say of connectors; RefusedError where they do not name this one."""
    found: list[Problem] = []
    settings = read_settings(data, found)
    if found:
        raise DataProblemsError(found)
    if settings is None or connector.name not in settings.model.connector:
        raise RefusedError(f"{connector.name} is not in {data.name}/{FILE} (declare its bounds)")
    return settings


def _refreshed(
    data: Path, connector: Connector, options: Options, watch: FetchWatch
) -> RefreshOutcome:
    if options.since and not connector.since:
        raise RefusedError(f"{connector.name} publishes whole documents: --since has no meaning")
    settings = _settings(data, connector)
    asked = Query(options.since, options.today, _keys(connector))
    documents = gather(data, connector, asked, options.offline, options.manners, watch)
    setting = settings.model.connector[connector.name]
    reading = DocumentReading(data, documents, known_of(data), setting, options.today)
    is_part = connector.since and bool(options.since or options.offline)
    parsed = expected(connector, reading, settings, is_part=is_part)
    read_lines = (summary(parsed, documents), *noted(reading.notes))
    watch.read(connector.name, sum(len(edition.rows) for edition in parsed))
    with connect() as con, tempfile.TemporaryDirectory() as scratch:
        inputs, found = read(con, data, lambda _: None, Path(scratch))
        found = [*found, *check_declared(con, data)]
        if found:
            raise DataProblemsError(sorted(found))
        known = _held(con, inputs, parsed)
        new = [
            added
            for edition in parsed
            if not (added := news(edition, known, _seen(edition, documents))).is_empty
        ]
        if not new:
            return RefreshOutcome(NOTHING, (*read_lines, "nothing new"))
        files = written(data, connector, new, documents, _themes(inputs), reading.known)
        _rehearse(data, files, Path(scratch))
    if not options.dry_run:
        builds_folder(data).mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(builds_folder(data) / builds.LOCK, timeout=60):
            replace_together(data, files)
            builds.hold_back(data, inputs_hash(data))
    lines = (told(edition, known, is_dry=options.dry_run) for edition in new)
    return RefreshOutcome(CHANGES, (*read_lines, *lines))


def _seen(edition: SourceEdition, documents: Mapping[str, Document]) -> date:
    """The day that names what a publisher changed in silence: a kept copy is older than today."""
    return date.fromisoformat(fetched_on(edition, documents))


def _keys(connector: Connector) -> dict[str, str]:
    """The key of the connector, where the environment holds it."""
    key = os.environ.get(connector.key, "") if connector.key else ""
    return {connector.key: key} if connector.key and key else {}


def _held(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, parsed: Sequence[SourceEdition]
) -> dict[str, Held]:
    rules = revisions(document.model for document in inputs.codebooks.values())
    return held(con, rules, {row.indicator for edition in parsed for row in edition.rows})


def _themes(inputs: Inputs) -> dict[str, str]:
    """The theme of each indicator."""
    books = inputs.codebooks.items()
    return {name: theme for theme, book in books for name in book.model.indicators}


def _rehearse(data: Path, files: Mapping[Path, bytes], scratch: Path) -> None:
    """Raises DataProblemsError when the data would not pass the check with these files."""
    copy = copy_of_data(data, scratch / data.name)
    for path, content in files.items():
        target = copy / path.relative_to(data)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    if found := data_problems(copy):
        raise DataProblemsError(found)


def _note(data: Path, connector: Connector, outcome: RefreshOutcome, today: date) -> None:
    """When it was and how it ended, for the list of connectors."""
    text = outcome.lines[-1] if outcome.lines else ""
    before, is_good = read_last(data, connector.name), outcome.status != PROBLEMS
    write_last(data, connector.name, before.after(today.isoformat(), text, is_good=is_good))
