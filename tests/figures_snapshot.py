"""What every figure of every page shows and gives away, to compare two states of the code.

`python -m tests.figures_snapshot OUT.json` writes it, of the build in force, or of the one that
ALIGNMENT_DATABASE names; `--compare A.json B.json` prints what differs, figure by figure.
Pages run as Streamlit runs them, so that nothing here depends on how a figure is made.
"""

import hashlib
import json
import re
import sys
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.store.catalogue import catalogue
from dashboard.store.database import in_force
from dashboard.store.ties import ties

SCRIPT = "from dashboard.pages.{page}.page import {page}_page\n{page}_page()"
SECONDS = 120
KEPT = 4000
NAMES = {"edition_": "vintages", "coverage_": None}
"""Charts that once stood in no frame, by how their keys begin: their figure, or its own name."""
PHONE = "on a phone"
TIES, EVENTS = {"view": "pair"}, {"view": "events"}
VISITS = (
    ("article", {}),
    ("article", {"actor": "DEU", "from": "2015"}),
    ("article", {"asof": "then"}),
    ("votes", {}),
    ("votes", {"actor": ["USA", "CHN", "RUS", "DEU"], "from": "2000", "measure": "kappa_abs"}),
    ("votes", {"theme": "russia_china"}),
    ("votes", {"pair": "USA-RUS", "against": "USA-CHN"}),
    ("countries", TIES),
    ("countries", TIES | {"pair": "USA-CHN"}),
    ("resets", {}),
    ("resets", {"from": "2005"}),
    ("countries", {}),
    ("countries", {"as": "POL", "group": "EU", "from": "2010"}),
    ("indicators", EVENTS),
    ("indicators", EVENTS | {"actor": "RUS", "by": "actor"}),
    ("indicators", {}),
    ("method", {}),
    ("article", {PHONE: "1"}),
    ("votes", {PHONE: "1"}),
    ("countries", TIES | {PHONE: "1"}),
    ("method", {PHONE: "1", "theme": "russia_china"}),
    ("method", {"theme": "russia_china", "rows": "indicators", "actor": "DEU"}),
)
SEVERAL = ("indicators",)
"""Pages that show one figure of many: a leaf of every kind of chart is asked for."""


class Recorder:
    """Takes down what a page draws, under the key of the innermost frame of a figure."""

    def __init__(self):
        self.keys = []
        self.drawn = defaultdict(lambda: defaultdict(list))

    def frame(self):
        """The figure that is being drawn; None outside of any."""
        found = [key for key in self.keys if key and key.startswith("fig_")]
        return found[-1].removeprefix("fig_") if found else None

    @contextmanager
    def on(self):
        """Streamlit with its drawing functions watched."""
        real = {name: getattr(st, name) for name in ("html", "container", "code")}
        real |= {name: getattr(st, name) for name in ("vega_lite_chart", "download_button")}
        for name in real:
            setattr(st, name, self._watched(name, real[name]))
        try:
            yield self
        finally:
            for name, function in real.items():
                setattr(st, name, function)

    def _watched(self, name, function):
        note = getattr(self, f"_{name}")

        def watched(*args, **options):
            note(*args, **options)
            made = function(*args, **options)
            return _Stacked(self, options.get("key"), made) if name == "container" else made

        return watched

    def _container(self, *_args, key=None, **_options):
        if self.frame():
            self.drawn[self.frame()]["containers"].append(str(key))

    def _html(self, body, **_options):
        if self.frame():
            self.drawn[self.frame()]["html"].append(str(body))

    def _code(self, body, **_options):
        if self.frame():
            self.drawn[self.frame()]["citation"].append(body)

    def _vega_lite_chart(self, table, spec, key="", **options):
        figure = self.frame()
        for start, name in NAMES.items():
            if figure is None and key.startswith(start):
                figure = name or re.sub(r"_(family|indicator)$", "", key)
        marks = table if isinstance(table, pa.Table) else pa.Table.from_pandas(table)
        rows = json.dumps(marks.to_pylist(), default=str, sort_keys=True)
        self.drawn[figure]["specs"].append(json.dumps(spec, sort_keys=True))
        self.drawn[figure]["marks"].append(rows)
        self.drawn[figure]["charts"].append(json.dumps({"key": key} | options, sort_keys=True))

    def _download_button(self, _label, data, file_name="", *_rest, **_options):
        if self.frame() and not file_name.endswith(".png"):
            self.drawn[self.frame()]["files"].append((file_name, data))


class _Stacked:
    """A container that tells when it is entered and left."""

    def __init__(self, recorder, key, made):
        self.recorder, self.key, self.made = recorder, key, made

    def __enter__(self):
        self.recorder.keys.append(self.key)
        return self.made.__enter__()

    def __exit__(self, *error):
        self.recorder.keys.pop()
        return self.made.__exit__(*error)

    def __getattr__(self, name):
        return getattr(self.made, name)


