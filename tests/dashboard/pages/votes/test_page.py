"""Compare and the page of a dyad under every choice a reader has, without a browser."""

import re
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.html.markup import text
from dashboard.pages.votes.measures import MEASURES, SCOPES
from dashboard.pages.votes.other_dyads import FLOOR
from dashboard.store.figure_ids import OF_VOTES

TRIANGLE = {"triangle", "agreement_lines", "field", "ideal_points", "isolation"}
HOLE = re.compile(r"\b(nan|NaN|None|NaT)\b|<NA>")


@pytest.fixture
def compare(page):
    return page("votes")


def headings(page):
    return re.findall(r"<h[123][^>]*>(.*?)</h[123]>", page.html)


def figures(page):
    """The ids of the figures on a page."""
    return re.findall(r'<h[23] id="(\w+)"', page.html)


def test_by_default_it_shows_the_strategic_triangle(compare, found):
    compare.visit()
    assert headings(compare)[0] == "The strategic triangle"
    assert TRIANGLE < set(figures(compare)) <= set(OF_VOTES)
    assert len(compare.charts) == 7
    assert f"Build {found.build['id']} of " in compare.html
    assert "What a political scientist would object to" in compare.html
    assert '<div class="msg"' not in compare.html
    assert not HOLE.search(re.sub(r"<[^>]*>", " ", compare.html))
    assert all(chart.proto.spec for chart in compare.charts)


def test_every_figure_names_computation_source_date_and_licence(compare):
    compare.visit()
    lines = re.findall(r'<p class="src">(.*?)</p>', compare.html)
    assert len(lines) == len(figures(compare))
    for line in lines:
        for name in ("Source", "As of", "Computation", "Licence"):
            assert f"<b>{name}</b>" in line


@pytest.mark.slow
@pytest.mark.parametrize(("measure", "scope"), list(zip(MEASURES, cycle(SCOPES), strict=False)))
def test_every_measure_and_choice_of_roll_calls_opens(compare, measure, scope):
    """A measure is a column, a choice of roll calls is rows: neither acts upon the other."""
    compare.visit(measure=measure, scope=scope)
    shown = MEASURES[measure]
    assert text(shown.plain) in compare.html
    assert text(shown.reference) in compare.html
    assert SCOPES[scope].plain.split(";")[0].split(".")[0] in compare.html
    assert '<div class="msg"' not in compare.html
    assert len(compare.charts) == 7


def test_words_choose_measure_and_roll_calls_and_write_the_address(compare):
    compare.visit()
    compare.app.segmented_control(key="choose_measure").set_value("kappa").run()
    assert compare.query == {"measure": ["kappa_abs"]} or compare.query == {"measure": "kappa_abs"}
    compare.app.segmented_control(key="choose_distance").set_value("squared").run()
    assert "kappa_sq" in str(compare.query)
    compare.app.segmented_control(key="choose_scope").set_value("by session").run()
    assert "session" in str(compare.query)
    compare.app.segmented_control(key="choose_measure").set_value("agreement").run()
    assert "measure" not in compare.query


def test_chosen_actors_make_the_triangle_and_are_told_when_they_do_not_vote(compare):
    compare.visit(actor=["DEU", "FRA", "POL", "WORLD"])
    assert headings(compare)[0] == "Germany, France and Poland compared"
    assert "<b>World casts no votes in the General Assembly.</b>" in compare.html
    assert "with Germany" in compare.html
    compare.visit(actor="DEU")
    assert headings(compare)[0] == "Germany, US and Russia compared"


def test_a_grouping_becomes_a_mean_with_its_band(compare):
    compare.visit(group=["NATO", "BRICS"])
    assert "US–NATO (mean): unweighted mean over the members" in compare.html
    assert "US–BRICS (mean)" in compare.html
    assert "European Union" not in compare.html.split('id="triangle"')[0].split("</h1>")[1]


def test_a_grouping_before_its_founding_is_told(compare):
    compare.visit(group="BRICS", to="2005")
    assert "No mean over BRICS" in compare.html
    assert "one member is no grouping" in compare.html
    assert len(compare.charts) == 7


