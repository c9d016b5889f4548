"""What spreadsheets, editors and broken copies do to a CSV file, found before DuckDB reads it.

A record is one line: fields hold no line ends, so the n-th line is the n-th row everywhere below.
Damaged lines are replaced in a clean copy by a row that starts with SENTINEL; all other lines keep
their number, so that the checks on the rest still name the right line.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SENTINEL = "\x1a"
BLOCK = 32 * 1024 * 1024
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Damage:
    """One damaged spot of a file; `fatal` when its line cannot be read as a row."""

    line: int
    field: str
    message: str
    fatal: bool = True


@dataclass(frozen=True)
class Scan:
    """A scanned file: its header (empty when the file is) and what is damaged."""

    path: Path
    header: tuple[str, ...]
    damages: tuple[Damage, ...]


def scan(path: Path) -> Scan:
    """The header and the damages of one CSV file, read in blocks of bounded size."""
    header: tuple[str, ...] = ()
    damages: list[Damage] = []
    line = 1
    for block in _blocks(path):
        if line == 1:
            header, found = _header(block)
            damages += found
            if not header:
                break
        damages += _damages(block, line, len(header))
        line += block.count(b"\n")
    return Scan(path, header, tuple(damages) or _empty(header))


def clean_copy(found: Scan, lines: set[int], target: Path) -> None:
    """A copy of the file with a sentinel row in place of each of `lines`, LF ends and no BOM."""
    filler = (SENTINEL + "," * (len(found.header) - 1)).encode() + b"\n"
    with found.path.open("rb") as source, target.open("wb") as copy:
        for number, line in enumerate(source, 1):
            text = line.rstrip(b"\r\n") + b"\n"
            copy.write(filler if number in lines else text.removeprefix(BOM))


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block + file.readline()


def _empty(header: tuple[str, ...]) -> tuple[Damage, ...]:
    return () if header else (Damage(1, "file", "is empty (write at least the header line)"),)


def _header(block: bytes) -> tuple[tuple[str, ...], list[Damage]]:
    found = []
    if block.startswith(BOM):
        found.append(
            Damage(1, "file", "begins with a byte order mark (save as plain UTF-8)", False)
        )
        block = block.removeprefix(BOM)
    if b"\r" in block:
        lines = _lines(block, b"\r")
        message = f"{len(lines)} line(s) end in CR (save with Unix line ends, LF)"
        found.append(Damage(lines[0], "file", message, False))
    text = block.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace")
    return tuple(next(csv.reader([text]), ())), found


def _lines(block: bytes, byte: bytes) -> list[int]:
    at = np.flatnonzero(np.frombuffer(block, np.uint8) == byte[0])
    return [int(n) for n in np.unique(_line_of(block, at))]


def _line_of(block: bytes, at: np.ndarray) -> np.ndarray:
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == ord("\n"))
    return np.searchsorted(ends, at) + 1


def _damages(block: bytes, first: int, width: int) -> Iterator[Damage]:
    offset = first - 1
    if b"\0" in block:
        for line in _lines(block, b"\0"):
            yield Damage(line + offset, "line", "holds a NUL character (retype the line)")
    yield from _undecodable(block, offset)
    for line, text in _suspicious(block, width):
        if damage := _shape(text, line + offset, width):
            yield damage
    if not block.endswith(b"\n"):
        line = first + block.count(b"\n")
        message = "the last line has no line end (is the file cut off? end it with a new line)"
        yield Damage(line, "file", message, False)


def _undecodable(block: bytes, offset: int) -> Iterator[Damage]:
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        for number, line in enumerate(block.split(b"\n"), 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                byte = line[error.start : error.start + 1].hex()
                message = f"byte 0x{byte} is not UTF-8 (save the file as UTF-8, not Latin-1)"
                yield Damage(number + offset, "line", message)


def _suspicious(block: bytes, width: int) -> Iterator[tuple[int, str]]:
    """Lines whose count of commas or quotes differs from that of a plain row."""
    bytes_ = np.frombuffer(block, np.uint8)
    ends = np.flatnonzero(bytes_ == ord("\n"))
    if not block.endswith(b"\n"):
        ends = np.append(ends, len(bytes_))
    starts = np.concatenate(([0], ends[:-1] + 1))
    commas = _per_line(bytes_, ",", ends)
    quotes = _per_line(bytes_, '"', ends)
    odd = (quotes % 2 == 1) | (commas != width - 1) | (ends == starts)
    for index in np.flatnonzero(odd):
        line = block[starts[index] : ends[index]]
        yield int(index) + 1, line.rstrip(b"\r").decode("utf-8", "replace")


def _per_line(bytes_: np.ndarray, character: str, ends: np.ndarray) -> np.ndarray:
    at = np.flatnonzero(bytes_ == ord(character))
    return np.diff(np.searchsorted(at, ends), prepend=0)


def _shape(text: str, line: int, width: int) -> Damage | None:
    """What is wrong with a suspicious line, or None when quoted commas explain it."""
    if not text:
        return Damage(line, "line", "is blank (delete it)")
    if text.count('"') % 2:
        return Damage(line, "line", 'has a quotation mark without its partner (write " as "")')
    cells = next(csv.reader([text]))
    if len(cells) == width:
        return None
    hint = "an unquoted comma, or a decimal comma?" if len(cells) > width else "a comma missing?"
    return Damage(line, "line", f"has {len(cells)} cells, the header has {width} ({hint})")
