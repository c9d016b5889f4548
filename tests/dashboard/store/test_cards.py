"""What a card is made of is what the rows of the build say, for every kind of id."""

import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.shell import keys
from dashboard.store.cards import EVENT, OBSERVATION, VOTE, find, kind, load
from dashboard.store.database import records
from tests.built import build_once
from tests.etl.conftest import SAMPLE
from tests.evidence import evaluated

POLAND = "nato_favourable_pct:POL:NATO:2024:"
NEW, OLD = f"{POLAND}pew_nato_2025", f"{POLAND}ap_pew_nato_2024"
FIGURE = "sample_aid_total:USA:UKR:2024-02:sample_r2"


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample with readings: one computed from a figure, an event and a roll call."""
    folder = tmp_path_factory.mktemp("sample")
    path = build_once(shutil.copytree(SAMPLE, folder / "data"))
    evidence = [FIGURE, "sample_pause", "1990-01-02-001"]
    results = [
        ("s02", "t1", "now", "main", evidence),
        ("s02", "t1", "then", "main", [FIGURE]),
        ("s02", "t2", "now", "main", [FIGURE]),
    ]
    return evaluated(path, folder, *results).as_posix()


def test_every_id_of_the_build_is_one_that_an_address_can_name(database):
    wanted = keys._FIGURE
    for sql in (
        "select id from observation",
        "select 'event:' || id as id from event",
        "select 'vote:' || roll_call || ':' || actor as id from vote using sample 5000",
    ):
        bad = [r["id"] for r in records(database, sql) if not wanted.fullmatch(r["id"])]
        assert bad == [], sql


def test_a_card_is_found_for_each_kind(database):
    (event,) = records(database, "select id from event limit 1")
    for name, figure in ((OBSERVATION, NEW), (VOTE, "vote:2022-03-02-001:USA")):
        assert kind(figure) == name
        assert load(database, figure).kind == name
    card = load(database, f"event:{event['id']}")
    assert (card.kind, card.row["id"]) == (EVENT, event["id"])


@pytest.mark.parametrize(
    "figure",
    [
        "",
        "x",
        "vote:",
        "vote:2022-03-02-001",
        "vote:2022-03-02-001:XXX",
        "vote:no:USA",
        "event:",
        "event:no",
        f"{POLAND}no_such_source",
        "a'; drop table claim; --",
        "vote:'x':y:z",
    ],
)
def test_an_id_that_names_nothing_has_no_card(database, figure):
    assert load(database, figure) is None


@settings(suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40) | st.text(max_size=20).map(lambda t: f"vote:{t}:USA"))
def test_no_text_is_an_error(database, figure):
    assert find(database, figure) is None


def test_all_vintages_are_named_newest_first_and_one_is_in_force(database):
    for figure in (NEW, OLD):
        card = load(database, figure)
        assert [v["id"] for v in card.vintages] == [NEW, OLD]
        assert [v["in_force"] for v in card.vintages] == [True, False]
        assert [v["value"] for v in card.vintages] == [88, 91]
    assert load(database, NEW).corrections[0].id == "pew_poland"


def test_an_edition_that_lacks_a_period_leaves_none_in_force(sample):
    card = load(sample, "sample_aid_total:USA:UKR:2024-01:sample_r1")
    assert [v["in_force"] for v in card.vintages] == [False]
    assert card.edition["id"] == "sample_r2"


def test_exceptions_notes_and_corrections_belong_to_the_figure(sample):
    card = load(sample, FIGURE)
    assert [r["reason"] for r in card.remarks] == ["A programme of several years."]
    assert [c.id for c in card.corrections] == ["sample_fault"]
    other = load(sample, "sample_aid_military:DEU:UKR:2024-01:sample_r2")
    assert other.remarks == other.corrections == []
    assert [r["kind"] for r in load(sample, "vote:1990-01-02-001:CHN").remarks] == ["suspect"]
    assert load(sample, "vote:1990-01-02-001:USA").remarks == []


def ways(card):
    return [(r["id"], r["how"], r["exhibit"], r["tests"], r["bases"]) for r in card.rests]


def test_claims_rest_on_a_figure_as_computed_and_as_drawn(sample):
    computed = ("s02", "computed", None, ["t1", "t2"], ["now", "then"])
    assert ways(load(sample, FIGURE)) == [
        ("s01", "drawn", "sample_aid_monthly", [None], [None]),
        computed,
    ]
    assert [c["id"] for c in load(sample, FIGURE).charts] == ["sample_aid_monthly"]
    superseded = load(sample, "sample_aid_total:USA:UKR:2024-01:sample_r1")
    assert superseded.rests == superseded.charts == []


def test_a_test_that_counts_a_roll_call_rests_on_each_of_its_votes(sample):
    for actor, drawn in (("USA", True), ("DEU", False)):
        found = ways(load(sample, f"vote:1990-01-02-001:{actor}"))
        assert ("s02", "computed", None, ["t1"], ["now"]) in found
        assert any(way[1] == "drawn" for way in found) is drawn
    assert load(sample, "vote:1990-01-02-002:USA").rests == []


def test_an_event_is_marked_and_counted(sample):
    found = ways(load(sample, "event:sample_pause"))
    assert [way[:2] for way in found] == [("s01", "drawn"), ("s02", "computed")]
    assert load(sample, "event:sample_pledge").rests == []


def test_judgements_say_how_far_coders_agree(database):
    (row,) = records(
        database,
        "select figure.id from figure join coding_rule on list_contains(indicators, indicator) "
        "join reliability using (variable, rule) limit 1",
    )
    found = load(database, row["id"]).agreement
    assert len(found[0]["coders"]) >= 2
    assert re.fullmatch(r".+", found[0]["title"])
    assert load(database, NEW).agreement == []
