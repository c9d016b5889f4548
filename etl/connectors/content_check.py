"""Is it what was asked for? Media types and first bytes of each kind of document."""

from etl.connectors.model import Kind, RefusedError

TYPES: dict[Kind, tuple[str, ...]] = {
    "csv": ("text/csv", "text/plain", "text/tab-separated-values", "application/csv"),
    "json": ("application/json", "text/json", "text/plain"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
    "html": ("text/html", "application/xhtml+xml"),
}
ANY = ("application/octet-stream", "binary/octet-stream", "")
STARTS = {"xlsx": (b"PK\x03\x04",), "json": (b"{", b"["), "html": (b"<",)}
PACKED = (b"PK", b"\x1f\x8b", b"%PDF")
OTHERS = (b"{", b"[", b"<")  # an answer in JSON or XML: most likely an error
PAGE = (b"<!doctype", b"<html", b"<head", b"<?xml")
NAMES = {"csv": "CSV", "json": "JSON", "xlsx": "a workbook (xlsx)", "html": "a web page"}
SNIFFED = 512


def check_type(kind: Kind, header: str) -> None:
    """Raises RefusedError when the declared media type is not one of the kind's."""
    media = header.split(";")[0].strip().lower()
    if media not in TYPES[kind] and media not in ANY and not media.endswith(f"+{kind}"):
        raise RefusedError(f"expected {NAMES[kind]}, the publisher sent '{media}'")


def check_start(kind: Kind, start: bytes) -> None:
    """Raises RefusedError when the first bytes are not those of the kind."""
    begins = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begins:
        raise RefusedError("the document is empty")
    if kind != "html" and begins[:9].lower().startswith(PAGE):
        raise RefusedError(f"expected {NAMES[kind]}, got a web page (an error page, or a check?)")
    if not begins.startswith(STARTS.get(kind, b"")):
        raise RefusedError(f"expected {NAMES[kind]}, got something that begins {begins[:60]!r}")
    if kind == "csv" and (begins.startswith((*PACKED, *OTHERS)) or b"\0" in begins):
        raise RefusedError(f"expected {NAMES[kind]}, got something that begins {begins[:60]!r}")
