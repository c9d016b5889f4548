"""data/fetched/: every document with its hash and day, so that a parse can be repeated."""

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from etl import clock
from etl.connectors.content_check import SNIFFED, check_start
from etl.connectors.model import Document, RefusedError, Request
from etl.paths import fetched_folder

BLOCK = 1 << 20


@dataclass(frozen=True)
class Kept:
    """What is known of the newest copy of a document, for a conditional request."""

    file: str
    url: str
    sha256: str
    fetched: str
    modified: str | None = None
    etag: str | None = None
    last_modified: str | None = None


def folder_of(data: Path, connector: str) -> Path:
    """Where the documents of a connector are kept; made when it is absent."""
    folder = fetched_folder(data) / connector
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def newest(folder: Path, document: str) -> Kept | None:
    """The newest copy of a document whose file is still what it was, or None."""
    try:
        kept = Kept(**json.loads((folder / f"{document}.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    path = folder / kept.file
    return kept if path.is_file() and sha256(path) == kept.sha256 else None


def keep(folder: Path, document: str, received: Path, known: Kept) -> Document:
    """Move what was received to its place, then note it as the newest copy."""
    target = folder / known.file
    received.replace(target)
    note = folder / f".{document}.{os.getpid()}"
    note.write_text(json.dumps(asdict(known), indent=1), "utf-8")
    note.replace(folder / f"{document}.json")
    return as_document(folder, document, known)


def as_document(folder: Path, document: str, kept: Kept) -> Document:
    """The kept copy as a document to read."""
    path = folder / kept.file
    return Document(document, path, kept.url, kept.sha256, kept.fetched, kept.modified)


def file_name(document: str, day: str, digest: str) -> str:
    """The name of a copy: the day and the beginning of the hash before that of the document."""
    return f"{day}-{digest[:12]}-{document}"


def by_hand(folder: Path, request: Request, given: Path) -> Document:
    """A file that a person downloaded, checked and kept like a fetched one."""
    if given.stat().st_size > request.maximum:
        raise RefusedError(f"{given}: larger than {request.maximum:,} bytes")
    with given.open("rb") as stream:
        try:
            check_start(request.kind, stream.read(SNIFFED))
        except RefusedError as error:
            raise RefusedError(f"{given}: {error}") from None
    copy = folder / f".{request.document}.{os.getpid()}"
    shutil.copyfile(given, copy)
    digest = sha256(copy)
    day = clock.today().isoformat()
    name = file_name(request.document, day, digest)
    return keep(folder, request.document, copy, Kept(name, request.url, digest, day))


def sha256(path: Path) -> str:
    """The hash of a file, read in blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
