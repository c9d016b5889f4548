"""The line under a figure: tabs, files and citation as links that say what is open."""

from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figure.documents import Evidence
from dashboard.figure.figure import CHART, SOURCES, TABLE, Figure
from dashboard.figure.files import MIMES
from dashboard.figure.toolbar import tab_of, toolbar
from dashboard.shell.keys import CITATION, FILES
from tests.html import links

NAMES = {CHART: "Chart", TABLE: "Table", SOURCES: "Sources (3)"}
FIGURE = Figure(
    id="aid",
    title="Aid",
    table=lambda: "",
    rows=pd.DataFrame,
    evidence=Evidence([{"publisher": name} for name in "abc"]),
)
SCRIPT = """
from dashboard.figure.files import draw_files
draw_files("place", {{"thing.{kind}": ("A file", lambda: b"")}})
"""


def drawn(context, figure=FIGURE, place=""):
    """The links of the line by the names under which focus finds them again."""
    return {link["data-keep"]: link for link in links(toolbar(context, figure, place))}


def test_every_word_is_a_link_and_the_first_tab_needs_no_name(context):
    assert {name: link["href"] for name, link in drawn(context()).items()} == {
        "aid:chart": "?exhibit=aid",
        "aid:table": "?tab=table&exhibit=aid",
        "aid:sources": "?tab=sources&exhibit=aid",
        "aid:files": "?take=files&exhibit=aid",
        "aid:citation": "?take=citation&exhibit=aid",
    }


@pytest.mark.parametrize("tab", NAMES)
def test_the_tab_shown_is_the_current_one(context, tab):
    found = drawn(context(exhibit="aid", tab=None if tab == CHART else tab))
    assert [name for name, link in found.items() if "aria-current" in link] == [f"aid:{tab}"]


@pytest.mark.parametrize("way", [FILES, CITATION])
def test_what_is_open_keeps_the_tab_and_a_second_click_closes_it(context, way):
    opened = context(exhibit="aid", tab=TABLE, take=way)
    found = drawn(opened)
    (other,) = {FILES, CITATION} - {way}
    assert found[f"aid:{way}"]["aria-current"] == "true"
    assert found[f"aid:{way}"]["href"] == "?tab=table&exhibit=aid"
    assert found[f"aid:{other}"]["href"] == f"?tab=table&take={other}&exhibit=aid"
    assert found["aid:chart"]["href"] == "?exhibit=aid"


def test_another_statement_or_figure_closes_what_is_open(context):
    opened = context(exhibit="aid", take=FILES)
    assert opened.href(claim="c10") == "?claim=c10&exhibit=aid"
    assert opened.href(exhibit="rc_trade") == "?exhibit=rc_trade"
    assert opened.href(actors=("USA",)) == "?actor=USA&take=files&exhibit=aid"


def test_places_are_told_apart_and_titles_stay_text(context):
    odd = replace(FIGURE, title='<b>"Aid"</b>')
    made = toolbar(context(), odd)
    assert 'aria-label="View of &lt;b&gt;&#34;Aid&#34;&lt;/b&gt;"' in made
    names = [*NAMES, FILES, CITATION]
    assert list(drawn(context(), odd, "aid_in_europe")) == [
        f"aid_in_europe:{name}" for name in names
    ]


def test_the_address_speaks_for_its_own_figure_only(context):
    opened = context(exhibit="aid", tab=TABLE)
    assert tab_of(opened, FIGURE) == TABLE
    assert tab_of(opened, replace(FIGURE, id="rc_trade")) == CHART
    assert tab_of(opened, replace(FIGURE, table=None)) == CHART


@pytest.mark.parametrize("kind", sorted(MIMES))
def test_a_file_of_every_kind_has_its_button(kind):
    app = AppTest.from_string(SCRIPT.format(kind=kind)).run()
    assert not app.exception
    (button,) = app.get("download_button")
    assert button.proto.label == "A file"
