"""`python -m dashboard` follows the data: a reader sees an edit, or what is wrong with it."""

import re
import shutil
from pathlib import Path

import pytest

from dashboard.store.catalogue import catalogue
from etl.store import builds
from tests.built import build_once
from tests.dashboard.browser.pages import settle

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
AMOUNTS = "themes/aid/observations/amounts.csv"
LINE = 9
"""The line of the figure that is edited, 75."""
BUILD_MS = 90_000
"""Until a build is made and shown: seconds on a free machine."""
QUERY = "?claim=s01&tab=table&exhibit=sample_aid_monthly"
FIGURE = "sample_aid_total:USA:UKR:2024-02:sample_r2"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A copy of the sample with a build, which this module alters."""
    data = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("living") / "data")
    build_once(data)
    return data


@pytest.fixture(scope="module")
def site(start_server, data, tmp_path_factory):
    """The dashboard as a reader starts it, from a folder that is not the checkout."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    env = {"ALIGNMENT_DATA": str(data), "ALIGNMENT_DATABASE": ""}
    return start_server(["dashboard"], env, elsewhere)


def write(data, old, new):
    """Put a value into the place of another, as an editor would."""
    path = data / AMOUNTS
    text = path.read_text("utf-8")
    assert f",{old}," in text.splitlines()[LINE - 1]
    path.write_text(text.replace(f",{old},", f",{new},"), "utf-8")


def reload(page):
    """Reload after the pause in which the server does not look at the data again."""
    page.wait_for_timeout(2100)
    page.set_default_timeout(BUILD_MS)
    page.reload(timeout=BUILD_MS)
    settle(page)


def test_it_looks_right_from_another_folder(visit, site):
    page = visit(site)
    assert "SourceSerif4" in page.locator("h1").evaluate("h => getComputedStyle(h).fontFamily")
    assert page.evaluate("document.fonts.check('20px SourceSerif4')")
    assert page.locator("#stDecoration, .stDeployButton").count() == 0
    assert page.title() == "Alignment Indicators"


def test_an_edit_is_seen_and_a_bad_one_is_explained(visit, site, data):
    reader, other = visit(f"{site}/{QUERY}"), visit(f"{site}/{QUERY}")
    cell = reader.locator(f'td a[data-figure="{FIGURE}"]')
    first_build = re.search(r"Build (\S+)", reader.locator(".st-key-foot").text_content())[1]
    before = cell.text_content()
    assert before.startswith("75")

    write(data, "75", "77.5")
    reload(reader)
    after = cell.text_content()
    assert after.startswith("77.5")
    foot = reader.locator(".st-key-foot").text_content()
    assert first_build not in foot
    assert builds.current(data).stem in foot

    other.set_default_timeout(BUILD_MS)
    other.locator('[data-keep="sample_aid_monthly:sources"]').click()
    other.wait_for_function(
        "id => document.querySelector('.st-key-foot').textContent.includes(id)",
        arg=builds.current(data).stem,
    )

    write(data, "77.5", "plenty")
    reload(reader)
    alert = reader.locator("[role=alert]")
    alert.wait_for()
    told = alert.text_content()
    assert f"data/{AMOUNTS}:{LINE}: value: " in told
    assert f"The build {builds.current(data).stem} stays up." in told
    assert cell.text_content() == after
    assert reader.locator("a.cl").count() == len(catalogue(builds.current(data).as_posix()).claims)

    write(data, "plenty", "75")
    reload(reader)
    assert reader.locator("[role=alert]").count() == 0
    assert cell.text_content() == before
