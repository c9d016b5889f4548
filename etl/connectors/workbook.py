"""Workbooks as grids of cells with their addresses; bombs are refused before they are opened."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import python_calamine

from etl.connectors.model import MEGABYTE, Document, RefusedError
from etl.connectors.numbers import number
from etl.connectors.reading import DocumentReading

LARGEST = 200 * MEGABYTE
MEMBERS = 500
CELLS = 5_000_000
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')


@dataclass(frozen=True)
class Grid:
    """One sheet: its cells from A1 on; rows and columns count from 0."""

    reading: DocumentReading
    document: str
    name: str
    rows: list[list]

    def address(self, row: int, column: int) -> str:
        """The address of a cell as a person types it, with the sheet: TABLE3!D11."""
        return f"{self.name}!{letters(column)}{row + 1}"

    def text(self, row: int, column: int) -> str:
        """The text of a cell with single blanks; empty where the grid ends."""
        line = self.rows[row] if row < len(self.rows) else []
        return " ".join(str(line[column]).split()) if column < len(line) else ""

    def number(self, row: int, column: int, empty: frozenset[str]) -> Decimal | None:
        """The number of a cell; None where the text is one of `empty`, or a fault was noted."""
        if self.text(row, column) in empty:
            return None
        try:
            return number(self.rows[row][column])
        except ValueError as error:
            self.reading.fault(self.document, row + 1, self.address(row, column), str(error))
            return None


def check_years(grid: Grid, row: int, years: Mapping[int, str]) -> None:
    """Raises RefusedError when a year is missing between others; notes columns of another kind.

    One that names a year which the sheet lacks is most likely a column renamed, and a fault.
    """
    known = {*grid.reading.setting.ignore, grid.text(row, 0), ""}
    further = {column: grid.text(row, column) for column in range(1, len(grid.rows[row]))}
    further = {c: name for c, name in further.items() if c not in years and name not in known}
    names = ", ".join(f"'{name}'" for name in further.values())
    held = {int(year) for year in years.values()}
    if lost := sorted({*range(min(held), max(held) + 1)} - held):
        expected = f"a column of {lost[0]} in sheet '{grid.name}'"
        raise grid.reading.layout(grid.document, row + 1, expected, f"none ({names or 'cut off?'})")
    for column, name in further.items():
        if any(int(year) not in held for year in YEAR.findall(name)):
            message = f"'{name}' is a column of a year that is not read (has it been renamed?)"
            grid.reading.fault(grid.document, row + 1, grid.address(row, column), message)
    if names:
        message = f"has columns that nobody reads: {names}"
        grid.reading.note(grid.document, f"sheet '{grid.name}' {message}")


def letters(column: int) -> str:
    """The letters of a column that is counted from 0: A, Z, AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def grids(reading: DocumentReading, document: str) -> dict[str, Grid]:
    """The sheets of a workbook by name; raises RefusedError when it must not or cannot be read."""
    packed = repacked(reading.documents[document])
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(packed)
        return {
            name: Grid(reading, document, name, book.get_sheet_by_name(name).to_python(False))
            for name in book.sheet_names
        }
    except python_calamine.CalamineError as error:
        raise reading.layout(document, 1, "a workbook", str(error)) from None


def repacked(document: Document) -> io.BytesIO:
    """The workbook packed anew, so that what is opened is what was measured here."""
    made, total = io.BytesIO(), 0
    try:
        with zipfile.ZipFile(document.path) as given, zipfile.ZipFile(made, "w") as taken:
            members = given.infolist()
            if len(members) > MEMBERS:
                raise RefusedError(f"{document.path}: holds {len(members)} parts (a zip bomb?)")
            for member in members:
                with given.open(member) as part:
                    content = part.read(LARGEST - total + 1)
                total += len(content)
                if total > LARGEST:
                    limit = f"more than {LARGEST // MEGABYTE} MB"
                    raise RefusedError(f"{document.path}: unpacks to {limit} (a zip bomb?)")
                _sound(document, member.filename, content)
                taken.writestr(member.filename, content)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise RefusedError(f"{document.path}: is no sound workbook ({error})") from None
    made.seek(0)
    return made


def _sound(document: Document, name: str, content: bytes) -> None:
    """Raises RefusedError for a part that declares entities or spans far too many cells."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise RefusedError(f"{document.path}: {name} declares entities (an XML bomb?)")
    if name.startswith("xl/worksheets/"):
        found = [(_column(match[1]), int(match[2])) for match in CELL.finditer(content)]
        columns, rows = (max(axis) for axis in zip(*found, strict=True)) if found else (0, 0)
        if columns * rows > CELLS:
            raise RefusedError(f"{document.path}: {name} spans {columns} columns x {rows} rows")


def _column(text: bytes) -> int:
    place = 0
    for letter in text:
        place = place * 26 + letter - ord("A") + 1
    return place
