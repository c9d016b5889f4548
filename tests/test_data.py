"""The shipped data: sound, buildable, and the article as it was published."""

import hashlib
import os

import duckdb
import pytest

from etl import clock
from etl.build.steps import make
from etl.models.article import read_articles
from etl.paths import DATA
from etl.store import builds

ARTICLE = "how-the-china-factor-fuels-the-us-reset-with-russia"
HEADINGS = [
    "The Strategic Pivot: Trump’s Russia Reset",
    "China as the Central Rival",
    "Consequences for European Alliances",
    "Examining Past U.S.-Russia Resets",
    "Assessing Russia-China Relations",
    "Future Implications and Challenges",
]
# SHA-256 of headings and texts, joined by line ends: the text of the article is never changed.
TEXT = "dbe40b095ba3e6786d85fb39ac5289dd6af7dfab87669efbaa8ca4b38f95a841"
FIRST = ["ukraine_support", "russia_china", "nato_cohesion"]


@pytest.fixture(scope="module")
def database(edition, tmp_path_factory):
    """The build of the shipped data, open for reading; without one its problems are told.

    Under a name of its own: DuckDB refuses to open a file twice with other settings.
    """
    database = tmp_path_factory.mktemp("data") / "build.duckdb"
    os.link(builds.current(edition), database)
    with duckdb.connect(database.as_posix(), read_only=True) as con:
        yield con


def test_the_text_of_the_article_is_unchanged():
    articles, found = read_articles(DATA)
    (article,) = (article for article in articles if article.slug == ARTICLE)
    assert found == []
    assert [section.heading for section in article.front.model.sections] == HEADINGS
    text = "\n".join([*HEADINGS, *article.texts.values()])
    assert hashlib.sha256(text.encode()).hexdigest() == TEXT


@pytest.mark.slow
def test_the_shipped_data_read_alike_on_a_leap_day_years_later(
    edition, database, tmp_path, monkeypatch
):
    monkeypatch.setenv(clock.SETTING, "2028-02-29")
    made, _ = make(edition, "", lambda _: None, tmp_path)
    said = "select * exclude (evaluated_on) from reading order by claim, basis"
    with duckdb.connect(made.as_posix(), read_only=True) as con:
        assert con.execute(said).fetchall() == database.execute(said).fetchall()


def test_the_themes_of_the_request_come_first(database):
    rows = database.execute("select id from theme order by position").fetchall()
    assert [theme for (theme,) in rows][:3] == FIRST


def test_every_claim_is_a_span_of_the_text(database):
    question = """
        select claim.id from claim join section
            on section.article = claim.article and section.id = claim.section
        where claim.exact <> substring(section.text, claim.start + 1, claim.stop - claim.start)
    """
    assert database.execute(question).fetchall() == []
    assert database.execute("select count(*) > 10 from claim").fetchall() == [(True,)]


@pytest.mark.parametrize(
    "question",
    [
        "select id from source where id not in (select source from observation union "
        "select source from event union select source from membership union "
        "select source from roll_call union select source from vote_note where source is not null)",
        "select id from indicator where id not in (select indicator from observation)",
        "select id from family where id not in (select family from indicator)",
        "select id from theme where id not in (select theme from indicator)",
        "select id from roll_call where id not in (select roll_call::varchar from vote)",
        "select indicator from observation group by indicator having not bool_or(in_force)",
    ],
)
def test_nothing_is_an_orphan(database, question):
    assert database.execute(question).fetchall() == []


def test_the_catalogue_is_short_and_every_line_of_it_stands_for_itself(database):
    lines = database.execute("""
        select family.title, indicator.question, family.definition
        from family join indicator on indicator.id = family.default_indicator
    """).fetchall()
    assert len(lines) < 120
    for parts in zip(*lines, strict=True):
        assert all(parts)
        assert len(set(parts)) == len(parts)


def test_every_figure_says_where_it_stands(database):
    question = "select count(*) from observation where trim(locator) = '' or trim(source) = ''"
    assert database.execute(question).fetchall() == [(0,)]


def test_no_row_was_lost_between_the_files_and_the_database(database):
    lines = 0
    for path in DATA.glob("themes/*/observations/*.csv"):
        lines += path.read_bytes().count(b"\n") - 1
    assert database.execute("select count(*) from observation").fetchall() == [(lines,)]
