"""Jumps, signs and bounds, and the exceptions that explain them, on a series of the sample."""

import pytest

from etl.build.steps import data_problems

ROWS = "themes/trade/observations/shares.csv"
HEADER = "indicator,actor,partner,period,kind,reason\n"
EXPLAINED = "sample_aid_total,USA,UKR,2024-02,bound,A programme of several years.\n"


@pytest.fixture
def series(data, replace):
    """A function that writes yearly shares of one dyad under given bounds; returns the problems."""

    def write(values, bounds="", exceptions=""):
        codebook = "themes/trade/codebook.toml"
        replace(codebook, 'chart = "line"\n', f'chart = "line"\n{bounds}\n')
        path = data / ROWS
        lines = [
            f"sample_trade_share,DEU,CHN,{year},{value},sample_2024,p. 3,high,c1,\n"
            for year, value in values.items()
        ]
        path.write_text(path.read_text("utf-8") + "".join(lines), "utf-8")
        (data / "exceptions.csv").write_text(HEADER + EXPLAINED + exceptions, "utf-8")
        return [(p.file, p.line, p.field, p.message) for p in data_problems(data)]

    return write


def jump(year):
    return f"sample_trade_share,DEU,CHN,{year},jump,Read twice.\n"


def test_a_step_beyond_the_bound_names_the_row_before_it(series):
    ((file, line, field, message),) = series({2001: 10, 2002: 20}, "maximum_step = 9")
    assert (file, line, field) == (f"data/{ROWS}", 8, "value")
    assert message.startswith(f"20 jumps from the 10 of 2001 that stands in data/{ROWS}:7 ")


@pytest.mark.parametrize(
    ("values", "bounds", "jumps"),
    [
        ({2001: 10, 2002: 19}, "maximum_step = 9", 0),
        ({2001: 10, 2003: 28}, "maximum_step = 9", 0),  # two years apart: twice the step
        ({2001: 10, 2003: 28.5}, "maximum_step = 9", 1),
        ({2001: 10, 2002: 30}, "maximum_change = 3", 0),
        ({2001: 30, 2002: 9}, "maximum_change = 3", 1),  # down counts as up does
        ({2001: 10, 2003: 90}, "maximum_change = 3", 0),
        ({2001: 0, 2002: 1}, "maximum_change = 3", 1),  # no factor leads from zero
        ({2001: 0, 2002: 1}, "maximum_change = 3\nmaximum_step = 2", 0),  # both must be exceeded
        ({2001: 10, 2002: 31}, "maximum_change = 3\nmaximum_step = 2", 1),
        ({2001: 10, 2002: 90}, "", 0),
    ],
)
def test_what_counts_as_a_jump(series, values, bounds, jumps):
    assert len(series(values, bounds)) == jumps


def test_an_exception_explains_a_jump(series):
    assert series({2001: 10, 2002: 20}, "maximum_step = 9", jump(2002)) == []


def test_an_exception_that_explains_nothing_is_a_fault(series):
    ((file, line, field, message),) = series({2001: 10, 2002: 19}, "maximum_step = 9", jump(2002))
    assert (file, line, field) == ("data/exceptions.csv", 3, "period")
    assert "breaks no bound" in message


def test_an_exception_stands_once_and_has_a_known_kind(series):
    odd = jump(2002).replace("jump", "leap")
    found = series({2001: 10, 2002: 20}, "maximum_step = 9", jump(2002) * 2 + odd)
    assert [(line, message.split(" (")[0]) for _, line, _, message in found] == [
        (4, "this exception stands twice"),
        (5, "'leap' is not jump, sign or bound"),
    ]


def test_a_negative_figure_of_a_positive_quantity_has_the_wrong_sign(data, series):
    ((_, _, field, message),) = series({2001: -1})
    assert (field, message.split(" (")[0]) == ("value", "-1 lies outside 0.0 to 100.0")
    sign = "sample_trade_share,DEU,CHN,2001,sign,A reversal.\n"
    (data / "exceptions.csv").write_text(HEADER + EXPLAINED + sign, "utf-8")
    assert data_problems(data) == []


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("minimum = 0\nmaximum = 100\nrevision", "minimum = 0\nrevision", "maximum"),
        ("minimum = 0\nmaximum = 100\nrevision", "maximum = 100\nrevision", "minimum"),
    ],
)
def test_a_quantity_has_its_bounds(data, old, new, field):
    path = data / "themes/trade/codebook.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    (problem,) = data_problems(data)
    assert problem.field == f"indicators.sample_trade_share.{field}"
    assert problem.message.startswith("is missing")
