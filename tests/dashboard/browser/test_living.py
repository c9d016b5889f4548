"""`python -m dashboard` follows the data: a reader sees an edit, or what is wrong with it."""

import re
import shutil

import pytest

from dashboard.components.drawn import drawn
from dashboard.queries.catalogue import catalogue
from dashboard.queries.lens import Lens
from dashboard.queries.wording import number
from etl import builds
from tests.dashboard.browser.pages import settle

BUILD_MS = 90_000
"""Until a build is made and shown: seconds on a free machine."""
QUERY = "?claim=c09&tab=table&exhibit=us_favourable"
TABLE = ".st-key-fig_us_favourable table"


@pytest.fixture(scope="module")
def data(edition, tmp_path_factory):
    """A copy of the edition that this module alters."""
    return shutil.copytree(edition, tmp_path_factory.mktemp("living") / "data")


@pytest.fixture(scope="module")
def site(start_server, data, tmp_path_factory):
    """The dashboard as a reader starts it, from a folder that is not the checkout."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    env = {"ALIGNMENT_DATA": str(data), "ALIGNMENT_DATABASE": ""}
    return start_server(["dashboard"], env, elsewhere)


def last_figure(data):
    """The figure in the last row of the table, and the file and line that hold it."""
    database = builds.current(data).as_posix()
    rows = drawn(database, catalogue(database).exhibits["us_favourable"], Lens(), False).rows
    row = rows.iloc[-1]
    start = ",".join(row[["indicator", "actor", "partner", "period"]]) + ","
    for path in data.glob("themes/nato_cohesion/observations/*.csv"):
        for place, line in enumerate(path.read_text("utf-8").split("\n")):
            if line.startswith(start) and f",{row['source']}," in line:
                return row["value"], path, place
    return pytest.fail(f"no line begins with {start}")


def write(path, place, value):
    """Put a value into a line of a CSV file, as an editor would."""
    lines = path.read_text("utf-8").split("\n")
    cells = lines[place].split(",")
    lines[place] = ",".join([*cells[:4], value, *cells[5:]])
    path.write_text("\n".join(lines), "utf-8")


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
    value, path, place = last_figure(data)
    before, after = number(value, 0), number(value + 3, 0)
    reader, other = visit(f"{site}/{QUERY}"), visit(f"{site}/{QUERY}")
    cell = reader.locator(f"{TABLE} tbody tr").last.locator("td").nth(-2)
    first_build = re.search(r"Build (\S+)", reader.locator(".st-key-foot").text_content())[1]
    assert cell.text_content() == before

    write(path, place, after)
    reload(reader)
    assert cell.text_content() == after
    foot = reader.locator(".st-key-foot").text_content()
    assert first_build not in foot
    assert builds.current(data).stem in foot

    other.set_default_timeout(BUILD_MS)
    other.locator(".st-key-tabs_us_favourable").get_by_role("radio", name="Sources").click()
    other.wait_for_function(
        "id => document.querySelector('.st-key-foot').textContent.includes(id)",
        arg=builds.current(data).stem,
    )

    write(path, place, "plenty")
    reload(reader)
    alert = reader.locator("[role=alert]")
    alert.wait_for()
    told = alert.text_content()
    shown = path.relative_to(data.parent).as_posix()
    assert f"{shown}:{place + 1}: value: " in told
    assert f"The build {builds.current(data).stem} stays up." in told
    assert cell.text_content() == after
    assert reader.locator("a.cl").count() == len(catalogue(builds.current(data).as_posix()).claims)

    write(path, place, before)
    reload(reader)
    assert reader.locator("[role=alert]").count() == 0
    assert cell.text_content() == before
