"""The dashboard's rows of tests/benchmarks/README.md; see there. Run by hand, never by pytest.

python tests/benchmarks/bench_dashboard.py cpu click paint readers bytes --vega FOLDER
"""

import argparse
import sys
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

ROWS = ("cpu", "click", "paint", "readers", "bytes")


def main() -> None:
    """Measure the rows asked for and print them as Markdown."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rows", nargs="*", choices=ROWS, default=list(ROWS))
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--vega", type=Path, help="folder with vega, vega-lite and vega-embed")
    options = asked.parse_args()
    if "click" in options.rows and options.vega is None:
        asked.error("click needs --vega: `npm install vega vega-lite vega-embed` in a folder")
    with tempfile.TemporaryDirectory() as scratch:
        measure(Path(scratch), options)


def measure(scratch: Path, options: argparse.Namespace) -> None:
    """Start what the rows need, and print each row as soon as it is there."""
    with ExitStack() as stack:
        ours = stack.enter_context(dashboard(scratch))
        with visit(ours.port):
            pass  # the first visit builds the data set
        floor = stack.enter_context(empty(scratch)) if {"cpu", "paint"} & {*options.rows} else ours
        if "cpu" in options.rows or "readers" in options.rows:
            pass
        print(HEAD)
        if "cpu" in options.rows:
            show(cpu_rows(ours, floor, options.rounds))
        if "readers" in options.rows:
            show(reader_rows(ours, options.rounds))
        if {"click", "paint", "bytes"} & {*options.rows}:
            browser = stack.enter_context(chromium())
            if "paint" in options.rows:
                show(paint_rows(browser, ours, floor, options.rounds))
            if "bytes" in options.rows:
                show(wire_rows(browser, ours, options.rounds))
            if "click" in options.rows:
                build = next((scratch / "data" / "builds").glob("*.duckdb"))
                folder = static_page(options.vega, scratch / "static", specs(str(build)))
                static = stack.enter_context(files(folder))
                show(click_rows(browser, ours, static, options.rounds))


def show(rows: list[Row]) -> None:
    """Print rows at once: a run takes minutes."""
    for row in rows:
        print(row.line())
    sys.stdout.flush()


if __name__ == "__main__":
    main()
