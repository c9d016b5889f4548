"""What checks, keys and publishing cost: python tests/benchmarks/bench_build.py.

Every candidate is run in turn with its floor, in one process, for several rounds; what counts are
the ratios of the medians.
"""

import argparse
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from etl.build import steps as building  # noqa: E402
from etl.checks.check import check  # noqa: E402
from etl.derive.fill import derive  # noqa: E402
from etl.load import tables as loading  # noqa: E402
from etl.paths import DATA, SQL  # noqa: E402
from etl.readings.evaluation import Evaluation, evaluate  # noqa: E402
from etl.stage.tables import TABLES, VOTES  # noqa: E402

DATES = ("since", "until", "accessed")
FLAGS = ("me", "nu", "di", "hr", "co", "ec", "important", "amendment", "paragraph", "final_passage")
TYPES = dict.fromkeys(DATES, "DATE") | dict.fromkeys(FLAGS, "TINYINT") | {"session": "INTEGER"}
READ = """
create table {name} as from read_csv($files, columns = $columns, auto_detect = false,
    header = true, delim = ',', quote = '"', escape = '"')
"""
STEPS = {
    "hash of the inputs": (building, "inputs_hash"),
    "read": (building, "read"),
    "check": (building, "_checked"),
    "load": (building, "load"),
    "  measures of the votes": (loading, "derive"),
    "  reliability": (loading, "measure"),
    "  ties, resets, coverage": (loading, "load_declared"),
    "read the claims": (building, "evaluate"),
    "store the readings": (building, "store"),
}
CONSTRAINTS = re.compile(
    r",\n    (?:primary key \(.+\)|check \(.+\)|foreign key .+)"
    r"|,\n    check \(\n.+\n    \)"
    r"| primary key| unique| not null| references \w+ \(\w+\)| check \(.+\)(?=,?\n)"
)


