import duckdb
import pytest

from etl.stage.chunk import read_chunk
from etl.stage.scan import glance, scan


@pytest.fixture
def read(tmp_path):
    """A function that reads file contents and returns the rows and the problems."""

    def rows(*contents):
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        scans = []
        for number, content in enumerate(contents):
            path = tmp_path / f"{number}.csv"
            path.write_bytes(content)
            scans.append(found if (found := glance(path)).is_plain else scan(path))
        with duckdb.connect() as con:
            problems = read_chunk(con, scans, ["a", "b"], tmp_path, scratch)
            found = con.execute("select file, line, a, b from numbered order by all").fetchall()
        return [(file[-5:], *row) for file, *row in found], problems

    return rows


def test_each_row_has_its_file_and_line(read):
    rows, problems = read(b"a,b\n1,2\n3,4\n", b"a,b\n", b'a,b\n"5",\n')
    assert rows == [
        ("0.csv", 2, "1", "2"),
        ("0.csv", 3, "3", "4"),
        ("2.csv", 2, "5", None),
    ]
    assert problems == []


def test_sound_rows_behind_a_damaged_line_keep_their_line(read):
    rows, problems = read(b"a,b\n1,2\n\n3\n4,5\n", b"a,b\n6,7\n")
    assert rows == [("0.csv", 2, "1", "2"), ("0.csv", 5, "4", "5"), ("1.csv", 2, "6", "7")]
    assert [problem.line for problem in problems] == [3, 4]


@pytest.mark.parametrize(
    ("middle", "lines"),
    [
        (b'2,"x\ny"\n', [3, 4]),
        (b'2,"x\n1,y"\n', [3]),  # the second line looks like a row
        (b'2,"x\n', [3]),
        (b'2,"x"y\n', [3]),
        (b"2,3,4\n", [3]),
        (b"2,\xff\n", [3]),
        (b"2,\x00\n", [3]),
        (b"2,\r\n3,\r4\n", [4]),
    ],
)
def test_what_only_the_second_look_finds_moves_no_line(read, middle, lines):
    rows, problems = read(b"a,b\n1,2\n" + middle + b"8,9\n")
    assert rows[0] == ("0.csv", 2, "1", "2")
    assert rows[-1] == ("0.csv", 3 + middle.count(b"\n"), "8", "9")
    assert {problem.line for problem in problems} == set(lines)


def test_file_names_with_characters_of_patterns_are_read(tmp_path):
    path = tmp_path / "odd [1]* 'é'.csv"
    path.write_bytes(b"a,b\n1,2\n")
    with duckdb.connect() as con:
        assert read_chunk(con, [glance(path)], ["a", "b"], tmp_path, tmp_path) == []
        assert con.execute("select a, line from numbered").fetchall() == [("1", 2)]
