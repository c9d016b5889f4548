"""SIPRI, military expenditure: the workbook of all countries, a new one each April."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.connectors.model import Connector, Query, RefusedError, Request, Row, SourceEdition
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading, folded
from etl.connectors.workbook import Grid, check_years, grids

BOOK = "SIPRI-Milex-data.xlsx"
PAGE = "https://www.sipri.org/databases/milex"
LINK = re.compile(r'href="([^"]*/SIPRI-Milex-data-1949-(20\d\d)[^"/]*\.xlsx)"')
YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")
CONSTANT = re.compile(r"Constant \((20\d\d)\) US\$")
EMPTY = frozenset({"", "...", "…", ". .", "..", "xxx"})
ALIASES = {
    "United States of America": "USA", "Türkiye": "TUR", "Korea, South": "KOR",
    "Korea, North": "PRK", "Viet Nam": "VNM", "Congo, DR": "COD", "Congo, Republic": "COG",
    "Côte d'Ivoire": "CIV", "Cape Verde": "CPV", "Gambia, The": "GMB", "Timor Leste": "TLS",
    "Kyrgyz Republic": "KGZ",
}  # fmt: skip
REGIONS = {"world": "WORLD", "europe": "EUR_SIPRI"}
ALIASES |= REGIONS
REGIONAL = "Regional totals"
CURRENT, SHARE = "Current US$", "Share of GDP"
# The same cells in the money of one base year; another base year needs indicators of its own.
BASES = {"2024": "military_expenditure_constant_usd"}
BASES |= {"2023": "military_expenditure_usd_constant_2023_sipri"}
MILLION, THOUSAND = Decimal("0.001"), Decimal(1000)
LEAST = Decimal("0.00005")  # below it four decimals show a zero


@dataclass(frozen=True)
class SipriCell:
    """A number with whose it is, of which year, and where it stands."""

    actor: str
    year: str
    value: Decimal
    place: str


def requests(_: Query) -> Sequence[Request]:
    """The newest workbook that the page of the database links to."""
    return [Request(BOOK, PAGE, "xlsx", find=newest, maximum=10_000_000)]


def newest(page: str) -> str:
    """The address of the newest workbook; raises RefusedError when the page links to none."""
    links = sorted(LINK.findall(page), key=lambda link: link[1])
    if not links:
        raise RefusedError("the page links to no SIPRI-Milex-data-1949-….xlsx any more")
    return (
        links[-1][0]
        if links[-1][0].startswith("https:")
        else f"https://www.sipri.org{links[-1][0]}"
    )


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition, named after the last year of its tables."""
    sheets = grids(reading, BOOK)
    base = next((match[1] for name in sheets if (match := CONSTANT.fullmatch(name))), None)
    for name in (f"Constant ({base}) US$", CURRENT, SHARE, REGIONAL):
        if name not in sheets:
            expected = name.replace("None", "a year")
            raise reading.layout(BOOK, 1, f"a sheet '{expected}'", ", ".join(sheets))
    countries = [[*_cells(sheets[name])] for name in (f"Constant ({base}) US$", CURRENT, SHARE)]
    regions = [*_cells(sheets[REGIONAL], THOUSAND)]  # in billions, the countries in millions
    _check_ends(reading, [*countries, regions])
    constant, current, share = _without_false_zeros(countries)
    constant = [*constant, *(cell for cell in regions if cell.value)]
    money = BASES.get(str(base), f"military_expenditure_constant_{base}_usd")
    rows = [_row(money, cell, MILLION, 4) for cell in constant]
    rows += [_row("military_expenditure_current_usd", cell, MILLION, 4) for cell in current]
    rows += [_row("military_expenditure_usd_current_sipri", cell, MILLION, 4) for cell in current]
    rows += [_row("military_expenditure_pct_gdp", cell, Decimal(100), 4) for cell in share]
    rows += [_row("military_expenditure_pct_gdp_sipri", cell, Decimal(100), 3) for cell in share]
    rows += _relative(constant)
    last, document = max(cell.year for cell in constant), reading.documents[BOOK]
    day = document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    title = f"Military Expenditure Database 1949-{last} (xlsx), constant series in {base} prices"
    return [
        SourceEdition(f"sipri_milex_{last}", title, day, document.url, tuple(rows), (BOOK,), note)
    ]


