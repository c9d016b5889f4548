"""python record_catalogue.py FOLDER: records how the DuckDB that runs it judges its functions.

One line per overload, of functions with an overload that changes or with a macro that may call one.
"""

import json
import sys
from pathlib import Path

import duckdb

from etl.readings.steadiness import OVERLOADS

PLAIN = {"sum", "last_day", "greatest", "make_date"}


def main() -> None:
    """Write the recorded list of this version."""
    rows = duckdb.connect(":memory:").execute(OVERLOADS).fetchall()
    names = {row[0] for row in rows if not row[4] or (row[3] and "current" in row[3])} | PLAIN
    names |= {"+", "-", "age", "year", "day", "datediff", "strftime", "range", "date_trunc"}
    kept = sorted((row for row in rows if row[0] in names), key=json.dumps)
    path = Path(sys.argv[1]) / f"duckdb-{duckdb.__version__}.json"
    path.write_text("[\n" + ",\n".join(map(json.dumps, kept)) + "\n]\n", "utf-8")


if __name__ == "__main__":
    main()
