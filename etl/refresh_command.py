"""python -m etl refresh: list the connectors, or bring in what some publishers have."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import filelock
import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn
from rich.table import Table

from etl.connectors.last import read_last
from etl.connectors.model import Connector
from etl.connectors.register import CONNECTORS
from etl.paths import DATA
from etl.refresh import CHANGES, NOTHING, PROBLEMS, Options, Outcome, refresh

STATUS = "0 nothing new, 1 problems, 2 changes wait for a build, 3 readings would flip"


def run_refresh(
    names: Annotated[list[str] | None, typer.Argument(help="Connectors; none: list them.")] = None,
    data: Annotated[Path, typer.Option("--data", help="Folder of the data.")] = DATA,
    everything: Annotated[bool, typer.Option("--all", help="Every connector.")] = False,
    since: Annotated[str | None, typer.Option(help="First period to ask for.")] = None,
    offline: Annotated[
        list[Path] | None, typer.Option(help="A file or folder downloaded by hand; no net.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change.")] = False,
) -> None:
    """List the connectors, or bring new figures of the named ones into the data."""
    chosen = _chosen(names or [], everything=everything, one=bool(offline))
    if not chosen:
        _list(data)
        return
    options = Options(since, tuple(offline or ()), dry_run)
    statuses = []
    for connector in chosen:
        with _watched(connector) as watch:
            try:
                outcome = refresh(data, connector, options, watch)
            except filelock.Timeout:
                outcome = Outcome(PROBLEMS, ("another refresh or build is running (wait)",))
        stream = sys.stderr if outcome.status == PROBLEMS else sys.stdout
        for line in outcome.lines:
            print(f"{connector.name}: {line}", file=stream)
        statuses.append(outcome.status)
    if CHANGES in statuses and not dry_run:
        print("python -m etl checks, builds and publishes what was added")
    raise typer.Exit(PROBLEMS if PROBLEMS in statuses else max(statuses, default=NOTHING))


run_refresh.__doc__ = f"{run_refresh.__doc__} Exit status: {STATUS}."


@dataclass(frozen=True)
class Bar:
    """Tells of bytes and rows on a progress bar, of the rest in lines above it."""

    progress: Progress
    task: TaskID
    connector: Connector

    def received(self, document: str, count: int, total: int | None) -> None:
        """Move the bar to so many bytes."""
        what = f"{self.connector.name} {document}"
        self.progress.update(self.task, description=what, completed=count, total=total)

    def read(self, document: str, count: int) -> None:
        """Show how many rows have been read."""
        self.progress.update(self.task, description=f"{document}, {count:,} rows")

    def say(self, text: str) -> None:
        """A line above the bar, on standard error."""
        self.progress.console.print(f"{self.connector.name}: {text}", highlight=False, markup=False)


@contextmanager
def _watched(connector: Connector) -> Iterator[Bar]:
    console = Console(stderr=True, soft_wrap=True)
    columns = (TextColumn("{task.description:<40}"), BarColumn(), DownloadColumn())
    off = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=off) as progress:
        yield Bar(progress, progress.add_task(connector.name, total=None), connector)


def _chosen(names: Sequence[str], *, everything: bool, one: bool) -> list[Connector]:
    unknown = [name for name in names if name not in CONNECTORS]
    if unknown:
        known = ", ".join(CONNECTORS)
        raise _wrong(f"no connector '{unknown[0]}' (there are: {known})")
    chosen = list(CONNECTORS.values()) if everything else [CONNECTORS[name] for name in names]
    if one and len(chosen) != 1:
        raise _wrong("--offline goes with one connector")
    return chosen


def _wrong(message: str) -> typer.Exit:
    """A call that cannot be meant; to be raised: exit status 1, since 2 says that all went well."""
    print(message, file=sys.stderr)
    return typer.Exit(PROBLEMS)


def _list(data: Path) -> None:
    """Every connector: last success, licence, key, and whether its layout was seen."""
    table = Table(box=None, pad_edge=False)
    for heading in ("connector", "last success", "licence", "key", "layout", "what"):
        table.add_column(heading, overflow="fold")
    for name, connector in CONNECTORS.items():
        last = read_last(data, name)
        since = f"{last.succeeded or 'never here'}"
        if last.failed > last.succeeded:
            since += f" (failed {last.failed})"
        key = f"{connector.key} (optional)" if connector.key else "none"
        layout = "seen" if connector.layout_seen else f"not seen: {connector.layout}"
        what = f"{connector.publisher}: {connector.title}"
        if connector.by_hand:
            what += f"; by hand: {connector.by_hand}"
        table.add_row(name, since, connector.licence, key, layout, what)
    wide = None if sys.stdout.isatty() else 400
    Console(width=wide).print(table, highlight=False)
