"""The whole app in Chromium, on a build of the real data."""

from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from tests.dashboard.browser.pages import AGENT, PHONE, PROBE, WIDE, settle


@pytest.fixture(scope="session")
def address(serve, database):
    """Where the app serves the build of the real data."""
    return serve(ROOT / "dashboard" / "app.py", {"ALIGNMENT_DATABASE": database})


@pytest.fixture(scope="module")
def visit(chromium):
    """Open an address in a fresh browser profile.

    A request to another host, an error and a warning of the browser fail the tests of the module.
    """
    contexts, faults = [], []

    def open_page(url, viewport=WIDE, scheme="light"):
        agent = AGENT if viewport == PHONE else None
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, user_agent=agent)
        context.set_default_timeout(20_000)
        contexts.append(context)
        context.on("request", lambda request: watch(request.url, urlsplit(url).netloc))
        context.on("console", complain)
        context.on("weberror", lambda error: faults.append(f"{error.error}"))
        page = context.new_page()
        page.goto(url)
        settle(page)
        return page

    def watch(url, host):
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            faults.append(f"request to another host: {url}")

    def complain(line):
        told = f"{line.text} {line.location.get('url', '')}"
        if line.type in {"error", "warning"} and not PROBE.match(told):
            faults.append(told)

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
