"""python -m etl builds: list the builds, go back to one, remove those that nobody needs."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import filelock
import typer

from etl import builds
from etl.older import NoSuchBuildError, Shelved, prune, roll_back, shelved, unreadable
from etl.paths import DATA
from etl.readings.words import WORDS
from etl.terminal import failed

BUSY = "another build is running (wait)"
NONE = "nothing is published yet (python -m etl build)"
Data = Annotated[Path, typer.Option("--data", help="Folder of the data.")]

app = typer.Typer(invoke_without_command=True, add_completion=False)


@app.callback()
def run_builds(
    context: typer.Context,
    data: Data = DATA,
    current: Annotated[bool, typer.Option("--current", help="Print the path in force.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """List the published builds, newest first; the one in force is marked."""
    context.default_map = {name: {"data": data} for name in ("prune", "rollback")}
    if context.invoked_subcommand:
        return
    if current:
        _current(data)
        return
    found = shelved(data)
    if as_json:
        print(json.dumps([_plain(one) for one in found], indent=1))
        return
    for one in found:
        print(_line(one))
    held = builds.hold(data)
    if held:
        print(HELD[held.why])
    for why in unreadable(data):
        print(f"! {why}")
    if not found:
        print(NONE)


HELD = {
    "rollback": "held since a rollback, until data or code change (or python -m etl build --force)",
    "waiting": "rows of a refresh wait for a person (python -m etl plan shows them)",
}


@app.command("prune")
def run_prune(
    keep: Annotated[int, typer.Option(help="So many stay: the one in force, those before it.")],
    data: Data = DATA,
) -> None:
    """Remove old builds; never the one in force, nor any that is newer than it."""
    try:
        pruned = prune(data, keep)
    except ValueError as error:
        raise failed(str(error)) from None
    except filelock.Timeout:
        raise failed(BUSY) from None
    for name in pruned.names:
        print(f"removed {name}")
    count = len(pruned.names)
    print(f"{count or 'no'} build(s) removed, {pruned.bytes / 1e6:.1f} MB freed")


@app.command("rollback")
def run_rollback(
    build_id: Annotated[str, typer.Argument(metavar="ID", help="The build to put in force.")],
    data: Data = DATA,
) -> None:
    """Put another build in force; it holds until data or code change, or build --force."""
    before = builds.current(data)
    try:
        build = roll_back(data, build_id)
    except NoSuchBuildError as error:
        raise failed(f"{error}; nothing was changed") from None
    except filelock.Timeout:
        raise failed(BUSY) from None
    if build.path == before:
        print(f"build {build.id} is in force already")
        return
    print(f"build {build.id} is in force, in place of {before.stem if before else 'none'}")
    print(HELD["rollback"])


def _current(data: Path) -> None:
    path = builds.current(data)
    if path is None:
        raise failed(NONE)
    print(path)


def _plain(one: Shelved) -> dict:
    """A build as plain values for JSON."""
    return asdict(one) | {"path": str(one.path)}


def _line(one: Shelved) -> str:
    mark = "*" if one.in_force else " "
    words = ", ".join(f"{one.readings[w]} {WORDS[w].lower()}" for w in WORDS if w in one.readings)
    signed = f"; {one.acknowledged} flip(s) acknowledged" if one.acknowledged else ""
    rows = f"{one.counts['observation']:,} observations"
    return f"{mark} {one.id}  {one.built_at}  {rows}; {words or 'no readings'}{signed}"
