"""Ties: what people declare is checked with file and line, and read into one value a year."""

import pytest

from etl.build.steps import data_problems
from etl.derive.measures import MEASURES, Name

HEAD = """
pair = ["RUS", "CHN"]
poles = ["USA"]
window = [2022, 2023]
least = 2

[[tie]]
id = "trade"
label = "Trade"
title = "Trade"
question = "How much?"
unknown = "Nobody counts it."
"""
SHARE = """
[[tie.measure]]
id = "share"
title = "Share in trade"
direction = "higher"
indicators = ["sample_trade_share"]
least_change = 1
"""
VOTES = """
[[tie]]
id = "votes"
label = "Votes"
title = "Votes"
question = "How often?"
unknown = "No votes."

[[tie.measure]]
id = "agreement"
title = "Agreement"
direction = "higher"
votes = "agreement"
unit = "pct"
decimals = 2
least_change = 0.1
"""
SOUND = HEAD + SHARE + VOTES
INDICATORS = 'indicators = ["sample_trade_share"]'
FAULTS = [
    ('"CHN"]', '"RUS"]', "file", "pair names one actor twice"),
    ('"CHN"]', '"XXX"]', "pair", "'XXX' is not in actors.csv"),
    ("[2022, 2023]", "[2022, 2021]", "file", "window must run forwards"),
    (INDICATORS, 'indicators = ["nothing"]', "indicators", "in no codebook"),
    (INDICATORS, 'indicators = ["sample_stance"]', "indicators", "holds codes"),
    (INDICATORS, 'indicators = ["sample_trade_window"]', "indicators", "has intervals"),
    (INDICATORS, 'indicators = ["sample_aid_total"]', "indicators", "set by_year to mean, sum"),
    (INDICATORS, f'{INDICATORS[:-1]}, "sample_aid_total"]', "indicators", "mixes the units EUR_bn"),
    ('id = "agreement"', 'id = "share"', "id", "'share' stands twice"),
    ('id = "votes"', 'id = "trade"', "id", "'trade' stands twice"),
    (INDICATORS, f'{INDICATORS}\nvotes = "agreement"', "tie.0.measure.0", "one of them"),
    (INDICATORS, f'{INDICATORS}\nunit = "pct"', "tie.0.measure.0", "names unit and decimals"),
    (INDICATORS, f"{INDICATORS}\ncarries = 1", "tie.0.measure.0.carries", "Extra inputs"),
    ("least_change = 1", "least_change = 0", "tie.0.measure.0.least_change", "greater than 0"),
    ('votes = "agreement"', 'votes = "warmth"', "tie.1.measure.0.votes", "Input should be"),
    ('votes = "agreement"', 'votes = "agreement"\nterms = 2', "tie.1.measure.0", "belong to ind"),
    ('unit = "pct"', 'unit = "ell"', "unit", "'ell' is not in units.csv"),
]


def found(data, text):
    (data / "ties.toml").write_text(text, "utf-8")
    return data_problems(data)


@pytest.fixture
def values(data, loaded):
    """A function that reads the sample with ties and returns what they say."""

    def make(text):
        (data / "ties.toml").write_text(text, "utf-8")
        rows = loaded().execute(
            "select measure, indicator, actor, partner, year, value, figures from tie_value"
            " order by all"
        )
        return rows.fetchall()

    return make


def test_the_measures_of_votes_are_those_that_are_computed():
    assert set(Name.__args__) == MEASURES.keys()


def test_no_file_is_no_fault_and_sound_ties_have_none(data):
    assert data_problems(data) == []
    assert found(data, HEAD + SHARE + VOTES) == []


@pytest.mark.parametrize(("old", "new", "field", "part"), FAULTS)
def test_a_fault_is_named_by_file_line_and_field(data, old, new, field, part):
    assert SOUND.count(old) == 1
    wrong = [p for p in found(data, SOUND.replace(old, new)) if part in p.message]
    assert [(p.file, p.field) for p in wrong] == [("data/ties.toml", field)]
    if "." not in field and field != "file":
        assert wrong[0].line == SOUND[: SOUND.index(old)].count("\n") + 1


def test_a_year_has_the_figures_in_force_of_pairs_alone(values):
    """The row without a partner and the older edition are left out."""
    assert values(HEAD + SHARE) == [
        ("share", "sample_trade_share", "RUS", "CHN", 2022, 25.0, 1),
        ("share", "sample_trade_share", "RUS", "CHN", 2023, 31.5, 1),
    ]


def test_a_sum_takes_whole_years_only(values, data):
    path = data / "themes/aid/observations/amounts.csv"
    months = [
        f"sample_aid_total,DEU,UKR,2023-{m:02},2,sample_r2,p. 1,high,c1,\n" for m in range(1, 13)
    ]
    path.write_text(path.read_text("utf-8") + "".join(months), "utf-8")
    aid = SHARE.replace("sample_trade_share", "sample_aid_total").replace("share", "aid")
    assert values(HEAD + aid + 'by_year = "sum"\n') == [
        ("aid", "sample_aid_total", "DEU", "UKR", 2023, 24.0, 12)
    ]


def test_an_aggregate_is_a_side_only_where_it_is_declared(values, data):
    path = data / "themes/trade/observations/shares.csv"
    row = "sample_trade_share,RUS,DONORS,2023,4,sample_2023,p. 2,high,c1,\n"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    assert len(values(HEAD + SHARE)) == 2
    sides = HEAD.replace("window", 'sides = ["DONORS"]\nwindow')
    assert len(values(sides + SHARE)) == 3


def test_what_is_divided_belongs_to_both_sides(values, data):
    """Trade of 25 beside economies of 100 and 50 is 25 per cent of the one and 50 of the other."""
    path = data / "themes/trade/observations/shares.csv"
    rows = [
        "sample_trade_share,RUS,,2022,100,sample_2024,p. 2,high,c1,\n",
        "sample_trade_share,CHN,,2022,50,sample_2024,p. 2,high,c1,\n",
    ]
    path.write_text(path.read_text("utf-8") + "".join(rows), "utf-8")
    divided = SHARE + 'over = "sample_trade_share"\nunit = "pct"\ndecimals = 1\n'
    assert [row for row in values(HEAD + divided) if row[4] == 2022] == [
        ("share", "sample_trade_share", "CHN", "RUS", 2022, 50.0, 2),
        ("share", "sample_trade_share", "RUS", "CHN", 2022, 25.0, 2),
    ]


def test_terms_that_are_not_all_there_are_not_added_up(values, data):
    summed = SHARE + "terms = 2\n"
    assert values(HEAD + summed) == []
    path = data / "themes/trade/observations/shares.csv"
    row = "sample_trade_share,CHN,RUS,2022,5,sample_2024,p. 2,high,c1,\n"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    assert values(HEAD + summed) == [("share", None, "CHN", "RUS", 2022, 30.0, 2)]


def test_few_common_votes_say_nothing(values):
    assert values(HEAD + SHARE + VOTES) == values(HEAD + SHARE)
