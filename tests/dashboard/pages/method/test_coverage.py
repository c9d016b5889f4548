"""Coverage in words, as a table and as files: each says the same as the picture."""

from dataclasses import fields, replace
from html import unescape

import pytest

from dashboard.charts import marks
from dashboard.pages.method.coverage_cells import INSIDE, CoverageCell, Summary, summary
from dashboard.pages.method.coverage_figure import Asked, as_rows, cells, coverage_figure
from dashboard.pages.method.coverage_words import KEY, in_words, key, sentence, short, spans

ASKED = Asked("family", (), 2000, 2026, is_open=True, theme="nato_cohesion")
CELL = CoverageCell(
    item="i", year=2014, figures=40, held=28, not_published=0, not_coded=2, not_applicable=0,
    withheld=0, before=3, after=1, no_row=4, expected=38, began=2002, ended=2023, state="most",
    theme="t", title="Title", family="f", unit="actor",
)  # fmt: skip


@pytest.fixture(scope="module")
def nato(database):
    return coverage_figure(database, ASKED, "NATO cohesion", False)


@pytest.fixture(scope="module")
def frame(nato):
    """What its chart draws: a row for each cell, line after line."""
    (chart,) = nato.charts
    return chart.frame


@pytest.fixture(scope="module")
def shown(database, frame):
    """The cells that it shows, in its order."""
    found = {(cell.item, str(cell.year)): cell for cell in cells(database, ASKED)}
    return [found[key] for key in zip(frame["row"], frame["series"], strict=True)]


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


def test_a_picture_holds_every_row_of_its_theme_in_order(nato, frame, shown, found):
    mine = [family.id for family in found.families.values() if family.theme == "nato_cohesion"]
    assert list(dict.fromkeys(frame["row"])) == mine
    assert nato.finding.startswith(sentence(summary(shown, 2026), "family", 2026))


def test_every_mark_says_what_it_stands_for(nato, shown):
    told = nato.charts[0].ready[1].to_pandas().query("part == 'state' and series != ''")
    inside = [cell for cell in shown if cell.state in marks.STATE_SHAPES]
    expected = {f"{cell.title}, {cell.year}: {in_words(cell)}" for cell in inside}
    assert set(told["tooltip"]) == expected
    assert len(told) == len(inside)


def test_a_year_to_come_is_a_column_only_where_a_figure_speaks_of_it(database, frame):
    assert "2035" in set(frame["series"])
    for other in (replace(ASKED, theme="russia_china"), replace(ASKED, is_open=False)):
        (chart,) = coverage_figure(database, other, "", False).charts
        assert max(chart.frame["series"]) == "2026"
        assert "hague_goal" not in set(chart.frame["row"])


def test_nothing_for_the_filters_is_no_picture(database):
    for changes in ({"first": 1900, "last": 1910, "is_open": False}, {"actors": ("no_such",)}):
        assert coverage_figure(database, replace(ASKED, **changes), "", True) is None


def test_rows_left_out_by_the_filters_are_counted(database, nato):
    part = coverage_figure(database, replace(ASKED, actors=("USA",)), "", False)
    assert part.finding.endswith("without a row for these filters are left out.")
    assert "left out" not in nato.finding


def test_a_phone_gets_the_same_rows_under_another_view_and_wide_files(database, nato, frame):
    narrow = coverage_figure(database, ASKED, "NATO cohesion", True)
    (chart,), (wide,) = narrow.charts, narrow.wide()
    assert chart.frame.equals(frame)
    assert chart.ready[0].nominal < nato.charts[0].ready[0].nominal
    assert chart.view.key == nato.charts[0].view.key
    assert wide.view == nato.charts[0].view


def test_the_table_has_a_cell_for_each_year_and_leaves_none_empty(nato, frame, shown):
    rows = [line.split("<td")[1:] for line in nato.table().split("<tr>")[2:]]
    years = frame["series"].nunique()
    assert len(rows) == frame["row"].nunique()
    for place, line in enumerate(rows):
        of_row = shown[place * years : (place + 1) * years]
        cells_html = (cell.partition(">")[2].partition("</td>")[0] for cell in line)
        words = [unescape(cell.removeprefix("<i>").removesuffix("</i>")) for cell in cells_html]
        assert words == [of_row[0].title, *(short(cell) for cell in of_row)]
        assert all(words)


def test_the_rows_are_every_cell_with_all_its_counts(database, nato):
    found = cells(database, ASKED)
    rows = nato.rows()
    assert rows.equals(as_rows(found))
    assert list(rows) == [field.name for field in fields(CoverageCell)]
    assert set(rows["state"]) - INSIDE == {"before", "after"}


def test_the_documents_are_those_of_the_actors(database, nato):
    part = coverage_figure(database, replace(ASKED, actors=("USA",)), "", False)
    assert 0 < len(part.evidence.documents) < len(nato.evidence.documents)
