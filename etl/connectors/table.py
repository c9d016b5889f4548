"""CSV documents row by row: the columns that are read, with line numbers; drift becomes faults."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TextIO

from etl.connectors.numbers import number
from etl.connectors.reading import DocumentReading

LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class Record:
    """One row of a document: its line and place, and the cells of the columns that are read."""

    reading: DocumentReading
    document: str
    line: int
    place: str
    cells: Mapping[str, object]

    def __getitem__(self, column: str) -> str:
        return str(self.cells[column]).strip()

    def number(self, column: str, empty: frozenset[str] = frozenset()) -> Decimal | None:
        """The number in a column; None where it is an `empty` text, or a fault is noted."""
        if self[column] in empty:
            return None
        try:
            return number(self.cells[column])
        except ValueError as error:
            self.fault(column, str(error))
            return None

    def numbers(self, columns: Sequence[str]) -> dict[str, Decimal] | None:
        """The numbers of several columns, or None with the faults noted."""
        found = {column: self.number(column) for column in columns}
        whole = {column: value for column, value in found.items() if value is not None}
        return whole if len(whole) == len(columns) else None

    def month(self) -> str | None:
        """The ISO month of the columns year and month, or None with a fault noted."""
        text = f"{self['year']}-{self['month']:0>2}"
        if re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
            return text
        self.fault("month", f"'{text}' is no month")
        return None

    def once(self, *key: str, **values: object) -> bool:
        """Whether a figure comes for the first time; with another value it is a fault."""
        return self.reading.once(self.document, self.line, key, self.place, values)

    def at(self, column: str) -> str:
        """Where the cell stands, as a locator."""
        return self.place.format(column)

    def actor(self, column: str, aliases: Mapping[str, str]) -> str | None:
        """The actor named in a column; None when it is left out or unknown."""
        return self.reading.actor(self.document, self.line, self[column], aliases)

    def fault(self, column: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self.reading.fault(self.document, self.line, column, message)


def records(
    reading: DocumentReading,
    document: str,
    wanted: Sequence[str],
    delimiter: str = ",",
    unless: tuple[str, Callable[[str], bool]] | None = None,
) -> Iterator[Record]:
    """The rows of a document, streamed; raises RefusedError when a wanted column is missing.

    `unless` names a column and says of its cell whether the row may be passed over quickly.
    """
    csv.field_size_limit(LONGEST_CELL)
    path = reading.documents[document].path
    with path.open(encoding="utf-8-sig", newline="", errors="strict") as stream:
        rows = _rows(reading, document, stream, delimiter)
        header = [name.strip() for name in next(rows, (1, []))[1]]
        check_columns(reading, document, header, wanted)
        places = [(name, header.index(name)) for name in wanted]
        at, is_past = (header.index(unless[0]), unless[1]) if unless else (0, _never)
        line = 1
        for line, row in rows:
            if len(row) == len(header):
                if is_past(row[at]) or not any(map(str.strip, row)):
                    continue
                place = f"{document} line {line}, column {{}}"
                yield Record(reading, document, line, place, {n: row[at] for n, at in places})
            elif row:
                message = f"has {len(row)} cells, the header {len(header)} (is the file cut off?)"
                reading.fault(document, line, "line", message)
        if line == 1:
            raise reading.layout(document, 1, "rows below the header", "none")


def _never(_: str) -> bool:
    return False


def _rows(
    reading: DocumentReading, document: str, stream: TextIO, delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise reading.layout(document, reader.line_num + 1, "CSV in UTF-8", str(error)) from None


def check_columns(
    reading: DocumentReading, document: str, header: Sequence[str], wanted: Iterable[str]
) -> None:
    """Raises RefusedError when a wanted column is missing; notes those that nobody reads.

    A further column stops nothing: what it breaks down would come twice, and stop for that.
    """
    wanted = tuple(wanted)
    missing = [name for name in wanted if name not in header]
    if missing:
        expected = f"the column(s) {', '.join(missing)}"
        raise reading.layout(document, 1, expected, f"only {', '.join(header) or 'nothing'}")
    for name in header:
        if name in wanted and header.count(name) > 1:
            raise reading.layout(document, 1, f"one column '{name}'", "several")
    known = {*wanted, *reading.setting.ignore, ""}
    further = ", ".join(dict.fromkeys(name for name in header if name not in known))
    if further:
        reading.note(document, f"has columns that nobody reads: {further}")


def delimiter_of(reading: DocumentReading, document: str) -> str:
    """A tab where the first line holds one, else a comma."""
    with reading.documents[document].path.open("rb") as stream:
        return "\t" if b"\t" in stream.readline(LONGEST_CELL) else ","
