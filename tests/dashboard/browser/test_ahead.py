"""Evidence that a click shows at once: what the panel will show, in its place, and no more."""

import pytest

from tests.dashboard.browser.pages import PHONE, settle, wait_until_open

FETCHED = """name => performance.getEntriesByType('resource')
  .some(entry => entry.name.includes(`/evidence/${name}?build=`) && entry.responseEnd > 0)"""
AT_ONCE = """name => new Promise(resolve => {
  document.getElementById(name).click();
  const shown = document.querySelector('.ahead');
  const words = shown && {
    quoted: shown.querySelector('blockquote').textContent,
    reading: shown.querySelector('.reading').textContent.trim(),
    charts: shown.querySelectorAll('svg.marks text').length,
    titles: [...shown.querySelectorAll('h3')].map(title => title.textContent),
    place: ['blockquote', 'h3', 'svg.marks', '.dl'].map(part => top(shown, part)),
    mute: shown.inert && shown.getAttribute('aria-hidden') === 'true',
  };
  function top(box, part) {
    return box.querySelector(part).getBoundingClientRect().top - box.getBoundingClientRect().top;
  }
  resolve(words);
})"""
PLACES = """panel => ['blockquote', 'h3', 'svg.marks', '.dl'].map(part =>
  panel.querySelector(part).getBoundingClientRect().top - panel.getBoundingClientRect().top)"""


def in_sight(page, name):
    """Bring a sentence into sight and wait until its evidence has been fetched."""
    page.locator(f"#{name}").scroll_into_view_if_needed()
    page.wait_for_function(FETCHED, arg=name)
    page.wait_for_timeout(100)


def reading_of(panel):
    return panel.locator(".reading").text_content().strip()


@pytest.mark.parametrize("name", ["c10", "c18"])
def test_a_click_shows_at_once_what_the_panel_then_shows(visit, address, found, name):
    claim = found.claims[name]
    page = visit(address)
    in_sight(page, name)
    shown = page.evaluate(AT_ONCE, name)
    assert shown["quoted"] == f"“{claim.exact}”"
    assert shown["charts"] > 0
    assert shown["titles"] == [found.exhibits[claim.exhibits[0]].title]
    assert shown["mute"]
    page.locator(".ahead").wait_for(state="detached")
    wait_until_open(page, claim.number)
    settle(page)
    panel = page.locator(f".st-key-ev_{claim.section}")
    assert reading_of(panel) == shown["reading"]
    places = panel.evaluate(PLACES)
    assert shown["place"] == pytest.approx(places, abs=3), "nothing jumps when the panel has come"


def test_a_sentence_whose_evidence_was_not_fetched_waits_for_its_panel(visit, address):
    page = visit(address)
    page.route("**/evidence/**", lambda route: route.fulfill(status=204))
    page.reload()
    settle(page)
    page.locator("#c10").wait_for()
    assert page.evaluate(AT_ONCE, "c10") is None
    wait_until_open(page, 10)
    page.unroute("**/evidence/**")


@pytest.mark.parametrize("query", ["?actor=USA", "?from=2024", "?asof=then"])
def test_under_a_choice_that_changes_panels_nothing_is_shown_ahead(visit, address, query):
    page = visit(f"{address}/{query}")
    page.locator("#c10").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert page.evaluate(AT_ONCE, "c10") is None
    wait_until_open(page, 10)


def test_a_phone_fetches_nothing_ahead(visit, address):
    page = visit(address, PHONE)
    page.locator("#c10").scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert not page.evaluate(FETCHED, "c10")
