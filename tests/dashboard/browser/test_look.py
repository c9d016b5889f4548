"""Every page at both sizes in both themes: nothing overlaps, is cut, too pale or out of reach."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.dashboard.browser.labels import label_faults
from tests.dashboard.browser.pages import PATHS, PHONE, SIZES, settle, wait_until_open

GAPS = """() => [...document.querySelectorAll('[class*="st-key-txt_"]')].map(text => {
  const name = [...text.classList].find(c => c.startsWith('st-key-txt_')).slice(11);
  const panel = document.querySelector(`.st-key-ev_${name}`);
  return panel.getBoundingClientRect().top - text.getBoundingClientRect().bottom;
})"""
WIDER = """() => [document.documentElement, document.querySelector('.stMain')]
  .filter(box => box.scrollWidth > box.clientWidth)
  .map(box => `${box.scrollWidth} in ${box.clientWidth}`)"""
CASES = [(page, size) for page in PATHS for size in SIZES]


@pytest.fixture(scope="module", params=CASES, ids=["-".join(case) for case in CASES])
def shown(request, visit, address):
    """A page at a size, with its name and its size."""
    path, size = request.param
    page = visit(f"{address}/{PATHS[path]}", SIZES[size])
    page.path, page.size = path, size
    return page


def axe_faults(page):
    found = Axe().run(page)
    return [found.generate_report()] if found.response["violations"] else []


def test_labels_of_charts_are_apart_inside_and_legible(shown):
    assert label_faults(shown) == []


def test_nothing_makes_the_page_scroll_sideways(shown):
    assert shown.evaluate(WIDER) == []


def test_a_phone_shows_each_section_s_evidence_right_after_its_text(shown):
    if shown.path != "read" or shown.size != "phone":
        return
    gaps = shown.evaluate(GAPS)
    assert len(gaps) == 6
    assert all(0 <= gap <= 120 for gap in gaps), gaps


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shown, scheme):
    shown.emulate_media(color_scheme=scheme)
    dark = "true" if scheme == "dark" else "false"
    shown.wait_for_function(
        f"matchMedia('(prefers-color-scheme: dark)').matches === {dark}"
        f" && (getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        f" === 'rgb(22, 24, 27)') === {dark}"
    )
    settle(shown)
    assert axe_faults(shown) == []
    assert label_faults(shown) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_beside_an_open_statement_and_its_table(visit, address, scheme):
    query = "?claim=c08&actor=DEU&tab=table&exhibit=ukraine_aid_monthly"
    page = visit(f"{address}/{query}", PHONE, scheme)
    wait_until_open(page, 8)
    page.locator(".st-key-fig_ukraine_aid_monthly table").wait_for()
    assert axe_faults(page) == []
