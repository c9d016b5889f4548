"""What a reader takes along from the page: the figures, the chart, the printed article."""

import csv
import re
from xml.etree import ElementTree as ET

import pytest

from tests.dashboard.browser import pdf
from tests.dashboard.browser.pages import settle

NAME = "ukraine_aid_monthly"


@pytest.fixture(scope="module")
def page(visit, address):
    return visit(address)


def download(page, label):
    """Ask for one of the files of an exhibit; return its name and its bytes."""
    body = page.locator(f".st-key-take_{NAME}")
    if not body.count():
        page.locator(f'[data-keep="{NAME}:files"]').click()
    with page.expect_download() as found:
        body.get_by_role("button", name=label).click()
    return found.value.suggested_filename, found.value.path().read_bytes()


def test_the_table_comes_with_its_sources(page, found):
    exhibit = found.exhibits[NAME]
    name, content = download(page, "CSV")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    assert name == f"{NAME}.csv"
    assert {row["indicator"] for row in rows} == set(exhibit.indicators)
    assert all(row["publisher"] and row["locator"] and row["url"] for row in rows)


def test_the_picture_is_a_png(page):
    name, content = download(page, "PNG")
    assert name == f"{NAME}.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20]) > 800


def test_the_drawing_is_an_svg_with_title_and_source(page, found):
    name, content = download(page, "SVG")
    words = " ".join(ET.fromstring(content).itertext())
    assert name == f"{NAME}.svg"
    assert found.exhibits[NAME].title in words
    assert "Source: Kiel Institute" in words


def test_the_printed_page_holds_the_whole_article(page, found):
    settle(page)
    printed = pdf.text(page.pdf(format="A4")).replace("\u02bc", "’")
    for section in found.sections.values():
        assert squeezed(section.heading) in printed
        for paragraph in section.text.split("\n\n"):
            assert squeezed(paragraph) in printed
    assert found.build["id"] in printed


def squeezed(words):
    return re.sub(r"\s+", "", words)
