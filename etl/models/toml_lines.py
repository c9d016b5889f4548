"""Where a key stands in a TOML text: tomllib keeps no line numbers, coders need them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

Location: TypeAlias = tuple[str | int, ...]
WORD = r"(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)"
NAMES = rf"{WORD}(?:\s*\.\s*{WORD})*"
HEADER = re.compile(rf"^\s*(\[\[?)\s*({NAMES})\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(rf"^\s*({NAMES})\s*=")
NAME = re.compile(WORD)
QUOTES = re.compile(r'"""|\'\'\'')


def line_of(text: str, location: Location) -> int:
    """The line of the deepest part of `location` that the text shows; 1 when none is found.

    Tables are found by header, array tables (`[[claim]]`) by count, keys inside their table.
    """
    index = _index(text)
    for size in range(len(location), 0, -1):
        if line := index.get(location[:size]):
            return line
    return 1


def tables(text: str, *parents: str) -> Iterator[str]:
    """The names of the tables right below `parents`, also of a text that is no valid TOML."""
    for location in _index(text):
        if location[:-1] == parents:
            yield str(location[-1])


@lru_cache(maxsize=16)
def _index(text: str) -> dict[Location, int]:
    """The line of every table, array table and plain key of a TOML text."""
    index: dict[Location, int] = {}
    counts: dict[Location, int] = {}
    table: Location = ()
    for line, content in _outside_strings(text):
        if header := HEADER.match(content):
            table = _names(header[2])
            table = (_array if header[1] == "[[" else _inside)(table, counts)
            index.setdefault(table, line)
        elif key := KEY.match(content):
            index.setdefault((*table, *_names(key[1])), line)
    return index


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in NAME.findall(text))


def _outside_strings(text: str) -> Iterator[tuple[int, str]]:
    """The numbered lines that do not begin inside a string of several lines."""
    is_open = False
    for number, line in enumerate(text.split("\n"), 1):
        if not is_open:
            yield number, line
        is_open ^= len(QUOTES.findall(line)) % 2 == 1


def _inside(table: Location, counts: dict[Location, int]) -> Location:
    """`[exhibit.extra]` belongs to the last exhibit: its number stands behind the name."""
    numbered: Location = ()
    for name in table:
        numbered = (*numbered, name)
        if numbered in counts:
            numbered = (*numbered, counts[numbered])
    return numbered


def _array(table: Location, counts: dict[Location, int]) -> Location:
    """`[[exhibit.panel]]` is one more panel of the last exhibit."""
    array = (*_inside(table[:-1], counts), table[-1])
    counts[array] = counts.get(array, -1) + 1
    return (*array, counts[array])
