"""Kill builds at random moments and look at what stands: python tests/benchmarks/kill_builds.py.

Each round changes one figure of a copy of the data, starts `python -m etl build` and kills it with
SIGKILL after a random time. The build in force must then be the old or the new one, whole: it is
opened, all its rows are counted and its changed figure is compared.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from etl.build.steps import build  # noqa: E402
from etl.store import builds  # noqa: E402

NAME = "themes/aid/observations/amounts.csv"
FIGURE = "sample_aid_total:DEU:UKR:2024-02:sample_r2"


def main() -> None:
    """Kill, look, count; exit status 1 when a build in force was not whole."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kill-builds-") as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("builds"))
        shutil.copytree(ROOT / "tests/fixtures/data/themes/aid", data / "themes/aid")
        seen = rounds(data, arguments.kills, random.Random(arguments.seed))
    for what, count in sorted(seen.items()):
        print(f"{what:<28} {count:>4}")
    sys.exit(1 if seen["NOT WHOLE"] else 0)


def rounds(data: Path, kills: int, dice: random.Random) -> Counter[str]:
    """What stood after each kill, and what was left over."""
    text = (data / NAME).read_text("utf-8")
    span = first_build(data)
    seen: Counter[str] = Counter()
    value, number = 0.0, 0
    while seen["killed"] < kills:
        number += 1
        old, value = value, float(number)
        changed = text.replace("2024-02,0,sample_r2", f"2024-02,{number},sample_r2")
        noted = changed.replace(",high,c1,\n", ",high,c1,n\n")  # figures outside the bounds
        (data / NAME).write_text(noted, "utf-8")
        command = [sys.executable, "-m", "etl", "build", "--data", str(data)]
        run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        # Every second kill aims at the end, where the build is written and published.
        time.sleep(dice.uniform(0.1 if number % 2 else span * 0.8, span * 1.15))
        run.send_signal(signal.SIGKILL)
        if run.wait() != -signal.SIGKILL:
            seen["ended before the kill"] += 1
        else:
            seen["killed"] += 1
            seen[look(data, old, value)] += 1
            seen["left something unfinished"] += bool(list((data / "builds").glob("unfinished-*")))
        value = figure(builds.current(data))
        prune(data)
    build(data)
    seen["left after the next build"] += len(list((data / "builds").glob("unfinished-*")))
    return seen


def first_build(data: Path) -> float:
    """Publish the first build; returns how long the command takes with its imports."""
    command = [sys.executable, "-m", "etl", "build", "--data", str(data)]
    took = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([*command, "--force"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        took.append(time.perf_counter() - started)
    return sorted(took)[1]


def look(data: Path, old: float, new: float) -> str:
    """Which build stands: old, new, or one that is not whole."""
    path = builds.current(data)
    described = builds.describe(path) if path else None
    if path is None or described is None:
        return "NOT WHOLE"
    with duckdb.connect(path.as_posix(), read_only=True) as con:
        for name, count in described.counts.items():
            counted = con.execute(f"select count(*) from (select * from {name})").fetchall()  # noqa: S608
            if counted != [(count,)]:
                return "NOT WHOLE"
    value = figure(path)
    return "old build whole" if value == old else "new build whole" if value == new else "NOT WHOLE"


def figure(path: Path | None) -> float:
    """The changed figure as the build says it."""
    with duckdb.connect(str(path), read_only=True) as con:
        question = "select value from observation where id = $id"
        return con.execute(question, {"id": FIGURE}).fetchall()[0][0]


def prune(data: Path) -> None:
    """Keep the build in force only, so that the disk does not fill."""
    current = builds.current(data)
    for path in (data / "builds").glob("*.duckdb"):
        if path != current:
            path.unlink()


if __name__ == "__main__":
    main()