def test_the_period_bounds_every_figure(compare):
    compare.visit(from_="2010", to="2015-06")
    assert "2010 to 2015" in headings(compare)[2]
    assert "2016" not in re.sub(
        r"<[^>]*>", " ", compare.html.split('id="agreement_lines"')[1][:3000]
    )
    assert "was lower than in 2014" in compare.html or "was higher than in 2014" in compare.html


def test_a_period_without_votes_leaves_a_reason_and_a_way_out(compare):
    compare.visit(to="1950")
    assert "<b>No recorded vote from the start to 1950.</b>" in compare.html
    assert "run from 1991 to 2025" in compare.html
    assert compare.charts == []
    compare.click("all_years")
    assert compare.query == {}
    assert compare.charts


def test_a_member_without_votes_in_the_last_year_is_told(compare):
    compare.visit(actor="VEN")
    assert "<b>No vote of Venezuela in 2025.</b>" in compare.html
    assert compare.charts == []


def test_a_tab_is_written_to_the_address(compare):
    compare.visit()
    compare.follow("field:table")
    assert "field" in str(compare.query)
    assert "The whole field" in compare.html


def test_the_matrix_shows_votes_and_leads_to_the_pair(compare):
    compare.visit(measure="kappa_abs")
    cell = re.search(
        r'<a data-soft data-top href="([^"]*)" aria-label="US–Russia: −0.09">−0.09</a>',
        compare.html,
    )
    assert cell[1] == "?measure=kappa_abs&amp;pair=USA-RUS"
    assert compare.html.count('class="same"') == 10


def test_too_few_common_votes_stand_as_such_in_the_matrix(compare):
    compare.visit(actor=["PLW", "FSM", "KIR"], to="2001")
    assert re.search(r"too few: \d+", compare.html)
    compare.visit(actor=["USA", "VEN", "AFG"])
    assert "<small>no common vote</small>" in compare.html


@pytest.mark.slow
def test_the_matrix_of_another_theme_asks_for_enough_known(compare, found):
    for theme in found.themes.values():
        compare.visit(theme=theme.id)
        assert "Actor by actor" in compare.html
        if theme.id == "un_voting":
            continue
        (box,) = [box for box in compare.app.selectbox if box.key == "relation"]
        assert found.indicators[box.value].theme == theme.id
        assert f"Shown where at least {FLOOR} of the" in compare.html
    compare.visit(theme="russia_china", indicator="goods_trade_total_gacc")
    assert 'href="?' in compare.html.split("Actor by actor")[1]
    assert "too little" in compare.visit(theme="world_order").html


def test_a_theme_is_chosen_in_the_matrix_too(compare, found):
    compare.visit()
    control = compare.app.segmented_control(key="choose_theme")
    control.set_value(found.themes["russia_china"].title).run()
    assert "russia_china" in str(compare.query)


def test_a_pair_has_a_page_of_its_own(compare, found):
    compare.visit(pair="USA-RUS")
    assert headings(compare)[0] == "United States and Russia"
    assert figures(compare) == ["dyad", "splits"]
    assert "90 per cent interval 0.15 to 0.23" in compare.html
    assert "place 51 of 187" in compare.html
    assert len(compare.charts) == 3
    assert "https://digitallibrary.un.org/record/" in compare.html
    assert '<div class="msg"' not in compare.html


def test_pickers_change_the_pair_and_what_it_is_held_against(compare):
    compare.visit(pair="USA-RUS")
    compare.app.selectbox(key="pick_pair_1").set_value("CHN").run()
    assert "USA-CHN" in str(compare.query)
    compare.app.selectbox(key="pick_pair_0").set_value("FRA").run()
    assert "FRA-CHN" in str(compare.query)
    compare.app.selectbox(key="pick_against").set_value("FRA-DEU").run()
    assert "against" in compare.query
    assert figures(compare) == ["dyad", "difference", "splits"]
    assert "France–China against France–Germany" in compare.html
    compare.app.selectbox(key="pick_against").set_value("").run()
    assert "against" not in compare.query


