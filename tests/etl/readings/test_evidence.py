from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readings.evidence import Piece, Pieces, body, criteria, strength

SHARE = "sample_trade_share:RUS:CHN:2023:sample_2023"
JUDGED = "sample_stance:DEU:-:2024-02-14:sample_speech"
DOUBTFUL = "sample_stance:CHN:-:2024-03:sample_speech"


@pytest.fixture
def pieces(database):
    return Pieces(database)


def test_a_piece_says_who_published_it_when_and_of_whom_it_speaks(pieces):
    (found,), unknown = pieces.named([SHARE])
    assert unknown == []
    assert (found.publisher, found.known_on) == ("customs", date(2024, 1, 18))
    assert (found.first_day, found.last_day) == (date(2023, 1, 1), date(2023, 12, 31))
    assert set(found.actors) == {"RUS", "CHN"}
    assert found.sound


def test_events_and_roll_calls_are_evidence_too(pieces):
    (event, vote), unknown = pieces.named(["sample_pause", "1990-01-02-001"])
    assert unknown == []
    assert (event.publisher, set(event.actors)) == ("ministry", {"USA", "UKR"})
    assert (vote.publisher, vote.known_on, vote.actors) == ("un", date(1990, 1, 2), ("WORLD",))


def test_what_is_not_there_comes_back_by_name(pieces):
    found, unknown = pieces.named(["nothing", SHARE, "nothing"])
    assert [piece.id for piece in found] == [SHARE]
    assert unknown == ["nothing", "nothing"]


def test_low_confidence_is_not_sound(pieces):
    (judged, doubtful), _ = pieces.named([JUDGED, DOUBTFUL])
    assert not doubtful.sound
    assert not judged.sound  # one coder only


def piece(publisher="a", year=2020, actors=("USA",), sound=True):
    days = (date(year, 1, 1), date(year, 12, 31))
    return Piece(f"{publisher}{year}", publisher, days[1], *days, actors, sound)


def test_a_body_counts_publishers_spans_and_covers():
    found = body([piece(), piece("b", 2022, ("RUS",), sound=False)], ["USA", "RUS", "CHN"])
    assert (found.publishers, found.observations, found.covered) == (2, 2, 2)
    assert (found.first_day, found.last_day) == (date(2020, 1, 1), date(2022, 12, 31))
    assert found.sound == 0.5


def test_the_assembly_covers_everybody():
    assert body([piece(actors=("WORLD",))], ["USA", "RUS", "CHN"]).covered == 3


@pytest.mark.parametrize(
    ("changed", "question"),
    [
        ({"publishers": 1}, "publishers"),
        ({"span_years": 9.0}, "length"),
        ({"sound": 0.5}, "coding"),
        ({"max_age_days": 100}, "age"),
        ({"actors": 9}, "actors"),
    ],
)
def test_each_criterion_fails_alone(changed, question):
    given_pieces = [piece(), piece("b", 2023, ("RUS",))]
    if changed.get("publishers") == 1:
        given_pieces = [piece(), piece("a", 2023, ("RUS",))]
    if "sound" in changed:
        given_pieces = [piece(), piece("b", 2023, ("RUS",), sound=False)]
    bounds = {"span_years": 3.0, "max_age_days": 400, "actors": 2} | {
        name: value
        for name, value in changed.items()
        if name in ("span_years", "max_age_days", "actors")
    }
    found = criteria(body(given_pieces, ["USA", "RUS"]), date(2024, 3, 31), **bounds)
    assert [name for name, answer in found.items() if not answer] == [question]


@given(st.lists(st.booleans(), min_size=5, max_size=5))
def test_strength_grows_with_the_answers(answers):
    words = {0: "limited", 1: "limited", 2: "limited", 3: "medium", 4: "medium", 5: "robust"}
    assert strength(dict(enumerate(answers))) == words[sum(answers)]


def test_nothing_is_limited():
    found = criteria(body([], ["USA"]), date(2024, 1, 1), 1.0, 100, 1)
    assert not any(found.values())
    assert strength(found) == "limited"
