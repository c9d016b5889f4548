"""CREA, Russia Fossil Tracker: what buyers paid for fossil fuels from Russia, by month."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
from etl.connectors.table import records

API = "https://api.russiafossiltracker.com/v0/counter"
ALL, CRUDE = "all_fossil_fuels.csv", "crude_oil.csv"
READ = {ALL: "fossil_fuel_purchases_from_russia_eur", CRUDE: "crude_purchases_from_russia_eur"}
BUYERS = {"CN": "CHN", "IN": "IND", "TR": "TUR"}
OIL = "commodity=crude_oil,pipeline_oil,crude_oil_rail_road&"
FIRST = "2022-01"
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-|$)")
BILLION = Decimal(10**9)


def requests(query: Query) -> Sequence[Request]:
    """All fossil fuels, and crude oil by any way, by month and buyer."""
    since = f"{(query.since or FIRST)[:7]}-01"
    buyers = f"aggregate_by=month,destination_country&destination_iso2={','.join(BUYERS)}"
    asked = f"date_from={since}&{buyers}&format=csv"
    return [
        Request(ALL, f"{API}?{asked}", "csv", maximum=10_000_000),
        Request(CRUDE, f"{API}?{OIL}{asked}", "csv", maximum=10_000_000),
    ]


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition, named after the day of reading: the tracker counts anew every day."""
    rows = [row for document in reading.documents for row in _rows(reading, document)]
    day = max(document.fetched for document in reading.documents.values())
    title = f"Russia Fossil Tracker, payments by month, as answered on {day}"
    name, note = f"crea_tracker_{day.replace('-', '_')}", "Date on which it was read."
    return [SourceEdition(name, title, day, API, tuple(rows), tuple(reading.documents), note)]


def _rows(reading: DocumentReading, document: str) -> Iterator[Row]:
    """The months that are over; the running one is still counted."""
    running = f"{reading.today:%Y-%m}"
    for record in records(reading, document, ("month", "destination_iso2", "value_eur")):
        buyer, value = record.actor("destination_iso2", BUYERS), record.number("value_eur")
        month = record["month"][:7]
        if not MONTH.match(record["month"]):
            record.fault("month", f"'{record['month']}' is no month")
        elif buyer is not None and value is not None and month < running:
            amount, place = plain(value / BILLION, 3), record.at("value_eur")
            yield Row(READ[document], buyer, "RUS", month, amount, place, "", "medium")


CONNECTOR = Connector(
    name="crea",
    title="Russia Fossil Tracker",
    publisher="CREA",
    theme="russia_china",
    group="crea",
    licence="CC BY 4.0 per the publisher; to be checked",
    redistributable="attribution",
    hosts=("api.russiafossiltracker.com",),
    page="https://www.russiafossiltracker.com",
    requests=requests,
    parse=parse,
    layout="names of columns in the publisher's own scripts; no answer was seen",
    layout_seen=False,
    since=True,
)
