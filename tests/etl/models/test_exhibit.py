import pytest
from pydantic import ValidationError

from etl.models.exhibit import PanelModel

SOUND = {"chart": "line", "indicators": ["a"]}


@pytest.mark.parametrize(
    "panel",
    [
        SOUND,
        {"chart": "dumbbell", "indicators": ["a", "b"]},
        {"chart": "dumbbell", "indicators": ["a"], "compare": ["2022", "2023-01/2023-04"]},
        {"chart": "tile", "roll_calls": ["r"]},
    ],
)
def test_a_sound_panel_is_a_model(panel):
    assert PanelModel.model_validate(panel).chart == panel["chart"]


@pytest.mark.parametrize(
    ("panel", "part"),
    [
        ({"chart": "line"}, "either indicators or roll calls"),
        (SOUND | {"roll_calls": ["r"]}, "either indicators or roll calls"),
        (SOUND | {"chart": "dumbbell"}, "compares two periods or two indicators"),
        (SOUND | {"chart": "pie"}, "chart"),
        (SOUND | {"colour": "red"}, "Extra inputs"),
        (SOUND | {"split": "Jan 2025"}, "split"),
        (SOUND | {"start": "2014-13"}, "start"),
        (SOUND | {"compare": ["2022", "2023", "2024"]}, "at most 2"),
        (SOUND | {"thresholds": [{"value": float("nan"), "text": "x"}]}, "finite"),
        (SOUND | {"bands": [{"start": "2014"}]}, "end"),
    ],
)
def test_a_faulty_panel_is_refused(panel, part):
    with pytest.raises(ValidationError, match=part):
        PanelModel.model_validate(panel)


def test_a_panel_tells_what_it_names():
    panel = PanelModel.model_validate(
        SOUND
        | {"actors": ["USA"], "partners": ["CHN"], "focus": ["DEU"], "low": "l", "high": "h"}
        | {"grouping": "NATO", "events": [{"id": "e", "text": "x"}]}
    )
    assert {kind: ids for kind, _, ids in panel.references()} == {
        "indicator": ["a", "l", "h"],
        "actor": ["USA", "CHN", "DEU"],
        "grouping": ["NATO"],
        "event": ["e"],
        "roll_call": [],
    }