def _check_ends(reading: DocumentReading, sheets: Sequence[Sequence[SipriCell]]) -> None:
    """Raises RefusedError unless all sheets end with the same year."""
    ends = {max(cell.year for cell in cells) for cells in sheets if cells}
    if len(ends) > 1:
        raise reading.layout(BOOK, 1, "one last year in all sheets", " and ".join(sorted(ends)))


def _without_false_zeros(sheets: Sequence[Sequence[SipriCell]]) -> list[list[SipriCell]]:
    """The sheets without zeros that mean that there is no rate: a true one stands in each of them.

    What is written as zero counts as one; Albania's dollars of 1990 are a small fraction.
    """
    zeros = [
        {(cell.actor, cell.year) for cell in cells if abs(cell.value) * factor < LEAST}
        for cells, factor in zip(sheets, (MILLION, MILLION, Decimal(100)), strict=True)
    ]
    true = set.intersection(*zeros)
    return [
        [cell for cell in cells if (cell.actor, cell.year) not in zero - true]
        for cells, zero in zip(sheets, zeros, strict=True)
    ]


def _cells(grid: Grid, factor: Decimal = Decimal(1)) -> Iterator[SipriCell]:
    """The numbers of a sheet below the row of years; rows of names that are no actors aside."""
    head, years = _years(grid)
    for row in range(head + 1, len(grid.rows)):
        name = grid.text(row, 0)
        cells = {column: grid.text(row, column) for column in years}
        if not name or not any(cells.values()):
            continue
        is_region = grid.name == REGIONAL and folded(name) not in REGIONS
        actor = None if is_region else grid.reading.actor(BOOK, row + 1, name, ALIASES)
        for column, year in years.items() if actor else ():
            value = grid.number(row, column, EMPTY)
            if value is not None:
                yield SipriCell(str(actor), year, value * factor, grid.address(row, column))


def _years(grid: Grid) -> tuple[int, dict[int, str]]:
    """The row of the years and the year of each column; raises RefusedError without one."""
    for row, line in enumerate(grid.rows[:20]):
        found = {c: YEAR.fullmatch(str(cell).strip()) for c, cell in enumerate(line)}
        years = {column: match[1] for column, match in found.items() if match}
        if len(years) >= 2:
            check_years(grid, row, years)
            return row, years
    raise grid.reading.layout(BOOK, 1, f"a row of years in sheet '{grid.name}'", "none")


def _row(indicator: str, cell: SipriCell, factor: Decimal, places: int) -> Row:
    value = plain(cell.value * factor, places)
    return Row(indicator, cell.actor, "", cell.year, value, cell.place)


def _relative(constant: Sequence[SipriCell]) -> Iterator[Row]:
    """China and Russia against the United States, the three as shares of the world."""
    by_key = {(cell.actor, cell.year): cell for cell in constant}
    for (actor, year), cell in by_key.items():
        american, world = by_key.get(("USA", year)), by_key.get(("WORLD", year))
        if american and actor in ("CHN", "RUS"):
            ratio = plain(cell.value / american.value * 100, 3)
            place = f"computed: {cell.place} / {american.place}"
            yield Row("military_expenditure_ratio_to_usa", actor, "USA", year, ratio, place)
        if world and actor in ("CHN", "RUS", "USA"):
            share = plain(cell.value / world.value * 100, 3)
            place = f"computed: {cell.place} / {world.place}"
            yield Row("military_expenditure_share_world", actor, "", year, share, place)


CONNECTOR = Connector(
    name="sipri",
    title="Military Expenditure Database",
    publisher="SIPRI",
    theme="china_rivalry",
    group="sipri",
    licence="SIPRI terms: cite SIPRI",
    redistributable="attribution",
    hosts=("sipri.org",),
    page=PAGE,
    requests=requests,
    parse=parse,
    layout="sheets, header row and codes as told by those who read the workbook of April 2026",
    layout_seen=False,
)