def test_a_second_pair_from_the_address_may_be_any(compare):
    compare.visit(pair="USA-RUS", against="DEU-FRA", measure="kappa_abs")
    assert "US–Russia against Germany–France" in compare.html
    assert compare.app.selectbox(key="pick_against").value == "DEU-FRA"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"pair": "USA-USA"}, "A pair needs two different members."),
        ({"pair": "USA-NATO"}, "NATO casts no votes in the General Assembly."),
        ({"pair": "WORLD-NATO"}, "World and NATO cast no votes in the General Assembly."),
        ({"pair": "USA-XYZ"}, "pair “USA-XYZ”, which does not exist here"),
        ({"pair": "USA"}, "pair “USA”, which does not exist here"),
        ({"pair": "USA-RUS", "against": "USA-NATO"}, "NATO casts no votes"),
        ({"pair": "USA-RUS", "against": "RUS-USA"}, "A pair does not differ from itself."),
        ({"pair": "USA-RUS", "to": "1950"}, "No recorded vote from the start to 1950."),
        ({"pair": "USA-VEN", "from_": "2022"}, "cast no common vote in these years."),
        ({"pair": "USA-RUS", "measure": "closeness"}, "measure “closeness”"),
        ({"pair": "USA-RUS", "scope": "some"}, "choice of roll calls “some”"),
        ({"pair": "USA-RUS", "issue": "xx"}, "issue “xx”"),
        ({"pair": "USA-RUS", "year": "20x5"}, "year “20x5”"),
        ({"pair": "PLW-KIR", "to": "2009"}, "common votes in 2009."),
        (
            {"pair": "DEU-GRC", "to": "2010"},
            "Votes of 2010 look damaged in the copy: Greece (53 roll calls).",
        ),
        ({"actor": "ZZZ"}, "actor “ZZZ”"),
    ],
)
def test_what_cannot_be_compared_is_told_and_the_page_stands(compare, query, told):
    compare.visit(**query)
    assert told in compare.html
    assert "<h1>" in compare.html
    assert not HOLE.search(re.sub(r"<[^>]*>", " ", compare.html))


def test_a_pair_of_one_offers_the_way_back(compare):
    compare.visit(pair="USA-USA", measure="kappa_abs")
    compare.click("no_pair")
    assert "pair" not in compare.query
    assert headings(compare)[0] == "The strategic triangle"


def test_the_votes_that_split_are_sifted_and_say_when_none_is_left(compare):
    compare.visit(pair="USA-RUS", year="2012", issue="nu", search="nuclear")
    (title,) = [h for h in headings(compare) if "roll calls on which" in h]
    assert 0 < int(title.split()[0]) < 20
    assert "Issue flags are known for 1991 to 2023 only." in compare.html
    compare.visit(pair="USA-RUS", search="no such words anywhere")
    assert "<b>No roll call fits.</b>" in compare.html
    compare.app.selectbox(key="sieve_year").set_value("2025").run()
    compare.app.text_input(key="sieve_search").set_value("  syria ").run()
    assert "syria" in str(compare.query)
    assert "Syrian Arab Republic" in compare.html


def test_two_that_never_split_are_told(compare):
    compare.visit(pair="DEU-LUX", from_="2025")
    if "They never split." in compare.html:
        assert "splits" not in figures(compare)
    else:
        assert "splits" in figures(compare)


def test_other_themes_are_listed_with_a_way_to_their_figures(compare):
    compare.visit(pair="CHN-RUS")
    assert 'href="indicators?indicator=' in compare.html.split("Beside the votes")[1]
    compare.visit(pair="PLW-KIR")
    assert "too little to speak of a relation" in compare.html


NAMES = ["pair", "against", "measure", "scope", "year", "issue", "search", "actor", "group"]
NAMES += ["theme", "from_", "to", "exhibit", "tab"]
VALUES = st.text(max_size=10) | st.sampled_from(
    ["USA-RUS", "DEU-GRC", "PLW-KIR", "NATO-USA", "kappa_abs", "session", "2010", "nu", "nuclear",
     "DEU", "GRC", "VEN", "NATO", "BRICS", "russia_china", "1991", "2001", "2025", "field", "table"]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=3)))
def test_any_address_opens_the_page_without_a_false_number(compare, query):
    compare.visit(**query)
    assert "<h1>" in compare.html
    shown = re.sub(
        r"<[^>]*>", " ", re.sub(r'<div class="msg" role="status">.*?</div>', "", compare.html)
    )
    assert not re.search(r"\b(nan|NaN|NaT)\b|<NA>", shown)
