"""What all measures of all dyads cost: python tests/benchmarks/bench_measures.py.

The votes are those of the build in force. Floor: one matrix product per scope and year, of the same
votes as zeros and ones, on one thread of the linear algebra. Candidates and floor take turns in one
process; what counts are the ratios of the medians, of the processor's time.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from etl.derive.counts import ABSENT, SCOPED, pairs, positions  # noqa: E402
from etl.derive.measures import every  # noqa: E402
from etl.paths import DATA  # noqa: E402
from etl.store import builds  # noqa: E402

TIMES = 10
MERGED = 5
VIEW = "select max(columns(* exclude (scope, actor, partner))) from dyad_year"
Tables = list[np.ndarray]


def main() -> None:
    """Print the table of medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--build", type=Path, default=builds.current(DATA))
    arguments = parser.parse_args()
    with duckdb.connect(arguments.build, read_only=True) as con, threadpool_limits(1):
        votes = positions(con)
        periods = con.execute(SCOPED).fetchall()
        tables = [votes[roll_calls] for _, _, roll_calls in periods]
        many = [np.tile(table, (TIMES, 1)) for table in tables]
        last = [table for table, (scope, *_) in zip(tables, periods, strict=True) if scope == "fp"]
        held_together(last[-1])
        print(f"{len(tables)} periods of three scopes, {votes.shape[1]} members")
        report(
            arguments.rounds,
            {
                "matrix products": lambda: products(tables),
                "counts": lambda: [pairs(table) for table in tables],
                "counts and all measures": lambda: measured(tables),
                "all measures of the build's counts, in SQL": lambda: con.execute(VIEW).fetchall(),
                f"counts and all measures, {TIMES} times the roll calls": lambda: measured(many),
                f"the same of {MERGED} years of scope fp": lambda: measured(last[-MERGED:]),
                f"pandas merge of {MERGED} years of scope fp": lambda: merged(last[-MERGED:]),
            },
        )


def report(rounds: int, candidates: dict[str, Callable[[], object]]) -> None:
    """Run the candidates in turn; print their median processor time, and its ratio to the first."""
    cpus: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds + 1):
        for name, run in candidates.items():
            cpu = time.process_time()
            run()
            if number:  # the first round warms up
                cpus[name].append(time.process_time() - cpu)
    medians = {name: statistics.median(found) for name, found in cpus.items()}
    first = next(iter(medians.values()))
    for name, seconds in medians.items():
        print(f"{name:<50} {seconds:>8.3f} s {seconds / first:>8.2f}")
    _, _, usual, _, many, few, pandas = medians.values()
    print(f"{TIMES} times the roll calls: {many / usual:.2f} times the time")
    print(f"pandas merge: {pandas / few:.1f} times the time")


def products(tables: Tables) -> None:
    """The counts of all pairs, before anything is made of them."""
    for votes in tables:
        cast = votes[:, (votes < ABSENT).any(axis=0)].T
        blocks = np.concatenate([cast == place for place in range(ABSENT)]).astype(np.float32)
        np.matmul(blocks, blocks.T)


def measured(tables: Tables) -> list[dict[str, np.ndarray]]:
    """All measures of all pairs, period by period."""
    return [every(pairs(votes)[2]) for votes in tables]


def merged(tables: Tables) -> list[pd.DataFrame]:
    """All measures of all pairs as a data frame merged with itself by roll call gives them."""
    found = []
    for votes in tables:
        roll_call, actor = np.nonzero(votes < ABSENT)
        long = pd.DataFrame({"roll_call": roll_call, "actor": actor, "at": votes[roll_call, actor]})
        both = long.merge(long, on="roll_call", suffixes=("", "_other"))
        both = both[both["actor"] < both["actor_other"]]
        both["cell"] = both["at"] * ABSENT + both["at_other"]
        counted = both.groupby(["actor", "actor_other", "cell"]).size()
        cells = pd.DataFrame(counted.unstack(fill_value=0))  # noqa: PD010 - no pivot of a series
        cells = cells.reindex(columns=range(ABSENT * ABSENT), fill_value=0)
        found.append(pd.DataFrame(every(cells.to_numpy().T), index=cells.index))
    return found


def held_together(votes: np.ndarray) -> None:
    """Both ways give the same values; else a ratio of their times would say nothing."""
    (ours,), (theirs,) = measured([votes]), merged([votes])
    for name, values in ours.items():
        np.testing.assert_array_equal(theirs[name].to_numpy(), values)


if __name__ == "__main__":
    main()
