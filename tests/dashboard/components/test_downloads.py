"""Files that leave the dashboard say what they are: title, source, as-of, build."""

import io
import json
import struct
import zlib
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from dashboard.components.cite import bibtex, markdown, plain
from dashboard.components.downloads import file_of, reference
from dashboard.components.drawn import drawn
from dashboard.components.provenance import as_of
from dashboard.queries.lens import Lens
from dashboard.queries.wording import day

NAMES = ["ukraine_aid_monthly", "un_votes_ukraine", "nato_spending"]


@pytest.fixture(params=NAMES)
def exhibit(request, found):
    return found.exhibits[request.param]


def told(database, found, exhibit):
    """What each file has to say."""
    rows = drawn(database, exhibit, Lens(), False).rows
    first = rows["publisher"].mode()[0]
    return [exhibit.title, first, day(as_of(rows)), found.build["id"], exhibit.id]


def test_the_csv_holds_every_row_with_its_source(database, exhibit):
    body = pd.read_csv(io.BytesIO(file_of(database, exhibit, Lens(), "csv")))
    assert len(body) == len(drawn(database, exhibit, Lens(), False).rows)
    assert body[["source", "locator", "licence"]].notna().all(axis=None)


def test_the_file_beside_the_csv_says_what_it_is(database, found, exhibit):
    about = json.loads(file_of(database, exhibit, Lens(), "json"))
    assert about["url"] == f"{exhibit.id}.csv"
    words = " ".join(said for name, said in about.items() if name.startswith("dc:"))
    assert all(part in words for part in told(database, found, exhibit))


def test_the_drawing_says_what_it_is(database, found, exhibit):
    root = ET.fromstring(file_of(database, exhibit, Lens(), "svg"))
    words = "".join("".join(root.itertext()).split())
    assert root.tag.endswith("svg")
    for part in told(database, found, exhibit):
        assert "".join(part.split()) in words
    assert "var(--" not in ET.tostring(root, encoding="unicode")


def test_the_picture_is_a_whole_png(database, exhibit):
    content = file_of(database, exhibit, Lens(), "png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    place, kinds, pixels = 8, [], b""
    while place < len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        body = content[place + 8 : place + 8 + size]
        (checksum,) = struct.unpack(">I", content[place + 8 + size : place + 12 + size])
        assert checksum == zlib.crc32(kind + body)
        kinds.append(kind)
        pixels += body if kind == b"IDAT" else b""
        place += 12 + size
    wide, tall = struct.unpack(">II", content[16:24])
    assert kinds[-1] == b"IEND"
    assert wide > 800
    assert len(zlib.decompress(pixels)) > wide * tall


def test_a_file_follows_the_filter(database, found):
    exhibit = found.exhibits["ukraine_aid_monthly"]
    whole = file_of(database, exhibit, Lens(), "csv").splitlines()
    part = file_of(database, exhibit, Lens(("DEU",), None, "2024"), "csv").splitlines()
    assert 1 < len(part) < len(whole)
    assert all(b",DEU," in line for line in part[1:])


def test_citations_name_figure_build_and_data(context, database, found, exhibit):
    ready = drawn(database, exhibit, Lens(), False)
    cited = reference(context(), exhibit, ready)
    for form in (plain, markdown, bibtex):
        words = form(cited).replace("\\", "")
        assert exhibit.title in words
        assert found.build["id"] in words
        assert str(as_of(ready.rows).year) in words
    assert bibtex(cited).startswith(f"@misc{{{exhibit.id},")
    assert cited.address == f"?exhibit={exhibit.id}&build={found.build['id']}"
