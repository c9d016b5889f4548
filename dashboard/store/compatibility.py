"""Whether the pages of today can show a build that older code made: by its relations."""

from functools import lru_cache

import duckdb

from dashboard.store.database import NoBuildError, records

COLUMNS = """
select table_name || '.' || column_name as name,
    case when data_type like 'ENUM%' then 'ENUM' else data_type end as type
from duckdb_columns() where database_name = current_database() and not internal
union all
select function_name, list_aggregate(parameters, 'string_agg', ',')
from duckdb_functions() where database_name = current_database() and not internal
"""
KEYS = """
select distinct 'exhibit.panels.' || unnest(json_keys(panel)) as name
from (select unnest(panels::json[]) as panel from exhibit)
"""
NOT_ASKED = frozenset({"acknowledgement"})
"""Relations that no page asks for: a build without them can be shown."""
UNREADABLE = ("relations that this DuckDB can read",)


@lru_cache(maxsize=64)
def lacks(database: str, present: str) -> tuple[str, ...]:
    """What the build in force has and the pages may ask for, and this build has not or otherwise.

    Empty when every page can show it. The build in force is the measure: it was made by this code.
    """
    try:
        missing = _columns(present) - _columns(database) or _keys(present) - _keys(database)
    except (duckdb.Error, NoBuildError):
        return UNREADABLE
    return tuple(sorted(name for name, _ in missing))


def _columns(database: str) -> set[tuple[str, str]]:
    """Every column with its type, closed lists all alike, and every macro with its parameters."""
    found = ((str(row["name"]), str(row["type"])) for row in records(database, COLUMNS))
    return {(name, kind) for name, kind in found if name.partition(".")[0] not in NOT_ASKED}


def _keys(database: str) -> set[tuple[str, str]]:
    """What the descriptions of charts say; they are kept as JSON."""
    return {(row["name"], "") for row in records(database, KEYS)}
