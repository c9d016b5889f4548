"""Workbooks that would fill the memory, and documents that are not what they say."""

import io
import zipfile

import pytest

from etl.connectors import workbook
from etl.connectors.content_check import check_start, check_type
from etl.connectors.model import Document, RefusedError
from etl.connectors.workbook import repacked
from tests.etl.connectors.samples import workbook as packed


@pytest.fixture
def document(tmp_path):
    """A function that makes a document of a zip with these parts."""

    def make(parts, content=None):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        path = tmp_path / "book.xlsx"
        path.write_bytes(stream.getvalue() if content is None else content)
        return Document("book.xlsx", path, "", "0" * 64, "2026-11-24")

    return make


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(document, monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST", 10_000_000)
    bomb = document({"xl/sharedStrings.xml": b"0" * 50_000_000})
    with pytest.raises(RefusedError, match="unpacks to more than 10 MB"):
        repacked(bomb)


def test_a_workbook_of_thousands_of_parts_is_refused(document):
    bomb = document({f"xl/{number}.xml": b"" for number in range(workbook.MEMBERS + 1)})
    with pytest.raises(RefusedError, match="holds 501 parts"):
        repacked(bomb)


def test_declared_entities_are_refused(document):
    laughs = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><a>&lol2;</a>'
    with pytest.raises(RefusedError, match="declares entities"):
        repacked(document({"xl/workbook.xml": laughs}))


def test_a_cell_in_the_last_corner_of_a_sheet_is_refused(document):
    """Calamine would make room for every cell between A1 and it."""
    sheet = (
        b'<sheetData><row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(RefusedError, match="spans 16384 columns x 1048576 rows"):
        repacked(document({"xl/worksheets/sheet1.xml": sheet}))


def test_a_size_that_lies_does_not_get_past(document):
    """The zip says that a part has 10 bytes; what is opened is what was read here."""
    content = bytearray(document({"xl/a.xml": b"0" * 1_000_000}).path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(RefusedError, match="is no sound workbook"):
        repacked(document({}, bytes(content)))


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 100, b"<html>"])
def test_what_is_no_workbook_is_refused(document, content):
    with pytest.raises(RefusedError, match="is no sound workbook"):
        repacked(document({}, content))


def test_a_workbook_cut_in_the_middle_is_refused(document):
    whole = packed({"a": [["1", "2"]]})
    with pytest.raises(RefusedError, match="is no sound workbook"):
        repacked(document({}, whole[: len(whole) // 2]))


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        ("csv", b"<!DOCTYPE html><html>"),
        ("csv", b"\xef\xbb\xbf\n<html>"),
        ("csv", b"PK\x03\x04"),
        ("csv", b"\x1f\x8b\x08"),
        ("csv", b"a,b\0c"),
        ("csv", b""),
        ("json", b"<html>"),
        ("json", b"a,b"),
        ("xlsx", b"a,b"),
        ("xlsx", b"\xd0\xcf\x11\xe0"),
        ("html", b"%PDF-1.7"),
    ],
)
def test_the_first_bytes_give_away_what_a_document_is(kind, start):
    with pytest.raises(RefusedError):
        check_start(kind, start)


@pytest.mark.parametrize(
    ("kind", "media", "fits"),
    [
        ("csv", "text/csv; charset=utf-8", True),
        ("csv", "application/octet-stream", True),
        ("csv", "application/vnd.sdmx.data+csv;version=1.0.0", True),
        ("csv", "text/html", False),
        ("json", "application/problem+json", True),
        ("json", "text/html", False),
        ("xlsx", "application/pdf", False),
        ("html", "application/json", False),
    ],
)
def test_the_media_type_must_be_one_of_the_kind(kind, media, fits):
    if fits:
        check_type(kind, media)
    else:
        with pytest.raises(RefusedError, match="the publisher sent"):
            check_type(kind, media)
