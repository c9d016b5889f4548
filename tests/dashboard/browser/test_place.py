"""The edition under a path, in a frame, started from any folder with a relative setting."""

import os
from urllib.request import urlopen

import pytest

from tests.dashboard.browser.pages import LISTEN, WIDE, settle

BASE = "/tool/ai"
FRAME = "<!doctype html><iframe style='width: 1300px; height: 800px' src='{}'></iframe>"
EMBED = {"embed=true", "embed_options=dark_theme"}


@pytest.fixture(scope="module")
def site(start_server, database, tmp_path_factory):
    """The address of a server behind a path, started elsewhere, in a plain locale."""
    folder = tmp_path_factory.mktemp("ein Ort, où")
    relative = os.path.relpath(database, folder)
    env = {"ALIGNMENT_DATABASE": relative, "LC_ALL": "C", "LANG": "C"}
    return start_server(["dashboard", "--server.baseUrlPath", BASE[1:]], env, folder, base=BASE)


@pytest.fixture(scope="module")
def browser(chromium):
    made = chromium.new_context(viewport=WIDE)
    made.set_default_timeout(60_000)
    made.add_init_script(LISTEN)
    yield made
    made.close()


def fetched(address):
    with urlopen(address) as answer:
        return answer.headers.get_content_type(), answer.read()


def embedded(frame):
    return set(frame.evaluate("location.search")[1:].split("&")) >= EMBED


def test_own_routes_answer_under_the_path_and_nowhere_else(site, found):
    claim = next(iter(found.claims))
    for path, kind in (
        (f"article/{found.article['id']}", "text/html"),
        ("api/readings.json", "application/json"),
        (f"evidence/{claim}", "text/html"),
    ):
        given, content = fetched(f"{site}/{path}")
        assert given == kind
        assert b"Streamlit" not in content
        with pytest.raises(OSError, match="404"):
            fetched(f"{site.removesuffix(BASE)}/{path}")


def test_the_page_asks_nothing_outside_of_its_path_and_leads_to_the_edition(site, browser):
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    settle(page)
    page.locator(".st-key-foot a", has_text="Script-free edition").click()
    page.wait_for_url("**/article/*")
    assert page.locator("article").first.inner_text()
    page.go_back()
    settle(page)
    assert any("/app/static/" in url for url in asked), "fonts of its own"
    assert {url for url in asked if url.startswith("http")} == {
        url for url in asked if url.startswith(f"{site}/") or url == site
    }


def test_a_copied_link_names_the_path(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/votes")
    settle(page)
    page.locator(".st-key-link_wide button").first.click()
    page.get_by_text(f"{site}/votes?build=").wait_for()


def test_in_a_frame_clicks_links_and_back_stay_embedded(site, browser):
    page = browser.new_page()
    page.set_content(FRAME.format(f"{site}/?claim=c03&embed=true&embed_options=dark_theme"))
    frame = page.frames[1]
    settle(frame)
    frame.click("a[data-claim=c05]")
    frame.wait_for_function("location.search.includes('claim=c05')")
    settle(frame)
    assert embedded(frame)
    frame.locator(".tally a[data-soft], a[data-soft]:visible").first.click()
    settle(frame)
    assert embedded(frame)
    frame.locator("header a", has_text="Votes").first.click()
    frame.wait_for_function("location.pathname.endsWith('/votes')")
    settle(frame)
    assert embedded(frame)
    frame.locator(".st-key-foot a", has_text="Script-free edition").click()
    frame.wait_for_url("**/article/*")
    page.evaluate("history.back()")
    frame.wait_for_url("**/votes*")
    settle(frame)
    assert embedded(frame)
