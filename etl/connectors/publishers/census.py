"""US Census Bureau: goods trade of the United States by country and month, one workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
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


@dataclass(frozen=True)
class CensusYear:
    """A year with a partner: the numbers of its row in million dollars, with their addresses."""

    year: str
    partner: str
    line: int
    cells: dict[str, tuple[Decimal, str]]

    @property
    def last(self) -> str:
        """The last month with exports; those to come are zero or empty."""
        filled = [n for n, month in enumerate(MONTHS, 1) if self.cells.get(f"E{month}", (0,))[0]]
        return f"{self.year}-{filled[-1]:02}" if filled else ""


def requests(_: Query) -> Sequence[Request]:
    """The workbook of all countries."""
    return [Request(BOOK, URL, "xlsx", maximum=20_000_000)]


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition, named after the last month that any of the partners has."""
    sheets = grids(reading, BOOK)
    if SHEET not in sheets:
        raise reading.layout(BOOK, 1, f"a sheet '{SHEET}'", ", ".join(sheets))
    years = list(_years(reading, sheets[SHEET]))
    last = max((year.last for year in years), default="")
    rows = [row for year in years for row in _rows(reading, year, last)]
    document = reading.documents[BOOK]
    day = document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    title = f"U.S. Trade in Goods by Country (country.xlsx), to {last}"
    name = f"census_country_{last.replace('-', '_')}"
    return [SourceEdition(name, title, day, URL, tuple(rows), (BOOK,), note)]


def _years(reading: DocumentReading, grid: Grid) -> Iterator[CensusYear]:
    """The years of the partners; a cell without a number is a month that is to come."""
    header = [grid.text(0, column) for column in range(len(grid.rows[0]))]
    check_columns(reading, BOOK, header, COLUMNS)
    place = {name: header.index(name) for name in COLUMNS}
    for row in range(1, len(grid.rows)):
        partner = PARTNERS.get(grid.text(row, place["CTY_CODE"]).removesuffix(".0").zfill(4))
        if partner is None:
            continue
        found = {name: grid.number(row, place[name], EMPTY) for name in COLUMNS[2:]}
        cells = {n: (v, grid.address(row, place[n])) for n, v in found.items() if v is not None}
        year = grid.text(row, place["year"]).removesuffix(".0")
        where = f"{SHEET} row {row + 1}, column {{}}"
        if reading.once(BOOK, row + 1, (year, partner), where, found):
            yield CensusYear(year, partner, row + 1, cells)


def _rows(reading: DocumentReading, year: CensusYear, last: str) -> Iterator[Row]:
    """Months as printed up to the last one published; years that are complete, with their sums."""
    months = [month for n, month in enumerate(MONTHS, 1) if f"{year.year}-{n:02}" <= last]
    wanted = [f"{flow}{month}" for month in months for flow in FLOWS]
    wanted += ["IYR", "EYR"] if len(months) == len(MONTHS) else []
    if missing := [name for name in wanted if name not in year.cells]:
        reading.fault(BOOK, year.line, missing[0], f"no number up to {last} ({', '.join(missing)})")
        return
    for number, month in enumerate(months, 1):
        for flow, name in FLOWS.items():
            value, place = year.cells[f"{flow}{month}"]
            period = f"{year.year}-{number:02}"
            yield _row(f"us_goods_{name}_monthly", year.partner, period, value, place)
    if len(months) == len(MONTHS):
        (imports, at), (exports, where) = year.cells["IYR"], year.cells["EYR"]
        for name, value, place in (
            ("imports", imports, at),
            ("exports", exports, where),
            ("balance", exports - imports, f"{where} - {at}"),
            ("trade_total", exports + imports, f"{where} + {at}"),
        ):
            yield _row(f"us_goods_{name}", year.partner, year.year, value, place)


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
