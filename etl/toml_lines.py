"""Where a key stands in a TOML text: tomllib keeps no line numbers, coders need them."""

import re
from functools import lru_cache

Location = tuple[str | int, ...]
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]")
NAME = re.compile(r"\"[^\"]*\"|'[^']*'|[^.\s]+")
KEY = re.compile(r"^\s*[\"']?([A-Za-z0-9_.-]+?)[\"']?\s*=")


def line_of(text: str, location: Location) -> int:
    """The line of the deepest part of `location` that the text shows; 1 when none is found.

    Tables are found by header, array tables (`[[claim]]`) by count, keys inside their table.
    """
    index = _index(text)
    for size in range(len(location), 0, -1):
        if line := index.get(location[:size]):
            return line
    return 1


@lru_cache(maxsize=16)
def _index(text: str) -> dict[Location, int]:
    """The line of every table, array table and plain key of a TOML text."""
    index: dict[Location, int] = {}
    counts: dict[str, int] = {}
    table: Location = ()
    for line, content in enumerate(text.splitlines(), 1):
        if header := HEADER.match(content):
            table = tuple(name.strip("\"'") for name in NAME.findall(header[2]))
            if header[1] == "[[":
                table = _array(table, counts)
            index.setdefault(table, line)
        elif key := KEY.match(content):
            index.setdefault((*table, *key[1].split(".")), line)
    return index


def _array(table: Location, counts: dict[str, int]) -> Location:
    """`[[exhibit.panel]]` is a panel of the last exhibit: numbers stand behind the names."""
    numbered: list[str | int] = []
    for depth, name in enumerate(table):
        numbered.append(name)
        key = repr(tuple(numbered))
        last = depth == len(table) - 1
        if last:
            counts[key] = counts.get(key, -1) + 1
        if key in counts:
            numbered.append(counts[key])
    return tuple(numbered)
