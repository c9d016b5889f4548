"""`python -m dashboard` follows the data: a reader sees an edit, or what is wrong with it."""

import re
import shutil

import pytest

from dashboard.queries.database import records
from dashboard.queries.wording import number
from etl import builds
from tests.dashboard.browser.pages import settle

QUERY = "?claim=c08&tab=table&exhibit=ukraine_aid_monthly"
TABLE = ".st-key-fig_ukraine_aid_monthly table"
NEWEST = """
select actor, period, source, value from figure
where indicator = 'ukraine_aid_allocation_total_monthly' and actor = 'USA'
order by period_start desc limit 1
"""


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


def newest(data):
    """The newest American month, and the file and line that hold it."""
    (row,) = records(builds.current(data).as_posix(), NEWEST)
    start = f"ukraine_aid_allocation_total_monthly,USA,UKR,{row['period']},"
    for path in data.glob("themes/ukraine_support/observations/*.csv"):
        for place, line in enumerate(path.read_text("utf-8").split("\n")):
            if line.startswith(start) and f",{row['source']}," in line:
                return row, path, place
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
    page.reload()
    settle(page)


def test_it_looks_right_from_another_folder(visit, site):
    page = visit(site)
    assert "SourceSerif4" in page.locator("h1").evaluate("h => getComputedStyle(h).fontFamily")
    assert page.evaluate("document.fonts.check('20px SourceSerif4')")
    assert page.locator("#stDecoration, .stDeployButton").count() == 0
    assert page.title() == "Alignment Indicators"


def test_an_edit_is_seen_and_a_bad_one_is_explained(visit, site, data):
    row, path, place = newest(data)
    before, after = number(row["value"], 2), "3.21"
    reader, other = visit(f"{site}/{QUERY}"), visit(f"{site}/{QUERY}")
    first_build = re.search(r"Build (\S+)", reader.locator(".st-key-foot").text_content())[1]
    values = reader.locator(f"{TABLE} tbody td:text-is('{after}')")
    assert before != after
    assert values.count() == 0

    write(path, place, after)
    reload(reader)
    values.first.wait_for()
    foot = reader.locator(".st-key-foot").text_content()
    assert first_build not in foot
    assert builds.current(data).stem in foot

    other.locator(".st-key-tabs_ukraine_aid_monthly").get_by_role("radio", name="Sources").click()
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
    assert values.count() == 1
    assert reader.locator("a.cl").count() == 20

    write(path, place, str(row["value"]))
    reload(reader)
    assert reader.locator("[role=alert]").count() == 0
    assert values.count() == 0
