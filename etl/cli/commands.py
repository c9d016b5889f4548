"""Check the data, build and publish them, and ask the build in force."""

import importlib.metadata
import platform
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from etl import clock
from etl.build.impact import impact, lines
from etl.build.status import status
from etl.build.steps import problems
from etl.cli.build import run_build
from etl.cli.builds import app as builds_app
from etl.cli.manual import end, ending
from etl.cli.plan import run_plan
from etl.cli.refresh import run_refresh
from etl.cli.terminal import Commands, console, failed, in_force, lines_of, progress, tell_json
from etl.package.export import export
from etl.paths import DATA
from etl.readings.review import HEADS, reviews, told
from etl.store import builds

COMMANDS = ("check", "refresh", "plan", "build", "builds", "status", "impact", "readings", "export")

PACKAGES = ("alignment-indicators", "duckdb", "streamlit")

shared = typer.Typer(rich_markup_mode=None)
app = typer.Typer(
    cls=Commands, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
app.add_typer(shared)
Data = Annotated[Path, typer.Option("--data", help="Folder of the data.")]


def show_versions(wanted: bool) -> None:
    """End with the versions on which what is seen depends, where they are wanted."""
    if not wanted:
        return
    for name in PACKAGES:
        try:
            print(name, importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:  # run from a checkout, as it lies there
            print(name, "is not installed")
    print("python", platform.python_version())
    raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=show_versions, is_eager=True, help="Show the versions."),
]


@app.callback(invoke_without_command=True, epilog=ending("that of the command", ["check", "build"]))
def main(context: typer.Context, data: Data = DATA, version: Version = False) -> None:
    """Check the data, build and publish them, and ask the build in force.

    Without a command: build.
    """
    context.default_map = {name: {"data": data} for name in COMMANDS}
    if context.invoked_subcommand is None:
        run_build(data)


@shared.command("check", epilog=end("check"))
def run_check(data: Data = DATA) -> None:
    """Report every problem of the data."""
    started = time.perf_counter()
    with progress() as step:
        found = problems(data, step)
    if found:
        raise failed(*lines_of(found))
    print(f"{data}: no problem found in {time.perf_counter() - started:.1f} s")


@shared.command("status", epilog=end("status"))
def run_status(
    data: Data = DATA,
    most: Annotated[int, typer.Option(help="Lines per list.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """The coder's desk: what is overdue, thin or doubtful."""
    desk = status(in_force(data), clock.today())
    if as_json:
        tell_json({name: [asdict(c) for c in found] for name, found in desk.items()})
        return
    for name, found in desk.items():
        print(f"{name}: {len(found) or 'none'}")
        for concern in found[:most]:
            print(f"  {concern.what}: {concern.why}")
        if len(found) > most:
            print(f"  … and {len(found) - most} more (--most {len(found)})")


@shared.command("impact", epilog=end("impact"))
def run_impact(
    name: Annotated[str, typer.Argument(metavar="ID", help="An indicator or a source.")],
    data: Data = DATA,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What falls with an indicator or a source."""
    with builds.opened(in_force(data)) as con:
        found = impact(con, name)
    if as_json:
        tell_json(asdict(found))
    else:
        print("\n".join(lines(found)))


@shared.command("readings", epilog=end("readings"))
def run_readings(
    data: Data = DATA,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """What the figures show of each statement, now and then."""
    with builds.opened(in_force(data)) as con:
        found = reviews(con)
    if as_json:
        tell_json(found)
        return
    table = Table(*HEADS, box=None, pad_edge=False)
    for line in told(found):
        table.add_row(*map(escape, line))
    console(width=None if sys.stdout.isatty() else 160).print(table)


@shared.command("export", epilog=end("export"))
def run_export(
    folder: Annotated[Path, typer.Argument(help="Folder to write; new or empty.")],
    data: Data = DATA,
    force: Annotated[bool, typer.Option(help="Replace a package that is there.")] = False,
) -> None:
    """Write the build in force as an open data package.

    CSV, Parquet, and what describes them.
    """
    started = time.perf_counter()
    with progress(total=None) as step:
        files = export(in_force(data), folder, step, force=force)
    took = time.perf_counter() - started
    size = sum(file.bytes for file in files) / 1e6
    print(f"{folder}: {len(files)} files ({size:.1f} MB) in {took:.1f} s")


shared.command("build", epilog=end("build"))(run_build)
shared.command("plan", epilog=end("plan"))(run_plan)
shared.command("refresh", epilog=end("refresh"))(run_refresh)
shared.add_typer(builds_app, name="builds")
