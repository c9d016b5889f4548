"""Chromium: how long a click takes to be drawn, what a first visit takes, what crosses the wire."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench_dashboard_rows import Row
from bench_dashboard_serve import EMPTY_TEXT, Server
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SIZE = {"width": 1400, "height": 1000}
QUIET = 600
"""Milliseconds without a message or a change of the page: the run is over."""

WATCH = """
window.until = (done, act) => new Promise((resolve, reject) => {
  const start = performance.now()
  const look = () => {
    if (!done()) return
    watcher.disconnect()
    resolve(performance.now() - start)
  }
  const watcher = new MutationObserver(look)
  watcher.observe(document, {subtree: true, childList: true, attributes: true,
    characterData: true})
  setTimeout(() => reject(new Error("not drawn in 20 s")), 20000)
  act?.()
})
window.quiet = (pause) => new Promise((resolve) => {
  let timer = setTimeout(resolve, pause)
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, pause) })
    .observe(document, {subtree: true, childList: true, attributes: true, characterData: true})
})
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    executable = shutil.which("chromium", path="/usr/bin:/usr/local/bin")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def page(browser: Browser) -> Iterator[Page]:
    """A page with an empty cache of its own."""
    context = browser.new_context(viewport=SIZE)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def rest(shown: Page) -> None:
    """Wait until nothing changes any more."""
    shown.evaluate(f"quiet({QUIET})")


PAINTS = """([selector, text]) => until(() =>
  document.querySelector(selector)?.textContent.includes(text)
).then(() => new Promise((resolve) => {
  const found = performance.now()
  const paints = () => {
    const all = performance.getEntriesByType("paint")
    if (all.length < 2) return setTimeout(paints, 20)
    resolve([...all.map((entry) => entry.startTime), found])
  }
  paints()
}))"""


def paint_rows(browser: Browser, ours: Server, floor: Server, rounds: int) -> list[Row]:
    """First paint and text in the DOM, each visit with an empty browser cache."""
    first = Row("first paint of the Read page", "empty app", "ms", 1.05)
    content = Row("first contentful paint of the Read page", "empty app", "ms", 1.05)
    text = Row("article text in the DOM", "empty app's text", "ms", 1.3)
    heading = ["article p.art", " "]
    for _ in range(rounds):
        base = [_visit(browser, floor, ["[data-testid=stMarkdown]", EMPTY_TEXT]) for _ in "ab"]
        seen = [_visit(browser, ours, heading) for _ in "ab"]
        for place, row in enumerate((first, content, text)):
            row.add([times[place] for times in base], [times[place] for times in seen])
    return [first, content, text]


def _visit(browser: Browser, server: Server, wanted: list[str]) -> list[float]:
    with page(browser) as shown:
        shown.goto(server.address, wait_until="commit")
        return shown.evaluate(PAINTS, wanted)


@dataclass
class Wire:
    """Bytes that crossed the websocket of a page since they were last asked for."""

    count: int = 0

    def attach(self, shown: Page) -> None:
        """Count from now on."""
        shown.on("websocket", self._listen)

    def _listen(self, socket: object) -> None:
        for event in ("framereceived", "framesent"):
            socket.on(event, self._add)  # type: ignore[attr-defined]

    def _add(self, payload: str | bytes) -> None:
        self.count += len(payload)

    def taken(self) -> float:
        """The bytes since the last call."""
        count, self.count = self.count, 0
        return float(count)


def wire_rows(browser: Browser, ours: Server, rounds: int) -> list[Row]:
    """Bytes of interactions that leave all charts, beside those of a changed filter."""
    marks = Row("bytes of switching the marks", "of a changed filter", "B", 0.05)
    claim = Row("bytes of a claim whose chart is shown", "of a changed filter", "B", 0.05)
    with page(browser) as shown:
        wire = Wire()
        wire.attach(shown)
        shown.goto(ours.address)
        shown.wait_for_selector("svg.marks")
        rest(shown)
        for _ in range(rounds):
            base = [_bytes(shown, wire, lambda n=n: _pill(shown, n)) for n in ("Germany",) * 2]
            marks.add(base, [_bytes(shown, wire, lambda: _press(shown, "marks")) for _ in "ab"])
            opened = _bytes(shown, wire, lambda: _link(shown, "c04"))
            closed = _bytes(shown, wire, lambda: _follow(shown, "step:close"))
            claim.add(base, [opened, closed])
    return [marks, claim]


def _bytes(shown: Page, wire: Wire, act: Callable[[], None]) -> float:
    wire.taken()
    act()
    rest(shown)
    return wire.taken()


def _pill(shown: Page, name: str) -> None:
    shown.locator(".st-key-filter_actors button", has_text=name).first.click()


def _press(shown: Page, key: str) -> None:
    shown.locator(f".st-key-{key} button").first.click()


def _follow(shown: Page, kept: str) -> None:
    shown.locator(f'[data-keep="{kept}"]').first.click()


def _link(shown: Page, claim: str) -> None:
    shown.evaluate(f"document.querySelector('article a[data-claim={claim}]').click()")
