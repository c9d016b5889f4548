"""The script-free edition in a browser that runs no script, on screen and on paper."""

import re
from urllib.parse import urlsplit

import pytest

from tests.dashboard.browser import pdf
from tests.dashboard.browser.pages import SIZES
from tests.dashboard.browser.test_look import axe_faults


@pytest.fixture(scope="module")
def link(address, found):
    return f"{address}/article/{found.article['id']}"


@pytest.fixture(scope="module")
def still(chromium, link):
    """The edition at a size, in a browser without scripts that may ask no other host."""
    contexts, others = [], []

    def open_page(size="wide"):
        context = chromium.new_context(viewport=SIZES[size], java_script_enabled=False)
        contexts.append(context)
        host = urlsplit(link).netloc
        context.on("request", lambda r: others.append(r.url) if host not in r.url else None)
        page = context.new_page()
        page.goto(link)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert others == []


@pytest.mark.parametrize("size", SIZES)
def test_a_sentence_leads_to_its_evidence_and_back_without_a_script(still, found, size):
    page = still(size)
    for name in ("c02", "c10"):
        page.locator(f"#t-{name}").click()
        assert urlsplit(page.url).fragment == name
        box = page.locator(f"#{name}").bounding_box()
        assert 0 <= box["y"] < SIZES[size]["height"]
        assert page.locator(f"#{name} .reading").is_visible()
    page.go_back()
    assert urlsplit(page.url).fragment == "c02"


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(visit_edition, size):
    page = visit_edition(size)
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(scope="module")
def visit_edition(chromium, link):
    contexts = []

    def open_page(size):
        context = chromium.new_context(viewport=SIZES[size])
        contexts.append(context)
        page = context.new_page()
        page.goto(link)
        return page

    yield open_page
    for context in contexts:
        context.close()


def squeezed(words):
    return re.sub(r"\s+", "", words)


def printed(page):
    """The words of each sheet; one of the fonts draws two apostrophes alike."""
    return [sheet.replace("ʼ", "’") for sheet in pdf.pages(page.pdf(format="A4"))]


@pytest.fixture(scope="module")
def paper(still):
    """The edition in a browser, and the words of its printed sheets."""
    page = still()
    return page, printed(page)


def test_on_paper_every_figure_stands_with_its_caption_and_its_source(paper, found):
    page, sheets = paper
    captions = page.locator("figcaption h4").all_text_contents()
    sources = [
        figure.locator("p.src").first.text_content() for figure in page.locator("figure").all()
    ]
    assert len(captions) == len(sources) == len(found.exhibits)
    for title, source in zip(captions, sources, strict=True):
        both = [s for s in sheets if squeezed(title) in s and squeezed(source)[:60] in s]
        assert both, title


def test_on_paper_stand_all_statements_rules_and_the_build(paper, found):
    sheets = "".join(paper[1])
    assert found.build["id"] in sheets
    for claim in found.claims.values():
        assert squeezed(claim.exact) in sheets
