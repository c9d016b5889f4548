"""What spreadsheets, editors and broken copies do to a CSV file, found before its rows are used.

A record is one line: cells hold no line ends, so the n-th line is the n-th row everywhere below.
`glance` tells in one quick pass whether a file needs a closer look; only then `scan` reads it line
by line. Damaged lines are replaced in a clean copy by a row that starts with SENTINEL; all other
lines keep their number, so that the checks on the rest still name the right line.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.encodings import UTF_16, is_utf16

SENTINEL = "\x1a"
BLOCK = 32 * 1024 * 1024
LONGEST = 100_000
BOM = b"\xef\xbb\xbf"
FORBIDDEN = (b"\r", b"\0", SENTINEL.encode(), b"\n\n")
CELL = r'(?:"(?:[^"]++|"")*+"|[^",][^,]*+|)'
RECORD = re.compile(f"{CELL}(?:,{CELL})*+")


@dataclass(frozen=True)
class Damage:
    """One damaged spot of a file; `fatal` when its line cannot be read as a row."""

    line: int
    field: str
    message: str
    fatal: bool = True


@dataclass(frozen=True)
class Scan:
    """A file: its header (empty when it has none), how many lines, what is damaged.

    `is_plain` when nothing forbids to hand the file itself to DuckDB; then damages are not known,
    and `commas` is how many stand below the header.
    """

    path: Path
    header: tuple[str, ...]
    lines: int
    damages: tuple[Damage, ...] = ()
    is_plain: bool = False
    commas: int = 0

    @property
    def unreadable(self) -> set[int]:
        """The lines that cannot be read as rows."""
        return {damage.line for damage in self.damages if damage.fatal}


def glance(path: Path) -> Scan:
    """The header and the number of lines, and whether the bytes look like a plain CSV file."""
    header: tuple[str, ...] = ()
    lines, commas, is_plain, odd = 0, 0, True, FORBIDDEN
    for block in _blocks(path):
        if not lines:
            first = block.split(b"\n", 1)[0]
            header = _cells(first.decode("utf-8", "replace"))
            commas = -first.count(b",")
            again, empty = b"\n" + first + b"\n", b"\n" + b"," * -commas + b"\n"
            odd = (*FORBIDDEN, again, empty)
            is_plain = bool(header) and not block.startswith((BOM, b"\n"))
        is_plain = is_plain and not any(bad in block for bad in odd)
        is_plain = is_plain and block.endswith(b"\n") and _is_utf8(block)
        lines += block.count(b"\n")
        commas += block.count(b",")
    return Scan(path, header, lines, is_plain=is_plain and lines > 0, commas=commas)


def scan(path: Path) -> Scan:
    """The header, the number of lines and every damage of a file, read line by line."""
    header: tuple[str, ...] = ()
    damages: list[Damage] = []
    number, last = 0, b"\n"
    with path.open("rb") as file:
        if is_utf16(file.read(2)):
            return Scan(path, (), 1, (Damage(1, "file", UTF_16),))
        file.seek(0)
        for number, line in enumerate(file, 1):
            last = line
            text, message = _text(line.removeprefix(BOM) if number == 1 else line)
            if number == 1 and not message:
                header = _cells(text)
                message = "" if header else "holds no column names (write the header line)"
            elif not message:
                message = _shape(text, header)
            if message:
                damages.append(Damage(number, "line", message))
    damages += _ends(number, last)
    return Scan(path, header, number, tuple(sorted(damages, key=lambda damage: damage.line)))


def clean_copy(found: Scan, lines: set[int], target: Path) -> None:
    """A copy of the file with a sentinel row in place of each of `lines`, LF ends and no BOM."""
    filler = (SENTINEL + "," * (len(found.header) - 1)).encode() + b"\n"
    with found.path.open("rb") as source, target.open("wb") as copy:
        for number, line in enumerate(source, 1):
            text = line.removeprefix(BOM) if number == 1 else line
            copy.write(filler if number in lines else text.rstrip(b"\r\n") + b"\n")


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block + file.readline()


def _is_utf8(block: bytes) -> bool:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _cells(text: str) -> tuple[str, ...]:
    """The cells of one line; none when it is blank or no CSV."""
    try:
        return tuple(next(csv.reader([text], strict=True), ()))
    except csv.Error:
        return ()


def _text(line: bytes) -> tuple[str, str]:
    """The decoded line without its end, or what forbids to read it."""
    body = line.rstrip(b"\r\n")
    if b"\0" in body:
        return "", "holds a NUL character (retype the line)"
    if SENTINEL.encode() in body:
        return "", "holds the control character 0x1a (retype the line)"
    if b"\r" in body:
        return "", "holds a CR that does not end the line (save with Unix line ends, LF)"
    if len(body) > LONGEST:
        return "", f"is longer than {LONGEST:,} bytes (is a quotation mark missing?)"
    try:
        return body.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        byte = body[error.start : error.start + 1].hex()
        return "", f"byte 0x{byte} is not UTF-8 (save the file as UTF-8, not Latin-1)"


def _shape(text: str, header: tuple[str, ...]) -> str:
    """What is wrong with the cells of a line; empty when nothing is."""
    width = len(header)
    if not text.strip(", "):
        return "is blank (delete it)"
    if not RECORD.fullmatch(text):
        odd = text.count('"') % 2
        return (
            'has a quotation mark without its partner (write " as ""; no line end inside a cell)'
            if odd
            else 'has a quotation mark inside a quoted cell (write " as "")'
        )
    cells = _cells(text) if '"' in text else tuple(text.split(","))
    if cells == header:
        return "is the header line again (delete it)"
    if not header or len(cells) == width:
        return ""
    hint = "an unquoted comma, or a decimal comma?" if len(cells) > width else "a comma missing?"
    return f"has {len(cells)} cells, the header has {width} ({hint})"


def _ends(lines: int, last: bytes) -> Iterator[Damage]:
    if not lines:
        yield Damage(1, "file", "is empty (write at least the header line)")
    if not last.endswith(b"\n"):
        message = "the last line has no line end (is the file cut off? end it with a new line)"
        yield Damage(lines, "file", message, fatal=False)
