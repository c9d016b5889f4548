"""A tab outlives its server: after a restart it shows what it showed, and the next click acts."""

from urllib.parse import urlsplit

import pytest

from tests.dashboard.browser.pages import LISTEN, WIDE, parameters, settle

CONNECTION = "document.querySelector('.stApp').dataset.testConnectionState"
PLACES = {
    "statement": ("?claim=c03", "a[data-claim=c05]", {"claim=c05"}),
    "pill": (
        "?theme=nato_cohesion",
        "button:has-text('China') >> nth=0",
        {"actor=CHN", "theme=nato_cohesion"},
    ),
    "marks": ("?actor=DEU", ".st-key-marks button", {"actor=DEU", "marks=0"}),
    "soft link": (
        "indicators?theme=nato_cohesion",
        "a[data-soft]:not([aria-current]):visible >> nth=0",
        {"theme=nato_cohesion"},
    ),
}
"""Where a tab stands, what is clicked there, and what of it the address says afterwards."""


@pytest.fixture(scope="module")
def tabs(start_server, database, chromium):
    """Tabs, each on a page of its own, whose server was ended and started anew."""
    env = {"ALIGNMENT_DATABASE": database}
    site = start_server(["dashboard"], env)
    browser = chromium.new_context(viewport=WIDE)
    browser.set_default_timeout(60_000)
    browser.add_init_script(LISTEN)
    found = {}
    for name, (path, *_) in PLACES.items():
        found[name] = page = browser.new_page()
        page.goto(f"{site}/{path}")
        settle(page)
        page.evaluate("window.untouched = true")
    start_server.stop(site)
    for page in found.values():
        page.wait_for_function(f"{CONNECTION} !== 'CONNECTED'")
    start_server(["dashboard"], env, port=urlsplit(site).port)
    yield found
    browser.close()


@pytest.mark.parametrize("place", PLACES)
def test_the_first_click_after_a_restart_acts(tabs, place):
    page, (path, target, wanted) = tabs[place], PLACES[place]
    page.wait_for_function(f"{CONNECTION} === 'CONNECTED'")
    settle(page)
    before = parameters(page)
    assert before == path[path.find("?") :], "the tab shows what it showed"
    page.click(target)
    page.wait_for_function("before => location.search !== before", arg=before)
    settle(page)
    assert wanted <= set(parameters(page)[1:].split("&"))
    assert page.evaluate("window.untouched"), "nothing was loaded anew"
