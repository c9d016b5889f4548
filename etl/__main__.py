"""python -m etl: check, refresh, plan, build, builds, status, impact, readings, export."""

import json
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from typer.exceptions import TyperException

from etl import builds
from etl.build import problems
from etl.build_command import run_build
from etl.builds_command import app as builds_app
from etl.folders import OccupiedError
from etl.impact import UnknownError, impact, lines
from etl.package.export import export
from etl.paths import DATA, MissingDataError
from etl.plan_command import run_plan
from etl.problems import StopError
from etl.readings.review import HEADS, reviews, told
from etl.refresh_command import run_refresh
from etl.status import status
from etl.terminal import failed, lines_of, progress

COMMANDS = ("check", "refresh", "plan", "build", "builds", "status", "impact", "readings", "export")

app = typer.Typer(add_completion=False, help=__doc__, pretty_exceptions_enable=False)
Data = Annotated[Path, typer.Option("--data", help="Folder of the data.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context, data: Data = DATA) -> None:
    """Without a command: build."""
    context.default_map = {name: {"data": data} for name in COMMANDS}
    if context.invoked_subcommand is None:
        run_build(data)


@app.command("check")
def run_check(data: Data = DATA) -> None:
    """Report every problem of the data; exit status 1 when there is one."""
    started = time.perf_counter()
    with progress() as step:
        found = problems(data, step)
    if found:
        raise failed(*lines_of(found))
    print(f"{data}: no problem found in {time.perf_counter() - started:.1f} s")


@app.command("status")
def run_status(
    data: Data = DATA,
    most: Annotated[int, typer.Option(help="Lines per list.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """The coder's desk: what is overdue, thin or doubtful in the build in force."""
    desk = status(_in_force(data), datetime.now(UTC).date())
    if as_json:
        print(json.dumps({name: [asdict(c) for c in found] for name, found in desk.items()}))
        return
    for name, found in desk.items():
        print(f"{name}: {len(found) or 'none'}")
        for concern in found[:most]:
            print(f"  {concern.what}: {concern.why}")
        if len(found) > most:
            print(f"  … and {len(found) - most} more (--most {len(found)})")


@app.command("impact")
def run_impact(
    name: Annotated[str, typer.Argument(metavar="ID", help="An indicator or a source.")],
    data: Data = DATA,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What falls with an indicator or a source: statements, readings, charts, and figures."""
    with builds.opened(_in_force(data)) as con:
        try:
            found = impact(con, name)
        except UnknownError as error:
            raise failed(str(error)) from None
    print(json.dumps(asdict(found)) if as_json else "\n".join(lines(found)))


@app.command("readings")
def run_readings(
    data: Data = DATA,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """What the figures of the build in force show of each statement, now and then."""
    with builds.opened(_in_force(data)) as con:
        found = reviews(con)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    table = Table(*HEADS, box=None, pad_edge=False)
    for line in told(found):
        table.add_row(*map(escape, line))
    Console(width=None if sys.stdout.isatty() else 160).print(table)


@app.command("export")
def run_export(
    folder: Annotated[Path, typer.Argument(help="Folder to write; new or empty.")],
    data: Data = DATA,
    force: Annotated[bool, typer.Option(help="Replace a package that is there.")] = False,
) -> None:
    """Write the build in force as an open data package: CSV, Parquet and what describes them."""
    started = time.perf_counter()
    try:
        with progress(total=None) as step:
            files = export(_in_force(data), folder, step, force=force)
    except OccupiedError as error:
        raise failed(f"{error}; nothing was written") from None
    took = time.perf_counter() - started
    size = sum(file.bytes for file in files) / 1e6
    print(f"{folder}: {len(files)} files ({size:.1f} MB) in {took:.1f} s")


def _in_force(data: Path) -> Path:
    """The database in force; without one the command ends with the remedy."""
    database = builds.current(data)
    if database is None:
        raise failed("nothing is published yet (python -m etl build)")
    return database


app.command("build")(run_build)
app.command("plan")(run_plan)
app.command("refresh")(run_refresh)
app.add_typer(builds_app, name="builds")


if __name__ == "__main__":
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as error:  # a wrong call: 1, since a refresh says 2 when all went well
        error.show()  # type: ignore[attr-defined] # of every error that a call can raise
        sys.exit(1)
    except typer.Abort:
        sys.exit("stopped")
    except (MissingDataError, StopError) as error:
        sys.exit(str(error))
