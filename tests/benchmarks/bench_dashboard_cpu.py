"""Server CPU of a filter change on the Read page, beside an empty stock app's rerun."""

import time
from itertools import combinations

from bench_dashboard_client import Visit, visit
from bench_dashboard_rows import Row
from bench_dashboard_serve import Server

PAUSE = 0.3
"""Seconds until the collection after the run has ended; reruns without a pause disturb it."""
NAMES = ["US", "Europe", "Russia", "China", "Ukraine", "NATO", "Germany", "France", "UK", "Poland"]
KNOWN: list[list[str]] = [["US"], ["Germany"], ["US", "Germany"], []]


def cpu_rows(ours: Server, floor: Server, rounds: int) -> list[Row]:
    """Milliseconds of CPU per run: filters seen before (warm) and never seen (cold)."""
    warm = Row("CPU of a filter change, seen before", "empty app's rerun", "ms", 0.5)
    cold = Row("CPU of a filter change, never seen", "empty app's rerun", "ms", 0.5)
    with visit(ours.port) as reader, visit(floor.port) as nobody:
        fresh = (list(found) for size in (2, 3) for found in combinations(NAMES[1:], size))
        for names in KNOWN * 2:
            _change(reader, names)
        for _ in range(rounds):
            base = [_spent(floor, nobody) for _ in KNOWN]
            seen = [_spent(ours, reader, names) for names in KNOWN]
            new = [_spent(ours, reader, next(fresh)) for _ in KNOWN]
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
