"""The coder's desk of the build that a page reads: the lists of `python -m etl status`."""

from datetime import date
from functools import lru_cache

from dashboard.store.database import connection
from etl.build import status
from etl.build.status import Concern


@lru_cache(maxsize=4)
def desk(database: str, today: date) -> dict[str, list[Concern]]:
    """Every list with its concerns, most urgent first; empty lists are kept."""
    return status.desk(connection(database).cursor(), today)
