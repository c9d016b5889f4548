"""Many readers at once: p95 of a filter change with fifty, beside p50 with one."""

import asyncio
import random
import time
from statistics import median, quantiles

from bench_dashboard_client import Reader, stream
from bench_dashboard_cpu import NAMES
from bench_dashboard_rows import Row
from bench_dashboard_serve import Server
from websockets.asyncio.client import ClientConnection, connect

MANY = 50
THINK = 2.0
"""Mean seconds that a reader looks at a page before the next change."""
ALONE_SECONDS, TOGETHER_SECONDS = 12, 20
CHOICES = [[], *([name] for name in NAMES), *([NAMES[0], name] for name in NAMES[1:])]


def reader_rows(ours: Server, rounds: int) -> list[Row]:
    """Milliseconds from a change to the end of its run; every choice was made once before."""
    row = Row(f"p95 of a filter change, {MANY} readers", "p50, 1 reader", "ms", 5)
    asyncio.run(_warm(ours))
    for _ in range(rounds):
        alone = asyncio.run(_crowd(ours, 1, ALONE_SECONDS))
        together = asyncio.run(_crowd(ours, MANY, TOGETHER_SECONDS))
        row.add([median(alone)], [quantiles(together, n=20)[-1]])
    return [row]


async def _warm(server: Server) -> None:
    async with connect(**stream(server.port)) as socket:
        reader = Reader()
        await _turn(socket, reader)
        for names in CHOICES:
            await _turn(socket, reader, names)


async def _crowd(server: Server, size: int, seconds: float) -> list[float]:
    """The waits of all readers; any error or dropped session ends the benchmark."""
    end = time.monotonic() + seconds
    groups = await asyncio.gather(*(_read(server, number, end) for number in range(size)))
    return [wait for group in groups for wait in group]


async def _read(server: Server, number: int, end: float) -> list[float]:
    chance = random.Random(number)
    waits: list[float] = []
    await asyncio.sleep(chance.uniform(0, THINK))
    async with connect(**stream(server.port)) as socket:
        reader = Reader()
        await _turn(socket, reader)
        while time.monotonic() < end:
            await asyncio.sleep(chance.expovariate(1 / THINK))
            waits.append(await _turn(socket, reader, chance.choice(CHOICES)))
    return waits


async def _turn(socket: ClientConnection, reader: Reader, names: list[str] | None = None) -> float:
    start = time.monotonic()
    if names is None:
        await socket.send(reader.ask())
    else:
        await socket.send(reader.ask("filter_actors", string_array_value=names))
    async with asyncio.timeout(60):
        while not reader.take(await socket.recv()):  # type: ignore[arg-type]
            pass
    return (time.monotonic() - start) * 1000
