"""Readings on the reading page: tally, card, bases, definitions, the reader's own view."""

import csv
import io
import re

import pandas as pd
import pytest

from dashboard.claim.card import head, tail
from dashboard.sentences.reading_words import WORDS
from dashboard.store.ledger import ledger
from etl.readings.basis import last_day


@pytest.fixture
def read(page):
    return page("article")


@pytest.fixture(scope="module")
def kept(database):
    return ledger(database)


def marks(read):
    return {k: v for data in read.sections.values() for k, v in data["marks"].items()}


def counts(read):
    """The counts of the tally by reading."""
    line = re.search(r'<ul class="tally">(.*?)</ul>', read.html)[1]
    found = re.findall(r"[> ](\d+) ([^<]*)<", line)[1:]
    words = {f"{told[:1].lower()}{told[1:]}": word for word, told in WORDS.items()}
    return {words[told]: int(count) for count, told in found}


@pytest.mark.parametrize("basis", ["now", "then", "revised"])
def test_the_tally_counts_the_readings_of_its_basis(read, found, kept, basis):
    read.visit(**({} if basis == "now" else {"asof": basis}))
    words = [kept.readings[claim, basis].reading for claim in found.claims]
    assert counts(read) == {word: words.count(word) for word in WORDS}
    assert sum(counts(read).values()) == len(found.claims)


def test_a_count_picks_out_its_marks_and_gives_all_back(read, found, kept):
    read.visit()
    read.follow("tally:mixed")
    assert read.query == {"reading": "mixed"}
    for claim, mark in marks(read).items():
        assert (mark["state"] == "off") == (kept.readings[claim, "now"].reading != "mixed")
    read.follow("tally:mixed")
    assert read.query == {}
    assert {mark["state"] for mark in marks(read).values()} == {"plain"}


def test_a_mark_says_its_reading_before_the_sentence(read, kept):
    for claim, mark in marks(read.visit()).items():
        word = WORDS[kept.readings[claim, "now"].reading].lower()
        assert mark["label"] == f"Statement {mark['number']}, {word}"
        assert mark["said"] == f"Evidence for statement {mark['number']} shown: {word}."


@pytest.mark.parametrize("claim", ["c10", "c25"])
def test_the_card_of_the_open_statement_stands_on_the_page(read, context, found, claim):
    html = read.visit(claim=claim).html
    for part in (head, tail):
        assert part(context(claim=claim), found.claims[claim]) in html


def test_no_reading_depends_on_actors_or_period(read, found, kept):
    for query in ({"actor": "CHN"}, {"group": "NATO"}, {"from_": "2024", "to": "2024"}):
        read.visit(**query)
        words = [kept.readings[claim, "now"].reading for claim in found.claims]
        assert counts(read) == {word: words.count(word) for word in WORDS}
        for claim, mark in marks(read).items():
            assert WORDS[kept.readings[claim, "now"].reading].lower() in mark["label"]


def test_a_filter_that_leaves_out_the_evidence_makes_the_mark_hollow_and_says_so(read, kept):
    before = WORDS[kept.readings["c10", "now"].reading].lower()
    mark = marks(read.visit(actor="CHN"))["c10"]
    assert mark["state"] == "hollow"
    assert mark["label"] == f"Statement 10, {before}, its evidence lies outside the filters"


@pytest.mark.parametrize("basis", ["then", "revised"])
def test_another_basis_shows_nothing_that_it_could_not_know(read, found, basis, monkeypatch):
    """Every chart and table of the page under that basis, by the rows it was drawn from."""
    until = pd.Timestamp(last_day(found.article["published"]))
    seen = []
    from dashboard.figure import exhibit as module

    real = module.drawn

    def watched(*arguments):
        ready = real(*arguments)
        seen.append(ready)
        return ready

    monkeypatch.setattr(module, "drawn", watched)
    for claim in found.claims.values():
        read.visit(claim=claim.id, asof=basis)
    filled = [ready for ready in seen if ready.panels]
    assert len(filled) > 20
    for ready in filled:
        for panel in ready.panels:
            rows = panel.rows
            last = rows["date"] if "date" in rows else rows["period_end"]
            assert pd.to_datetime(last).max() <= until
            if basis == "then" and "period_end" in rows:
                assert rows["published"].max() <= until
            assert all(event.date <= "2025-03-31" for event in panel.chart.view.events)


def test_a_chart_of_which_nothing_was_known_says_so_and_leads_back(read, found):
    read.visit(claim="c11", asof="then")
    assert "was known by March 2025" in read.html
    key = next(b.key for b in read.app.button if b.key.startswith("bare_"))
    read.click(key)
    assert read.query == {"claim": "c11"}


def test_a_definition_can_be_tried_and_the_reading_stays(read, kept):
    claim = "c10"
    before = kept.readings[claim, "now"].reading
    read.visit(claim=claim, **{"def": "military_only"})
    assert "So measured alone" in read.html
    assert kept.titles(claim)["military_only"] in read.html
    assert f"</span> {WORDS[before]}</p>" in read.html
    read.app.selectbox(key=f"definition_{claim}").set_value("main").run()
    assert read.query == {"claim": claim}
    assert "So measured alone" not in read.html


def test_a_definition_of_another_statement_changes_nothing(read):
    read.visit(claim="c14", **{"def": "military_only"})
    assert "So measured alone" not in read.html


def test_a_reader_s_own_reading_is_a_row_of_csv_and_stays_with_the_reader(context, found):
    from dashboard.claim.own_reading import COLUMNS, row

    here = context(claim="c10")
    made = row(here, found.claims["c10"], here.reading("c10"), "at_odds", 'a "b",\nc')
    head, mine = csv.reader(io.StringIO(made))
    assert tuple(head) == COLUMNS
    assert mine[1:3] == ["c10", "now"]
    assert mine[-2:] == ["at_odds", 'a "b", c']


def drawings(read):
    return [chart.proto.SerializeToString() for chart in read.charts]


def test_the_view_of_a_statement_lies_over_the_filters_and_one_click_takes_it_off(read, found):
    read.visit(claim="c02", from_="2022")
    assert "Shown for this statement: 2017 to today. Your filters: 2022 to today." in (
        re.sub(r"<[^>]*>", "", read.html)
    )
    laid = drawings(read)
    read.app.button(key="overlay_own").click().run()
    assert not read.app.exception
    assert read.app.query_params["own"] == "1"
    assert "Shown with your filters." in read.html
    assert drawings(read) != laid
    read.app.button(key="overlay_own").click().run()
    assert "own" not in read.app.query_params
    assert drawings(read) == laid


def test_without_filters_the_view_of_a_statement_needs_no_words(read, found):
    assert found.claims["c02"].view["start"] == "2017"
    assert "Shown for this statement" not in read.visit(claim="c02").html


def test_an_earlier_state_of_knowledge_is_explained_and_where_it_does_not_act_said(page):
    assert "is not held here" in page("article").visit(asof="then").html
    assert "is not held here" not in page("article").visit(asof="revised").html
    for name in ("votes", "two", "resets", "country", "events", "method"):
        other = page(name).visit(asof="then")
        assert "acts on Article and Indicators" in other.html
        assert not [c for c in other.app.get("button_group") if c.key == "filter_basis"]
