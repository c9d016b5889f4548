"""python -m etl builds: list the builds, go back to one, remove those that nobody needs."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from etl.build.rollback import Shelved, prune, roll_back, shelved, unreadable
from etl.cli.manual import end
from etl.cli.terminal import NONE, in_force, tell_json, unchanged
from etl.paths import DATA, data_folder
from etl.readings.words import WORDS
from etl.store import builds

Data = Annotated[Path, typer.Option("--data", help="Folder of the data.")]

app = typer.Typer(invoke_without_command=True, add_completion=False, rich_markup_mode=None)


@app.callback(epilog=end("builds"))
def run_builds(
    context: typer.Context,
    data: Data = DATA,
    current: Annotated[bool, typer.Option("--current", help="Print the path in force.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """List the published builds, newest first.

    The one in force is marked.
    """
    context.default_map = {name: {"data": data} for name in ("prune", "rollback")}
    if context.invoked_subcommand:
        return
    if current:
        print(in_force(data))
        return
    found = shelved(data_folder(data))
    if as_json:
        tell_json([_plain(one) for one in found])
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


@app.command("prune", epilog=end("builds prune"))
def run_prune(
    keep: Annotated[int, typer.Option(help="So many stay: the one in force, those before it.")],
    data: Data = DATA,
) -> None:
    """Remove old builds; never the one in force, nor a newer one."""
    pruned = prune(data, keep)
    for name in pruned.names:
        print(f"removed {name}")
    count = len(pruned.names)
    print(f"{count or 'no'} build(s) removed, {pruned.bytes / 1e6:.1f} MB freed")


@app.command("rollback", epilog=end("builds rollback"))
def run_rollback(
    build_id: Annotated[str, typer.Argument(metavar="ID", help="The build to put in force.")],
    data: Data = DATA,
) -> None:
    """Put another build in force, at once.

    It holds until data or code change, or until build --force.
    """
    before = builds.current(data_folder(data))
    with unchanged(data, "nothing was changed"):
        build = roll_back(data, build_id)
    if build.path == before:
        print(f"build {build.id} is in force already")
        return
    print(f"build {build.id} is in force, in place of {before.stem if before else 'none'}")
    print(HELD["rollback"])


def _plain(one: Shelved) -> dict:
    """A build as plain values for JSON."""
    return asdict(one) | {"path": str(one.path)}


def _line(one: Shelved) -> str:
    mark = "*" if one.in_force else " "
    words = ", ".join(f"{one.readings[w]} {WORDS[w].lower()}" for w in WORDS if w in one.readings)
    signed = f"; {one.acknowledged} flip(s) acknowledged" if one.acknowledged else ""
    rows = f"{one.counts['observation']:,} observations"
    return f"{mark} {one.id}  {one.built_at}  {rows}; {words or 'no readings'}{signed}"
