"""Readings for other programs: ClaimReviews without a score, and everything behind them."""

import json
import shutil

import pytest

from etl.readings.review import HEADS, REVIEW, claim_reviews, reviews, told
from etl.readings.words import WORDS
from etl.store import builds
from tests.built import build_once
from tests.etl.conftest import SAMPLE


@pytest.fixture(scope="module")
def con(tmp_path_factory):
    """A build of the sample in use."""
    data = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("review") / "data")
    with builds.opened(build_once(data)) as found:
        yield found


@pytest.fixture(scope="module")
def found(con):
    """Its readings, as another program gets them."""
    return json.loads(json.dumps(reviews(con)))


def entry(found, claim, basis):
    (one,) = (e for e in found["readings"] if (e["claim"], e["basis"]) == (claim, basis))
    return one


def names(value):
    """Every name in nested values."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner)
    if isinstance(value, list):
        for inner in value:
            yield from names(inner)


def test_there_is_one_entry_for_each_claim_and_basis_in_the_order_of_the_text(found, con):
    claims = con.execute("select id from claim order by number").fetchall()
    wanted = [(claim, basis) for (claim,) in claims for basis in ("now", "then", "revised")]
    assert [(e["claim"], e["basis"]) for e in found["readings"]] == wanted


def test_an_entry_is_a_claim_review_with_one_of_five_words_and_no_number(found):
    for one in found["readings"]:
        assert one["@type"] == "ClaimReview"
        assert one["url"] == f"#{one['claim']}"
        assert one["claimReviewed"] == one["exact"]
        assert one["author"] == {"@type": "Organization", "name": "Alignment Indicators"}
        assert one["datePublished"] == one["evaluated_on"]
        assert one["itemReviewed"]["appearance"]["headline"] == "A sample of an article"
        assert one["itemReviewed"]["datePublished"] == "2024-05"
        assert one["reviewRating"]["alternateName"] == WORDS[one["reading"]]
    assert {"ratingValue", "bestRating", "worstRating"}.isdisjoint(names(found))


def test_what_is_not_known_of_the_article_is_left_out(found):
    appearance = found["readings"][0]["itemReviewed"]["appearance"]
    assert appearance.keys() == {"@type", "headline", "datePublished"}


def test_the_context_gives_schema_org_its_names_and_keeps_ours_apart(found):
    schema, ours = found["@context"]
    assert schema == "https://schema.org"
    assert ours.pop("readings") == "@graph"
    used = {name for one in found["readings"] for name in one}
    assert used == {*REVIEW, *ours}
    assert set(ours.values()) == {None}


def test_a_reading_carries_rule_tests_values_thresholds_margin_strength_and_evidence(found, con):
    one = entry(found, "s03", "now")
    ((reading, strength, value, threshold, margin),) = con.execute(
        "select reading, strength, value, threshold, margin from reading "
        "where claim = 's03' and basis = 'now'"
    ).fetchall()
    assert (one["reading"], one["strength"]) == (reading, strength)
    assert (one["value"], one["threshold"], one["margin"]) == (value, threshold, margin)
    assert one["rule"]["words"] == "The last full year is held against the year before."
    assert one["rule"]["blind"] is True
    assert one["build"] == con.execute("select id from build").fetchall()[0][0]
    grew, fell = one["tests"]
    assert (grew["id"], grew["role"], fell["role"]) == ("grew", "for", "against")
    assert grew["given"] == {"partner": "CHN"}
    assert "figure_as_of($day)" in grew["sql"]
    main = grew["results"][0]
    assert main["definition"] == "main"
    assert main["evidence"]
    known = con.execute("select id from observation").fetchall()
    assert {(name,) for name in main["evidence"]} <= set(known)
    assert one["criteria"].keys() == {"publishers", "length", "coding", "age", "actors"}
    assert one["definitions"][0]["title"] == "As in the rule"


def test_a_claim_without_a_rule_says_why(found):
    one = entry(found, "s01", "now")
    assert one["rule"] is None
    assert one["tests"] == []
    assert one["reviewRating"]["ratingExplanation"] == "No rule is written yet."


def test_links_begin_with_the_address_that_is_given(con):
    found = reviews(con, "https://example.org/e.html")
    assert found["readings"][0]["url"] == "https://example.org/e.html#s01"


def test_a_page_carries_the_readings_of_today_alone_and_bare(found):
    bare = claim_reviews(found)
    assert bare["@context"] == "https://schema.org"
    assert [one["url"] for one in bare["@graph"]] == ["#s01", "#s02", "#s03"]
    assert all(one.keys() == set(REVIEW) for one in bare["@graph"])


def test_a_line_per_claim_says_how_it_reads_now_and_then(found):
    lines = list(told(found))
    assert all(len(line) == len(HEADS) for line in lines)
    assert lines[0][:4] == ("1", "Aid changed", "Too little data", "Too little data")
    assert lines[0][-1] == "lacks: No rule is written yet."
    by_number = {line[0]: line for line in lines}
    assert by_number["3"][2] == WORDS[entry(found, "s03", "now")["reading"]]
    assert by_number["3"][4] == (entry(found, "s03", "now")["strength"] or "")
