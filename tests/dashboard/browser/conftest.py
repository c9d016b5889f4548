"""The whole app in Chromium, on a build of the real data."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from tests.dashboard.browser.pages import AGENT, LISTEN, PHONE, PROBE, WIDE, settle


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
        kind = (*viewport.values(), scheme, another)
        if kind not in self.contexts:
            self.contexts[kind] = self._browser(urlsplit(url).netloc, viewport, scheme)
        free = [tab for tab in self.tabs.pop(kind, []) if not tab.is_closed()]
        page = free.pop() if free else self.contexts[kind].new_page()
        self.tabs[kind] = free
        self.lent.append((kind, page))
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
        context.set_default_timeout(20_000)
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


@pytest.fixture(scope="module")
def browsers(chromium):
    """The browsers of a module; a fault in any of them fails its last test."""
    found = Browsers(chromium)
    yield found
    found.close()
    assert found.faults == []


@pytest.fixture(scope="module")
def visit(browsers):
    """A function that opens an address in a tab; see Browsers.open."""
    return browsers.open


@pytest.fixture(autouse=True)
def _tabs_come_back(browsers):
    """Tabs that a test opened are free after it; those of its module's fixtures stay."""
    before = len(browsers.lent)
    yield
    browsers.give_back(before)
