"""Sources and method: what is covered, from which documents, and what the build was made of."""

import pytest

from dashboard.components.markup import text


@pytest.fixture
def sources(page):
    return page("sources")


def test_by_default_it_shows_all_themes_and_the_build(sources, found):
    sources.visit()
    for theme in found.themes.values():
        assert f'<h3 class="ct">{text(theme.title)}</h3>' in sources.html
    assert f"<code>{found.build['id']}</code>" in sources.html
    assert f"Build {found.build['id']} of " in sources.html
    assert len(sources.charts) == len(found.themes)


def test_every_family_stands_in_the_codebook(sources, found):
    sources.visit()
    for family in found.families.values():
        assert f"<summary><b>{text(family.title)}</b>" in sources.html


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


def test_an_unknown_value_is_told_and_the_page_stands(sources):
    sources.visit(theme="no_such_theme")
    assert "theme “no_such_theme”" in sources.html
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
