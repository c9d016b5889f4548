"""SDMX-CSV: rows of named dimensions, a period and a value."""

import re
from collections.abc import Iterator, Sequence

from etl.connectors.reading import DocumentReading
from etl.connectors.table import Record, records

MEDIA = "application/vnd.sdmx.data+csv;version=1.0.0"
NONE = frozenset({"", "NaN"})
MONTH = re.compile(r"(\d{4})-M(\d\d)")


def observations(
    reading: DocumentReading, document: str, dimensions: Sequence[str]
) -> Iterator[tuple[Record, str]]:
    """Each row that has a value, with its ISO period."""
    for record in records(reading, document, ("DATAFLOW", *dimensions, "TIME_PERIOD", "OBS_VALUE")):
        if record["OBS_VALUE"] not in NONE:
            yield record, period(record["TIME_PERIOD"])


def period(text: str) -> str:
    """An SDMX period as an ISO period: 2024-M06 becomes 2024-06, others stay."""
    return MONTH.sub(r"\1-\2", text)
