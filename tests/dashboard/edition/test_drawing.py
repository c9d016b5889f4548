"""Charts within a page: small, named, with ids of their own, colours of the page's theme."""

import re
from xml.etree import ElementTree as ET

import pytest

from dashboard.edition.drawing import drawing
from dashboard.figure.panels import drawn
from dashboard.store.lens import Lens


@pytest.fixture(scope="module")
def panel(database, found):
    exhibit = found.exhibits["ukraine_aid_monthly"]
    return drawn(database, exhibit, Lens(), False).charts[0]


@pytest.fixture(scope="module")
def svg(panel):
    return drawing(panel, "one", "wide", "Told <b>so</b>.")


def test_a_drawing_has_the_name_of_its_view_and_a_description(svg, panel):
    root = ET.fromstring(svg)
    title, told = root[0], root[1]
    assert (title.tag, title.text) == ("title", panel.view.alt)
    assert (told.tag, told.text) == ("desc", "Told <b>so</b>.")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == title.attrib["id"]


def test_its_size_is_that_for_which_its_labels_were_laid_out(svg, panel):
    root = ET.fromstring(svg)
    assert root.attrib["width"] == str(panel.view.nominal)
    assert root.attrib["viewBox"] == f"0 0 {panel.view.nominal} {panel.view.total_height}"


def test_no_mark_is_left_out(svg, panel):
    bars = sum(part == "bar" for part in panel.ready[1].column("part").to_pylist())
    fills = re.findall(r'<path d="[^"]+" fill="var\(--a-usa\)"', svg.replace(" />", "/>"))
    assert bars == len(fills) > 10


def test_colours_are_variables_so_that_they_follow_the_theme(svg):
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))
    assert "var(--a-usa)" in colours
    assert not {c for c in colours if c.startswith(("#", "rgb"))}


def test_ids_and_references_bear_the_key(panel):
    one, two = (drawing(panel, key, "wide", "x") for key in ("one", "two"))
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (one, two)]
    assert ids[0].isdisjoint(ids[1])
    for svg, known in ((one, ids[0]), (two, ids[1])):
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= known


def test_numbers_are_short_and_parts_silent(svg):
    assert not re.search(r"\d\.\d{3}", svg)
    assert "aria-roledescription" not in svg
    assert "graphics-symbol" not in svg
