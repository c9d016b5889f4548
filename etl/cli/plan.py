"""python -m etl plan: what a build of the data would change, before it is published."""

from pathlib import Path
from typing import Annotated

import typer

from etl.build.rehearsal import plan
from etl.cli.entry import Ended
from etl.cli.publish import show
from etl.cli.terminal import progress, tell_json
from etl.paths import DATA
from etl.plan.model import Plan
from etl.store import builds


def run_plan(
    data: Annotated[Path, typer.Option("--data", help="Folder of the data.")] = DATA,
    most: Annotated[int, typer.Option(help="Lines per list.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Everything, as JSON.")] = False,
) -> None:
    """Rehearse a build: what it would change for readers.

    Observations, figures, charts and readings; nothing is published.
    """
    found = rehearsed(data)
    if as_json:
        tell_json(found.as_json())
    else:
        show(found, most)
        _held(data, found)
    raise Ended(found.status)


def rehearsed(data: Path) -> Plan:
    """The plan, with a bar while it is made."""
    with progress() as step:
        return plan(data, step)


def _held(data: Path, found: Plan) -> None:
    """Say why these changes are not published by themselves, where that is so."""
    held = builds.hold(data)
    if held is None or held.inputs_hash != found.inputs_hash or not found.status:
        return
    if held.why == "rollback":
        print("held since a rollback, until data or code change (or python -m etl build --force)")
    else:
        print("waits for a person (python -m etl build, or with --acknowledge where readings flip)")
