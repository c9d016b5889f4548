"""Rows that a person wrote, held to all checks among a copy of the data; nothing is kept."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from etl.build.steps import data_problems
from etl.paths import data_folder
from etl.problems import Problem
from etl.stage.tables import TABLES
from etl.store.files import copy_of_data

ROWS, SOURCES = "pasted.csv", "pasted_sources.csv"
MOST = 1_000_000
"""Letters that one trial may have; more is no pasting."""
HEADERS = {table.name: table.columns for table in TABLES}


def try_rows(data: Path, theme: str, rows: str, sources: str = "") -> list[Problem]:
    """Every problem that the data would have with these rows of a theme, and of its sources.csv.

    Lines are those of the pasted text, with or without a header. The data are read, never written.
    """
    if len(rows) + len(sources) > MOST:
        return [Problem(ROWS, 1, "file", f"is longer than {MOST:,} letters (paste less of it)")]
    with tempfile.TemporaryDirectory() as scratch:
        copy = copy_of_data(data_folder(data.resolve()), Path(scratch) / "data", os.symlink)
        folder = copy / "themes" / theme
        shifts = [_put(folder / "observations" / ROWS, rows, "observation", ROWS)]
        if sources.strip():
            shifts.append(_add(folder / "sources.csv", sources))
        return sorted(_named(problem, shifts) for problem in data_problems(copy))


Shift = tuple[Path, int, str]
"""A file, how many of its first lines were not pasted, and the name of what was."""


def _put(path: Path, text: str, table: str, name: str) -> Shift:
    """Write pasted rows as a file of their own, with a header where they have none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = _lines(text)
    header = [] if _is_header(lines, table) else [",".join(HEADERS[table])]
    path.write_text("\n".join([*header, *lines]) + "\n", "utf-8")
    return path, len(header), name


def _add(path: Path, text: str) -> Shift:
    """Put pasted rows behind those of a file, in a copy of it; a header is not repeated."""
    lines = _lines(text)
    header = _is_header(lines, "source")
    held = path.read_text("utf-8").rstrip("\n").split("\n")
    path.unlink()
    path.write_text("\n".join([*held, *lines[header:]]) + "\n", "utf-8")
    return path, len(held) - header, SOURCES


def _lines(text: str) -> list[str]:
    """The lines of a text, whatever ends them, without empty ones at the end."""
    return (
        text.removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .rstrip("\n")
        .split("\n")
    )


def _is_header(lines: list[str], table: str) -> bool:
    return lines[0].split(",")[0].strip() == HEADERS[table][0]


def _named(problem: Problem, shifts: list[Shift]) -> Problem:
    """The problem at the line of the pasted text; one of the data themselves as it is."""
    for path, shift, name in shifts:
        inside = Path(problem.file).parts[1:]
        if path.parts[-len(inside) :] == inside and problem.line > shift:
            return replace(problem, file=name, line=problem.line - shift)
    return problem
