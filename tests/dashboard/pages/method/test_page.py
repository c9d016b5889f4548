"""Sources and method: what is covered, from which documents, and what the build was made of."""

import re

import pytest

from dashboard.html.markup import text
from dashboard.pages.method.entries import entries
from dashboard.pages.method.page import SECTIONS


@pytest.fixture
def sources(page):
    return page("method")


def test_by_default_it_shows_all_themes_and_the_build(sources, found):
    sources.visit()
    for theme in found.themes.values():
        assert f">Coverage of {text(theme.title)}</h3>" in sources.html
    assert f"<code>{found.build['id']}</code>" in sources.html
    assert f"Build {found.build['id']} of " in sources.html
    assert len(sources.charts) == len(found.themes)


def test_the_links_at_the_top_name_every_section_in_its_order(sources):
    sources.visit()
    headings = re.findall(r'<h2 id="(\w+)">([^<]+)</h2>', sources.html)
    assert headings == list(SECTIONS.items())
    assert len(headings) == sources.html.count("<h2")
    assert re.findall(r'<a href="#(\w+)">', sources.html) == list(SECTIONS)


def test_every_family_stands_in_the_catalogue_with_its_question(sources, database):
    sources.visit()
    for entry in entries(database).values():
        line = f"<summary><b>{text(entry.title)}</b><em>{text(entry.question)}</em>"
        assert line in sources.html


def test_every_theme_and_actor_can_be_chosen(sources, found):
    for theme in found.themes.values():
        sources.visit(theme=theme.id)
        assert len(sources.charts) == 1
    for actor in ("USA", "ISL", "EUR_KIEL"):
        assert sources.visit(actor=actor).html
    assert sources.visit(group="NATO", from_="2024", to="2025").html


def test_a_choice_without_anything_leaves_a_reason(sources, found):
    sources.visit(to="1900")
    assert "No figure for these filters." in sources.html
    assert sources.charts == []


def test_quantities_that_a_filter_leaves_out_are_counted(sources, found):
    sources.visit(theme="nato_cohesion", actor="JPN")
    counted = re.search(r"(\d+) quantities without a row for these filters", sources.html)
    families = [f for f in found.families.values() if f.theme == "nato_cohesion"]
    assert 0 < int(counted[1]) < len(families)


def test_the_reader_chooses_rows_of_quantities_or_indicators(sources, found):
    sources.visit(theme="un_voting")
    assert sources.html.count(" quantities reach") == 1
    place = sources.app.button_group(key="coverage_rows")
    assert place.value == "family"
    place.set_value("indicator").run()
    assert sources.query == {"theme": "un_voting", "rows": "indicators"}
    sources.visit(theme="un_voting", rows="indicators")
    leaves = [leaf for leaf in found.indicators.values() if leaf.theme == "un_voting"]
    assert f" of {len(leaves)} indicators reach" in sources.html
    assert len(sources.charts) == 1


def test_indicators_of_all_themes_ask_for_one(sources, found):
    sources.visit(rows="indicators")
    assert sources.charts == []
    assert f"{len(found.indicators)} indicators are too many for one picture." in sources.html
    sources.click("cov_nato_cohesion")
    assert sources.query == {"rows": "indicators", "theme": "nato_cohesion"}


def test_the_table_takes_the_place_of_the_picture(sources, found):
    sources.visit(exhibit="coverage_nato_cohesion", tab="table")
    assert len(sources.charts) == len(found.themes) - 1
    assert 'aria-label="Coverage of NATO cohesion"' in sources.html


def test_an_unknown_value_is_told_and_the_page_stands(sources):
    sources.visit(theme="no_such_theme", rows="columns")
    assert "theme “no_such_theme”" in sources.html
    assert "kind of rows “columns”" in sources.html
    assert sources.charts


def test_every_statement_and_its_reading_stand_in_one_table(sources, found, context):
    sources.visit()
    ledger = context().ledger
    for claim in found.claims.values():
        assert f'<a href="./?claim={claim.id}">{text(claim.title)}</a>' in sources.html
    for rule in ledger.rules.values():
        assert text(rule.words) in sources.html
    for span in ledger.left_out:
        assert text(span["exact"]) in sources.html
    assert f"{len(found.claims)} statements, {len(ledger.rules)} with a rule" in sources.html
