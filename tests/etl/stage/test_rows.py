import duckdb
import pytest

from etl.stage.rows import stage
from etl.stage.tables import TABLES

UNIT = next(table for table in TABLES if table.name == "unit")


@pytest.fixture
def staged(data, tmp_path):
    """A function that stages units.csv with the content given, or unchanged."""

    def run(content=None, table=UNIT):
        if content is not None:
            (data / "units.csv").write_bytes(content)
        with duckdb.connect() as con:
            con.execute("create temp table staged_missing (file varchar, name varchar)")
            problems = stage(con, table, data, tmp_path)
            rows = con.execute(f"from staged_{table.name} order by file, line").fetchall()
            gaps = con.execute("from staged_missing").fetchall()
        return rows, [(p.line, p.field, p.message.split(" (")[0]) for p in problems], gaps

    return run


def test_cells_stay_texts_and_empty_cells_are_null(staged):
    rows, problems, _ = staged()
    assert problems == []
    assert rows[1] == ("code", "Code", None, None, None, "data/units.csv", 3)


def test_columns_are_told_by_name_not_by_place(staged):
    rows, problems, _ = staged(b"name,suffix,prefix,axis,code\nPer cent,s,p,a,pct\n")
    assert problems == []
    assert rows == [("pct", "Per cent", "a", "p", "s", "data/units.csv", 2)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"code,name,axis,prefix\n", [(1, "suffix", "column is missing from the header")]),
        (
            b"code,name,axis,prefix,suffix,colour,\n",
            [(1, "colour", "unknown column"), (1, "header", "unknown column")],
        ),
        (
            b"code,name,axis,prefix,suffix,name\n",
            [(1, "name", "column stands twice in the header")],
        ),
        (
            b"code;name;axis;prefix;suffix\n",
            [(1, "header", "cells are not separated by commas")],
        ),
        (b"", [(1, "file", "is empty")]),
        (b"\xff\n", [(1, "line", "byte 0xff is not UTF-8")]),
    ],
)
def test_a_wrong_header_is_named_and_nothing_raised(staged, header, expected):
    assert staged(header)[1] == expected


def test_rows_of_a_file_with_a_missing_column_are_staged_without_it(staged):
    rows, _, gaps = staged(b"code,axis,prefix,suffix\npct,%,,%\n")
    assert rows == [("pct", None, "%", None, "%", "data/units.csv", 2)]
    assert gaps == [("data/units.csv", "name")]


def test_a_file_whose_columns_are_all_unknown_is_not_read(staged):
    rows, problems, _ = staged(b"x\n1\n\n")
    assert rows == []
    assert {"unknown column", "column is missing from the header", "is blank"} <= {
        message for _, _, message in problems
    }


def test_a_missing_file_is_a_problem(staged, data):
    (data / "units.csv").unlink()
    assert staged()[1] == [(1, "file", "is missing")]


def test_several_files_with_headers_of_their_own_become_one_table(staged, data):
    extra = data / "themes/aid/observations/extra.csv"
    extra.write_text("note,value,indicator\nn,1,i\n")
    table = next(table for table in TABLES if table.name == "observation")
    rows, problems, _ = staged(table=table)
    row = next(row for row in rows if row[0] == "i")
    assert (row[4], row[9], row[11]) == ("1", "n", 2)
    assert len(rows) == 18
    assert len(problems) == 7
