"""US Census Bureau: goods trade of the United States by country and month, one workbook."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.connectors.model import Connector, Edition, Query, Request, Row
from etl.connectors.numbers import plain
from etl.connectors.reading import Reading
from etl.connectors.table import check_columns
from etl.connectors.workbook import Grid, grids

BOOK = "country.xlsx"
URL = "https://www.census.gov/foreign-trade/balance/country.xlsx"
SHEET = "country"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
FLOWS = {"I": "imports", "E": "exports"}
PARTNERS = {"4621": "RUS", "5700": "CHN", "0003": "EU"}
COLUMNS = ("year", "CTY_CODE", *(f"{flow}{month}" for flow in FLOWS for month in (*MONTHS, "YR")))
EMPTY = frozenset({""})
MILLION = Decimal("0.001")
Cells = dict[str, tuple[Decimal, str]]


def requests(_: Query) -> Sequence[Request]:
    """The workbook of all countries."""
    return [Request(BOOK, URL, "xlsx", maximum=20_000_000)]


def parse(reading: Reading) -> Sequence[Edition]:
    """One edition, named after the last month that any of the partners has."""
    sheets = grids(reading, BOOK)
    if SHEET not in sheets:
        raise reading.layout(BOOK, 1, f"a sheet '{SHEET}'", ", ".join(sheets))
    years = dict(_years(reading, sheets[SHEET]))
    last = max(
        (
            f"{year}-{number:02}"
            for (year, _), cells in years.items()
            for number, month in enumerate(MONTHS, 1)
            if cells[f"E{month}"][0]
        ),
        default="",
    )
    rows = [row for (year, who), cells in years.items() for row in _rows(year, who, cells, last)]
    document = reading.documents[BOOK]
    day = document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    title = f"U.S. Trade in Goods by Country (country.xlsx), to {last}"
    name = f"census_country_{last.replace('-', '_')}"
    return [Edition(name, title, day, URL, tuple(rows), (BOOK,), note)]


def _years(reading: Reading, grid: Grid) -> Iterator[tuple[tuple[str, str], Cells]]:
    """By year and partner: the numbers of the row in million dollars, with their addresses."""
    header = [grid.text(0, column) for column in range(len(grid.rows[0]))]
    check_columns(reading, BOOK, header, COLUMNS)
    place = {name: header.index(name) for name in COLUMNS}
    for row in range(1, len(grid.rows)):
        partner = PARTNERS.get(grid.text(row, place["CTY_CODE"]).removesuffix(".0").zfill(4))
        if partner is None:
            continue
        found = {name: grid.number(row, place[name], EMPTY) for name in COLUMNS[2:]}
        cells = {n: (v, grid.address(row, place[n])) for n, v in found.items() if v is not None}
        if len(cells) == len(found):
            year = grid.text(row, place["year"]).removesuffix(".0")
            yield (year, partner), cells


def _rows(year: str, partner: str, cells: Cells, last: str) -> Iterator[Row]:
    """Months as printed up to the last one published; years that are complete, with their sums."""
    for number, month in enumerate(MONTHS, 1):
        period = f"{year}-{number:02}"
        for flow, name in FLOWS.items() if period <= last else ():
            value, place = cells[f"{flow}{month}"]
            yield _row(f"us_goods_{name}_monthly", partner, period, value, place)
    if f"{year}-12" <= last:
        (imports, at), (exports, where) = cells["IYR"], cells["EYR"]
        yield _row("us_goods_imports", partner, year, imports, at)
        yield _row("us_goods_exports", partner, year, exports, where)
        yield _row("us_goods_balance", partner, year, exports - imports, f"{where} - {at}")
        yield _row("us_goods_trade_total", partner, year, exports + imports, f"{where} + {at}")


def _row(indicator: str, partner: str, period: str, value: Decimal, place: str) -> Row:
    return Row(indicator, "USA", partner, period, plain(value * MILLION, 6), place)


CONNECTOR = Connector(
    name="census",
    title="U.S. trade in goods by country",
    publisher="US Census Bureau, Foreign Trade Division",
    theme="us_russia_resets",
    group="census",
    licence="public domain",
    redistributable="yes",
    hosts=("census.gov",),
    page="https://www.census.gov/foreign-trade/balance/",
    requests=requests,
    parse=parse,
    layout="the workbook of March 2023",
    layout_seen=True,
)
