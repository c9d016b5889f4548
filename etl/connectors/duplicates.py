"""One figure, one value: what a document gives twice is taken once, or stops the run."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from etl.connectors.model import Row, SourceEdition
from etl.connectors.reading import SPARED, DocumentReading, twice
from etl.paths import shown
from etl.problems import Problem

PLACE = re.compile(r"\bline (\d+)\b|![A-Z]{1,3}(\d+)\b")


def once(
    editions: Sequence[SourceEdition], reading: DocumentReading, elsewhere: Problem
) -> tuple[list[SourceEdition], list[Problem]]:
    """The editions with each figure once, and a problem for each that has two values.

    A problem stands where the second value does, or `elsewhere` when no document is named; only so
    many are listed, a new breakdown would have thousands.
    """
    seen: dict[tuple[str, ...], Row] = {}
    found, problems = [], []
    for edition in editions:
        rows = []
        for row in edition.rows:
            first = seen.setdefault((row.indicator, *row.key), row)
            if first is row:
                rows.append(row)
            elif not same(first.value, row.value):
                message = twice(row.key, (first.value, first.locator), (row.value, row.locator))
                problems.append(_problem(row, edition, reading, elsewhere, message))
        found.append(replace(edition, rows=tuple(rows)))
    return found, problems[:SPARED]


def same(one: str, other: str) -> bool:
    """Whether two values of observations are one: 1.0 and 1 are."""
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one == other


def _problem(
    row: Row, edition: SourceEdition, reading: DocumentReading, elsewhere: Problem, message: str
) -> Problem:
    names = [name for name in edition.documents if row.locator.startswith(name)]
    name = next(iter(names or edition.documents), "")
    if name not in reading.documents:
        return replace(elsewhere, field=row.indicator, message=message)
    place = PLACE.search(row.locator)
    line = int(place[1] or place[2]) if place else 1
    return Problem(shown(reading.documents[name].path, reading.data), line, row.indicator, message)
