"""python -m etl refresh: list the connectors, or bring in what some publishers have."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import filelock
import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn
from rich.table import Table

from etl.build.refresh import NOTHING, PROBLEMS, Options, RefreshOutcome, refresh
from etl.cli.entry import Ended, stop_if_asked
from etl.cli.plan import rehearsed
from etl.cli.publish import Acknowledge, By, Reason, published, show, signatures
from etl.cli.terminal import console, failed, unchanged
from etl.connectors.model import Connector
from etl.connectors.register import CONNECTORS
from etl.connectors.run_log import read_last
from etl.paths import DATA
from etl.plan.gate import Signature


def _offered(incomplete: str) -> list[str]:
    """The connectors that a shell may complete a word to."""
    return [name for name in CONNECTORS if name.startswith(incomplete)]


def run_refresh(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Connectors; none: list them.", autocompletion=_offered),
    ] = None,
    data: Annotated[Path, typer.Option("--data", help="Folder of the data.")] = DATA,
    everything: Annotated[bool, typer.Option("--all", help="Every connector.")] = False,
    since: Annotated[str | None, typer.Option(help="First period to ask for.")] = None,
    offline: Annotated[
        list[Path] | None, typer.Option(help="A file or folder downloaded by hand; no net.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change.")] = False,
    publish: Annotated[bool, typer.Option("--publish", help="Build and publish too.")] = False,
    acknowledge: Acknowledge = None,
    reason: Reason = None,
    by: By = None,
) -> None:
    """List the connectors, or bring in new figures; then rehearse.

    With --publish what passes the gate is published: no flip without acknowledgement, no loss.
    """
    chosen = _chosen(names or [], everything=everything, one=bool(offline))
    signed = signatures(data, acknowledge or [], reason or [], by or [])
    _refuse(chosen, publish=publish, dry_run=dry_run, is_signed=bool(signed))
    if not chosen:
        _list(data)
        return
    options = Options(since, tuple(offline or ()), dry_run)
    statuses = _refreshed(data, chosen, options)
    status = max(statuses) if dry_run else _ended(data, statuses, signed, publish=publish)
    raise Ended(PROBLEMS if PROBLEMS in statuses else status)


def _refreshed(data: Path, chosen: Sequence[Connector], options: Options) -> list[int]:
    """The status of each connector's run, told as it ends."""
    statuses = []
    for connector in chosen:
        stop_if_asked()
        with _watched(connector) as watch:
            try:
                outcome = refresh(data, connector, options, watch)
            except filelock.Timeout:
                outcome = RefreshOutcome(PROBLEMS, ("another refresh or build is running (wait)",))
        stream = sys.stderr if outcome.status == PROBLEMS else sys.stdout
        for line in outcome.lines:
            print(f"{connector.name}: {line}", file=stream)
        statuses.append(outcome.status)
    return statuses


def _ended(
    data: Path, statuses: Sequence[int], signed: Sequence[Signature], *, publish: bool
) -> int:
    """Rehearse what the data hold now, and publish it where that is wanted and may be."""
    if set(statuses) == {PROBLEMS}:
        return PROBLEMS
    if publish and PROBLEMS not in statuses:
        with unchanged(data):
            result = published(data, signed, wait=60, force=False, may_drop=False)
            print(f"{'published' if result.is_new else 'nothing has changed:'} build {result.id}")
        return NOTHING
    plan = rehearsed(data)
    show(plan)
    if publish:
        print("nothing was published, since a connector failed (leave it out)", file=sys.stderr)
    elif plan.status:
        print("python -m etl build publishes it, with --acknowledge where readings flip")
    return plan.status


def _refuse(chosen: Sequence[Connector], *, publish: bool, dry_run: bool, is_signed: bool) -> None:
    """End a call that cannot be meant."""
    if publish and not chosen:
        raise failed("--publish goes with connectors (name some, or --all)")
    if publish and dry_run:
        raise failed("--dry-run writes nothing, so that there is nothing to --publish")
    if is_signed and not publish:
        raise failed("--acknowledge goes with --publish")


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
    place = console(stderr=True, soft_wrap=True)
    columns = (TextColumn("{task.description:<40}"), BarColumn(), DownloadColumn())
    off = not place.is_terminal
    with Progress(*columns, console=place, transient=True, disable=off) as progress:
        yield Bar(progress, progress.add_task(connector.name, total=None), connector)


def _chosen(names: Sequence[str], *, everything: bool, one: bool) -> list[Connector]:
    unknown = [name for name in names if name not in CONNECTORS]
    if unknown:
        known = ", ".join(CONNECTORS)
        raise failed(f"no connector '{unknown[0]}' (there are: {known})")
    chosen = list(CONNECTORS.values()) if everything else [CONNECTORS[name] for name in names]
    if one and len(chosen) != 1:
        raise failed("--offline goes with one connector")
    return chosen


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
    console(width=wide).print(table)
