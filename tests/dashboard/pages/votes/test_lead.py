"""Sentences from the figures: what was counted, in any case that can occur, and never why."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages.votes import lead
from dashboard.pages.votes.standings import Agenda, Movement, Standing

CAUSAL = re.compile(
    r"\b(because|cause[ds]?|causing|due|owing|thanks|therefore|thus|hence|so that|led to|leads? to|"
    r"result(s|ed|ing)?|driven|drives?|explain(s|ed)?|why|reason|consequen\w+|after all|forced|"
    r"made|making|thereby|accordingly|effect|impact|influence[ds]?)\b",
    re.IGNORECASE,
)
YEARS = (2024, 2025)
counts = st.integers(0, 200)
movements = st.builds(Movement, counts, counts, counts)
values = st.none() | st.floats(-1, 1)
standings = st.builds(
    lambda value, n, place: Standing(value, n, *place),
    values,
    counts,
    st.just((None, None)) | st.tuples(st.integers(1, 90), st.integers(91, 190)),
)
agendas = st.builds(Agenda, st.just(2025), st.integers(0, 300), counts, counts, counts)


def is_sentence(words):
    """Empty, or sentences with a capital and a full stop, without a hole or a reason."""
    if not words:
        return True
    assert words[0] == words[0].upper()
    assert words.endswith(".")
    assert not re.search(r"nan|None|\{|\}|  |\.\.| ,|<NA>", words), words
    assert not CAUSAL.search(words), words
    return True


def test_the_sentences_of_2025():
    field, eu = Movement(185, 0, 0), Movement(27, 0, 0)
    tail = lead.inside("the European Union", "lower", eu)
    assert lead.moved("the United States", "agreement", YEARS, field, tail) == (
        "In 2025 agreement with the United States was lower than in 2024 for every one of 185 "
        "members ranked in both years, all 27 members of the European Union among them."
    )
    assert lead.stands("Russia and China", 2025, 0.862, ("high", 2020), 1991) == (
        "Russia and China stand at 0.86, the highest since 2020."
    )
    at = Standing(0.2766, 94, 178, 188), Standing(0.1901, 192, 51, 187)
    assert lead.placed("Russia", "the United States", "agreement", YEARS, at) == (
        "By agreement with the United States, Russia is in place 51 of 187, after place 178 of "
        "188 in 2024; its level went from 0.28 to 0.19."
    )
    assert lead.plainly("Russia", "the United States", YEARS, at) == (
        "From 2024 to 2025 the United States and Russia moved apart by level, and came closer by "
        "place among the members: agreement with others that had stood higher fell by more."
    )
    assert lead.plainly("Russia", "the United States", YEARS, (at[1], at[0])) == (
        "From 2024 to 2025 the United States and Russia came closer by level, and moved apart by "
        "place among the members: agreement with others that had stood lower rose by more."
    )
    same = at[1], Standing(0.1901, 192, 51, 187)
    assert lead.plainly("A", "B", YEARS, same) == (
        "From 2024 to 2025 B and A stayed as they were, by level and by place among the members."
    )
    assert lead.beyond_chance("Russia", "the United States", -0.087) == (
        "Beyond chance (kappa) the United States and Russia stand at −0.09, below the 0 of chance."
    )


def test_the_sentences_on_isolation():
    now, before = Agenda(2025, 192, 10, 174, 8), Agenda(2024, 95, 32, 51, 11)
    assert lead.against("the United States", now, before, 114) == (
        "The United States voted no on 174 of 192 roll calls in 2025 (91 per cent of its votes), "
        "on 51 of 95 in 2024 (54 per cent). On 114 of the 174, at most 3 members voted no in all."
    )
    own = Standing(0.28, 94, 178, 188), Standing(0.19, 192, 51, 187)
    middle = Standing(0.38, 0), Standing(0.08, 0)
    assert lead.against_median("Russia", YEARS, own, middle) == (
        "From 2024 to 2025 agreement with the median member went from 0.38 to 0.08, with Russia "
        "from 0.28 to 0.19; its place went from 178 of 188 to 51 of 187."
    )
    assert lead.on_equal_texts("Russia", 47, YEARS, (0.27, 0.31)) == (
        "On the 47 titles put to the vote in both 2024 and 2025, agreement with Russia went from "
        "0.27 to 0.31."
    )


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (Movement(0, 0, 0), ""),
        (Movement(0, 0, 9), "was as in 2024 for every one of 9 members"),
        (Movement(3, 6, 0), "was higher than in 2024 for 6 of 9 members"),
        (Movement(5, 5, 1), "was lower than in 2024 for 5 of 11 members"),
        (Movement(0, 4, 0), "was higher than in 2024 for every one of 4 members"),
    ],
)
def test_the_side_with_more_members_is_named(field, said):
    assert said in lead.moved("France", "kappa", YEARS, field)
    assert (not said) == (not lead.moved("France", "kappa", YEARS, field))


def test_a_grouping_is_added_only_with_members_on_that_side():
    assert lead.inside("NATO", "lower", Movement(0, 5, 0)) == ""
    assert lead.inside("NATO", "higher", Movement(0, 0, 0)) == ""
    assert lead.inside("NATO", "higher", Movement(2, 5, 0)) == (
        ", 5 of the 7 members of NATO among them"
    )


def test_chance_itself_is_neither_above_nor_below():
    assert "stand at 0.00, at chance" in lead.beyond_chance("A", "B", -0.001)
    assert "above the 0 of chance" in lead.beyond_chance("A", "B", 0.2)


@given(movements, movements, standings, standings, standings, standings, values, agendas, counts)
def test_any_figures_make_whole_sentences_without_causes(
    field, group, first, second, third, fourth, value, agenda, count
):
    side, _ = lead.leading(field)
    tail = lead.inside("the G7", side, group)
    at, other = (first, second), (third, fourth)
    assert is_sentence(lead.moved("the United Kingdom", "S", YEARS, field, tail))
    assert is_sentence(lead.placed("India", "France", "pi", YEARS, at))
    assert is_sentence(lead.plainly("India", "France", YEARS, at))
    assert is_sentence(lead.beyond_chance("India", "France", value))
    assert is_sentence(lead.against("France", agenda, None, count))
    assert is_sentence(lead.against("France", agenda, agenda, count))
    assert is_sentence(lead.against_median("India", YEARS, at, other))
    assert is_sentence(lead.on_equal_texts("India", count, YEARS, (value, first.value)))
    for extreme in (None, ("high", 2020), ("low", None)):
        assert is_sentence(lead.stands("A and B", 2025, value, extreme, 1991))


def test_the_search_for_causes_finds_them():
    assert CAUSAL.search("Agreement fell because of the veto.")
    assert CAUSAL.search("This led to a lower rank.")
    assert not CAUSAL.search("the highest since 2020, after place 178 of 188")
