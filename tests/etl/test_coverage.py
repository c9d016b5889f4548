"""Where figures are and why others are not, held to a plain count of the same rows."""

from collections import Counter

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.paths import SQL

SINCE, UNTIL = 2000, 2006
REASONS = ("not_published", "not_coded", "not_applicable", "withheld")
LEAVES = {"a": ("first", "Y"), "b": ("first", "I"), "c": ("second", "M")}
TABLES = """
create table indicator (id varchar, family varchar, frequency varchar);
create table figure (
    indicator varchar, actor varchar, partner varchar, period_start date, period_end date,
    reason varchar);
"""
row = st.tuples(
    st.sampled_from(sorted(LEAVES)),
    st.sampled_from(["USA", "DEU"]),
    st.sampled_from([None, "CHN"]),
    st.integers(1998, 2008),
    st.integers(0, 3),
    st.sampled_from([None, None, *REASONS]),
)


@pytest.fixture(scope="module")
def con():
    """A database with the relations that coverage speaks of, all empty."""
    with duckdb.connect() as con:
        con.execute(TABLES + (SQL / "coverage.sql").read_text("utf-8"))
        rows = [[name, *facts] for name, facts in LEAVES.items()]
        con.executemany("insert into indicator values (?, ?, ?)", rows)
        yield con


def fill(con, rows):
    con.execute("delete from figure")
    for leaf, actor, partner, year, length, reason in rows:
        start, end = f"{year}-03-01", f"{year + length}-06-30"
        con.execute("insert into figure values (?, ?, ?, ?, ?, ?)",
                    [leaf, actor, partner, start, end, reason])  # fmt: skip


def cells(con, level="family", sides=(), since=SINCE, until=UNTIL):
    """The answer by item and year."""
    question = "from coverage($level, $sides, $since, $until)"
    asked = {"level": level, "sides": list(sides), "since": since, "until": until}
    cursor = con.execute(question, asked)
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, line, strict=True)) for line in cursor.fetchall()]
    answer = {(cell["item"], cell["year"]): cell for cell in found}
    assert len(answer) == len(found)
    return answer


def years(row):
    return range(row[3], row[3] + row[4] + 1)


def counted(rows, year):
    """The units of an item in a year, sorted by what there is of them: one pass over plain rows."""
    units = {row[1:3] for row in rows}
    found = Counter()
    for unit in units:
        mine = [row for row in rows if row[1:3] == unit]
        here = [row[5] for row in mine if year in years(row)]
        touched = [y for row in mine for y in years(row)]
        if None in here:
            found["held"] += 1
        elif here:
            found[min(here)] += 1
        elif year < min(touched):
            found["before"] += 1
        else:
            found["after" if year > max(touched) else "no_row"] += 1
    return len(units), found


@given(st.lists(row, max_size=12), st.sampled_from(["family", "indicator"]))
def test_every_unit_of_every_year_is_counted_once_under_its_reason(con, rows, level):
    fill(con, rows)
    answer = cells(con, level)
    items = {r[0] if level == "indicator" else LEAVES[r[0]][0] for r in rows}
    later = {y for r in rows for y in years(r) if y > UNTIL}
    assert set(answer) == {(i, y) for i in items for y in {*range(SINCE, UNTIL + 1), *later}}
    for (item, year), cell in answer.items():
        mine = [r for r in rows if item == (r[0] if level == "indicator" else LEAVES[r[0]][0])]
        units, expected = counted(mine, year)
        for name in ("held", *REASONS, "before", "after", "no_row"):
            assert cell[name] == expected[name], (item, year, name)
        assert sum(expected.values()) == units
        assert cell["expected"] == units - expected["not_applicable"]
        assert cell["figures"] == sum(year in years(r) and r[5] is None for r in mine)


@pytest.mark.parametrize(
    ("rows", "states"),
    [
        ([("a", "USA", None, 2002, 0, None)], ["before", "all", "after"]),
        ([("a", "USA", None, 2001, 1, None)], ["all", "all", "after"]),
        ([("a", "USA", None, y, 0, None) for y in (2001, 2003)], ["all", "no_row", "all"]),
        # Irregular counts and waves need no figure in a year between two of them.
        ([("b", "USA", None, y, 0, None) for y in (2001, 2003)], ["all", "between", "all"]),
        # A family is regular where one of its regular leaves is under way.
        (
            [("b", "USA", None, y, 0, None) for y in (2001, 2003)]
            + [("a", "USA", None, y, 0, None) for y in (2000, 2004)],
            ["all", "no_row", "all"],
        ),
    ],
)  # fmt: skip
def test_a_year_without_a_row_lies_before_within_or_after(con, rows, states):
    fill(con, rows)
    answer = cells(con)
    assert [answer["first", year]["state"] for year in (2001, 2002, 2003)] == states


@pytest.mark.parametrize(
    ("held", "reasons", "state"),
    [
        (3, [], "all"),
        (2, ["not_coded"], "most"),
        (1, ["not_coded"], "most"),  # one of two is half
        (1, ["not_coded", "withheld"], "few"),
        (1, ["not_applicable", "not_applicable"], "all"),  # of whom a figure makes sense
        (0, ["not_coded", "withheld", "withheld"], "withheld"),
        (0, ["not_coded", "withheld"], "withheld"),
        (0, ["not_coded", "not_published", "withheld"], "not_published"),
        (0, ["not_applicable"], "not_applicable"),
        (0, ["not_applicable", "not_coded"], "not_coded"),
    ],
)
def test_the_state_of_a_year_says_how_many_or_why_none(con, held, reasons, state):
    actors = iter("ABCDEF")
    rows = [("a", next(actors), None, 2002, 0, None) for _ in range(held)]
    rows += [("a", next(actors), None, 2002, 0, reason) for reason in reasons]
    fill(con, rows)
    assert cells(con)["first", 2002]["state"] == state


def test_an_actor_counts_on_either_side_of_a_pair(con):
    fill(con, [("a", "USA", "CHN", 2002, 0, None), ("a", "DEU", None, 2002, 0, None)])
    assert cells(con, sides=["CHN"])["first", 2002]["expected"] == 1
    assert cells(con, sides=["CHN", "DEU"])["first", 2002]["expected"] == 2
    assert cells(con, sides=["FRA"]) == {}


def test_a_later_year_is_asked_only_where_a_figure_speaks_of_it(con):
    fill(con, [("a", "USA", None, 2035, 0, None), ("c", "USA", None, 2002, 0, None)])
    answer = cells(con)
    assert {year for _, year in answer} == {*range(SINCE, UNTIL + 1), 2035}
    assert answer["first", UNTIL]["state"] == "before"
    assert answer["second", 2035]["state"] == "after"
    assert (answer["first", 2035]["began"], answer["first", 2035]["ended"]) == (2035, 2035)


def test_a_build_offers_it(ask):
    found = dict(ask("select year, state from coverage('family', ['RUS'], 2021, 2024)"
                     " where item = 'sample_trade_share'"))  # fmt: skip
    assert found == {2021: "before", 2022: "most", 2023: "all", 2024: "after"}
