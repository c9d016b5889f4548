"""Server CPU of a filter change on the Read page, beside an empty stock app's rerun."""

import time
from itertools import combinations

from bench_dashboard_client import Visit, visit
from bench_dashboard_rows import Row
from bench_dashboard_serve import Server

PAUSE = 0.3
"""Seconds until the collection after the run has ended; reruns without a pause disturb it."""
EACH = 4
NAMES = ["US", "Europe", "Russia", "China", "Ukraine", "NATO", "Germany", "France", "UK", "Poland"]
PAIRS = [list(pair) for pair in combinations(NAMES, 2)]


def cpu_rows(ours: Server, floor: Server, rounds: int) -> list[Row]:
    """Milliseconds of CPU per run: filters seen before (warm) and never seen (cold)."""
    warm = Row("CPU of a filter change, seen before", "empty app's rerun", "ms", 0.5)
    cold = Row("CPU of a filter change, never seen", "empty app's rerun", "ms", 0.5)
    with visit(ours.port) as reader, visit(floor.port) as nobody:
        fresh = iter(PAIRS[len(NAMES) :])
        known = [["US"], ["Germany"], ["US", "Germany"], []]
        for names in known * 2:
            _change(reader, names)
        for _ in range(rounds):
            base = [_spent(floor, nobody) for _ in range(EACH)]
            seen = [_spent(ours, reader, names) for names in known[:EACH]]
            new = [_spent(ours, reader, next(fresh)) for _ in range(EACH)]
            warm.add(base, seen)
            cold.add(base, new)
    return [warm, cold]


def _spent(server: Server, reader: Visit, names: list[str] | None = None) -> float:
    start = server.cpu()
    if names is None:
        reader.run()
    else:
        _change(reader, names)
    time.sleep(PAUSE)
    return (server.cpu() - start) * 1000


def _change(reader: Visit, names: list[str]) -> None:
    reader.run("filter_actors", string_array_value=names)
