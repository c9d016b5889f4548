"""Every figure of a page draws, comes as CSV, PNG and SVG, and is cited: one register of them."""

import io
import json
import re
import struct
import zlib
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.figure.citation import forms, reference
from dashboard.figure.draw import draw_figure
from dashboard.figure.exhibit import exhibit_figure
from dashboard.figure.figure import SOURCES, TABLE
from dashboard.figure.files import file_of
from dashboard.figure.indicator import leaf_exhibit
from dashboard.figure.panels import drawn
from dashboard.figure.place import place_of
from dashboard.pages.countries.composite_figure import figure as composite_figure
from dashboard.pages.countries.composite_figure import weigh
from dashboard.pages.countries.composite_parts import parts
from dashboard.pages.countries.country import group_beside
from dashboard.pages.countries.moves import divergences, moves
from dashboard.pages.countries.series import chosen
from dashboard.pages.countries.theme import theme_figure
from dashboard.pages.countries.tie_divergence import divergence_figure
from dashboard.pages.countries.tie_figures import tie_figure
from dashboard.pages.countries.tie_known import known_figure
from dashboard.pages.countries.tie_moves import window
from dashboard.pages.indicators.editions import earlier_editions
from dashboard.pages.indicators.event_chance import chance_figure, compare
from dashboard.pages.indicators.event_list import events_figure
from dashboard.pages.indicators.vintages import vintages_figure
from dashboard.pages.method.coverage_figure import Asked, coverage_figure
from dashboard.pages.resets.figures import figure as episode_figure
from dashboard.pages.resets.figures import known
from dashboard.pages.votes.dyad_figures import difference_figure, dyad_figure, splits_figure
from dashboard.pages.votes.field_figures import field_figure, ideal_figure, isolation_figure
from dashboard.pages.votes.matrix_figures import matrix_of_votes
from dashboard.pages.votes.scene import scene
from dashboard.pages.votes.triangle_figures import lines_figure, table_figure, triangle_figure
from dashboard.shell.filters import SHORTLIST
from dashboard.shell.keys import CITATION, FILES
from dashboard.store.episodes import comparisons
from dashboard.store.events import all_events, candidates, reaches
from dashboard.store.figure_ids import figure_ids, leaf_id
from dashboard.store.profile import held
from dashboard.store.roll_calls import Sieve
from dashboard.store.ties import ties, values
from dashboard.words.wording import day

SCRIPT = "from tests.dashboard.figure.test_register import SHOWN\nSHOWN[0]()"
SHOWN = []
"""What the script draws: it runs in a thread of its own."""
PAIR, AGAINST = ("USA", "RUS"), ("USA", "CHN")
WHOSE, SPAN = "POL", 12


def exhibits(context):
    return [_exhibit(context, exhibit) for exhibit in context.catalogue.exhibits.values()]


def leaves(context):
    """An indicator of every kind of chart: there are hundreds."""
    kinds = {}
    for leaf in context.catalogue.indicators.values():
        kinds.setdefault(leaf.chart, leaf)
    return [_exhibit(context, leaf_exhibit(context, leaf, None)) for leaf in kinds.values()]


def _exhibit(context, exhibit):
    ready = drawn(context.database, exhibit, context.lens, context.narrow)
    return exhibit_figure(context, exhibit, ready)


def votes(context):
    here = scene(context)
    whole = [triangle_figure, lines_figure, field_figure, ideal_figure, isolation_figure]
    return [
        *(make(here) for make in (*whole, table_figure)),
        matrix_of_votes(context, here),
        dyad_figure(here, PAIR),
        difference_figure(here, PAIR, AGAINST),
        splits_figure(here, PAIR, Sieve()),
    ]


def measures(context):
    """Each measure of a tie, of the first pair that has values of it."""
    found = {}
    for pair in combinations(SHORTLIST, 2):
        names = set(values(context.database, *pair)["measure"])
        for tie in ties(context.database).values():
            for measure in tie.measures:
                if measure.id in names and measure.id not in found:
                    found[measure.id] = tie_figure(place_of(context), pair, tie, measure)
    return list(found.values())


def pairs(context):
    """The figures of several ties: known, composite, divergence."""
    database, years = context.database, window(context)
    moved = moves(database, *PAIR, *years)
    holding = held(database, *PAIR)
    shown = {name: tie for name, tie in ties(database).items() if name in holding}
    able = parts(database, moved, years)
    return [
        known_figure(context, PAIR, shown, values(database, *PAIR), holding, moved),
        composite_figure(context, PAIR, weigh(context, able, [1] * len(able))),
        divergence_figure(context, divergences(database, *years, 3), *years),
    ]


def episodes(context):
    at, found = place_of(context), []
    for comparison in comparisons(context.database):
        for series in comparison.series:
            shown = comparison.episodes
            ats = known(at, comparison, series, shown)
            found.append(episode_figure(at, comparison, series, ats, shown))
    return found


def themes(context):
    group, found = group_beside(context, WHOSE), []
    for theme in context.catalogue.themes.values():
        series = chosen(context.database, WHOSE, context.lens, SHORTLIST).get(theme.id, ())
        found.append(theme_figure(place_of(context), theme, WHOSE, group, series))
    return [figure for figure in found if figure]


def events(context):
    every = list(all_events(context.database).values())
    event, candidate = next(
        (event, candidate)
        for event in every
        for candidate in candidates(context.database, event)
        if reaches(candidate, event, SPAN)
    )
    chance = compare(context, event, candidate, SPAN)
    return [events_figure(context, every, event), chance_figure(context, chance)]


