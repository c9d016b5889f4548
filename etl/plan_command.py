"""python -m etl plan: what a build of the data would change, before it is published."""

import json
from pathlib import Path
from typing import Annotated

import typer

from etl import builds
from etl.paths import DATA
from etl.plan.compare import OtherTablesError
from etl.plan.model import Plan
from etl.problems import DataProblemsError
from etl.publish import show
from etl.rehearse import plan
from etl.terminal import failed, lines_of, progress

STATUS = "0 nothing new, 1 problems, 2 changes wait, 3 readings would flip"


def run_plan(
    data: Annotated[Path, typer.Option("--data", help="Folder of the data.")] = DATA,
    most: Annotated[int, typer.Option(help="Lines per list.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Rehearse a build: observations, figures, charts and readings that would change."""
    found = rehearsed(data)
    if as_json:
        print(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        show(found, most)
        _held(data, found)
    raise typer.Exit(found.status)


run_plan.__doc__ = f"{run_plan.__doc__} Exit status: {STATUS}."


def rehearsed(data: Path) -> Plan:
    """The plan, with a bar while it is made; problems end the command with status 1."""
    try:
        with progress() as step:
            return plan(data, step)
    except DataProblemsError as error:
        raise failed(*lines_of(error.problems)) from None
    except OtherTablesError as error:
        raise failed(str(error)) from None


def _held(data: Path, found: Plan) -> None:
    """Say why these changes are not published by themselves, where that is so."""
    held = builds.hold(data)
    if held is None or held.inputs_hash != found.inputs_hash or not found.status:
        return
    if held.why == "rollback":
        print("held since a rollback, until data or code change (or python -m etl build --force)")
    else:
        print("waits for a person (python -m etl build, or with --acknowledge where readings flip)")
