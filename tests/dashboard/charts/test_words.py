from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from dashboard.charts import export, text
from dashboard.charts.labels import Box, place, stack

SENTENCE = "United States 228.1 bn – China’s “no limits”, −3 % of 1,024 (Türkiye)"


@pytest.mark.parametrize(("value", "decimals", "words"), [
    (1234.5, 1, "1,234.5"), (-3, 0, "\u22123"), (-0.04, 1, "0.0"), (0.0, 2, "0.00"),
    (float("nan"), 1, ""), (2.5e6, 0, "2,500,000"),
])  # fmt: skip
def test_numbers(value, decimals, words):
    assert text.number(value, decimals) == words


@pytest.mark.parametrize(("iso", "words"), [
    ("2024", "2024"), ("2024-10", "Oct 2024"), ("2024-Q3", "Q3 2024"), ("2024-H1", "H1 2024"),
    ("2024-06-07", "7 Jun 2024"), ("2020/2024", "2020–2024"), ("spring", "spring"),
])  # fmt: skip
def test_periods(iso, words):
    assert text.period(iso) == words


@pytest.mark.parametrize("weight", [400, 600])
def test_widths_are_those_of_the_font(weight):
    font = ImageFont.truetype(str(Path(export.FONTS) / f"public-sans-{weight}.ttf"), 100)
    for char in set(SENTENCE):
        assert text.width(char, 100, weight) == pytest.approx(font.getlength(char), abs=0.2)
    kerned = font.getlength(SENTENCE)  # pairs of letters move closer: ours is the upper bound
    assert 0.96 * text.width(SENTENCE, 100, weight) < kerned <= text.width(SENTENCE, 100, weight)


@given(st.text(max_size=80), st.floats(20, 300), st.integers(1, 4))
def test_wrapped_lines_fit(words, room, lines):
    out = text.wrap(words, room, 11.5, lines=lines)
    assert len(out) <= lines
    assert all(text.width(line, 11.5) <= max(room, text.width("…", 11.5)) + 1e-6 for line in out)


@given(st.lists(st.floats(-50, 250), min_size=1, max_size=12))
def test_stacked_labels_are_apart_and_inside(wanted):
    heights = [15.0] * len(wanted)
    middles = sorted(stack(wanted, heights, 0, 200))
    assert middles[0] >= 7.5 - 1e-6
    assert middles[-1] <= 192.5 + 1e-6
    assert all(b - a >= 15 - 1e-6 for a, b in pairwise(middles))


def test_a_label_keeps_off_marks_where_it_can_and_off_labels_always():
    room, spots = Box(0, 0, 100, 100), [Box(0, 0, 10, 10), Box(50, 50, 10, 10)]
    assert place(spots, room, [], [Box(5, 5, 1, 1)]) is spots[1]
    assert place(spots[:1], room, [], [Box(5, 5, 1, 1)]) is spots[0]
    assert place(spots[:1], room, [Box(5, 5, 1, 1)]) is None
    assert place([Box(95, 0, 10, 10)], room, []) is None
