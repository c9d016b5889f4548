"""JSON documents: records at a path, with the path of each cell; drift becomes faults."""

import json
from collections.abc import Iterator, Mapping, Sequence

from etl.connectors.reading import DocumentReading
from etl.connectors.table import Record, check_columns

Path = Sequence[str | int]
# What interfaces write with status 200 in the place of data; the latter may stand beside data too.
ERRORS = ("error", "errors", "Error", "fault", "exception")
MESSAGES = ("message", "Message", "detail", "warning")


def loaded(reading: DocumentReading, document: str) -> object:
    """The whole document; numbers stay as they are printed; raises RefusedError."""
    try:
        text = reading.documents[document].text()
        tree = json.loads(text, parse_constant=_refused, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise reading.layout(document, 1, "JSON", str(error)) from None
    if error := _error(tree):
        raise reading.refused(document, f"the publisher answers with an error: {error}")
    return tree


def at(reading: DocumentReading, document: str, tree: object, path: Path) -> object:
    """What stands at a path; raises RefusedError that says how far the path is there."""
    found = tree
    for number, step in enumerate(path):
        try:
            found = found[step]  # type: ignore[index] # what it is, is what is found out here
        except (LookupError, TypeError):
            expected = f"{shown(path[: number + 1])}"
            raise reading.layout(document, 1, expected, f"{str(found)[:80]!r}") from None
    return found


def entries(
    reading: DocumentReading, document: str, tree: object, path: Path, wanted: Sequence[str]
) -> Iterator[Record]:
    """The records of the list at a path; raises RefusedError when a wanted key is missing."""
    found = at(reading, document, tree, path)
    if not isinstance(found, list) or not found:
        raise reading.layout(document, 1, f"records at {shown(path)}", f"{str(found)[:80]!r}")
    keys: dict[str, None] = {}
    for number, entry in enumerate(found):
        if not isinstance(entry, Mapping) or not set(wanted) <= entry.keys():
            missing = ", ".join(name for name in wanted if name not in (entry or {}))
            place = shown([*path, number])
            raise reading.layout(
                document, 1, f"the column(s) {missing} at {place}", f"{entry}"[:80]
            )
        keys |= dict.fromkeys(entry)
        place = f"{document} {shown([*path, number])}.{{}}"
        yield Record(reading, document, number + 1, place, entry)
    check_columns(reading, document, list(keys), wanted)


def shown(path: Path) -> str:
    """A path in the notation of JSONPath."""
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)


def _refused(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """The object; raises ValueError when it gives one name two values."""
    made: dict[str, object] = {}
    for name, value in pairs:
        if made.setdefault(name, value) != value:
            raise ValueError(f"'{name}' comes twice, as {made[name]} and as {value}")
    return made


def _error(tree: object) -> str:
    """What an answer says in the place of data, also beside an empty list; empty when it is one."""
    first = tree[0] if isinstance(tree, list) and tree else tree
    if not isinstance(first, Mapping):
        return ""
    said = [first[name] for name in ERRORS if first.get(name)]
    is_bare = not any(isinstance(value, list | Mapping) for value in first.values())
    said += [first[name] for name in MESSAGES if first.get(name) and (is_bare or len(first) == 1)]
    return " ".join(json.dumps(said[0], ensure_ascii=False).split())[:300] if said else ""
