import json
from dataclasses import fields, replace

import altair as alt
import pytest

from dashboard import charts
from dashboard.charts import View, style
from tests.dashboard.charts import samples


@pytest.mark.parametrize("kind", samples.KINDS)
def test_a_spec_has_no_data_and_is_valid(kind):
    spec = charts.spec(samples.KINDS[kind])
    assert not {"data", "datasets"} & (set(spec) | {key for part in spec["layer"] for key in part})
    alt.LayerChart.from_dict(spec)


@pytest.mark.parametrize("kind", samples.KINDS)
def test_two_frames_of_one_view_give_one_spec(kind):
    view = replace(samples.KINDS[kind], height=200, left=100, right=60)
    specs = []
    for name in ("equal ends", "one row"):
        spec = charts.chart(samples.NASTY[name], view).to_dict()
        specs.append({key: spec[key] for key in spec if key not in ("data", "datasets")})
    assert specs[0] == specs[1] == charts.spec(view)


@pytest.mark.parametrize("kind", samples.KINDS)
def test_colours_follow_the_page(kind):
    found = json.dumps(charts.spec(samples.KINDS[kind]))
    assert "#" not in found.replace("#/definitions", "")
    assert "var(--a-usa)" in found or kind == "tile"


def test_the_alternative_text_is_the_description():
    assert charts.spec(samples.ALLIES)["description"] == "Allies"


def test_what_does_not_shape_the_spec_does_not_change_it():
    base = View(kind="line", height=190)
    other = replace(base, domain=(0, 5), title="x", decimals=3, events=samples.AID.events)
    assert charts.spec(base) == charts.spec(other)


def test_the_chart_is_as_wide_as_its_place():
    wide = {charts.spec(replace(samples.AID, **kind))["width"]
            for kind in ({"narrow": True}, {}, {"full": True}, {"width": 222})}  # fmt: skip
    assert wide == {350, 461, 1216, 222}


def test_a_view_is_hashable_and_frozen():
    assert hash(samples.AID) == hash(replace(samples.AID))
    assert all(hash(field.default) is not None for field in fields(View))


def test_every_tone_has_a_colour_in_both_themes():
    for theme in ("light", "dark"):
        assert {style.variable(tone) for tone in style.TONES} <= set(style.hexes(theme))


def test_the_css_block_defines_every_variable_once():
    css = style.css()
    for tone in style.TONES:
        assert css.count(f" {style.variable(tone)[4:-1]}: light-dark(") == 1


def test_an_unknown_role_is_ink_and_context_is_grey():
    assert style.tone("Atlantis", focus=True) == "ink"
    assert style.tone("USA", focus=False) == "ctx"


def test_a_wider_frame_needs_no_other_spec_within_a_step():
    views = [charts.fit(samples.ranked(12, seed), View(kind="dot")) for seed in (1, 2)]
    assert views[0] == views[1]
    assert charts.fit(samples.ranked(3), View(kind="dot")).height < views[0].height