def visit(page, query):
    """What one page draws under an address: parts by figure."""
    app = AppTest.from_string(SCRIPT.format(page=page), default_timeout=SECONDS)
    for name, value in query.items():
        if name == PHONE:
            app.session_state["narrow"] = True
        else:
            app.query_params[name] = value
    with Recorder().on() as recorder:
        app.run()
    if app.exception:
        raise RuntimeError(f"{page} {query}: {app.exception[0].value}")
    return recorder.drawn


def leaves():
    """An indicator of each kind of chart and frequency, and one with vintages of each."""
    found = {}
    for leaf in catalogue(in_force()).indicators.values():
        found.setdefault((leaf.chart, leaf.frequency), leaf.id)
    return list(found.values())


def further(page, query, seen):
    """The figures of a page that only an address of their own opens."""
    database = in_force()
    if page == "article":
        return [{"exhibit": name} for name in catalogue(database).exhibits if name not in seen]
    if query.get("view") == "pair":
        names = [m.id for tie in ties(database).values() for m in tie.measures]
        return [{"exhibit": name} for name in names if name not in seen]
    if page in SEVERAL and "view" not in query:
        return [{"indicator": name} for name in leaves()]
    return []


def collect(page, query, everything=True):
    """Every part of every figure of a page under some filters, and each under each tab."""
    label = f"{page}?{'&'.join(f'{k}={v}' for k, v in query.items())}"
    asked = {}
    for extra in [{}, *(further(page, query, set(asked)) if everything else [])]:
        for name in visit(page, query | extra):
            if name:
                asked.setdefault((name, extra.get("indicator")), query | extra)
    found = {}
    for (name, leaf), base in asked.items():
        where = f"{label} {leaf or ''} {name}"
        exhibit = re.sub(r"_in_.*$", "", name)
        own = {"exhibit": exhibit}
        found[where] = {
            "chart": shown(visit(page, base | own)[name]),
            "table": shown(visit(page, base | own | {"tab": "table", "take": "citation"})[name]),
            "sources": shown(visit(page, base | own | {"tab": "sources", "take": "files"})[name]),
        }
    return found


def shown(parts):
    """The parts of one figure as the snapshot holds them."""
    found = {}
    for name, pieces in parts.items():
        if name == "files":
            found |= {f"file {file}": brief(contents(data)) for file, data in pieces}
        else:
            joined = "" if name == "html" else "\n"
            found[name] = brief(joined.join(pieces).encode())
    return found


def contents(data):
    """The bytes of a file, which may be made only when asked for."""
    made = data() if callable(data) else data
    return made if isinstance(made, bytes) else str(made).encode()


def brief(data):
    """A hash of some bytes, their number, and how they begin."""
    begins = data[:KEPT].decode("utf-8", "replace")
    return {"hash": hashlib.sha256(data).hexdigest(), "bytes": len(data), "begins": begins}


def compare(first, second):
    """Lines that say what differs between two snapshots."""
    lines = []
    for where in sorted(first.keys() | second.keys()):
        one, two = first.get(where), second.get(where)
        if one is None or two is None:
            lines.append(f"{where}: only in the {'first' if two is None else 'second'}")
            continue
        for tab in one:
            for part in sorted(one[tab].keys() | two[tab].keys()):
                if (was := one[tab].get(part)) != (now := two[tab].get(part)):
                    lines.append(f"{where}: {tab}, {part}: {difference(was, now)}")
    return lines


def difference(was, now):
    """Where two parts begin to differ."""
    if was is None or now is None:
        return "gone" if now is None else f"new: {now['begins'][:120]!r}"
    one, two = was["begins"], now["begins"]
    pairs = enumerate(zip(one, two, strict=False))
    at = next((place for place, (a, b) in pairs if a != b), min(len(one), len(two)))
    if one == two:
        return f"differs after {KEPT} signs ({was['bytes']} and {now['bytes']} bytes)"
    return f"at {at}: {one[max(0, at - 40) : at + 80]!r} is {two[max(0, at - 40) : at + 80]!r}"


def main(arguments):
    """Write a snapshot, or compare two; 1 where they differ."""
    if arguments[0] == "--compare":
        lines = compare(*(json.loads(Path(name).read_text("utf-8")) for name in arguments[1:]))
        sys.stdout.write("\n".join([*lines, f"{len(lines)} differences", ""]))
        return 1 if lines else 0
    found, begun = {}, set()
    for page, query in VISITS:
        if len(arguments) > 1 and page not in arguments[1:]:
            continue
        part = (page, query.get("view"))
        found |= collect(page, query, everything=part not in begun)
        begun.add(part)
        sys.stderr.write(f"{page} {query}: {len(found)} figures so far\n")
    Path(arguments[0]).write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
