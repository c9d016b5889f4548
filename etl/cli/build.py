"""python -m etl build: check, load and publish, with a guard where it is wanted."""

import time
from pathlib import Path
from typing import Annotated

import typer

from etl.build.steps import BuildResult, build
from etl.cli.publish import Acknowledge, By, Reason, published, signatures
from etl.cli.terminal import progress, unchanged
from etl.paths import DATA
from etl.plan.gate import said
from etl.store import builds


def run_build(
    data: Annotated[Path, typer.Option("--data", help="Folder of the data.")] = DATA,
    force: Annotated[bool, typer.Option(help="Build even if nothing has changed.")] = False,
    wait: Annotated[float, typer.Option(help="Seconds to wait for another build.")] = 60,
    guard: Annotated[
        bool, typer.Option("--guard", help="Publish no flip without acknowledgement.")
    ] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Where the build in force cannot be read: without it.")
    ] = False,
    acknowledge: Acknowledge = None,
    reason: Reason = None,
    by: By = None,
) -> None:
    """Check, load and publish a new build.

    What stands stays when anything is wrong. Readings that flip are told. With --guard, or an
    acknowledgement, the flips that nobody acknowledged hold the build back. With --anew a build in
    force that is cut, damaged or gone is passed over: history and signatures come from the newest
    older one that can be read.
    """
    started = time.perf_counter()
    with unchanged(data):
        signed = signatures(data, acknowledge or [], reason or [], by or [])
        if guard or signed:
            result = published(data, signed, wait=wait, force=force, anew=anew, may_drop=True)
        else:
            with progress() as step:
                result = build(data, step, force=force, wait=wait, asked=True, anew=anew)
        tell(data, result, time.perf_counter() - started)


def tell(data: Path, result: BuildResult, took: float) -> None:
    """Which build is in force, its counts, and what flipped with it."""
    print(f"{'Published' if result.is_new else 'Nothing has changed:'} build {result.id}")
    for name, count in result.counts.items():
        print(f"  {name:<12} {count:>9,}")
    print(f"{result.path} ({result.path.stat().st_size / 1e6:.1f} MB) in {took:.1f} s")
    for flip in result.flips:
        print(f"flipped: {said(flip)}")
    held = builds.hold(data)
    if held and held.why == "rollback" and not result.is_new:
        print("held since a rollback, until data or code change (or python -m etl build --force)")
