"""NATO, defence expenditure: the workbook of tables that comes with each edition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import pstdev

from etl.connectors.model import Connector, Query, RefusedError, Request, Row, SourceEdition
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
from etl.connectors.workbook import Grid, check_years, grids

BOOK = "def-exp.xlsx"
PAGE = (
    "https://www.nato.int/en/what-we-do/introduction-to-nato/"
    "defence-expenditures-and-natos-5-commitment"
)
BOOKS = "https://www.nato.int/content/dam/nato/webready/documents/finance/"
LINK = re.compile(r"def-exp-(20\d\d)(?:-TABLES)?-en\.(?:pdf|xlsx)")
TITLE = re.compile(r"table\s*(\d+[ab]?)\s*:", re.IGNORECASE)
YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?(e?)")
TOTAL, OTHERS = "NATO Total", "NATO Europe and Canada"
ALIASES = {TOTAL: "NATO", OTHERS: "NATO_EURCAN", "Türkiye": "TUR", "Czech Republic": "CZE"}
ALIASES |= {"Slovak Republic": "SVK"}
EMPTY = frozenset({"", "-", "..", "n.a.", "n/a"})
MILLION, THOUSAND = Decimal("0.001"), Decimal(1000)


@dataclass(frozen=True)
class Block:
    """A part of a table: its number, the pattern of its heading, what it is, factor and decimals.

    An indicator with {} takes the base year of the prices from the heading.
    """

    table: str
    heading: str
    indicator: str
    places: int
    factor: Decimal = Decimal(1)


BLOCKS = (
    Block("2", r"current prices", "defence_expenditure_usd_current", 3, MILLION),
    Block("2", r"(?:constant )?(\d{4}) prices", "defence_expenditure_usd_constant_{}", 3, MILLION),
    Block("3", r"share of (?:real )?gdp", "defence_expenditure_pct_gdp", 2),
    Block("3", r"annual real change", "defence_expenditure_real_change_pct", 2),
    Block("7", r"", "military_personnel", 0, THOUSAND),
    Block("8a", r"equipment", "defence_equipment_share_pct", 2),
    Block("8a", r"personnel", "defence_personnel_share_pct", 2),
)
COUNTS = {
    "allies_at_2pct_gdp_count": ("defence_expenditure_pct_gdp", "2"),
    "allies_at_3_5pct_gdp_count": ("defence_expenditure_pct_gdp", "3.5"),
    "allies_at_20pct_equipment_count": ("defence_equipment_share_pct", "20"),
}


def requests(_: Query) -> Sequence[Request]:
    """The workbook beside the newest edition that the publisher's page lists."""
    return [Request(BOOK, PAGE, "xlsx", find=newest, maximum=10_000_000)]


