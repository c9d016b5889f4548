"""The ties page under every choice a reader has, without a browser."""

import json

import pytest

from dashboard.html.markup import text
from dashboard.pages.countries.moves import divergences
from dashboard.store.ties import pairs, setting, ties

PAIR = {"pair": "CHN-RUS", "from_": "2008", "to": "2021"}


@pytest.fixture
def page_of(page):
    return page("two")


def alts(page):
    return [json.loads(chart.proto.spec)["description"] for chart in page.charts]


def test_by_default_it_shows_the_pair_of_the_edition(page_of, found, database):
    page_of.visit()
    one, other = setting(database).pair
    names = f"{found.actors[one].name} and {found.actors[other].name}"
    assert text(names) in page_of.html
    assert len(page_of.charts) > 4
    assert '<div class="msg" role="status">' not in page_of.html


def test_the_chosen_actors_are_the_pair_where_no_link_names_one(page_of, found):
    page_of.visit(actor=["DEU", "FRA"])
    assert "Germany and France" in page_of.html
    page_of.visit(actor="IND")
    assert "India and Russia" in page_of.html


@pytest.mark.parametrize("number", [0, 1, 7, 40, 150])
def test_every_kind_of_pair_opens(page_of, database, number):
    page_of.visit(pair="-".join(pairs(database)[number]))
    assert "What is known" in page_of.html
    assert page_of.charts


def test_each_tie_is_known_or_its_reason_is_given(page_of, database):
    page_of.visit(**PAIR)
    for tie in ties(database).values():
        shown = text(tie.unknown) in page_of.html
        drawn = any(alt.startswith(tie.title) for alt in alts(page_of))
        assert shown != drawn, tie.id


def test_a_pair_without_ties_beside_votes_says_so(page_of):
    page_of.visit(pair="AND-TUV")
    assert "Too few ties of Andorra and Tuvalu" in page_of.html


def test_one_actor_twice_is_no_pair(page_of):
    page_of.visit(pair="USA-USA")
    assert "A pair needs two different actors." in page_of.html
    assert page_of.charts == []


@pytest.mark.parametrize("pair", ["USA-XYZ", "USA", "nothing"])
def test_an_unknown_pair_is_told_and_the_page_stands(page_of, pair):
    page_of.visit(pair=pair)
    assert f"pair “{pair}”" in page_of.html
    assert page_of.charts


def test_choosing_a_side_writes_the_pair(page_of):
    page_of.visit(pair="CHN-RUS")
    page_of.app.selectbox(key="pair_0").set_value("IND").run()
    assert page_of.query == {"pair": "IND-RUS"}
    assert "India and Russia" in page_of.html


def test_another_measure_of_a_tie_opens_in_its_place(page_of):
    page_of.visit(**PAIR)
    page_of.click("open_tie_trade_cow")
    assert page_of.query["exhibit"] == "tie_trade_cow"
    assert "Correlates of War, both importers" in page_of.html
    assert page_of.app.button(key="open_tie_trade_gacc")


def test_the_moves_and_the_composite_are_told_in_words(page_of):
    page_of.visit(**PAIR)
    said = "closer in trade and opinion; apart in arms; no move in votes. They diverge."
    assert page_of.html.count(said) == 2
    assert "China – Russia moves up in" in page_of.html
    assert "of 2,000 runs" in page_of.html


def test_the_sentence_is_the_same_on_every_visit(page_of):
    told = []
    for _ in range(2):
        page_of.visit(**PAIR)
        told.append([line for line in page_of.html.split("\n") if "moves up in" in line])
    assert told[0] == told[1] != []


def test_weights_act_on_the_composite_and_stand_in_the_address(page_of):
    before = page_of.visit(**PAIR).html
    page_of.app.segmented_control(key="weight_arms").set_value("0").run()
    assert page_of.query["weight"] == "arms.0"
    assert "arms 0 %" in page_of.html
    assert "arms 25 %" in before
    page_of.click("equal_weights")
    assert "weight" not in page_of.query
    page_of.app.segmented_control(key="scale").set_value("z").run()
    assert page_of.query["scale"] == "z"
    assert "standard deviations" in page_of.html


@pytest.mark.parametrize(
    ("kept", "said"),
    [(0, "The weights sum to nothing"), (1, "Only one part has a weight")],
)
def test_weights_that_give_no_composite_say_why_and_offer_a_way_out(page_of, kept, said):
    parts = ["votes", "trade", "arms", "opinion"]
    page_of.visit(**PAIR, weight=[f"{part}.0" for part in parts[kept:]])
    assert said in page_of.html
    assert "moves up in" not in page_of.html
    page_of.click("equal_weights")
    assert "moves up in" in page_of.html


def test_too_few_known_ties_give_no_composite(page_of):
    page_of.visit(pair="DEU-UKR", from_="2022", to="2025")
    assert "Too few ties of Germany and Ukraine are known in both 2022 and 2025." in page_of.html
    assert "votes and aid" in page_of.html


def test_a_period_in_which_nothing_is_known_says_so(page_of):
    page_of.visit(from_="1900", to="1950")
    assert "No tie of this pair has values for both 1900 and 1950." in page_of.html
    assert "No pair has ties that diverge from 1900 to 1950." in page_of.html


def test_divergent_pairs_are_listed_and_lead_to_their_ties(page_of, database):
    page_of.visit(**PAIR, exhibit="divergence", tab="table")
    for found in divergences(database, 2008, 2021, 3):
        assert f"pair={'-'.join(found.pair)}" in page_of.html
    page_of.click("open_RUS-USA")
    assert page_of.query["pair"] == "RUS-USA"


def test_divergence_follows_the_chosen_actors_and_offers_a_way_out(page_of):
    page_of.visit(**PAIR, actor="ISL")
    assert "No pair of the chosen actors is among them." in page_of.html
    page_of.click("all_pairs")
    assert "No pair of the chosen actors" not in page_of.html


def test_a_theme_leaves_its_ties(page_of):
    page_of.visit(**PAIR, theme="un_voting")
    drawn = alts(page_of)
    assert any(alt.startswith("Votes in the General Assembly") for alt in drawn)
    assert not any(alt.startswith("Goods trade") for alt in drawn)
    page_of.visit(**PAIR, theme="china_rivalry")
    assert "No tie of this pair has values in" in page_of.html
