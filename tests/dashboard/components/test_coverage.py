"""Coverage in words, as a table and as files: each says the same as the picture."""

import csv
import io
from dataclasses import fields, replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts import export, marks
from dashboard.components.coverage_picture import Asked, as_csv, as_table, cells, files, picture
from dashboard.components.coverage_words import KEY, in_words, key, sentence, short, spans
from dashboard.queries.coverage import INSIDE, Cell, Summary, summary

ASKED = Asked("family", (), 2000, 2026, is_open=True, theme="nato_cohesion")
CELL = Cell(
    item="i", year=2014, figures=40, held=28, not_published=0, not_coded=2, not_applicable=0,
    withheld=0, before=3, after=1, no_row=4, expected=38, began=2002, ended=2023, state="most",
    theme="t", title="Title", family="f", unit="actor",
)  # fmt: skip


@pytest.fixture(scope="module")
def nato(database):
    return picture(database, ASKED, "NATO cohesion", False)


@pytest.mark.parametrize(
    ("changes", "words", "brief"),
    [
        (
            {},
            "figures of 28 of 38 actors; 2 not coded; 4 without a row; 3 not begun; 1 ended",
            "28 of 38",
        ),
        (
            {"held": 1, "expected": 1, "not_coded": 0, "no_row": 0, "before": 0, "after": 0},
            "figures of 1 of 1 actor",
            "1 of 1",
        ),
        (
            {"held": 0, "state": "not_coded", "before": 0, "after": 0, "no_row": 0},
            "2 not coded",
            "not coded",
        ),
        ({"state": "no_row", "held": 0}, "no figure, and no row says why", "no row"),
        (
            {"state": "between", "held": 0},
            "no figure between two waves or dated counts",
            "between",
        ),
        ({"state": "before", "held": 0}, "before the first figure, 2002", "before"),
        ({"state": "after", "held": 0}, "after the last figure, 2023", "after"),
    ],
)
def test_a_cell_says_how_many_or_why_not(changes, words, brief):
    cell = replace(CELL, **changes)
    assert (in_words(cell), short(cell)) == (words, brief)


def test_years_are_written_as_spans():
    assert spans([2023, 2013, 2014, 2015]) == "2013–2015, 2023"
    assert spans([]) == ""


def test_the_key_names_what_stands_in_the_picture_and_nothing_else():
    assert {code for code, _ in KEY} == marks.STATES
    assert key([CELL]) == (KEY[1],)
    named = key([CELL, replace(CELL, state="no_row"), replace(CELL, state="before")])
    assert [code for code, _ in named] == ["most", "no_row", ""]


def test_the_sentence_names_gaps_and_reasons():
    told = Summary(3, 1, 2, {"A": [2001, 2002], "B": [2005]}, {"A": {"not_coded": 39}})
    said = sentence(told, "family", 2026)
    assert said.startswith("1 of 3 quantities reaches 2025 or 2026; 2 are complete, ")
    assert "no row says why: A (2001–2002); B (2005)." in said
    assert said.endswith("A reason stands instead of a value: A (39 not coded).")


def test_the_sentence_says_that_nothing_is_missing_and_names_only_three():
    clean = sentence(Summary(1, 1, 1, {}, {}), "indicator", 2026)
    assert clean.startswith("1 of 1 indicator reaches 2025 or 2026; 1 is complete, ")
    assert "No regular series misses a year" in clean
    none = sentence(Summary(2, 0, 0, {}, {}), "family", 2026)
    assert none.startswith("None of 2 quantities reaches 2025 or 2026; none is complete, ")
    many = {name: [2001] for name in "ABCDE"}
    assert "C (2001); and 2 more." in sentence(Summary(5, 0, 0, many, {}), "family", 2026)


def test_a_picture_holds_every_row_of_its_theme_in_order(nato, found):
    mine = [family.id for family in found.families.values() if family.theme == "nato_cohesion"]
    assert list(nato.rows) == mine
    assert list(dict.fromkeys(nato.frame["row"])) == mine
    assert nato.said.startswith(sentence(summary(cells_of(nato), 2026), "family", 2026))


def cells_of(shown):
    return [cell for line in shown.rows.values() for cell in line]


def test_every_mark_says_what_it_stands_for(nato):
    told = nato.table.to_pandas().query("part == 'state' and series != ''")
    inside = [cell for cell in cells_of(nato) if cell.state in marks.STATE_SHAPES]
    expected = {f"{cell.title}, {cell.year}: {in_words(cell)}" for cell in inside}
    assert set(told["tooltip"]) == expected
    assert len(told) == len(inside)


def test_a_year_to_come_is_a_column_only_where_a_figure_speaks_of_it(database, nato):
    assert "2035" in set(nato.frame["series"])
    other = picture(database, replace(ASKED, theme="russia_china"), "", False)
    assert max(other.frame["series"]) == "2026"
    closed = picture(database, replace(ASKED, is_open=False), "", False)
    assert max(closed.frame["series"]) == "2026"
    assert "hague_goal" not in closed.rows


def test_nothing_for_the_filters_is_no_picture(database):
    assert picture(database, replace(ASKED, first=1900, last=1910, is_open=False), "", True) is None
    assert picture(database, replace(ASKED, actors=("no_such_actor",)), "", True) is None


def test_a_phone_gets_the_same_rows_under_another_view(database, nato):
    narrow = picture(database, ASKED, "NATO cohesion", True)
    assert list(narrow.rows) == list(nato.rows)
    assert narrow.view.nominal < nato.view.nominal
    assert narrow.view.key == nato.view.key


def test_the_table_has_a_cell_for_each_year_and_leaves_none_empty(nato):
    rows = [line.split("<td")[1:] for line in as_table(nato).split("<tr>")[2:]]
    years = nato.frame["series"].nunique()
    assert len(rows) == len(nato.rows)
    for line, cells_ in zip(rows, nato.rows.values(), strict=True):
        assert len(line) == 1 + years
        cells_html = (cell.partition(">")[2].partition("</td>")[0] for cell in line)
        shown = [unescape(cell.removeprefix("<i>").removesuffix("</i>")) for cell in cells_html]
        assert shown == [cells_[0].title, *(short(cell) for cell in cells_)]
        assert all(shown)


def test_the_csv_holds_every_cell_with_all_its_counts(database):
    found = cells(database, ASKED)
    rows = list(csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    assert len(rows) == len(found) > 100
    assert set(rows[0]) == {field.name for field in fields(Cell)}
    assert [row["state"] for row in rows] == [cell.state for cell in found]
    assert {row["state"] for row in rows} - INSIDE == {"before", "after"}


@pytest.mark.parametrize("narrow", [False, True])
def test_the_files_are_wide_and_hold_key_rows_and_words(database, narrow):
    shown = picture(database, ASKED, "NATO cohesion", narrow)
    head = export.Head("Coverage: NATO cohesion", shown.said, "Source: all.", "Build b", "today")
    made = files(database, shown, head)
    assert [name.rpartition(".")[2] for name in made] == ["csv", "png", "svg"]
    root = ET.fromstring(made["coverage_nato_cohesion.svg"][1]())
    said = "".join("".join(root.itertext()).split())
    titles = [line[0].title for line in shown.rows.values()]
    for words in ("Coverage: NATO cohesion", "figures of every actor or pair", "Build b", *titles):
        assert "".join(words.split()) in said
    content = made["coverage_nato_cohesion.png"][1]()
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20]) > 2400
