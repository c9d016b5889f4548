"""Readers who keep clicking while a build is published: all move to it, nobody sees an error."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from etl.store import builds
from tests.built import build_once
from tests.conftest import ROOT
from tests.dashboard.browser.pages import settle

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
AMOUNTS = "themes/aid/observations/amounts.csv"
PATHS = ("", "indicators", "method", "indicators?view=events", "countries")
READERS = 4
ROUNDS = 60
"""Until every reader sees the new build; some five are enough on a free machine."""
FAULTS = ".stException, .stAlert, [data-testid='stException'], [role=alert]"


@pytest.fixture
def data(tmp_path):
    """Sample data with a build."""
    data = shutil.copytree(SAMPLE, tmp_path / "data")
    build_once(data)
    return data


def foot(page):
    """The build that the page says it shows."""
    return page.locator(".st-key-foot").text_content().split()[1]


def beside(page, url):
    """Another tab of a browser: a session of its own, with the files that the browser has."""
    other = page.context.new_page()
    other.goto(url)
    settle(other)
    return other


def test_readers_click_on_while_a_build_is_published(visit, start_server, data):
    env = {"ALIGNMENT_DATA": str(data), "ALIGNMENT_DATABASE": ""}
    site = start_server(["dashboard"], env)
    first = builds.current(data).stem
    readers = [visit(site)]
    readers += [beside(readers[0], f"{site}/{PATHS[n % len(PATHS)]}") for n in range(1, READERS)]
    assert {foot(reader) for reader in readers} == {first}

    path = data / AMOUNTS
    path.write_text(path.read_text("utf-8").replace(",75,", ",77.5,"), "utf-8")
    publishing = subprocess.Popen(
        [sys.executable, "-m", "etl", "build", "--data", str(data)], cwd=ROOT
    )
    clicks = 0
    for _ in range(ROUNDS):
        for reader in readers:
            reader.locator(".st-key-reset_wide button").click()
            clicks += 1
            assert reader.locator(FAULTS).count() == 0
        done = publishing.poll() is not None
        if done and {foot(reader) for reader in readers} == {builds.current(data).stem}:
            break
    assert publishing.wait() == 0
    assert clicks > READERS
    assert builds.current(data).stem != first
    for reader in readers:
        reader.wait_for_timeout(100)
        assert foot(reader) == builds.current(data).stem
        assert reader.locator(FAULTS).count() == 0

    last = builds.current(data)
    path.write_text(path.read_text("utf-8").replace(",77.5,", ",78,"), "utf-8")
    rehearsal = beside(readers[0], f"{site}/plan")
    rehearsal.locator(".st-key-pinned").get_by_text("nothing here is published").wait_for()
    assert foot(rehearsal) == last.stem
    assert builds.current(data) == last, "to open the page builds nothing"
