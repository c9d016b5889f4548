"""The reading page under every choice a reader has, without a browser."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.figure.panels import drawn
from dashboard.html.markup import text
from dashboard.shell.filters import SHORTLIST
from dashboard.store.lens import Lens


@pytest.fixture
def read(page):
    return page("article")


def test_by_default_it_shows_the_article_and_its_evidence(read, found):
    read.visit()
    assert list(read.sections) == list(found.sections)
    assert len(read.charts) >= 7
    assert text(found.article["title"]) in read.html
    assert '<div class="msg" role="status">' not in read.html
    assert all(chart.proto.alt or chart.proto.spec for chart in read.charts)


def test_the_text_in_the_page_is_the_source_s(read, edition):
    (path,) = edition.glob("articles/*/article.md")
    body = path.read_text("utf-8").split("\n+++\n", 1)[1].strip()
    parts = []
    for data in read.visit().sections.values():
        runs = ["".join(run["text"] for run in runs) for runs in data["paragraphs"]]
        parts += [f"## {data['heading']}", *runs]
    assert "\n\n".join(parts) == body
    assert read.visit(marks="0", actor="DEU", claim="c01").sections.keys()


@pytest.mark.slow
def test_every_claim_opens_in_its_section_and_links_back(read, found):
    for claim in found.claims.values():
        read.visit(claim=claim.id)
        for name, data in read.sections.items():
            assert data["selected"] == (claim.id if name == claim.section else None)
        assert f"<blockquote>“{text(claim.exact)}”</blockquote>" in read.html
        assert f'<span id="evidence">Statement {claim.number}</span>' in read.html
        mark = read.sections[claim.section]["marks"][claim.id]
        assert mark["href"] == f"?claim={claim.id}"
        if claim.exhibits:
            assert text(found.exhibits[claim.exhibits[0]].title) in read.html


@pytest.mark.slow
def test_every_exhibit_opens_in_its_place(read, found):
    for exhibit in found.exhibits.values():
        claims = found.resting_on(exhibit.id)
        asked = {"exhibit": exhibit.id}
        if claims:
            asked["claim"] = claims[0].id
        read.visit(**asked)
        assert text(exhibit.title) in read.html
        assert '<div class="msg" role="status">' not in read.html


def test_the_table_has_the_values_of_the_chart(read, found):
    exhibit = found.exhibits["ukraine_aid_monthly"]
    before = len(read.visit().charts)
    read.visit(exhibit=exhibit.id, tab="table")
    assert len(read.charts) == before - len(exhibit.panels)
    assert read.html.count("<tr>") > 50
    assert "data_explorer.csv" in read.html


@pytest.mark.slow
@pytest.mark.parametrize("actor", [*SHORTLIST, "ISL", "EUI"])
def test_every_actor_can_be_chosen(read, actor, found):
    read.visit(actor=actor)
    assert f"{found.actors[actor].label} · all themes" in read.html


@pytest.mark.slow
def test_every_theme_grouping_and_period_can_be_chosen(read, found):
    for theme in found.themes.values():
        assert text(theme.title) in read.visit(theme=theme.id).html
    for grouping in found.groupings:
        assert grouping in read.visit(group=grouping).html
    for period in ({"from_": "2024"}, {"to": "2022-06"}, {"from_": "2030"}, {"to": "1950"}):
        assert read.visit(**period).sections
    read.visit(actor=["USA", "RUS"], group="NATO", theme="un_voting", from_="2020", to="2024")
    assert read.sections


def test_marks_can_be_switched_off(read, found):
    read.visit(marks="0")
    marks = [mark for data in read.sections.values() for mark in data["marks"].values()]
    assert len(marks) == len(found.claims)
    assert {mark["state"] for mark in marks} == {"off"}
    read.click("marks")
    assert read.query == {}


def test_actors_without_a_figure_leave_a_reason_and_a_way_out(read, found):
    absent = next(code for code in found.actors if code not in {"USA", *SHORTLIST} and code < "B")
    read.visit(actor=absent, claim="c18")
    label = text(found.actors[absent].label)
    assert f"<b>No figure for {label} here.</b>" in read.html
    read.click(f"bare_{found.claims['c18'].exhibits[0]}")
    assert read.query == {"claim": "c18"}
    assert "No figure for" not in read.html


def test_a_period_without_a_figure_leaves_a_reason_and_a_way_out(read):
    read.visit(to="1900", claim="c10")
    assert "<b>No figure in this period.</b>" in read.html
    key = next(b.key for b in read.app.button if b.key.startswith("bare_"))
    read.click(key)
    assert read.query == {"claim": "c10"}
    assert "No figure in this period" not in read.html


def test_another_theme_shrinks_an_exhibit_to_a_line_with_a_way_out(read, found):
    read.visit(theme="nato_cohesion")
    assert "has no figure of" in read.html
    ways = re.findall(r'<a data-soft href="([^"]*)">Show all themes</a>', read.html)
    assert set(ways) == {"?"}


def test_the_announcement_of_the_open_statement_ends_with_its_finding(read, found, database):
    claim = found.claims["c10"]
    read.visit(claim="c10")
    marks = read.sections[claim.section]["marks"]
    finding = drawn(database, found.exhibits[claim.exhibits[0]], Lens(), False).finding
    assert re.fullmatch(rf".* shown: [a-z ]+\. {re.escape(finding)}", marks["c10"]["said"])
    assert f'<p class="say">{text(finding)}</p>' in read.html.replace("\xa0", " ")
    others = [mark["said"] for name, mark in marks.items() if name != "c10"]
    assert others
    assert all(re.fullmatch(r"Evidence for statement \d+ shown: [a-z ]+\.", s) for s in others)
    assert all("finding" not in mark for mark in marks.values())


def test_a_step_leads_to_the_next_statement_and_out(read, found):
    read.visit(claim="c10", actor="DEU", tab="table", exhibit="ukraine_aid_monthly")
    read.follow("step:next")
    assert read.query == {"claim": "c11", "actor": "DEU"}
    read.follow("step:close")
    assert read.query == {"actor": "DEU"}
    first, last = found.claims["c01"].id, list(found.claims)[-1]
    assert read.visit(claim=first).links("step:.*").keys() == {"step:next", "step:close"}
    assert read.visit(claim=last).links("step:.*").keys() == {"step:previous", "step:close"}


@pytest.mark.parametrize(
    ("take", "files", "citations"), [("files", 4, 0), ("citation", 0, 3), ("all", 0, 0)]
)
def test_what_is_taken_along_opens_under_its_figure_alone(read, take, files, citations):
    read.visit(exhibit="us_ru_meetings", take=take)
    assert len(read.app.get("download_button")) == files
    copied = [block.value for block in read.app.code if "Alignment Indicators" in block.value]
    assert len(copied) == citations
    assert ("thing to take along “all”" in read.html) is (take == "all")
    assert "take=" not in "".join(copied)


def test_statements_without_evidence_among_what_is_chosen_are_named(read, found):
    assert "hollow" not in read.visit().html
    read.visit(actor="DEU")
    hollow = [
        str(found.claims[name].number)
        for data in read.sections.values()
        for name, mark in data["marks"].items()
        if mark["state"] == "hollow"
    ]
    assert len(hollow) > 2
    told = f"statements {', '.join(hollow[:-1])} and {hollow[-1]}: hollow marks."
    assert told in read.html


def test_a_chart_says_which_statements_no_figure_speaks_to(read, found):
    read.visit()
    silent = next(c for c in found.claims.values() if c.testable == "no" and c.exhibits)
    said = f'though no figure speaks to it: <a data-soft title="{text(silent.title)}"'
    assert said in read.visit(exhibit=silent.exhibits[0]).html


def test_the_foot_names_the_build(read, found):
    assert f"Build {found.build['id']} of " in read.visit().html


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"actor": ["USA", "XYZ"]}, "actor “XYZ”, which does not exist here"),
        ({"claim": "c99"}, "statement “c99”"),
        ({"from_": "yesterday"}, "beginning “yesterday”"),
        ({"from_": "2024", "to": "2020"}, "ends before it begins"),
        ({"exhibit": "<script>alert(1)</script>"}, "&lt;script&gt;"),
        ({"speed": "fast"}, "“speed=fast”, which no page here reads"),
        ({"build": "20200101-000000-00000000"}, "build “20200101-000000-00000000”"),
    ],
)
def test_what_a_damaged_link_asks_for_is_told_and_the_page_stands(read, query, told):
    read.visit(**query)
    assert told in read.html
    assert "<script>" not in read.html
    assert len(read.sections) == 6


NAMES = ["claim", "actor", "group", "theme", "from_", "to", "marks", "exhibit", "tab", "build"]
VALUES = st.text(max_size=12) | st.sampled_from(
    ["c01", "c10", "USA", "NATO", "nato_cohesion", "2024", "2024-13", "0", "table", "rc_trade"]
)


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=3)))
def test_any_address_opens_the_page(read, query):
    read.visit(**query)
    assert len(read.sections) == 6
    assert "<h1>" in read.html