def main() -> None:
    """Print the table of medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", type=int, default=1_000_000, help="0: none")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-build-") as folder:
        whole = Path(folder) / "whole" / "data"
        shutil.copytree(DATA, whole, ignore=shutil.ignore_patterns("builds"))
        report(
            "build of the whole data set",
            arguments.rounds,
            {
                "read once, as text": lambda: floor(whole, None, typed=False),
                "read once, typed, into a file": lambda: floor(
                    whole, Path(folder) / "floor.duckdb"
                ),
                "read, checked and loaded alone": lambda: build(whole, derived=False),
                "build": lambda: build(whole),
            },
        )
        steps(whole, arguments.rounds)
        if not arguments.rows:
            return
        many = generated(Path(folder) / "many" / "data", arguments.rows)
        loose = without_constraints(Path(folder) / "sql")
        report(
            f"checking and loading {arguments.rows:,} observations",
            arguments.rounds,
            {
                "read once, typed, into a file": lambda: floor(many, Path(folder) / "floor.duckdb"),
                "no checks, no constraints": lambda: build(many, loose, checks=False),
                "checks, no constraints": lambda: build(many, loose),
                "checks and constraints": lambda: build(many),
            },
        )


def report(title: str, rounds: int, candidates: dict[str, Callable[[], None]]) -> None:
    """Run the candidates in turn and print their medians, of the clock and of the processor."""
    walls: dict[str, list[float]] = {name: [] for name in candidates}
    cpus: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        for name, run in candidates.items():
            wall, cpu = time.perf_counter(), time.process_time()
            run()
            if number:  # the first round warms up
                walls[name].append(time.perf_counter() - wall)
                cpus[name].append(time.process_time() - cpu)
    *floors, last = candidates
    print(f"\n{title}, medians of {rounds} rounds")
    print(f"{'':<32} {'s':>7} {'ratio':>6} {'CPU s':>7} {'ratio':>6}")
    for name in candidates:
        wall, cpu = statistics.median(walls[name]), statistics.median(cpus[name])
        ratios = "", ""
        if name in floors:
            ratios = (
                f"{statistics.median(walls[last]) / wall:.2f}",
                f"{statistics.median(cpus[last]) / cpu:.2f}",
            )
        print(f"{name:<32} {wall:>7.3f} {ratios[0]:>6} {cpu:>7.3f} {ratios[1]:>6}")


def steps(data: Path, rounds: int) -> None:
    """Print the median processor time of each step of a build; those set in are parts of `load`."""
    spent: dict[str, list[float]] = {name: [] for name in [*STEPS, "the whole"]}
    kept = [(module, name, getattr(module, name)) for module, name in STEPS.values()]
    for label, (module, name) in STEPS.items():
        setattr(module, name, timed(getattr(module, name), spent[label]))
    whole = timed(building.build, spent["the whole"])
    for _ in range(rounds):
        whole(data, force=True).path.unlink()
    for module, name, function in kept:
        setattr(module, name, function)
    print("\nsteps of a build, medians of their processor time")
    for label, found in spent.items():
        print(f"{label:<32} {statistics.median(found):>7.3f}")


def timed(run: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """The function, each of whose calls adds its processor time to `spent`."""

    def timing(*given: object, **named: object) -> object:
        start = time.process_time()
        try:
            return run(*given, **named)
        finally:
            spent.append(time.process_time() - start)

    return timing


def floor(data: Path, target: Path | None, *, typed: bool = True) -> None:
    """DuckDB reading the CSV files once, as text or typed, without constraints."""
    if target is not None:
        target.unlink(missing_ok=True)
    with duckdb.connect(str(target or ":memory:"), config={"threads": "2"}) as con:
        con.execute("create type answer as enum ('Y', 'N', 'A', 'X')")
        for table in TABLES:
            types = TYPES if typed else {}
            columns = {name: types.get(name, "VARCHAR") for name in table.columns}
            if table.name == "event":
                columns["actors"] = "VARCHAR"
            files = [path.as_posix() for path in table.files(data)]
            read = {"files": files, "columns": columns}
            con.execute(READ.format(name=table.name), read)
        path = data / VOTES
        with path.open(encoding="utf-8") as lines:
            header = next(lines).strip().split(",")
        vote = "answer" if typed else "VARCHAR"
        columns = {name: "VARCHAR" if name == "id" else vote for name in header}
        con.execute(READ.format(name="vote"), {"files": [path.as_posix()], "columns": columns})
        con.execute("checkpoint")


def build(data: Path, sql: Path = SQL, *, checks: bool = True, derived: bool = True) -> None:
    """A whole build with the SQL files given; the files that it publishes are removed again.

    Without `derived`, nothing is computed from the votes and no rule is asked.
    """
    loading.SQL = sql
    building.check = check if checks else lambda *_: []
    loading.derive = derive if derived else declare
    building.evaluate = evaluate if derived else lambda *_: Evaluation()
    made = building.build(data, force=True)
    made.path.unlink()


def declare(con: duckdb.DuckDBPyConnection) -> None:
    """The tables and views of what is computed from the votes, all of them empty."""
    for name in ("tables.sql", "views.sql", "comments.sql"):
        con.execute((SQL / "derive" / name).read_text("utf-8"))


def without_constraints(target: Path) -> Path:
    """A copy of the SQL files in which tables have no key and no constraint."""
    shutil.copytree(SQL, target)
    schema = target / "schema.sql"
    loose = CONSTRAINTS.sub("", schema.read_text("utf-8"))
    assert not re.search(r"primary key|references|check \(|not null", loose)
    schema.write_text(loose, "utf-8")
    (target / "keys.sql").write_text("select 1;\n", "utf-8")
    shutil.rmtree(target / "guards")
    return target


def generated(data: Path, rows: int) -> Path:
    """A data folder with one theme of 80 monthly indicators, 200 actors and that many rows."""
    sample = ROOT / "tests/fixtures/data"
    observations = data / "themes/generated/observations"
    shutil.copytree(sample, data, ignore=shutil.ignore_patterns("builds"))
    observations.mkdir(parents=True)
    actors = "".join(f"A{n:03d},Actor {n},A{n},state,,\n" for n in range(200))
    sources = "".join(
        f"s_{n},Office,Title {n},https://example.org/{n},,20{n:02d}-01-31,2026-01-01,free,yes,g,\n"
        for n in range(20)
    )
    append(data / "actors.csv", actors)
    append(data / "sources.csv", sources)
    entry = (sample / "themes/trade/codebook.toml").read_text("utf-8")
    head, *_ = entry.replace("position = 92", "position = 93").split("[indicators.")
    leaf = (
        'title = "t"\ndefinition = "d"\nunit = "pct"\nfrequency = "M"\ndirection = "higher"\n'
        'chart = "line"\ndecimals = 1\nminimum = 0\nmaximum = 100000\nmethod = "coded"\n'
        'why_it_matters = "w"\nrevision = '
    )
    leaves = (
        f'[indicators.quantity_{n:02d}]\n{leaf}"{("edition", "figure")[n % 2]}"\n'
        for n in range(80)
    )
    (observations.parent / "codebook.toml").write_text(head + "\n".join(leaves), "utf-8")
    with duckdb.connect() as con:
        for part in range(8):
            bounds = {"first": part * rows // 8, "last": (part + 1) * rows // 8}
            target = (observations / f"part_{part}.csv").as_posix()
            con.execute(f"copy ({ROWS}) to '{target}' (header)", bounds)
    return data


ROWS = """
    select
        format('quantity_{:02d}', i % 80) as indicator,
        format('A{:03d}', (i // 80) % 200) as actor,
        format('A{:03d}', (i // 80 + 7) % 200) as partner,
        format('{:04d}-{:02d}', 2010 + month // 12, 1 + month % 12) as period,
        round(random() * 100000, 3)::varchar as value,
        's_' || (i // 16 % 20) as source,
        'table 3, row ' || (i % 997) || ', column B' as locator,
        'high' as confidence,
        'c1' as coder,
        if(i % 50 = 0, 'a note, with a comma', null) as note
    from (select range as i, ((range // 16000) % 180)::int as month from range($first, $last))
    order by all
"""


def append(path: Path, text: str) -> None:
    """Add lines to a file."""
    path.write_text(path.read_text("utf-8") + text, "utf-8")


if __name__ == "__main__":
    main()
