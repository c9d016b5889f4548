"""Pasted rows are held to the real checks, at the lines of what was pasted; nothing is written."""

import shutil
from pathlib import Path

import pytest

from etl.build import pasted_rows as trial
from etl.build.pasted_rows import try_rows
from etl.stage.tables import TABLES

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
HEADER = ",".join(next(table for table in TABLES if table.name == "observation").columns)
GOOD = 'sample_aid_total,DEU,UKR,2024-03,2,sample_r2,"sheet 1, row 4",high,c1,'
NEW = "sample_r3,Sample Institute,Release 3,https://example.org/r3,,2024-07,2024-09-01,CC BY 4.0,"
NEW += "attribution,sample,"


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(SAMPLE, tmp_path / "data")


@pytest.fixture
def same(data):
    """The data are the same after a trial as before it."""

    def content():
        return {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}

    before = content()
    yield
    assert content() == before


@pytest.mark.parametrize("text", [GOOD, f"{HEADER}\n{GOOD}\n", f"{GOOD}\r\n\n"])
def test_good_rows_have_no_problem(data, same, text):
    assert try_rows(data, "aid", text) == []


@pytest.mark.parametrize("head", ["", f"{HEADER}\n"])
def test_all_problems_come_at_once_at_their_own_lines(data, same, head):
    bad = [
        GOOD,
        GOOD.replace(",2,", ",plenty,").replace("2024-03", "2024-04"),
        GOOD.replace("DEU", "XXX"),
        GOOD.replace('"sheet 1, row 4"', "").replace("2024-03", "2024-05"),
    ]
    first = 1 if head else 0
    found = {(p.file, p.line, p.field) for p in try_rows(data, "aid", head + "\n".join(bad))}
    wanted = {(2, "value"), (3, "actor"), (4, "locator")}
    assert found == {("pasted.csv", line + first, field) for line, field in wanted}


def test_a_row_that_is_held_already_names_the_other_place(data, same):
    text = GOOD.replace("2024-03", "2024-02")
    (problem,) = try_rows(data, "aid", text)
    assert "data/themes/aid/observations/amounts.csv:" in str(problem)


def test_a_new_document_comes_with_its_rows_and_is_checked_too(data, same):
    row = GOOD.replace("sample_r2", "sample_r3")
    (problem,) = try_rows(data, "aid", row)
    assert (problem.file, problem.line, problem.field) == ("pasted.csv", 1, "source")
    assert try_rows(data, "aid", row, NEW) == []
    (problem,) = try_rows(data, "aid", row, NEW.replace("2024-07", "soon"))
    assert (problem.file, problem.line, problem.field) == ("pasted_sources.csv", 1, "published")


def test_more_than_can_be_pasted_is_refused(data, same, monkeypatch):
    monkeypatch.setattr(trial, "MOST", 10)
    (problem,) = try_rows(data, "aid", GOOD)
    assert "is longer than 10 letters (paste less of it)" in problem.message


def test_problems_of_the_data_themselves_keep_their_place(data):
    path = data / "themes/aid/observations/amounts.csv"
    path.write_text(path.read_text("utf-8").replace(",75,", ",plenty,"), "utf-8")
    (problem,) = try_rows(data, "aid", GOOD)
    assert str(problem).startswith("data/themes/aid/observations/amounts.csv:9: value: ")
