import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.stage import scan as module
from etl.stage.scan import SENTINEL, clean_copy, glance, scan

PLAIN = b'a,b\n1,"x, y"\n2,"said ""no"""\n'
DAMAGED = {
    "nothing at all": (b"", [(1, "is empty")]),
    "blank header": (b"\n1,2\n", [(1, "holds no column names")]),
    "UTF-16": ("a,b\n1,2\n".encode("utf-16"), [(1, "is UTF-16 (save it as UTF-8)")]),
    "UTF-16 without a mark": ("a,b\n1,2\n".encode("utf-16-be"), [(1, "is UTF-16")]),
    "line ends of an old Mac": (b"a,b\r1,2\r3,4\n", [(1, "a CR that does not end the line")]),
    "CR inside a line": (b"a,b\n1,2\n1,\r2\n", [(3, "a CR that does not end")]),
    "no last line end": (b"a,b\n1,2", [(2, "is the file cut off?")]),
    "cut in the middle": (b"a,b\n1,2\n1", [(3, "has 1 cells"), (3, "cut off?")]),
    "Latin-1": (b"a,b\n1,2\n1,caf\xe9\n", [(3, "byte 0xe9 is not UTF-8")]),
    "NUL": (b"a,b\n\x00,2\n1,2\n", [(2, "NUL")]),
    "the sentinel itself": (b"a,b\n\x1a,2\n", [(2, "0x1a")]),
    "blank line": (b"a,b\n\n1,2\n", [(2, "is blank")]),
    "row of commas": (b"a,b\n1,2\n,\n", [(3, "is blank")]),
    "cell too many": (b"a,b\n1,2,3\n", [(2, "has 3 cells, the header has 2")]),
    "cell missing": (b"a,b\n1,2\n1\n", [(3, "has 1 cells, the header has 2")]),
    "open quotation mark": (b'a,b\n1,"2\n3,4\n', [(2, "without its partner")]),
    "line end in a cell": (
        b'a,b\n1,"2\nx"\n3,4\n',
        [(2, "without its partner"), (3, "has 1 cells")],
    ),
    "text behind a quoted cell": (b'a,b\n1,"2"x\n', [(2, "inside a quoted cell")]),
    "second header": (b"a,b\n1,2\na,b\n", [(3, "is the header line again")]),
    "endless line": (b"a,b\n1," + b"x" * 100_001 + b"\n", [(2, "is longer than")]),
}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "file.csv"


@pytest.mark.parametrize(
    "content", [PLAIN, b"a,b\n", b'a,b\n5" gun,2\n', "a,b\né,\u2028\n".encode()]
)
def test_a_plain_file_has_no_damage_and_needs_no_second_look(file, content):
    file.write_bytes(content)
    assert glance(file).is_plain
    assert scan(file).damages == ()
    assert scan(file).header == glance(file).header == ("a", "b")


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfa,b\n1,2\n", b"a,b\r\n1,2\r\n", b"\xef\xbb\xbfa,b\n1,2\r\n"]
)
def test_a_byte_order_mark_and_line_ends_of_windows_are_no_damage(file, tmp_path, content):
    file.write_bytes(content)
    assert not glance(file).is_plain
    found = scan(file)
    assert (found.header, found.lines, found.damages) == (("a", "b"), 2, ())
    clean_copy(found, set(), tmp_path / "copy.csv")
    assert (tmp_path / "copy.csv").read_bytes() == b"a,b\n1,2\n"


@pytest.mark.parametrize(("content", "expected"), DAMAGED.values(), ids=list(DAMAGED))
def test_each_damage_is_named_with_its_line(file, content, expected):
    file.write_bytes(content)
    found = [(damage.line, damage.message) for damage in scan(file).damages]
    assert [line for line, _ in found] == [line for line, _ in expected]
    for (_, message), (_, part) in zip(found, expected, strict=True):
        assert part in message


def test_damages_of_one_file_are_all_reported_in_the_order_of_its_lines(file):
    file.write_bytes(b"a,b\n\n1\n\xff,2\n1,2\n1,2,3\n\x00,\n")
    assert [damage.line for damage in scan(file).damages] == [2, 3, 4, 6, 7]


def test_a_clean_copy_keeps_every_other_line_in_its_place(file, tmp_path):
    file.write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n\xff,2\r\n3,4")
    found = scan(file)
    clean_copy(found, found.unreadable, tmp_path / "copy.csv")
    lines = (tmp_path / "copy.csv").read_bytes().split(b"\n")
    assert lines == [b"a,b", b"1,2", SENTINEL.encode() + b",", b"3,4", b""]


def test_a_glance_reads_files_larger_than_a_block(file, monkeypatch):
    monkeypatch.setattr(module, "BLOCK", 16)
    file.write_bytes(b"a,b\n" + b"1,2\n" * 40)
    assert glance(file) == module.Scan(file, ("a", "b"), 41, is_plain=True, commas=40)
    file.write_bytes(b"a,b\n" + b"1,2\n" * 40 + b"1,\xff\n" + b"1,2\n" * 40)
    assert not glance(file).is_plain


CELLS = st.text(st.sampled_from('ab,"\n é\u2028;'), max_size=5)


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6))
def test_line_numbers_agree_with_the_csv_reader(tmp_path_factory, rows):
    """A row that the csv module writes over several lines is damaged; others keep their line."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["x", "y", "z"], *rows])
    file = tmp_path_factory.mktemp("scan") / "file.csv"
    file.write_bytes(text.getvalue().encode())
    damaged = scan(file).unreadable
    lines = text.getvalue().split("\n")
    reader, begin, sound = csv.reader(io.StringIO(text.getvalue(), newline="")), 1, {}
    for row in reader:
        if reader.line_num == begin and lines[begin - 1].strip(" ,"):
            sound[begin] = row
        begin = reader.line_num + 1
    assert not damaged & sound.keys()
    inside = set(range(2, begin)) - sound.keys()
    for line in inside - damaged:  # the inner lines of such a row may look like rows
        assert next(csv.reader([lines[line - 1]])), line
    assert bool(inside) == bool(damaged)
