"""The state of a page survives its URL; a damaged URL opens the page and says what was left out."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.shell import address as state
from dashboard.shell import keys
from dashboard.shell.address import ViewState
from dashboard.shell.keys import Known
from dashboard.shell.notices import is_tracking

KNOWN = Known(
    claims=frozenset({"c01", "c02"}),
    actors=frozenset({"USA", "RUS", "CHN", "EU27"}),
    groupings=frozenset({"NATO", "EU"}),
    themes=frozenset({"nato_cohesion"}),
    families=frozenset({"ukraine_aid"}),
    indicators=frozenset({"ukraine_aid_total"}),
    measures=frozenset({"agreement", "kappa_abs"}),
    scopes=frozenset({"fp", "all"}),
    issues=frozenset({"nu", "hr"}),
    exhibits=frozenset({"aid"}),
    definitions=frozenset({"committed"}),
    builds=frozenset({"2026-11-22.1"}),
    events=frozenset({"alaska"}),
    ties=frozenset({"votes", "trade"}),
)
KEYS = ["claim", "actor", "group", "theme", "from", "to", "marks", "family"]
KEYS += ["measure", "scope", "pair", "against", "year", "issue", "search"]
KEYS += ["indicator", "tab", "take", "exhibit", "asof", "def", "own", "figure", "build"]
KEYS += ["as", "event", "whose", "span", "by", "weight", "scale", "view"]


def codes(of):
    return st.none() | st.sampled_from(sorted(of))


def some(of):
    return st.lists(st.sampled_from(sorted(of)), unique=True).map(tuple)


@st.composite
def periods(draw):
    years = sorted(draw(st.lists(st.integers(1000, 2999), min_size=2, max_size=2)))
    suffixes = [draw(st.sampled_from(["", "-01", "-12"])) for _ in years]
    start, end = (f"{year}{suffix}" for year, suffix in zip(years, suffixes, strict=True))
    if f"{start}-01"[:7] > f"{end}-12"[:7]:
        start, end = end, start
    return draw(st.sampled_from([(start, end), (start, None), (None, end), (None, None)]))


def pairs():
    actors = st.sampled_from(sorted(KNOWN.actors))
    return st.none() | st.tuples(actors, actors).map("-".join)


def searches():
    letters = st.characters(exclude_categories=("C", "Z"))
    return st.none() | st.text(letters, min_size=1, max_size=80)


@st.composite
def weights(draw):
    ties = draw(st.lists(st.sampled_from(sorted(KNOWN.ties)), unique=True))
    return tuple(f"{tie}.{draw(st.sampled_from(keys.WEIGHTS))}" for tie in ties)


@st.composite
def states(draw):
    start, end = draw(periods())
    return ViewState(
        claim=draw(codes(KNOWN.claims)),
        actors=draw(some(KNOWN.actors)),
        groupings=draw(some(KNOWN.groupings)),
        theme=draw(codes(KNOWN.themes)),
        start=start,
        end=end,
        marks=draw(st.booleans()),
        family=draw(codes(KNOWN.families)),
        indicator=draw(codes(KNOWN.indicators)),
        measure=draw(codes(KNOWN.measures)),
        scope=draw(codes(KNOWN.scopes)),
        pair=draw(pairs()),
        against=draw(pairs()),
        year=draw(st.none() | st.integers(1000, 2999).map(str)),
        issue=draw(codes(KNOWN.issues)),
        search=draw(searches()),
        tab=draw(codes(keys.TABS)),
        take=draw(codes(keys.TAKES)),
        exhibit=draw(codes(KNOWN.exhibits)),
        basis=draw(codes(keys.BASES)),
        definition=draw(codes(KNOWN.definitions)),
        own=draw(st.booleans()),
        figure=draw(st.none() | st.just("aid:USA:2024-06/2025-01:kiel_30")),
        event=draw(codes(KNOWN.events)),
        build=draw(codes(KNOWN.builds)),
    )


def as_query(pairs):
    query = {}
    for name, value in pairs:
        query.setdefault(name, []).append(value)
    return query


@given(states())
def test_a_state_survives_its_parameters(wanted):
    assert state.parse(as_query(state.format(wanted)), KNOWN) == (wanted, ())


@given(states())
def test_a_state_survives_its_link(wanted):
    link = state.query(wanted)
    assert link.startswith("?")
    assert state.parse(parse_qs(link[1:]), KNOWN) == (wanted, ())


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), st.lists(st.text(), max_size=4)))
def test_garbage_opens_the_page_and_yields_one_notice_per_unknown_value(query):
    found, notices = state.parse(query, KNOWN)
    assert state.parse(as_query(state.format(found)), KNOWN) == (found, ())
    named = [(notice.key, notice.value) for notice in notices]
    assert len(named) == len(set(named))
    kept = set(state.format(found)) | {("marks", "1"), ("own", "0")}
    for name, values in query.items():
        for value in set(values) - {"0", "1"}:
            passed_over = name in {"embed", "embed_options"} or is_tracking(name)
            expected = int((name, value) not in kept and not passed_over)
            if name not in {"from", "to"}:
                assert named.count((name, value)) == expected


UNKNOWN = ["claim", "actor", "theme", "build", "tab", "take", "measure", "scope", "pair", "against"]
UNKNOWN += ["year", "issue", "as", "event", "weight", "scale"]


@given(states(), st.text(min_size=1), st.sampled_from(UNKNOWN))
def test_an_unknown_value_is_left_out_and_the_rest_is_kept(wanted, value, name):
    value = f"no such {value}"
    query = as_query(state.format(wanted))
    query[name] = [value, *query.get(name, [])]
    found, notices = state.parse(query, KNOWN)
    assert found == wanted
    assert [(notice.key, notice.value) for notice in notices] == [(name, value)]


def test_defaults_stay_out_of_the_link_and_the_order_is_fixed():
    assert state.query(ViewState()) == "?"
    full = ViewState("c01", ("USA", "RUS"), ("NATO",), "nato_cohesion", "2022", "2024-06", False)
    assert state.query(full) == (
        "?claim=c01&actor=USA&actor=RUS&group=NATO&theme=nato_cohesion&from=2022&to=2024-06&marks=0"
    )


def test_the_notice_is_a_sentence_that_names_the_value():
    _, (notice,) = state.parse({"actor": ["USA", "XYZ"]}, KNOWN)
    wanted = "This link asks for actor “XYZ”, which does not exist here; it was left out."
    assert notice.text == wanted


def test_a_long_or_unprintable_value_is_shortened_in_its_notice():
    _, (notice,) = state.parse({"claim": ["x\n" * 500]}, KNOWN)
    assert notice.value == "x\n" * 500
    assert "\n" not in notice.text
    assert len(notice.text) < 120


@pytest.mark.parametrize("value", ["2024-13", "2024-6", "24", "2024-06-17", "3024", "\uff12024"])
def test_a_malformed_month_is_left_out(value):
    found, (notice,) = state.parse({"from": [value]}, KNOWN)
    assert found == ViewState()
    assert notice.key == "from"


@pytest.mark.parametrize("value", ["USA", "USA-", "USA-RUS-CHN", "USA-XYZ", "usa-rus", "-", ""])
def test_a_pair_names_two_actors(value):
    found, (notice,) = state.parse({"pair": [value]}, KNOWN)
    assert found == ViewState()
    assert notice.text.startswith(f"This link asks for pair “{value}”, which does not exist here")


def test_a_pair_keeps_its_order_and_may_name_one_actor_twice():
    """The page says that nobody agrees with himself; the link is well formed."""
    for value in ("USA-RUS", "RUS-USA", "USA-USA"):
        assert state.parse({"pair": [value], "against": [value]}, KNOWN) == (
            ViewState(pair=value, against=value),
            (),
        )


@pytest.mark.parametrize("value", ["x" * 81, "a\nb", "   ", ""])
def test_a_search_is_a_short_line_of_words(value):
    found, (notice,) = state.parse({"search": [value]}, KNOWN)
    assert found == ViewState()
    assert notice.key == "search"
    kept, notices = state.parse({"search": ["nuclear “weapons” <b>"]}, KNOWN)
    assert (kept.search, notices) == ("nuclear “weapons” <b>", ())


def test_a_period_that_ends_before_it_begins_is_left_out_with_one_notice():
    found, (notice,) = state.parse({"from": ["2024-07"], "to": ["2024-06"]}, KNOWN)
    assert found == ViewState()
    assert "ends before it begins" in notice.text


def test_a_period_within_one_year_is_kept():
    found, notices = state.parse({"from": ["2024-07"], "to": ["2024"]}, KNOWN)
    assert (found.start, found.end, notices) == ("2024-07", "2024", ())


def test_a_second_claim_is_left_out_with_a_notice():
    found, (notice,) = state.parse({"claim": ["c02", "c01"]}, KNOWN)
    assert found.claim == "c02"
    assert "more than one statement" in notice.text


@pytest.mark.parametrize("value", ["USA", "USA-", "USA-XYZ", "USA-RUS-CHN", "-", "usa-rus"])
def test_what_is_no_pair_is_left_out(value):
    found, (notice,) = state.parse({"pair": [value]}, KNOWN)
    assert (found.pair, notice.key) == (None, "pair")


@pytest.mark.parametrize("value", ["trade", "trade.6", "trade.-1", "trade.1.5", "love.1", "trade."])
def test_what_is_no_weight_is_left_out(value):
    found, (notice,) = state.parse({"weight": [value, "votes.2"]}, KNOWN)
    assert (found.weights, notice.key) == (("votes.2",), "weight")


def test_a_second_weight_of_a_tie_is_left_out_with_a_notice():
    found, (notice,) = state.parse({"weight": ["trade.2", "votes.1", "trade.0"]}, KNOWN)
    assert found.weights == ("trade.2", "votes.1")
    assert (
        notice.text == "This link asks for more than one weight of trade; “trade.0” was left out."
    )


def test_what_streamlit_itself_reads_is_passed_over_in_silence():
    assert state.parse({"embed": ["true"], "embed_options": ["dark_theme"]}, KNOWN)[1] == ()


TRACKING = "utm_source utm_campaign fbclid gclid gbraid msclkid yclid mc_cid mc_eid igshid ref _gl"


def test_what_others_write_behind_a_link_to_follow_it_is_left_out_in_silence():
    given = {name: ["x"] for name in TRACKING.split()} | {"claim": ["c01"]}
    assert state.parse(given, KNOWN) == (ViewState(claim="c01"), ())
    assert not any(is_tracking(key.name) for key in keys.KEYS)
    (told,) = state.parse({"referendum": ["1"]}, KNOWN)[1]
    assert "“referendum=1”, which no page here reads" in told.text


def test_a_figure_is_written_as_it_is_read():
    name = "goods:CHN:-:2024-01/2024-04:gacc.1"
    assert state.query(ViewState(figure=name)) == f"?figure={name}"


@pytest.mark.parametrize("value", ["", "a", "a b", "<b>", "a" * 201, "ä:b:c", "a\n:b"])
def test_what_no_figure_can_be_called_is_left_out(value):
    found, (notice,) = state.parse({"figure": [value]}, KNOWN)
    assert (found.figure, notice.key) == (None, "figure")


def test_a_figure_that_the_build_lacks_has_the_same_notice():
    _, (notice,) = state.parse({"figure": ["?"]}, KNOWN)
    assert state.unknown_figure("?") == notice


def page():
    import streamlit as st

    from dashboard.shell import address as state
    from dashboard.shell import keys

    known = keys.Known(claims=frozenset({"c01"}), actors=frozenset({"USA", "RUS"}))
    found, notices = state.read(known)
    st.text(f"{found.claim} {found.actors} {len(notices)}")
    if st.button("Write"):
        state.write(state.ViewState(claim="c01", actors=("RUS", "USA"), marks=False))


def test_reading_and_writing_the_address():
    app = AppTest.from_function(page)
    app.query_params["actor"] = ["USA", "XYZ"]
    assert app.run().text[0].value == "None ('USA',) 1"
    app.button[0].click().run()
    assert app.query_params == {"claim": "c01", "actor": ["RUS", "USA"], "marks": "0"}
