"""python -m tests.article_opens ADDRESS: fails unless the article opens with its charts."""

import shutil
import sys

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM_ARGS
from tests.dashboard.browser.pages import LISTEN, PROBE, WIDE, settle

BUILT_MS = 180_000
"""Until a first reader sees the page: the database may have to be built."""
FEWEST = 5


def main(address: str) -> None:
    """Open the page, wait until it stands, count its charts and the marks in them."""
    told: list[str] = []
    with sync_playwright() as play:
        chromium = shutil.which("chromium")
        browser = play.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        page = browser.new_page(viewport=WIDE)
        page.set_default_timeout(BUILT_MS)
        page.add_init_script(LISTEN)
        page.on("pageerror", lambda error: told.append(f"{error}"))
        page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
        page.goto(address)
        settle(page)
        charts = page.locator("svg.marks")
        drawn = [charts.nth(n).locator("path, rect, circle").count() for n in range(charts.count())]
        faults = [line for line in told if not PROBE.match(line)]
        broken = page.locator(".stException, .stAlert").all_text_contents()
        browser.close()
    print(f"{len(drawn)} charts with {sum(drawn)} marks")
    if len(drawn) < FEWEST or not all(drawn) or broken or faults:
        sys.exit("\n".join(["the article is not as it should be", *broken, *faults]))


if __name__ == "__main__":
    main(*sys.argv[1:])
