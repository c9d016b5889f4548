"""To publish with open eyes: options to sign with, and a build that passes the gate."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from etl import clock
from etl.build.steps import BuildResult, build
from etl.cli.terminal import console, failed, progress
from etl.paths import data_folder
from etl.plan.gate import HOW, Signature, pass_gate
from etl.plan.listing import told
from etl.plan.model import Acknowledgement, Plan
from etl.store import builds

Acknowledge = Annotated[
    list[str] | None,
    typer.Option("--acknowledge", metavar="CLAIM", help="Let the flip of a statement through."),
]
Reason = Annotated[
    list[str] | None,
    typer.Option("--reason", metavar="TEXT", help="Why; one for all, or one for each."),
]
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="NAME", help="Who signs; one for all, or one for each."),
]


def signatures(
    data: Path, claims: Sequence[str], reasons: Sequence[str], names: Sequence[str]
) -> tuple[Signature, ...]:
    """What was signed on the command line; a call that cannot be meant ends with status 1."""
    if not claims:
        if reasons or names:
            raise failed(f"--reason and --by go with --acknowledge ({HOW})")
        return ()
    for given, what in ((reasons, "--reason"), (names, "--by")):
        if not given or not all(text.strip() for text in given):
            raise failed(f"an acknowledgement needs {what} ({HOW})")
        if len(given) not in (1, len(claims)):
            message = f"{len(given)} times {what} for {len(claims)} statements"
            raise failed(f"{message} (give one for all, or one for each)")
    if len(set(claims)) < len(claims):
        raise failed("a statement is acknowledged twice (name it once)")
    known = _claims(data_folder(data))
    if unknown := [claim for claim in claims if claim not in known]:
        there = ", ".join(known) or "none, for nothing is published yet"
        raise failed(f"no statement '{unknown[0]}' (there are: {there})")
    pairs = zip(claims, _each(reasons, claims), _each(names, claims), strict=True)
    return tuple(Signature(claim, reason.strip(), by.strip()) for claim, reason, by in pairs)


def published(
    data: Path,
    signed: Sequence[Signature],
    *,
    wait: float,
    force: bool,
    may_drop: bool,
    anew: bool = False,
) -> BuildResult:
    """A build that went through the gate, its plan told on the way.

    Raises DataProblemsError, HeldBackError with a loss or with a flip that is not signed.
    """
    result = _built(data, _Gate(signed, may_drop), wait=wait, force=force, anew=anew)
    if signed and not result.is_new:
        raise failed("nothing would flip, since nothing has changed: nothing was acknowledged")
    return result


def show(plan: Plan, most: int = 10) -> None:
    """The plan on standard output; with styles on a terminal, else plain."""
    out = console(soft_wrap=True)
    for text, style in told(plan, most):
        out.print(text, style=style, markup=False)


@dataclass(frozen=True)
class _Gate:
    """The gate, and the plans that came to it: they are told when the bar has gone."""

    signed: Sequence[Signature]
    may_drop: bool
    seen: list[Plan] = field(default_factory=list)

    def __call__(self, plan: Plan) -> tuple[Acknowledgement, ...]:
        """What is signed of a plan that may be published."""
        self.seen.append(plan)
        return pass_gate(plan, self.signed, clock.today(), may_drop=self.may_drop)


def _built(data: Path, gate: _Gate, *, wait: float, force: bool, anew: bool) -> BuildResult:
    try:
        with progress() as step:
            return build(data, step, force=force, wait=wait, asked=True, anew=anew, gate=gate)
    finally:
        for plan in gate.seen:
            show(plan)


def _each(given: Sequence[str], claims: Sequence[str]) -> Sequence[str]:
    return given if len(given) == len(claims) else [given[0]] * len(claims)


def _claims(data: Path) -> list[str]:
    """The ids of the statements of the build in force, in the order of the text."""
    known = builds.standing(data, anew=True)
    if known is None:
        return []
    with builds.opened(known.path) as con:
        asked = con.execute("select id from claim order by article, number").fetchall()
    return [name for (name,) in asked]
