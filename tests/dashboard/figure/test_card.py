"""The card says of a figure, a vote and an event all that is known, and nothing else."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.figure.card import address, card_html, reference, tell
from dashboard.figure.card_figure import exact
from dashboard.figure.citation import bibtex, markdown, plain
from dashboard.store.cards import load
from dashboard.store.database import records
from dashboard.words.wording import day
from tests.html import Cells, links

FIGURE = "goods_trade_total_gacc:CHN:RUS:2024:novosti_sep2025"
OLD = "nato_favourable_pct:POL:NATO:2024:ap_pew_nato_2024"
VOTE = "vote:2023-10-27-001:ZMB"


@pytest.fixture
def shown(context, database):
    """A function that returns the card of a figure as HTML, and its facts by name."""

    def make(figure, alone=False, **chosen):
        where = context(figure=figure, **chosen)
        card = load(database, figure)
        html = card_html(where, card, tell(where, card), alone)
        pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL)
        return html, {name: unescape(re.sub(r"<[^>]+>", " ", said)) for name, said in pairs}

    return make


def test_a_figure_says_value_unit_period_source_and_all_that_is_known(shown):
    html, facts = shown(FIGURE)
    assert '<p class="big">244.819 <small>USD bn, current prices</small></p>' in html
    assert '<span id="fc-head">China – Russia, 2024</span>' in html
    assert facts["Period"] == "2024; the series is yearly"
    assert facts["Read in"].strip().endswith(", article text")
    assert facts["Published"] == "13 October 2025"
    assert facts["Accessed"] == "22 November 2026"
    assert facts["Licence"] == "press text; facts only"
    assert (facts["Confidence"], facts["Coded by"]) == ("medium", "c1")
    assert facts["Note"].startswith("TASS gives 244.81")
    assert facts["In force"] == "yes: it is the newest published of this figure"
    assert "goods_trade_china_customs.csv:" in facts["Stored as"]
    assert "“Ties have strengthened”: computed from it (test" in facts["Statements"]
    assert facts["Statements"].strip().endswith("drawn with it")
    assert "Goods trade between China and Russia" in facts["Charts"]


def test_the_document_of_every_figure_is_a_link_with_its_place(shown, database):
    rows = records(
        database,
        "select observation.id, locator, url from observation "
        "join source on source.id = observation.source using sample 40",
    )
    for row in rows:
        html, facts = shown(row["id"])
        assert row["url"] in [link["href"] for link in links(html)]
        assert row["locator"] in facts["Read in"]


def test_a_superseded_figure_says_by_what_and_lists_its_vintages(shown):
    html, facts = shown(OLD)
    assert facts["In force"] == "no: a newer figure of the same period was published"
    assert facts["Corrections"].strip().startswith("mended")
    head, *body = Cells(html).rows
    assert head == ["Published", "Value", "Read in", "State"]
    assert [(row[1], row[3]) for row in body] == [("88", "in\xa0force"), ("91", "earlier")]
    (other,) = [link for link in links(html) if link.get("data-figure", OLD) != OLD]
    assert other["data-figure"] == "nato_favourable_pct:POL:NATO:2024:pew_nato_2025"


@pytest.mark.parametrize(
    ("in_force", "words"),
    [
        (True, "yes: its document is the newest edition of the whole series, never a mixture"),
        (False, "no: the newest edition of the whole series is "),
    ],
)
def test_an_edition_says_that_the_whole_series_is_replaced(shown, database, in_force, words):
    sql = """
        select observation.id from observation join indicator on indicator.id = indicator
        where revision = 'edition' and in_force = $in_force order by observation.id limit 1
    """
    (row,) = records(database, sql, {"in_force": in_force})
    _, facts = shown(row["id"])
    assert facts["In force"].startswith(words)


def test_a_vote_says_tally_document_and_doubts(shown):
    html, facts = shown(VOTE)
    assert '<p class="big">abstained <small>27 October 2023</small></p>' in html
    assert re.fullmatch(r"\d+ in favour, \d+ against, \d+ abstaining and \d+ not voting",
                        facts["All votes"])  # fmt: skip
    assert facts["Remarks"].startswith("corrected: ")
    assert "eight roll calls" in facts["Among all votes"]
    hrefs = [link["href"] for link in links(html)]
    assert any(href.startswith("https://undocs.org/A/RES/ES-10/") for href in hrefs)


def test_a_vote_with_a_record_number_links_to_the_record(shown, database):
    sql = "select id, undl_id from roll_call where undl_id is not null limit 1"
    (row,) = records(database, sql)
    html, facts = shown(f"vote:{row['id']}:USA")
    wanted = f"https://digitallibrary.un.org/record/{row['undl_id']}"
    assert wanted in [link["href"] for link in links(html)]
    assert "UN record" in facts


def test_an_event_says_who_what_and_where_it_was_read(shown):
    html, facts = shown("event:ukr_048")
    assert '<span id="fc-head">Last US aid package</span>' in html
    assert '<p class="big">9 January 2025</p>' in html
    assert facts["Who"] == "United States and Ukraine"
    assert facts["Theme"] == "Ukraine support levels"
    assert "Aid allocated to Ukraine per month" in facts["Charts"]


def test_a_figure_on_which_nothing_rests_says_so(shown):
    assert shown(OLD)[1]["Rests on it"] == "no chart of the article and no statement"


def test_a_card_under_a_table_can_be_closed_and_one_on_its_page_cannot(shown):
    html, _ = shown(FIGURE, exhibit="rc_trade", tab="table", actors=("USA",))
    ways = {link.get("class", "own"): link["href"] for link in links(html) if "class" in link}
    assert ways == {"close": "?actor=USA&tab=table&exhibit=rc_trade"}
    assert f"./figure?actor=USA&figure={FIGURE}" in [link["href"] for link in links(html)]
    assert 'class="close"' not in shown(FIGURE, alone=True)[0]


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        (228.105, 1, "228.105"),
        (5.0, 1, "5.0"),
        (0.1 + 0.2, 1, "0.3"),
        (1e6, 0, "1,000,000"),
    ],
)
def test_the_value_is_as_it_is_stored(found, value, decimals, said):
    leaf = next(leaf for leaf in found.indicators.values() if leaf.decimals == decimals)
    assert exact(leaf, {"code": None, "value": value, "reason": None}) == said


def test_codes_and_reasons_are_said_in_words(found):
    leaf = found.indicators["unga_vote_2026_02_24"]
    code = next(iter(leaf.codes))
    assert exact(leaf, {"code": code, "value": None, "reason": None}) == leaf.codes[code]
    row = {"code": None, "value": None, "reason": "not_published"}
    assert exact(leaf, row) == "not published"


def test_the_address_of_a_card_opens_it_and_names_the_build(context, database, found):
    where = context(figure=FIGURE, actors=("USA",), exhibit="rc_trade", tab="table")
    asked = parse_qs(urlsplit(address(where, load(database, FIGURE))).query)
    assert asked == {"actor": ["USA"], "figure": [FIGURE], "build": [found.build["id"]]}


@pytest.mark.parametrize("figure", [FIGURE, OLD, VOTE, "event:ukr_048"])
def test_citations_name_value_document_place_and_build(context, database, found, figure):
    where = context(figure=figure)
    card = load(database, figure)
    cited = reference(where, card, tell(where, card))
    for form in (plain, markdown, bibtex):
        said = form(cited).replace("\\", "")
        told = (found.build["id"], figure, card.row["locator"], card.row["publisher"])
        for words in (*told, where.catalogue.article["title"]):
            assert words in said, (form, words)
    assert day(card.row["published"]) in plain(cited)
