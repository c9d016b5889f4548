"""A click on a claim until its evidence is drawn, beside the same charts on a static page."""

import json
import shutil
import sys
from pathlib import Path

from bench_dashboard_browser import page, rest
from bench_dashboard_rows import Row
from bench_dashboard_serve import ROOT, Server
from playwright.sync_api import Browser, Page

BUNDLES = ("vega.min.js", "vega-lite.min.js", "vega-embed.min.js")
TWO, FOUR, ONE = "ukraine_aid_monthly", "rc_energy", "rc_asymmetry"
EACH = 3
STATIC = """<!doctype html><meta charset="utf-8"><title>charts</title>
<body><div id="charts"></div>
<script src="vega.min.js"></script><script src="vega-lite.min.js"></script>
<script src="vega-embed.min.js"></script>
<script>
const all = ALL_CHARTS
const options = {renderer: "svg", actions: false}
window.draw = async (name) => {
  const charts = document.getElementById("charts")
  charts.replaceChildren(...all[name].map(() => document.createElement("div")))
  await Promise.all(all[name].map(({spec, rows}, place) =>
    vegaEmbed(charts.children[place], {...spec, data: {values: rows}}, options)))
  charts.dataset.drawn = name
}
</script>"""


def static_page(bundles: Path, folder: Path, shown: dict[str, list]) -> Path:
    """A folder with the page that draws the same specs and rows; bundles come from npm."""
    folder.mkdir()
    for name in BUNDLES:
        package = name.removesuffix(".min.js")
        found = [bundles / name, bundles / "node_modules" / package / "build" / name]
        shutil.copy(next(path for path in found if path.is_file()), folder / name)
    charts = {
        name: [{"spec": chart.ready[2], "rows": chart.ready[1].to_pylist()} for chart in charts_]
        for name, charts_ in shown.items()
    }
    text = STATIC.replace("ALL_CHARTS", json.dumps(charts))
    (folder / "index.html").write_text(text, "utf-8")
    return folder


def click_rows(browser: Browser, ours: Server, static: Server, rounds: int) -> list[Row]:
    """Milliseconds from the click to the last chart."""
    two = Row("click on a claim → its two charts redrawn", "static page", "ms", 3.0)
    four = Row("click on evidence → its four charts redrawn", "static page", "ms", 3.0)
    with page(browser) as plain, page(browser) as shown:
        plain.goto(static.address)
        plain.wait_for_function("!!window.vegaEmbed")
        shown.goto(ours.address)
        shown.wait_for_selector("svg.marks")
        # A reader clicks on what stands in sight.
        shown.locator("#c10").scroll_into_view_if_needed()
        rest(shown)
        for turn in range(-1, rounds):  # the first round only warms up
            base_two = [_static(plain, TWO) for _ in range(EACH)]
            base_four = [_static(plain, FOUR) for _ in range(EACH)]
            ours_two = [_claim(shown) for _ in range(EACH)]
            ours_four = [_evidence(shown) for _ in range(EACH)]
            if turn >= 0:
                two.add(base_two, ours_two)
                four.add(base_four, ours_four)
    return [two, four]


def _static(plain: Page, name: str) -> float:
    plain.evaluate(f"draw('{ONE}')")
    plain.wait_for_timeout(100)
    script = f"until(() => document.getElementById('charts').dataset.drawn === '{name}', "
    waited = plain.evaluate(f"{script} () => draw('{name}'))")
    plain.wait_for_timeout(100)
    return waited


def _claim(shown: Page) -> float:
    """Statement 10 after statement 11, in the same section."""
    _open(shown, "a[data-claim=c11]", 11, "us_seen_as_ally", 1)
    return _open(shown, "a[data-claim=c10]", 10, TWO, 2)


def _evidence(shown: Page) -> float:
    """Another figure of statement 21, after its first one."""
    _open(shown, "a[data-claim=c21]", 21, ONE, 1)
    return _open(shown, f".st-key-ev_russia_china .further a[href*='{FOUR}']", 21, FOUR, 4)


def _open(shown: Page, what: str, number: int, exhibit: str, charts: int) -> float:
    """Click, then wait for the statement's name and for as many charts as its figure has.

    They stand in the panel, or over it until it has come.
    """
    script = """([what, name, exhibit, charts]) => until(() => {
      const ahead = document.querySelector(".ahead")
      if (ahead?.querySelector(".eb span").textContent.trim() === name) {
        return ahead.querySelectorAll("svg.marks").length === charts
      }
      const panel = document.querySelector(`.st-key-fig_${exhibit}`)
      const named = document.querySelector("#evidence")?.textContent.trim() === name
      const drawn = panel?.querySelectorAll("svg.marks .mark-text text, svg.marks path").length
      return named && drawn && panel.querySelectorAll("svg.marks").length === charts
    }, () => document.querySelector(what).click())"""
    waited = shown.evaluate(script, [what, f"Statement {number}", exhibit, charts])
    rest(shown)
    return waited


def specs(database: str) -> dict[str, list]:
    """The charts of the exhibits that are drawn, as the dashboard makes them."""
    sys.path.insert(0, str(ROOT))
    from dashboard.figure.panels import drawn
    from dashboard.store.catalogue import catalogue
    from dashboard.store.lens import Lens

    exhibits = catalogue(database).exhibits
    return {n: list(drawn(database, exhibits[n], Lens(), False).charts) for n in (ONE, TWO, FOUR)}
