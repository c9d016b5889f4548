"""The whole app in Chromium, on a build of the real data."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from tests.dashboard.browser.pages import AGENT, LISTEN, PHONE, PROBE, WIDE, settle

PATIENCE_MS = 90_000
"""How long is waited for what a page should show; long, since other work may be in its way."""


@pytest.fixture(scope="session")
def address(serve, database):
    """Where the app serves the build of the real data."""
    return serve(ROOT / "dashboard" / "app.py", {"ALIGNMENT_DATABASE": database})


@dataclass
class Browsers:
    """One browser for each size and scheme, its tabs, and what went wrong in any of them.

    A tab that was used before draws a page in half the time: it keeps the scripts.
    """

    chromium: object
    contexts: dict = field(default_factory=dict)
    tabs: dict = field(default_factory=dict)
    lent: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def open(self, url, viewport=WIDE, scheme="light", another=""):
        """A page in a tab that nobody uses, settled; `another` names a browser of its own."""
        host = urlsplit(url).netloc
        kind = (host, *viewport.values(), scheme, another)
        if kind not in self.contexts:
            self.contexts[kind] = self._browser(host, viewport, scheme)
        free = [tab for tab in self.tabs.pop(kind, []) if not tab.is_closed()]
        page = free.pop() if free else self.contexts[kind].new_page()
        self.tabs[kind] = free
        self.lent.append((kind, page))
        page.emulate_media(color_scheme=scheme)
        page.goto(url)
        settle(page)
        return page

    def give_back(self, since):
        """Take back the tabs that were lent from a place in the list on."""
        for kind, page in self.lent[since:]:
            self.tabs[kind].append(page)
        del self.lent[since:]

    def close(self):
        for context in self.contexts.values():
            context.close()

    def _browser(self, host, viewport, scheme):
        agent = AGENT if viewport == PHONE else None
        context = self.chromium.new_context(
            viewport=viewport, color_scheme=scheme, user_agent=agent
        )
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(LISTEN)
        context.on("request", lambda request: self._watch(request.url, host))
        context.on("console", self._complain)
        context.on("weberror", lambda error: self.faults.append(f"{error.error}"))
        return context

    def _watch(self, url, host):
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            self.faults.append(f"request to another host: {url}")

    def _complain(self, line):
        told = f"{line.text} {line.location.get('url', '')}"
        if line.type in {"error", "warning"} and not PROBE.match(told):
            self.faults.append(told)


@pytest.fixture(scope="session")
def browsers(chromium):
    """The browsers of all modules."""
    found = Browsers(chromium)
    yield found
    found.close()


@pytest.fixture(scope="module")
def visit(browsers):
    """A function that opens an address in a tab; see Browsers.open.

    A fault in any tab fails the last test of the module.
    """
    yield browsers.open
    browsers.give_back(0)
    faults, browsers.faults = browsers.faults, []
    assert faults == []


@pytest.fixture(autouse=True)
def _tabs_come_back(browsers):
    """Tabs that a test opened are free after it; those of its module's fixtures stay."""
    before = len(browsers.lent)
    yield
    browsers.give_back(before)
