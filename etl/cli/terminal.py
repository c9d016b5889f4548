"""How commands speak: problems and faults on their streams, a bar while they work."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from typer.core import TyperGroup

from etl.build.steps import STEPS
from etl.cli import entry
from etl.cli.entry import Ended
from etl.paths import data_folder
from etl.plan.model import HeldBackError
from etl.problems import DataProblemsError, Problem, StopError
from etl.sentence import sentence
from etl.stage.contents import Progress as Step
from etl.store import builds

NONE = "nothing is published yet (python -m etl build)"


class Commands(TyperGroup):
    """Commands that answer what a person can mend with a sentence, never with a traceback."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 # as the library has it
        """Run the command that was called."""
        with told():
            return super().invoke(ctx)


@contextmanager
def told() -> Iterator[None]:
    """End with a status, and the reason on standard error, when the work cannot be done.

    Reasons lie in the data, on the machine, or with a person who stopped it. What is none of these
    is a fault of the code, and stays as it is.
    """
    try:
        yield
    except BaseException as error:
        ended = None if isinstance(error, Ended) else _ended(error)
        if ended is None:
            raise
        raise ended from None


def _ended(error: BaseException) -> Ended | None:
    """What a command ends with that met an error, said; None for a fault of the code."""
    notes = getattr(error, "__notes__", ())
    if entry.is_stopped() or isinstance(error, KeyboardInterrupt):
        return entry.stopped(notes)  # whatever a library made of it
    match error:
        case BrokenPipeError():
            return Ended(entry.CLOSED)
        case DataProblemsError():
            return failed(*lines_of(error.problems))
        case HeldBackError():
            return failed(*error.lines, status=error.status)
    said = sentence(error)
    return failed("; ".join([said, *notes])) if said else None


@contextmanager
def unchanged(data: Path, note: str = "nothing was published") -> Iterator[None]:
    """Work that may put another build in force: should it end early, that is said with the reason.

    It is `note`, unless the other build is in force by then.
    """
    before = builds.current(data_folder(data))
    try:
        yield
    except BaseException as error:
        now = builds.current(data)
        error.add_note(note if now is None or now == before else f"build {now.stem} is in force")
        raise


def in_force(data: Path) -> Path:
    """The database in force; without one the command ends with the remedy."""
    database = builds.current(data_folder(data))
    if database is None:
        raise StopError(NONE)
    return database


def lines_of(found: list[Problem]) -> list[str]:
    """The problems, a line each, and a last line that counts them."""
    files = len({problem.file for problem in found})
    count = f"{len(found)} problem(s) in {files} file(s); nothing was published"
    return [*(str(problem) for problem in found), count]


def failed(*lines: str, status: int = 1) -> Ended:
    """Say what is wrong, the last line on standard error; to be raised: the exit status."""
    for line in lines[:-1]:
        print(line)
    entry.say(lines[-1])
    return Ended(status)


def tell_json(value: object) -> None:
    """Print a value as JSON, whole in any encoding."""
    is_unicode = sys.stdout.encoding.lower().startswith("utf")
    print(json.dumps(value, ensure_ascii=not is_unicode, indent=1))


def console(*, stderr: bool = False, width: int | None = None, soft_wrap: bool = False) -> Console:
    """Where styled text goes; it is plain on a pipe and where no styles are wanted."""
    stream = sys.stderr if stderr else sys.stdout
    dumb = os.environ.get("TERM", "") in ("dumb", "unknown")
    plain = not stream.isatty() or dumb or bool(os.environ.get("NO_COLOR"))
    return Console(
        stderr=stderr,
        width=width,
        highlight=False,
        soft_wrap=soft_wrap,
        color_system=None if plain else "auto",
        force_terminal=not plain,
    )


@contextmanager
def progress(total: int | None = STEPS) -> Iterator[Step]:
    """A bar on standard error that names the step; silent where styles are not wanted."""
    place = console(stderr=True)
    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    off = not place.is_terminal
    with Progress(*columns, console=place, transient=True, disable=off) as bar:
        task = bar.add_task("starting", total=total)

        def step(name: str) -> None:
            entry.stop_if_asked()
            bar.update(task, description=name, advance=1)

        yield step
