"""World Bank, World Development Indicators: one JSON document per indicator."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition, words
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
from etl.connectors.table import Record
from etl.connectors.tree import at, entries, loaded

API = "https://api.worldbank.org/v2/country"
PAGE = "https://data.worldbank.org/indicator"
ALIASES = {"EUU": "EU27", "WLD": "WORLD"}
GDP = "NY.GDP.MKTP.CD"
GROUPS = {
    "G7": words("CAN DEU FRA GBR ITA JPN USA"),
    "BRICS10": words("ARE BRA CHN EGY ETH IDN IND IRN RUS ZAF"),
}
COUNTRIES = sorted({"CHN", "EUU", "IND", "RUS", "USA", "WLD"}.union(*GROUPS.values()))
YEAR = re.compile(r"(?:19|20)\d\d")
KEYS = ("countryiso3code", "date", "value", "indicator")


@dataclass(frozen=True)
class WorldBankSeries:
    """An indicator of the World Bank: ours, what its values are divided by, its decimals."""

    indicator: str
    divisor: Decimal
    places: int


SERIES = {
    GDP: WorldBankSeries("gdp_current_usd", Decimal(10**9), 3),
    "GB.XPD.RSDV.GD.ZS": WorldBankSeries("rd_expenditure_pct_gdp", Decimal(1), 4),
    "IP.PAT.RESD": WorldBankSeries("patent_applications_residents", Decimal(1), 0),
    "IP.JRN.ARTC.SC": WorldBankSeries("scientific_articles", Decimal(1), 2),
    "TX.VAL.TECH.CD": WorldBankSeries("high_tech_exports", Decimal(10**9), 4),
}
Values = dict[tuple[str, str], tuple[Decimal, str]]


def requests(query: Query) -> Sequence[Request]:
    """One document per indicator, all countries and years on one page."""
    countries = ";".join(COUNTRIES)
    asked = f"format=json&per_page=20000&date=1960:{query.today.year}"
    return [
        Request(f"{code}.json", f"{API}/{countries}/indicator/{code}?{asked}", "json")
        for code in SERIES
    ]


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """An edition per day of update: the bank's indicators have days of their own."""
    return [_edition(reading, code, series) for code, series in SERIES.items()]


def _edition(reading: DocumentReading, code: str, series: WorldBankSeries) -> SourceEdition:
    document = f"{code}.json"
    tree = loaded(reading, document)
    updated = str(at(reading, document, tree, (0, "lastupdated")))
    pages, total = (at(reading, document, tree, (0, name)) for name in ("pages", "total"))
    if pages != 1:
        raise reading.layout(document, 1, "everything on one page", f"{pages} pages")
    records = list(entries(reading, document, tree, (1,), KEYS))
    if total != len(records):
        raise reading.layout(document, 1, f"{total} records as announced", str(len(records)))
    values = dict(_values(records, code))
    rows = [
        Row(series.indicator, actor, "", year, plain(v / series.divisor, series.places), place)
        for (actor, year), (v, place) in values.items()
    ]
    rows += [*_shares(values), *_ratios(values)] if code == GDP else []
    title = f"World Development Indicators, {code}, update of {updated}"
    name = f"wb_{code.lower().replace('.', '_')}_{updated.replace('-', '_')}"
    return SourceEdition(name, title, updated, f"{PAGE}/{code}", tuple(rows), (document,))


def _values(
    records: Sequence[Record], code: str
) -> Iterator[tuple[tuple[str, str], tuple[Decimal, str]]]:
    """The numbers by actor and year, with their places; years without a number are left out."""
    for record in records:
        found = record.cells["indicator"]
        if not isinstance(found, Mapping) or found.get("id") != code:
            record.fault("indicator", f"{found} is not {code}")
        actor = record.actor("countryiso3code", ALIASES)
        value, year = record.number("value", frozenset({"None"})), record["date"]
        if not YEAR.fullmatch(year):
            record.fault("date", f"'{year}' is no year")
        elif actor is not None and value is not None and record.once(actor, year, value=value):
            yield (actor, year), (value, record.at("value"))


def _shares(values: Values) -> Iterator[Row]:
    """Each economy and group as a share of the world."""
    for year in sorted({year for _, year in values}):
        world = values.get(("WORLD", year))
        if world is None:
            continue
        here = {actor: value for (actor, y), (value, _) in values.items() if y == year}
        parts = {actor: value for actor, value in here.items() if actor != "WORLD"}
        for name, members in GROUPS.items():
            if members <= here.keys():
                parts[name] = sum((here[member] for member in members), Decimal(0))
        for actor, value in parts.items():
            place = f"computed: {actor} / WLD, {year}; {world[1]}"
            yield Row("gdp_share_world", actor, "", year, plain(value / world[0] * 100, 4), place)


def _ratios(values: Values) -> Iterator[Row]:
    for (actor, year), (value, place) in values.items():
        american = values.get(("USA", year))
        if american is not None and actor in ("CHN", "RUS"):
            ratio = plain(value / american[0] * 100, 3)
            where = f"computed: {place} / {american[1]}"
            yield Row("gdp_ratio_to_usa", actor, "USA", year, ratio, where)


CONNECTOR = Connector(
    name="world_bank",
    title="World Development Indicators",
    publisher="World Bank",
    theme="world_order",
    group="world_bank",
    licence="CC BY 4.0",
    redistributable="attribution",
    hosts=("api.worldbank.org",),
    page=PAGE,
    requests=requests,
    parse=parse,
    layout="answers of the interface of 2026, quoted in public code",
    layout_seen=True,
)
