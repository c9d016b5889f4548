"""Answers that exclude each other: their shares stay within the whole."""

import pytest

from etl.build.steps import data_problems

BOOK = "themes/trade/codebook.toml"
ROWS = "themes/trade/observations/shares.csv"
ANSWERS = """
[dimensions.answer]
title = "Answer"
{exclusive}
codes = {{ good = "Good", bad = "Bad" }}

[families.sample_view]
title = "View"
definition = "Invented answers."
dimensions = ["answer"]
default = "sample_view_good"
"""
LEAF = """
[indicators.sample_view_{answer}]
family = "sample_view"
dimensions = {{ answer = "{answer}" }}
title = "Answer {answer}"
definition = "Invented answers."
unit = "{unit}"
frequency = "Y"
direction = "context"
chart = "line"
decimals = 1
minimum = 0
maximum = {maximum}
revision = "figure"
method = "coded"
why_it_matters = "It is a sample."
"""


@pytest.fixture
def asked(data):
    """A function that adds two answers to one question and returns the problems."""

    def write(good, bad, *, exclusive="exclusive = true", unit="pct", sources=("sample_2024",) * 2):
        maximum = 1 if unit == "share" else 100
        leaves = [LEAF.format(answer=a, unit=unit, maximum=maximum) for a in ("good", "bad")]
        text = ANSWERS.format(exclusive=exclusive) + "".join(leaves)
        book, rows = data / BOOK, data / ROWS
        book.write_text(book.read_text("utf-8") + text, "utf-8")
        pairs = zip(("good", "bad"), (good, bad), sources, strict=True)
        lines = [f"sample_view_{a},USA,CHN,2024,{v},{s},p. 1,high,c1,\n" for a, v, s in pairs]
        rows.write_text(rows.read_text("utf-8") + "".join(lines), "utf-8")
        units = data / "units.csv"
        units.write_text(units.read_text("utf-8") + "share,Share,,,\n", "utf-8")
        return [(p.file, p.line, p.field, p.message) for p in data_problems(data)]

    return write


def test_more_than_the_whole_is_a_problem_at_the_last_of_its_rows(asked):
    ((file, line, field, message),) = asked("60", "45.5")
    assert (file, line, field) == (f"data/{ROWS}", 8, "value")
    assert message == "60 + 45.5 of one question and source exceed 100 (mend one of them)"


@pytest.mark.parametrize(
    ("good", "bad", "more", "count"),
    [
        ("60", "41", {}, 0),  # 59.5 and 40.5, each rounded up
        ("60", "41.1", {}, 1),
        ("0.6", "0.41", {"unit": "share"}, 0),
        ("0.6", "0.42", {"unit": "share"}, 1),
        ("60", "60", {"exclusive": ""}, 0),
        ("60", "60", {"sources": ("sample_2023", "sample_2024")}, 0),  # two polls
        ("60", "not_published", {}, 0),
    ],
)
def test_what_exceeds_the_whole(asked, good, bad, more, count):
    assert len(asked(good, bad, **more)) == count
