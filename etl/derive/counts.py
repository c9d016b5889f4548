"""How often two members cast which pair of votes, for all pairs of a period at once."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

ABSENT = 3
WORD = 64
CELLS = ("yy", "ya", "yn", "ay", "aa", "an", "ny", "na", "nn")
# Codes of an enum are its places: of `vote` Y, N, A, X, here turned into yes, abstention, no.
PLACES = np.array([0, 2, 1, ABSENT], np.uint8)
VOTES = """
select enum_code(roll_call), enum_code(actor), enum_code(vote)
from vote
"""
MEMBERS = "select unnest(enum_range(null::voter))::varchar"
SCOPED = """
select scope, year::smallint, list(enum_code(roll_call) order by roll_call)
from scoped group by all order by all
"""

NAME = pa.dictionary(pa.uint16(), pa.string())
SCHEMA = pa.schema(
    [("scope", NAME), ("year", pa.int16()), ("actor", NAME), ("partner", NAME)]
    + [(name, pa.uint16()) for name in CELLS]
)


def positions(con: duckdb.DuckDBPyConnection) -> NDArray[np.uint8]:
    """Roll calls x members: 0 yes, 1 abstention, 2 no, 3 absent or no member."""
    rows = con.sql(VOTES).to_arrow_table()
    roll_call, actor, vote = (column.to_numpy() for column in rows.columns)
    (shape,) = con.execute(
        "select len(enum_range(null::roll_call_id)), len(enum_range(null::voter))"
    ).fetchall()
    table = np.full(shape, ABSENT, np.uint8)
    table.reshape(-1)[roll_call.astype(np.intp) * shape[1] + actor] = PLACES[vote]
    return table


def pairs(
    votes: NDArray[np.uint8],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.uint16]]:
    """First and second member and the nine counts, shape (9, pairs), of all that voted together.

    `votes` is a table of `positions`. A member's yes, abstentions and no are three rows of bits, a
    bit per roll call: a count is how many bits two rows have in common, 64 roll calls at a time.
    """
    present = np.flatnonzero((votes < ABSENT).any(axis=0))
    first, second = np.triu_indices(len(present), 1)
    cells = np.zeros((len(CELLS), len(first)), np.uint16)
    for words in _bits(votes[:, present]):
        mine, theirs = words.take(first, axis=1), words.take(second, axis=1)
        for number, cell in enumerate(cells):
            row, column = divmod(number, ABSENT)
            cell += np.bitwise_count(mine[row] & theirs[column])
    together = cells.any(axis=0)
    if not together.all():
        first, second, cells = first[together], second[together], cells[:, together]
    return present[first], present[second], cells


def _bits(cast: NDArray[np.uint8]) -> Iterator[NDArray[np.uint64]]:
    """For each 64 roll calls, three positions x members: a bit for each time it was taken."""
    for start in range(0, len(cast), WORD):
        block = cast[start : start + WORD]
        taken = np.stack([block == place for place in range(ABSENT)]).swapaxes(1, 2)
        packed = np.zeros((*taken.shape[:2], WORD // 8), np.uint8)
        packed[..., : (len(block) + 7) // 8] = np.packbits(taken, axis=2)
        yield packed.view(np.uint64)[..., 0]


def batches(con: duckdb.DuckDBPyConnection) -> pa.RecordBatchReader:
    """The rows of `dyad_count`, one batch per scope and year, made when they are asked for."""
    votes = positions(con)
    members = pa.array([name for (name,) in con.execute(MEMBERS).fetchall()], pa.string())
    periods = con.execute(SCOPED).fetchall()

    def rows() -> Iterator[pa.RecordBatch]:
        for scope, year, roll_calls in periods:
            first, second, cells = pairs(votes[roll_calls])
            size = len(first)
            columns = [
                _coded(np.zeros(size), pa.array([scope])),
                pa.array(np.full(size, year, np.int16)),
                _coded(first, members),
                _coded(second, members),
            ]
            yield pa.record_batch([*columns, *map(pa.array, cells)], schema=SCHEMA)

    return pa.RecordBatchReader.from_batches(SCHEMA, rows())


def _coded(codes: NDArray[np.generic], names: pa.Array) -> pa.DictionaryArray:
    """Names by their places: never written out, so that an enum takes them over quickly."""
    return pa.DictionaryArray.from_arrays(codes.astype(np.uint16), names)