def newest(page: str) -> str:
    """The address of the newest workbook; raises RefusedError when the page names none."""
    years = LINK.findall(page)
    if not years:
        raise RefusedError("the page names no def-exp-YYYY-en.pdf any more")
    return f"{BOOKS}def-exp-{max(years)}-en.xlsx"


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition, named after the last year of its tables, with counts of the Allies."""
    cells = [cell for grid in grids(reading, BOOK).values() for cell in _table(grid)]
    for block in BLOCKS:
        if not any(cell.block is block for cell in cells):
            expected = f"Table {block.table} with a part '{block.heading or 'thousands'}'"
            raise reading.layout(BOOK, 1, expected, "no such part")
    edition = max(cell.year for cell in cells)
    rows = [_row(reading, cell) for cell in cells]
    rows += [*_counted(reading, cells), *_american(cells)]
    document = reading.documents[BOOK]
    title = (
        f"Defence Expenditure of NATO Countries ({min(c.year for c in cells)}-{edition}), tables"
    )
    published = document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    name = f"nato_defexp_{edition}"
    return [SourceEdition(name, title, published, document.url, tuple(rows), (BOOK,), note)]


@dataclass(frozen=True)
class NatoCell:
    """A number with what it is, whose, of which year, and where it stands."""

    block: Block
    indicator: str
    actor: str
    year: str
    is_estimate: bool
    value: Decimal
    place: str


def _table(grid: Grid) -> Iterator[NatoCell]:
    """The numbers of one sheet that are read; a sheet without the title of a table has none."""
    titles = (TITLE.match(grid.text(r, c)) for r in range(30) for c in range(4))
    title = next((found for found in titles if found), None)
    blocks = [block for block in BLOCKS if title and block.table == title[1].lower()]
    if not blocks:
        return
    head, years = _years(grid)
    block, indicator = (blocks[0], blocks[0].indicator) if not blocks[0].heading else (None, "")
    for row in range(head + 1, len(grid.rows)):
        label = next((t for c in range(4) if (t := grid.text(row, c))), "")
        if label and not any(grid.text(row, column) for column in years):
            block, indicator = _heading(label, blocks, block, indicator)
        elif label and block is not None:
            actor = grid.reading.actor(BOOK, row + 1, label, ALIASES)
            for column, (year, is_estimate) in years.items() if actor else ():
                value = grid.number(row, column, EMPTY)
                if value is not None:
                    place = grid.address(row, column)
                    yield NatoCell(block, indicator, actor or "", year, is_estimate, value, place)


def _years(grid: Grid) -> tuple[int, dict[int, tuple[str, bool]]]:
    """The row of the years, and by column the year and whether it is an estimate."""
    for row, line in enumerate(grid.rows[:40]):
        found = {c: YEAR.fullmatch(str(cell).strip()) for c, cell in enumerate(line)}
        years = {c: (match[1], bool(match[2])) for c, match in found.items() if match}
        if len(years) >= 2:
            check_years(grid, row, {column: year for column, (year, _) in years.items()})
            return row, years
    raise grid.reading.layout(BOOK, 1, f"a row of years in sheet {grid.name}", "none")


def _heading(
    label: str, blocks: Sequence[Block], block: Block | None, indicator: str
) -> tuple[Block | None, str]:
    """The part that a heading begins; notes and blank labels leave the part as it is."""
    for other in blocks:
        match = re.match(other.heading, label, re.IGNORECASE) if other.heading else None
        if match:
            return other, other.indicator.format(*match.groups())
    is_note = re.match(r"notes?:|\*|\(|-\d+-", label, re.IGNORECASE)
    return (None, "") if is_note else (block, indicator)


def _row(reading: DocumentReading, cell: NatoCell) -> Row:
    value = plain(cell.value * cell.block.factor, cell.block.places)
    members = reading.known.of("NATO", f"{cell.year}-12-31") | {"NATO", "NATO_EURCAN"}
    notes = ["estimate"] if cell.is_estimate else []
    notes += [] if cell.actor in members else ["not yet an Ally"]
    return Row(cell.indicator, cell.actor, "", cell.year, value, cell.place, "; ".join(notes))


def _counted(reading: DocumentReading, cells: Sequence[NatoCell]) -> Iterator[Row]:
    """How many Allies of the year reach a mark, and how far apart they lie, of printed decimals."""
    shares: dict[tuple[str, str], dict[str, Decimal]] = {}
    for cell in cells:
        members = reading.known.of("NATO", f"{cell.year}-12-31")
        if cell.actor in members:
            value = Decimal(plain(cell.value, 2))
            shares.setdefault((cell.indicator, cell.year), {})[cell.actor] = value
    estimates = {cell.year for cell in cells if cell.is_estimate}
    for (indicator, year), values in sorted(shares.items()):
        note = "estimate" if year in estimates else ""
        place = f"counted over the Allies of {year} in {indicator}"
        for name, (counted, mark) in COUNTS.items():
            if counted == indicator:
                count = sum(value >= Decimal(mark) for value in values.values())
                yield Row(name, "NATO", "", year, str(count), place, note)
        if indicator == "defence_expenditure_pct_gdp":
            others = [float(value) for actor, value in values.items() if actor != "USA"]
            spread = plain(Decimal(repr(pstdev(others))), 3)
            name = "defence_expenditure_pct_gdp_dispersion"
            yield Row(name, "NATO", "", year, spread, place, note)


def _american(cells: Sequence[NatoCell]) -> Iterator[Row]:
    """The share of the United States in NATO's expenditure at current prices."""
    name = "defence_expenditure_usd_current"
    by_place = {(c.actor, c.year): c for c in cells if c.indicator == name}
    for (actor, year), cell in by_place.items():
        total = by_place.get(("NATO", year))
        if actor == "USA" and total is not None:
            share = plain(cell.value / total.value * 100, 2)
            place = f"{cell.place} / {total.place}"
            note = "estimate" if cell.is_estimate else ""
            yield Row(
                "us_share_nato_defence_expenditure_pct", "USA", "NATO", year, share, place, note
            )


CONNECTOR = Connector(
    name="nato",
    title="Defence expenditure of NATO countries",
    publisher="NATO",
    theme="nato_cohesion",
    group="nato",
    licence="NATO terms: credit NATO, no sale or advertising",
    redistributable="attribution",
    hosts=("nato.int",),
    page=PAGE,
    requests=requests,
    parse=parse,
    layout="the workbook of the 2024 edition; headings of the 2026 edition",
    layout_seen=True,
)
