"""Where the server holds the data: connectors, rows to try, and the rehearsal on their pages."""

import shutil
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.build.steps import inputs_hash
from etl.connectors.register import CONNECTORS
from etl.connectors.run_log import Last, write_last
from etl.store import builds
from tests.built import build_once

SAMPLE = Path(__file__).parents[3] / "fixtures" / "data"
AMOUNTS = "themes/aid/observations/amounts.csv"
GOOD = 'sample_aid_total,DEU,UKR,2024-03,2,sample_r2,"sheet 1, row 4",high,c1,'
PLAN = "from dashboard.pages.plan.page import plan_page\nplan_page()"
DESK = "from dashboard.pages.desk.page import desk_page\ndesk_page()"


@pytest.fixture
def data(tmp_path, living):
    """Sample data with a build, which the app builds from."""
    copy = shutil.copytree(SAMPLE, tmp_path / "data")
    build_once(copy)
    living(copy)
    return copy


def run(script):
    app = AppTest.from_string(script, default_timeout=60).run()
    assert not app.exception, app.exception[0].value
    return app


def shown(app):
    assert not app.exception, app.exception[0].value
    return unescape("\n".join(block.proto.body for block in app.get("html")))


def edit(data, old=",75,", new=",77.5,"):
    path = data / AMOUNTS
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_every_connector_stands_there_with_its_last_runs(data):
    write_last(data, "kiel", Last("2020-01-02", "nothing new", "2021-03-04", "no answer"))
    html = shown(run(DESK))
    for name, connector in CONNECTORS.items():
        assert f"<code>{name}</code>" in html
        assert connector.layout_seen or connector.layout in html
    assert "2 January 2020: nothing new <b>ask again</b>" in html
    assert "4 March 2021: no answer" in html
    assert f"<b>Connectors, {len(CONNECTORS)} to be asked again, 1 failed last and " in html


def test_pasted_rows_are_checked_and_every_problem_is_told(data):
    app = run(DESK)
    app.text_area(key="trial_rows").set_value(GOOD)
    assert "<b>No problem found</b> in 1 line." in shown(app.button[-1].click().run())
    bad = f"{GOOD}\n{GOOD.replace(',2,', ',plenty,')}\n{GOOD.replace('DEU', '<b>')}"
    app.text_area(key="trial_rows").set_value(bad)
    html = shown(app.button[-1].click().run())
    assert "<li>pasted.csv:2: value: " in html
    assert "<li>pasted.csv:3: actor: '<b>' " in html
    assert "Nothing was written." in html
    assert builds.describe(builds.current(data)).inputs_hash == inputs_hash(data)


def test_a_server_of_a_finished_database_has_neither(data, monkeypatch):
    monkeypatch.setenv("ALIGNMENT_DATABASE", builds.current(data).as_posix())
    app = run(DESK)
    assert "Try rows" not in shown(app)
    assert not app.text_area
    app = run(PLAN)
    assert "This server reads a finished database." in shown(app)
    assert not app.button


def test_a_rehearsal_says_what_would_change_and_publishes_nothing(data):
    first = builds.current(data)
    edit(data)
    app = run(PLAN)
    assert "<b>Rehearsal:</b> nothing here is published." in shown(app)
    assert "Observations" not in shown(app)
    html = shown(app.button(key="rehearse").click().run())
    assert f"Against build <code>{first.stem}</code>" in html
    assert "<h2>Observations <small>1</small></h2>" in html
    assert f"<code>data/{AMOUNTS}:9</code>" in html
    other = run(PLAN)
    assert "<h2>Observations" in shown(other), "another reader sees the same outcome"
    assert other.button(key="rehearse").disabled
    assert builds.current(data) == first
    edit(data, ",77.5,", ",78,")
    app = run(PLAN)
    assert "<h2>Observations" not in shown(app)
    assert not app.button(key="rehearse").disabled


def test_a_rehearsal_of_the_same_data_and_of_bad_ones_say_so(data):
    html = shown(run(PLAN).button(key="rehearse").click().run())
    assert "Nothing would change." in html
    edit(data, ",75,", ",plenty,")
    html = shown(run(PLAN).button(key="rehearse").click().run())
    assert f"<li>data/{AMOUNTS}:9: value: " in html


def test_changes_that_wait_are_told(data):
    edit(data)
    builds.hold_back(data, inputs_hash(data))
    assert "Changes wait until a person publishes them" in shown(run(PLAN))
    assert "<b>Changes wait</b>" in shown(run(DESK))
