"""A parse held to what is expected of its connector: faults, corrections, scope, bounds."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from etl.connectors.corrections import corrected, read_corrections
from etl.connectors.duplicates import once
from etl.connectors.model import Connector, RefusedError, Row, SourceEdition
from etl.connectors.reading import DocumentReading
from etl.connectors.settings import IndicatorSetting, Settings
from etl.models.toml_files import TomlDocument
from etl.problems import DataProblemsError, Problem

REASONS = {"not_published", "not_coded", "not_applicable", "withheld"}
BROKEN = (ArithmeticError, LookupError, TypeError, ValueError, RecursionError)


def expected(
    connector: Connector,
    reading: DocumentReading,
    settings: TomlDocument[Settings],
    *,
    is_part: bool,
) -> list[SourceEdition]:
    """The editions in the documents, with the rows that the settings ask for, known faults mended.

    Raises DataProblemsError with all that is odd about them, RefusedError when nothing can be read.
    """
    try:
        editions = list(connector.parse(reading))
    except BROKEN as error:
        names = ", ".join(reading.documents)
        raise RefusedError(f"{names}: cannot be read, the layout is another ({error!r})") from error
    problems = list(reading.faults)
    corrections = read_corrections(reading.data, problems)
    wanted = [_wanted(edition, reading) for edition in editions]
    single, found = once(wanted, reading, settings.problem(("connector", connector.name), ""))
    problems += found
    mended = []
    for edition in single:
        rows = edition.rows
        if corrections is not None:
            rows, found = corrected(connector.name, edition, corrections, is_part=is_part)
            problems += found
        mended.append(replace(edition, rows=rows))
    problems += _outside(mended, connector.name, settings, is_part=is_part)
    if problems:
        raise DataProblemsError(sorted(set(problems)))
    return mended


def _wanted(edition: SourceEdition, reading: DocumentReading) -> SourceEdition:
    """The edition with the rows that the settings ask for, and those that they do not know."""
    setting = reading.setting
    rows = tuple(row for row in edition.rows if setting.wants(row.indicator, *row.key))
    return replace(edition, rows=rows)


def _outside(
    editions: list[SourceEdition],
    connector: str,
    settings: TomlDocument[Settings],
    *,
    is_part: bool,
) -> Iterator[Problem]:
    """Counts and totals outside their bounds, indicators nobody declared.

    A part, asked for with --since, may hold less.
    """
    scopes = settings.model.connector[connector].indicators
    yield from _roll_calls(editions, connector, settings)
    by_indicator: dict[str, list[Row]] = {name: [] for name in scopes}
    for row in (row for edition in editions for row in edition.rows):
        by_indicator.setdefault(row.indicator, []).append(row)
    for name, rows in by_indicator.items():
        place = ("connector", connector, "indicators", name)
        if name not in scopes:
            message = (
                f"{len(rows)} rows of an indicator without bounds (declare them, or ignore it)"
            )
            yield settings.problem(place[:2], message, name)
            continue
        yield from (
            settings.problem((*place, field), message, f"{name}.{field}")
            for field, message in _wrong(rows, scopes[name], is_part=is_part)
        )


def _roll_calls(
    editions: list[SourceEdition], connector: str, settings: TomlDocument[Settings]
) -> Iterator[Problem]:
    found = sum(len(edition.roll_calls) for edition in editions)
    low, high = settings.model.connector[connector].roll_calls or (0, 0)
    if not low <= found <= high:
        message = f"expected {low} to {high} roll calls, found {found} (is the document whole?)"
        yield settings.problem(("connector", connector, "roll_calls"), message, "roll_calls")


def _wrong(rows: list[Row], scope: IndicatorSetting, *, is_part: bool) -> Iterator[tuple[str, str]]:
    low, high = scope.rows
    if len(rows) > high or (len(rows) < low and not is_part):
        message = f"expected {low} to {high} rows, found {len(rows)} (is the document whole?)"
        yield "rows", message
    total = sum((_value(row) for row in rows), Decimal(0))
    least, most = scope.total
    if rows and (total > most or (total < least and (total < 0 or not is_part))):
        remedy = "has a unit or a sign changed?"
        yield "total", f"expected a total of {least:g} to {most:g}, found {total:f} ({remedy})"


def _value(row: Row) -> Decimal:
    return Decimal(0) if row.value in REASONS else Decimal(row.value)
