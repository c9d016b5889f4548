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
PAPER = {"light": "rgb(251, 248, 241)", "dark": "rgb(22, 24, 27)"}
CASES = [(page, size) for page in PATHS for size in SIZES]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that a scheme can break; all others were tried on the same page before."""
NARROW = [*COLOURS, "target-size", "scrollable-region-focusable", "duplicate-id-aria"]
"""Those that a narrow window can break; all others were tried on the same page when it was wide."""
LOOKS = {"read", "votes", "method"}
"""Pages that are looked at in every size and theme; of the others one theme at each size."""


@pytest.fixture(scope="module", params=CASES, ids=["-".join(case) for case in CASES])
def shown(request, visit, address):
    """A page at a size."""
    path, size = request.param
    page = visit(f"{address}/{PATHS[path]}", SIZES[size])
    schemes = ("light", "dark") if path in LOOKS else ("dark" if size == "phone" else "light",)
    return page, schemes, NARROW if size == "phone" else []


def axe_faults(page, *rules):
    """What axe finds, with the elements; by all rules where none are named. Empty: all is well."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = Axe().run(page, options=options).response["violations"]
    return [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]


def put_on(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        "paper => getComputedStyle(document.querySelector('.stApp')).backgroundColor === paper",
        arg=PAPER[scheme],
    )
    settle(page)


def test_axe_finds_nothing_and_labels_are_apart_inside_and_legible(shown):
    page, schemes, first = shown
    for scheme in schemes:
        put_on(page, scheme)
        rules = first if scheme == schemes[0] else COLOURS
        assert axe_faults(page, *rules) == [], scheme
        if "/desk" not in page.url:  # the one page without a chart
            assert label_faults(page) == [], scheme


def test_nothing_makes_the_page_scroll_sideways(shown):
    page, *_ = shown
    assert page.evaluate(WIDER) == []


def test_axe_finds_nothing_beside_an_open_statement_and_its_table(visit, address):
    query = "?claim=c10&actor=USA&actor=XYZ&tab=table&exhibit=ukraine_aid_monthly"
    page = visit(f"{address}/{query}", PHONE)
    wait_until_open(page, 10)
    page.locator(".st-key-fig_ukraine_aid_monthly table").wait_for()
    assert axe_faults(page) == []
    assert page.evaluate(WIDER) == []
    put_on(page, "dark")
    assert axe_faults(page, *COLOURS) == []


def further(page, section):
    """Open each further figure of a section in its panel, one after the other.

    The list may end with a link to another page, which is left out.
    """
    place = page.locator(f".st-key-ev_{section} .further a[href^='?']")
    seen = set()
    while waiting := [n for n in place.all_text_contents() if n not in seen]:
        seen.add(waiting[0])
        place.get_by_text(waiting[0], exact=True).click()
        heading = page.locator(f".st-key-ev_{section} h3").get_by_text(waiting[0], exact=True)
        heading.wait_for()
        settle(page)
        yield waiting[0]


def test_labels_of_every_further_figure_are_apart_inside_and_legible(visit, address, found):
    page = visit(address, PHONE)
    gaps = page.evaluate(GAPS)
    assert len(gaps) == len(found.sections)
    assert all(0 <= gap <= 120 for gap in gaps), gaps
    faults = {}
    for section in found.sections:
        for title in further(page, section):
            faults |= {title: lines} if (lines := label_faults(page)) else {}
    assert faults == {}


def test_labels_of_indicators_of_every_kind_are_apart_inside_and_legible(visit, address, found):
    kinds = {}
    for leaf in found.indicators.values():
        kinds.setdefault((leaf.chart, leaf.theme), leaf.family)
    faults = {}
    for family in list(dict.fromkeys(kinds.values()))[:: len(kinds) // 3]:
        page = visit(f"{address}/indicators?family={family}", PHONE)
        faults |= {family: lines} if (lines := label_faults(page)) else {}
        page.close()
    assert faults == {}
