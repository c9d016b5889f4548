"""The dashboard's rows of README.md, one process per server. Run by hand, never by pytest.

Example: python tests/benchmarks/bench_dashboard.py cpu click --rounds 5 --vega FOLDER
"""

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bench_dashboard_browser import chromium, paint_rows, wire_rows
from bench_dashboard_click import click_rows, specs, static_page
from bench_dashboard_client import visit
from bench_dashboard_cpu import cpu_rows
from bench_dashboard_readers import reader_rows
from bench_dashboard_rows import HEAD, Row
from bench_dashboard_serve import dashboard, empty, files

ROWS = ("cpu", "readers", "paint", "bytes", "click")


def main() -> None:
    """Measure the rows asked for and print them as Markdown."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rows", nargs="*", choices=ROWS, default=list(ROWS))
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--vega", type=Path, help="folder with vega, vega-lite and vega-embed")
    options = asked.parse_args()
    if "click" in options.rows and options.vega is None:
        asked.error("click needs --vega: `npm install vega vega-lite vega-embed` in a folder")
    print(HEAD)
    with tempfile.TemporaryDirectory() as scratch:
        for name in options.rows:
            with ExitStack() as stack:
                for row in measure(name, Path(scratch) / name, options, stack):
                    print(row.line(), flush=True)


def measure(name: str, scratch: Path, options: argparse.Namespace, stack: ExitStack) -> list[Row]:
    """The rows of one name; each name gets servers of its own, which nobody has read before."""
    scratch.mkdir()
    ours = stack.enter_context(dashboard(scratch))
    for _ in "ab":  # the first visit builds the data set
        with visit(ours.port):
            pass
    if name == "cpu":
        return cpu_rows(ours, stack.enter_context(empty(scratch)), options.rounds)
    if name == "readers":
        return reader_rows(ours, options.rounds)
    browser = stack.enter_context(chromium())
    if name == "paint":
        floor = stack.enter_context(empty(scratch))
        return paint_rows(browser, ours, floor, options.rounds)
    if name == "bytes":
        return wire_rows(browser, ours, options.rounds)
    build = next((scratch / "data" / "builds").glob("*.duckdb"))
    folder = static_page(options.vega, scratch / "static", specs(str(build)))
    return click_rows(browser, ours, stack.enter_context(files(folder)), options.rounds)


if __name__ == "__main__":
    main()
