"""How commands speak: problems and faults on their streams, a bar while they work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from etl.build import STEPS
from etl.problems import Problem
from etl.read import Progress as Step


def lines_of(found: list[Problem]) -> list[str]:
    """The problems, a line each, and a last line that counts them."""
    files = len({problem.file for problem in found})
    count = f"{len(found)} problem(s) in {files} file(s); nothing was published"
    return [*(str(problem) for problem in found), count]


def failed(*lines: str, status: int = 1) -> typer.Exit:
    """Say what is wrong, the last line on standard error; to be raised: the exit status."""
    for line in lines[:-1]:
        print(line)
    print(lines[-1], file=sys.stderr)
    return typer.Exit(status)


@contextmanager
def progress(total: int | None = STEPS) -> Iterator[Step]:
    """A bar on standard error that names the step; silent where that is no terminal."""
    console = Console(stderr=True)
    off = not console.is_terminal
    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=off) as bar:
        task = bar.add_task("starting", total=total)

        def step(name: str) -> None:
            bar.update(task, description=name, advance=1)

        yield step
