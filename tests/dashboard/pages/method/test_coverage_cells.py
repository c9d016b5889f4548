"""Coverage as pages ask for it, and what to read from it."""

from dataclasses import replace

import pytest

from dashboard.pages.method.coverage_cells import HELD, INSIDE, by_item, coverage, summary
from dashboard.store.database import records

FIRST, LAST = 2000, 2026
UNITS = {"actor", "partner", "pair"}


@pytest.fixture(params=["family", "indicator"])
def cells(request, database):
    return coverage(database, request.param, (), FIRST, LAST)


def ask(database, sql, **parameters):
    return records(database, sql, parameters)


def test_every_item_has_every_year_once(cells, found):
    every = {f.id for f in found.families.values()}, {i.id for i in found.indicators.values()}
    years = [cell.year for cell in cells if cell.item == cells[0].item]
    assert {cell.item for cell in cells} in every
    assert years == [*range(FIRST, LAST + 1), 2035]
    assert len(cells) == len({(cell.item, cell.year) for cell in cells})
    assert len(cells) == len({cell.item for cell in cells}) * len(years)


def test_the_parts_of_a_cell_are_its_units(cells):
    for cell in cells:
        parts = cell.held + cell.no_row + cell.before + cell.after + sum(cell.reasons.values())
        assert parts == cell.expected + cell.not_applicable
        assert (cell.state in HELD) == (cell.held > 0) == (cell.figures > 0)
        assert (cell.state in INSIDE) == (cell.began <= cell.year <= cell.ended)
        assert cell.unit in UNITS


def test_the_figures_of_a_year_are_those_whose_period_touches_it(database):
    found = coverage(database, "family", (), FIRST, LAST)
    counted = ask(
        database,
        "select count(*) as n from figure where reason is null and year(period_start) <= 2024"
        " and year(period_end) >= 2024",
    )
    assert sum(cell.figures for cell in found if cell.year == 2024) == counted[0]["n"]


def test_leaves_stand_together_by_family_in_the_order_of_the_codebooks(cells, found):
    families = list(dict.fromkeys(cell.family for cell in cells))
    assert families == list(found.families)
    items = list(dict.fromkeys(cell.item for cell in cells))
    if items != families:
        grouped = [i for f in families for i, leaf in found.indicators.items() if leaf.family == f]
        assert items == grouped
    themes = list(dict.fromkeys(cell.theme for cell in cells))
    assert themes == list(found.themes)


def test_a_chosen_actor_leaves_only_what_it_is_a_side_of(database):
    found = coverage(database, "indicator", ("DEU",), FIRST, LAST)
    named = ask(database, "select distinct indicator from figure where 'DEU' in (actor, partner)")
    assert {cell.item for cell in found} == {row["indicator"] for row in named}
    assert coverage(database, "indicator", ("no_such_actor",), FIRST, LAST) == ()


def test_an_item_outside_the_years_asked_for_is_no_row(database):
    def rows(first, last):
        return by_item(c for c in coverage(database, "family", (), first, last) if c.year <= last)

    assert rows(1950, 1960) == {}
    assert "ukraine_aid" not in rows(1990, 2000)
    assert "ukraine_aid" in rows(1990, 2022)


def test_the_wave_that_was_not_coded_has_its_reason(database):
    """Pew's column on China of 2013 holds other answers: its publics are written as not coded."""
    found = coverage(database, "indicator", (), FIRST, LAST)
    wave = next(c for c in found if (c.item, c.year) == ("china_favourable_pct", 2013))
    assert (wave.state, wave.reasons) == ("not_coded", {"not_coded": 39})
    told = summary([c for c in found if c.theme == wave.theme], LAST)
    assert told.reasons[wave.title] == {"not_coded": 39}


def test_the_summary_counts_what_a_reader_can_count(database):
    found = [
        cell
        for cell in coverage(database, "family", (), FIRST, LAST)
        if cell.theme == "russia_china" and cell.year <= LAST
    ]
    told, rows = summary(found, LAST), by_item(found)
    assert told.items == len(rows)
    recent = {cell.item for cell in found if cell.held and cell.year in {LAST - 1, LAST}}
    assert told.recent == len(recent)
    assert {t: years for t, years in told.gaps.items() if years} == told.gaps
    counted = sum(cell.state == "no_row" for cell in found)
    assert sum(map(len, told.gaps.values())) == counted
    full = [
        item for item, cells in rows.items()
        if {c.state for c in cells} <= {"before", "after", "all"}
    ]  # fmt: skip
    assert told.full == len(full)


def test_one_missing_unit_makes_a_row_incomplete(database):
    found = coverage(database, "family", ("DEU",), FIRST, LAST)
    rows = [c for c in found if c.item == "nato_defence_spending" and c.state in INSIDE]
    assert summary(rows, LAST).full == 1
    thin = [replace(rows[0], state="most"), *rows[1:]]
    assert summary(thin, LAST).full == 0