def coverage(context):
    asked = [Asked("family", (), 2000, 2026, is_open=True, theme=name)
             for name in context.catalogue.themes]  # fmt: skip
    return [coverage_figure(context.database, one, f"“{one.theme}”", False) for one in asked]


def vintages(context):
    database, found = context.database, context.catalogue.indicators.values()
    leaf = next(leaf for leaf in found if earlier_editions(database, leaf.id))
    return [vintages_figure(context, leaf, earlier_editions(database, leaf.id)[0])]


REGISTER = {
    make.__name__: make
    for make in (
        exhibits, leaves, votes, measures, pairs, episodes, themes, events, coverage, vintages,
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def made(context):
    """A function that makes the figures of a kind, once."""
    return cache(lambda kind: REGISTER[kind](context()))


@pytest.fixture(scope="module", params=REGISTER)
def figures(request, made):
    """The figures of one kind."""
    return made(request.param)


@pytest.mark.slow
def test_the_register_names_every_figure_that_an_address_may(made, database, found):
    names = {figure.id for kind in REGISTER for figure in made(kind)}
    assert names <= figure_ids(database)
    missing = figure_ids(database) - names - set(map(leaf_id, found.indicators))
    # A measure of a tie may be known of no pair of the filter bar, a theme say nothing of an actor.
    measures_ = {m.id for tie in ties(database).values() for m in tie.measures}
    assert missing <= measures_ | {f"actor_{name}" for name in found.themes}


@pytest.mark.slow
def test_each_is_drawn_under_every_tab_with_what_was_asked_for(context, figures, monkeypatch):
    app = AppTest.from_string(SCRIPT)
    for figure in figures:
        for tab, take in ((None, None), (TABLE, CITATION), (SOURCES, FILES)):
            here = context(exhibit=figure.id, tab=tab, take=take)
            monkeypatch.setitem(globals(), "SHOWN", [lambda: draw_figure(here, figure)])  # noqa: B023
            app.run()
            assert not app.exception, (figure.id, tab, app.exception[0].value)
            is_chart = tab is None or tab not in figure.tabs
            shown = len(app.get("vega_lite_chart"))
            assert shown == (len(figure.charts) if is_chart else 0), (figure.id, tab)
            assert len(app.get("download_button")) == len(files_of_kind(figure)) * (take == FILES)
            assert len(app.get("code")) == 3 * (take == CITATION)


def files_of_kind(figure):
    """The kinds of file that a figure comes as; one without charts has no picture."""
    return ("csv", "json", "png", "svg") if figure.charts else ("csv", "json")


def told(context, figure):
    """What each file has to say."""
    build = context().catalogue.build["id"]
    publisher = figure.evidence.documents[0]["publisher"]
    return [figure.title, publisher, day(figure.evidence.as_of), build, figure.id]


def test_the_csv_has_a_row_for_each_and_the_file_beside_it_says_what_it_is(context, figures):
    for figure in figures:
        body = pd.read_csv(io.BytesIO(file_of(context(), figure, "csv")), low_memory=False)
        assert len(body) == len(figure.rows()) > 0, figure.id
        about = json.loads(file_of(context(), figure, "json"))
        assert about["url"] == f"{figure.id}.csv"
        words = " ".join(said for name, said in about.items() if name.startswith("dc:"))
        assert all(part in words for part in told(context, figure)), figure.id
        assert all(about.values())


@pytest.mark.slow
def test_the_drawing_says_what_it_is_in_colours_of_its_own(context, figures):
    for figure in figures:
        if not figure.charts:
            continue
        root = ET.fromstring(file_of(context(), figure, "svg"))
        words = "".join("".join(root.itertext()).split())
        assert root.tag.endswith("svg")
        for part in told(context, figure):
            assert "".join(part.split()) in words, (figure.id, part)
        assert "var(--" not in ET.tostring(root, encoding="unicode")


def test_the_picture_is_a_whole_png(context, figures):
    """Of one figure of a kind: the picture is made of the drawing, the same way for all."""
    figure = next(figure for figure in figures if figure.charts)
    content = file_of(context(), figure, "png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    place, kinds, pixels = 8, [], b""
    while place < len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        body = content[place + 8 : place + 8 + size]
        (checksum,) = struct.unpack(">I", content[place + 8 + size : place + 12 + size])
        assert checksum == zlib.crc32(kind + body)
        kinds.append(kind)
        pixels += body if kind == b"IDAT" else b""
        place += 12 + size
    wide, tall = struct.unpack(">II", content[16:24])
    assert kinds[-1] == b"IEND"
    assert wide > 500
    assert len(zlib.decompress(pixels)) > wide * tall


def test_citations_name_figure_build_and_data_and_link_to_it(context, figures, found):
    for figure in figures:
        cited = reference(context(), figure)
        for _, form in forms(cited):
            words = form.replace("\\", "")
            assert figure.title in words or "&" in figure.title, figure.id
            assert found.build["id"] in words
            assert str(figure.evidence.as_of.year) in words
            assert figure.evidence.documents[0]["publisher"] in words
        assert cited.address == f"?exhibit={figure.id}&build={found.build['id']}"


def test_charts_are_drawn_in_one_place():
    root = Path(dashboard.__file__).parent
    sources = {path: path.read_text("utf-8") for path in root.rglob("*.py")}
    drawing = [path for path, said in sources.items() if re.search(r"(?<!`)st\.vega_lite", said)]
    assert drawing == [root / "figure" / "draw.py"]
