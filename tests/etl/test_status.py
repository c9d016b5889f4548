import json
import subprocess
import sys
from datetime import date

import pytest

from etl.build import build
from etl.paths import ROOT
from etl.status import status


@pytest.fixture
def desk(data):
    return status(build(data).path, date(2026, 11, 24))


def test_a_theme_is_overdue_after_its_days(desk):
    overdue = {c.what: c.why for c in desk["themes to be looked through again"]}
    assert overdue["aid"] == "due since 2024-11-30"


def test_nothing_is_overdue_before(data):
    early = status(build(data).path, date(2024, 9, 2))
    assert "aid" not in {c.what for c in early["themes to be looked through again"]}


def test_low_confidence_and_reasons_are_listed(desk):
    low = [c.what for c in desk["figures in force with low confidence"]]
    assert low == ["sample_stance"]
    reasons = {c.what: c.why for c in desk["missing values by reason"]}
    assert reasons["sample_stance"] == "1 not coded"


def test_old_series_are_listed_and_new_ones_not(data):
    name = "indicators without a figure of the last two years"
    path = build(data).path
    assert {c.what for c in status(path, date(2030, 1, 1))[name]} >= {"sample_trade_share"}
    assert status(path, date(2024, 9, 1))[name] == []


def test_the_command_prints_every_list_and_gives_all_as_json(data):
    build(data)
    command = [sys.executable, "-m", "etl", "status", "--data", str(data)]
    text = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "figures in force with low confidence: 1" in text
    done = subprocess.run(
        [*command, "--json"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    desk = json.loads(done.stdout)
    assert {"what": "sample_stance", "why": "1 not coded"} in desk["missing values by reason"]


def test_without_a_build_the_command_says_what_to_do(data):
    command = [sys.executable, "-m", "etl", "status", "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "nothing is published yet" in done.stderr
