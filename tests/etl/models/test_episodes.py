"""Episodes and what is compared in them: checked with file and line."""

import pytest

from etl.build.steps import data_problems

SOUND = """
[[comparison]]
id = "shares"
title = "Shares"
actor = "RUS"
partner = "CHN"
duration = "sample_trade_share"
codes = []
variables = ["sample_kind"]
before = 12
after = 24

[[comparison.episode]]
period = "2022"
start = 2022-01-01
label = "First"
unit = "s01"

[[comparison.episode]]
period = "2023"
start = 2023-01-01
label = "Second"
unit = "s02"

[[comparison.series]]
id = "share"
title = "Share in trade"
question = "How much?"
unit = "pct"
decimals = 1
indicator = "sample_trade_share"
actor = "RUS"
partner = "CHN"

[[comparison.series]]
id = "pledges"
title = "Pledges"
question = "How many?"
unit = "pct"
decimals = 0
topic = "aid"
match = "pledge"
since = 2022-01-01
until = 2024-06-01
measure = "cumulated"
"""
FAULTS = [
    ('period = "2023"', 'period = "2021"', "period", "is no period of sample_trade_share"),
    ('period = "2023"', 'period = "2021"', "episode", "leaves out 2023"),
    ('period = "2023"', 'period = "2022"', "period", "'2022' stands twice"),
    ('unit = "s02"', 'unit = "s09"', "unit", "is no unit of the coding"),
    ('duration = "sample_trade_share"', 'duration = "nothing"', "duration", "is in no codebook"),
    ('variables = ["sample_kind"]', 'variables = ["mood"]', "variables", "is in no coding/var"),
    ('partner = "CHN"\nduration', 'partner = "XXX"\nduration', "partner", "is not in actors.csv"),
    ('topic = "aid"', 'topic = "trade"', "topic", "is no topic of an event"),
    ('match = "pledge"', 'also = ["nothing"]', "also", "is in no events.csv"),
    ('unit = "pct"\ndecimals = 0', 'unit = "ell"\ndecimals = 0', "unit", "is not in units.csv"),
    ('id = "pledges"', 'id = "share"', "id", "'share' stands twice"),
    ("since = 2022-01-01\n", "", "comparison.0.series.1", "go together"),
    ('measure = "cumulated"', "", "comparison.0.series.1", "events are cumulated"),
    ('topic = "aid"\n', "", "comparison.0.series.1", "one of them"),
    ("start = 2023-01-01", 'start = "2023"', "comparison.0.episode.1.start", "valid date"),
]


def found(data, text):
    (data / "episodes.toml").write_text(text, "utf-8")
    return data_problems(data)


def test_sound_episodes_have_no_fault(data):
    assert found(data, SOUND) == []


@pytest.mark.parametrize(("old", "new", "field", "part"), FAULTS)
def test_a_fault_is_named_by_file_line_and_field(data, old, new, field, part):
    assert SOUND.count(old) == 1
    wrong = [p for p in found(data, SOUND.replace(old, new)) if part in p.message]
    assert [(p.file, p.field) for p in wrong] == [("data/episodes.toml", field)]
    if "." not in field and field != "episode":
        assert wrong[0].line == SOUND[: SOUND.index(old)].count("\n") + 1
