"""The documents of a run: fetched from the publisher, or files that a person downloaded."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from etl.connectors.fetch import fetch
from etl.connectors.model import Connector, Document, Query, RefusedError, Request
from etl.connectors.session import FetchWatch, Manners, session
from etl.connectors.store import by_hand, folder_of


def gather(
    data: Path,
    connector: Connector,
    query: Query,
    offline: Sequence[Path],
    manners: Manners,
    watch: FetchWatch,
) -> dict[str, Document]:
    """All documents of a connector by name; raises RefusedError when one is not had."""
    asked = connector.requests(query)
    folder = folder_of(data, connector.name)
    try:
        return _gathered(connector, asked, offline, folder, manners, watch)
    except OSError as error:  # no room, no rights: nothing has begun
        raise RefusedError(f"{error.filename or folder}: {error.strerror or error}") from None


def _gathered(
    connector: Connector,
    asked: Sequence[Request],
    offline: Sequence[Path],
    folder: Path,
    manners: Manners,
    watch: FetchWatch,
) -> dict[str, Document]:
    if offline:
        return {
            r.document: by_hand(folder, r, path) for r, path in _given(connector, asked, offline)
        }
    with session(connector, folder, watch, manners) as opened:
        return {request.document: fetch(opened, request) for request in asked}


def _given(
    connector: Connector, asked: Sequence[Request], offline: Sequence[Path]
) -> Iterator[tuple[Request, Path]]:
    """Each request with the file that answers it: by its name, or the only one there is.

    Where parts may be asked for, a part of the documents will do.
    """
    files = [path for given in offline for path in _files(given)]
    only = files if len(asked) == len(files) == 1 else []
    for request in asked:
        fitting = only or [path for path in files if path.name.endswith(request.document)]
        if not fitting and connector.since and _any(asked, files):
            continue
        if not fitting:
            names = ", ".join(request.document for request in asked)
            message = f"--offline needs a file {request.document} (all: {names}; {connector.page})"
            raise RefusedError(message)
        yield request, max(fitting, key=lambda path: path.stat().st_mtime)


def _any(asked: Sequence[Request], files: Sequence[Path]) -> bool:
    return any(path.name.endswith(request.document) for path in files for request in asked)


def _files(given: Path) -> list[Path]:
    if given.is_dir():
        return sorted(path for path in given.iterdir() if path.is_file())
    if given.is_file():
        return [given]
    raise RefusedError(f"{given}: there is no such file")
