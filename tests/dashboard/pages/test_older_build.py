"""An older build under build=: on every page, under a banner, with what was revised since."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import httpx
import pytest
from starlette.applications import Starlette

from dashboard.server.routes import routes
from dashboard.store.catalogue import catalogue
from dashboard.store.compatibility import NOT_ASKED, lacks
from dashboard.store.database import connection
from dashboard.store.revisions import revised
from etl.build.steps import build
from etl.store import builds
from tests.built import build_once

SAMPLE = Path(__file__).parents[2] / "fixtures" / "data"
QUERIES = Path(__file__).parents[3] / "dashboard"
AMOUNTS = "themes/aid/observations/amounts.csv"
PAGES = ("article", "votes", "two", "resets", "country", "events", "indicators", "method", "figure")
BANNER = "An older build, read only:"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """An older build and the one in force, in which one figure is another."""
    data = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("two") / "data")
    older = build_once(data)
    path = data / AMOUNTS
    lines = path.read_text("utf-8").splitlines()
    changed = [line.replace(",75,", ",77.5,") for line in lines]
    path.write_text("\n".join(changed) + "\n", "utf-8")
    newer = build(data).path
    return older, newer


@pytest.fixture
def older(two, monkeypatch):
    """The id of the older build, while the newer one is in force."""
    monkeypatch.setenv("ALIGNMENT_DATABASE", two[1].as_posix())
    return two[0].stem


@pytest.fixture
def damaged(two):
    """A function that puts another file beside the builds, and takes it away in the end."""
    made = []

    def put(name):
        path = two[1].with_name(f"{name}.duckdb")
        made.append(path)
        return path

    yield put
    for path in made:
        path.unlink()


def test_of_two_builds_the_figures_that_differ_are_known(two):
    old, new = (path.as_posix() for path in two)
    found = revised(old, new)
    assert found.votes == 0
    (row,) = [row for row in found.figures if row["how"] == "changed"]
    assert (row["was_value"], row["now_value"]) == (75, 77.5)
    assert found.counts(resting=False)["changed"] == 1
    back = revised(new, old)
    assert [(r["was_value"], r["now_value"]) for r in back.figures] == [(77.5, 75)]
    assert revised(old, old).figures == ()


def test_a_figure_that_only_one_build_has_is_added_or_taken_out(two, tmp_path):
    old = two[0].as_posix()
    less = shutil.copy(two[0], tmp_path / "less.duckdb")
    with duckdb.connect(less) as con:
        drawn = "select min(figure) from exhibit_figure join figure on figure.id = figure"
        ((name,),) = con.execute(drawn).fetchall()
        con.execute(
            "update observation set in_force = false, superseded_on = current_date where id = ?",
            [name],
        )
    for pair, how in (((less, old), "added"), ((old, less), "taken out")):
        (row,) = revised(*map(str, pair)).figures
        assert (row["how"], row["rests"]) == (how, True)
        assert name in {row["was_id"], row["now_id"]}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_it_under_a_banner_and_keeps_it_in_its_links(page, older, two, name):
    shown = page(name).visit(build=older).html
    assert BANNER in shown
    assert f"You read build <code>{older}</code>; in force is <code>{two[1].stem}</code>" in shown
    assert f"Build {older} of " in shown
    assert f'href="./method?build={older}#revised"' in shown
    assert 'href="?">See the present build' in shown


@pytest.mark.parametrize("name", PAGES)
def test_the_build_in_force_has_no_banner(page, older, two, name):
    for query in ({"build": two[1].stem}, *([{}] if name == "read" else [])):
        shown = page(name).visit(**query).html
        assert BANNER not in shown
        assert f"Build {two[1].stem} of " in shown


def test_figures_of_the_older_build_are_shown_and_the_list_leads_to_both(page, older, two):
    changed = revised(*(path.as_posix() for path in two)).figures[0]
    shown = page("figure").visit(build=older, figure=changed["was_id"]).html
    assert '<p class="big">75.00' in shown
    assert "The figure shown here was revised." in shown
    assert '<p class="big">77.50' in page("figure").visit(figure=changed["now_id"]).html
    shown = page("method").visit(build=older).html
    assert '<h2 id="revised">Revised since this build</h2>' in shown
    for way in (f"figure={changed['was_id']}&amp;build={older}", f"figure={changed['now_id']}"):
        assert f"./figure?{way}" in shown
    assert "Revised since this build" not in page("method").visit().html


def test_a_click_stays_in_the_older_build(page, older):
    read = page("article").visit(build=older, theme="aid")
    read.click("marks")
    assert (read.query["build"], read.query["marks"]) == (older, "0")
    assert BANNER in read.html


def test_an_unknown_build_is_told_and_the_present_one_is_shown(page, older, two):
    for name in ("20200101-000000-aaaaaaaa", "../../x", "current"):
        shown = page("article").visit(build=name).html
        assert "which is not kept here: it was pruned, or never was. The present build" in shown
        assert f"Build {two[1].stem} of " in shown
        assert BANNER not in shown


def test_a_build_of_other_tables_is_told_and_the_present_one_is_shown(page, older, two, damaged):
    other = damaged("20190101-000000-other")
    shutil.copy(two[0], other)
    with duckdb.connect(other.as_posix()) as con:
        con.execute("drop table correction")
    shown = page("method").visit(build=other.stem).html
    assert "cannot be shown by the pages of today: it has no correction.fault, " in shown
    assert f"Build {two[1].stem} of " in shown
    assert "build" not in page("method").visit(build=other.stem).click("reset_wide").query


def test_a_file_that_is_no_build_is_told(page, older, two, damaged):
    other = damaged("20180101-000000-broken")
    other.write_bytes(b"no database")
    shown = page("article").visit(build=other.stem).html
    assert "it has no relations that this DuckDB can read." in shown
    assert f"Build {two[1].stem} of " in shown


def test_charts_described_otherwise_count_as_missing(two, tmp_path):
    other = shutil.copy(two[0], tmp_path / "other.duckdb")
    with duckdb.connect(other) as con:
        con.execute("""update exhibit set panels = replace(panels::varchar, '"labels"', '"l"')""")
    assert lacks(str(other), two[1].as_posix()) == ("exhibit.panels.labels",)
    assert lacks(two[0].as_posix(), two[1].as_posix()) == ()


def test_no_page_asks_for_the_relations_that_may_be_missing():
    code = "".join(path.read_text("utf-8") for path in QUERIES.rglob("*.py"))
    for name in NOT_ASKED:
        assert f"from {name}" not in code
        assert f"join {name}" not in code


def test_the_older_build_stays_open_when_a_newer_one_comes(two):
    assert connection(two[0].as_posix()).execute("select count(*) from build").fetchall() == [(1,)]
    assert builds.describe(two[0]).id == two[0].stem


def get(address, **query):
    """What the server answers beside the pages."""

    async def ask():
        transport = httpx.ASGITransport(Starlette(routes=routes("")))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(address, params=query)

    # In a thread of its own: a browser of other tests may run a loop in this one.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(lambda: asyncio.run(ask())).result()


def test_edition_and_readings_of_the_older_build_are_served_too(older, two):
    slug = catalogue(two[0].as_posix()).article["id"]
    for address in (f"/article/{slug}", "/api/readings.json"):
        old = get(address, build=older)
        assert (old.status_code, old.headers["etag"]) == (200, f'W/"{older}"')
        assert get(address).headers["etag"] == f'W/"{two[1].stem}"'
        assert get(address, build="none").status_code == 404
    assert get("/article/none", build=older).status_code == 404
    assert older in get(f"/article/{slug}", build=older).text
