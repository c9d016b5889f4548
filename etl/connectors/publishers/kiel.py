"""Kiel Institute, Ukraine Support Tracker: the CSV files of the publisher's own website."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition, words
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
from etl.connectors.table import Record, records

REPOSITORY = "UkraineSupportTrackerWebsite/ukraine-support-tracker"
BASE = f"https://raw.githubusercontent.com/{REPOSITORY}/main/data/"
PAGE = "https://www.kielinstitut.de/topics/war-against-ukraine/ukraine-support-tracker/"
DONORS, TOTALS, SHARES = "data_explorer.csv", "total_allocations.csv", "eu_aid_shares.csv"
ORIGINS, WEAPONS, RELEASE = "procurement_trends.csv", "weapons.csv", "release_info.csv"
FILES = (DONORS, TOTALS, SHARES, ORIGINS, WEAPONS, RELEASE)
KINDS = ("total", "financial", "humanitarian", "military")
MONEY = (*KINDS, "commitments", "to_be_allocated")
MONTHLY = {kind: f"ukraine_aid_allocation_{kind}_monthly" for kind in KINDS}
CUMULATED = {kind: f"ukraine_aid_allocation_{kind}_cum" for kind in KINDS} | {
    "commitments": "ukraine_aid_commitment_cum",
    "to_be_allocated": "ukraine_aid_to_be_allocated_cum",
}
COMMITTED = "ukraine_aid_commitment_monthly"
ORIGIN = ("nato_purl", "procurement", "stockpile", "unspecified")
ALIASES = {"EU": "EUI", "Turkiye": "TUR"}
# The publisher's "Continental Europe + EU Institutions", and the other donors that it tracks.
EUROPE = words(
    "AUT BEL BGR CHE CZE DEU DNK ESP EST EUI FIN FRA GBR GRC HRV HUN IRL ISL ITA LTU LUX LVA NLD "
    "NOR POL PRT ROU SVK SVN SWE"
)
ELSEWHERE = words("AUS CAN CHN CYP IND JPN KOR MLT NZL TUR TWN USA")
ARMS = {"Air Defense": "air_defence", "Howitzers": "howitzers", "IFV": "ifv", "MLRS": "mlrs"}
ARMS |= {"Tanks": "tanks"}
LISTED = {
    "ukraine_leopard2_donor_count": re.compile(r"Leopard-2\w*\s*\((\d+)\)"),
    "ukraine_patriot_battery_donor_count": re.compile(r"Patriot air defense battery\s*\((\d+)\)"),
}
ZERO = "zero set by us: the publisher's file has no US row for this month"
RESIDUAL = "publisher's residual: more allocated than committed in the records; charts show 0"
BILLION = Decimal(10) ** 9
Sums = Mapping[str, Decimal]


@dataclass(frozen=True)
class Aid:
    """One row of the data explorer: a donor, a month, amounts in bn euros, the donor's GDP."""

    actor: str
    month: str
    amounts: Sums
    record: Record


def requests(_: Query) -> Sequence[Request]:
    """The six files; they are small and always whole."""
    return [Request(name, BASE + name, "csv", maximum=5_000_000) for name in FILES]


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition: the release that release_info.csv names, with all its tables."""
    release = next(records(reading, RELEASE, ("release", "period", "date", "label")))
    period = re.fullmatch(r"(0[1-9]|1[0-2])/(20\d\d)", release["period"])
    number = re.fullmatch(r"\d{1,3}(v\d)?", release["release"])
    if not period or not number:
        found = f"release {release['release']}, period {release['period']}"
        raise reading.layout(RELEASE, 2, "a release such as 29 and a period such as 04/2026", found)
    last = f"{period[2]}-{period[1]}"
    aid = list(_aid(reading))
    newest = max((entry.month for entry in aid), default="")
    if newest != last:
        message = f"'{last}' is not the last month of {DONORS}, {newest} (an unfinished release?)"
        reading.fault(RELEASE, 2, "period", message)
    rows = [*_monthly(aid), *_totals(reading), *_cumulated(aid, last), *_origins(reading)]
    rows += [*_shares(reading, last), *_weapons(reading, last)]
    title = f"{release['label']}, data files of the tracker's website"
    return [SourceEdition(f"ust_r{number[0]}", title, release["date"], PAGE, tuple(rows), FILES)]


def _aid(reading: DocumentReading) -> Iterator[Aid]:
    for record in records(reading, DONORS, ("iso", "year", "month", *MONEY, "gdp")):
        actor, month = record.actor("iso", ALIASES), record.month()
        amounts = record.numbers(MONEY)
        if actor is None or month is None or amounts is None:
            continue
        record.once(actor, gdp=record["gdp"])  # of one year, the same in each month
        if not record.once(actor, month, **amounts):
            continue
        if actor not in EUROPE | ELSEWHERE:
            message = f"'{actor}' is a new donor (say in the connector whether it is in Europe)"
            reading.fault(DONORS, record.line, "iso", message)
        yield Aid(actor, month, amounts, record)


def _monthly(aid: Sequence[Aid]) -> Iterator[Row]:
    """Donor by month as printed; the sum of Europe; zeros where the United States have no row."""
    for entry in aid:
        for kind, indicator in [*MONTHLY.items(), ("commitments", COMMITTED)]:
            value = plain(entry.amounts[kind], 6)
            yield _row(indicator, entry.actor, entry.month, value, entry.record.at(kind))
    europe = _sums((e.month, e.amounts) for e in aid if e.actor in EUROPE)
    american = {entry.month for entry in aid if entry.actor == "USA"}
    for month in sorted({entry.month for entry in aid} | europe.keys()):
        for kind, indicator in MONTHLY.items():
            value = plain(europe[month][kind], 6)
            place = f"{DONORS}, sum of column {kind} over the European donors, {month}"
            yield _row(indicator, "EUR_KIEL", month, value, place)
            if month not in american:
                yield _row(indicator, "USA", month, "0", f"{DONORS}: no row USA {month}", ZERO)


def _totals(reading: DocumentReading) -> Iterator[Row]:
    columns = {**dict(zip(KINDS, KINDS, strict=True)), "total": "total_allocations"}
    for record in records(reading, TOTALS, ("year", "month", *columns.values())):
        month, amounts = record.month(), record.numbers(list(columns.values()))
        if month is None or amounts is None:
            continue
        for kind, column in columns.items():
            value = plain(amounts[column], 6)
            yield _row(MONTHLY[kind], "DONORS", month, value, record.at(column))


def _cumulated(aid: Sequence[Aid], last: str) -> Iterator[Row]:
    """What has come together since January 2022: by donor, Europe, all; and per GDP."""
    by_actor = _sums((entry.actor, entry.amounts) for entry in aid)
    groups = {"EUR_KIEL": EUROPE, "DONORS": by_actor.keys()}
    sums = dict(by_actor)
    for name, members in groups.items():
        sums |= _sums((name, by_actor[actor]) for actor in by_actor.keys() & members)
    for actor, amounts in sums.items():
        for kind, indicator in CUMULATED.items():
            value = plain(amounts[kind], 6)
            place = f"{DONORS}, sum of column {kind} to {last}"
            note = RESIDUAL if kind == "to_be_allocated" and value.startswith("-") else ""
            yield _row(indicator, actor, last, value, place, note)
    for actor, record in {entry.actor: entry.record for entry in aid}.items():
        gdp = record.number("gdp", frozenset({"", "NA", "0"}))
        if gdp:
            share = plain(by_actor[actor]["total"] / gdp * 100, 6)
            place = f"{DONORS}, sum of column total to {last}, divided by column gdp"
            yield _row("ukraine_aid_allocation_pct_gdp", actor, last, share, place)


def _shares(reading: DocumentReading, last: str) -> Iterator[Row]:
    read = {
        "total_pct_gdp": "ukraine_aid_allocation_incl_eu_pct_gdp",
        "eu_share_bn": "ukraine_aid_eu_share_bn",
    }
    for record in records(reading, SHARES, ("iso", *read)):
        actor, amounts = record.actor("iso", ALIASES), record.numbers(list(read))
        if actor is not None and amounts is not None:
            for column, indicator in read.items():
                yield _row(indicator, actor, last, plain(amounts[column], 6), record.at(column))


def _origins(reading: DocumentReading) -> Iterator[Row]:
    for record in records(reading, ORIGINS, ("year", "month", *ORIGIN)):
        month, amounts = record.month(), record.numbers(ORIGIN)
        if month is not None and amounts is not None:
            for column in ORIGIN:
                name = f"ukraine_military_aid_{column}_monthly"
                yield _row(name, "DONORS", month, plain(amounts[column], 6), record.at(column))


def _weapons(reading: DocumentReading, last: str) -> Iterator[Row]:
    columns = ("donor", "category", "number_of_weapons", "monetary_value_eur", "weapons_list")
    for record in records(reading, WEAPONS, columns):
        actor, amounts = record.actor("donor", ALIASES), record.numbers(columns[2:4])
        kind = ARMS.get(record["category"])
        if kind is None:
            message = f"'{record['category']}' is a new kind of weapon (add it to the connector)"
            reading.fault(WEAPONS, record.line, "category", message)
        if actor is None or amounts is None or kind is None:
            continue
        name = f"ukraine_heavy_weapons_{kind}"
        count, listed = plain(amounts["number_of_weapons"], 0), record["weapons_list"]
        yield _row(f"{name}_count", actor, last, count, record.at("number_of_weapons"), listed)
        value = plain(amounts["monetary_value_eur"] / BILLION, 6)
        yield _row(f"{name}_value", actor, last, value, record.at("monetary_value_eur"))
        for indicator, pattern in LISTED.items():
            if found := pattern.findall(listed):
                total = str(sum(map(int, found)))
                yield _row(indicator, actor, last, total, record.at("weapons_list"))


def _sums(entries: Iterator[tuple[str, Sums]]) -> dict[str, dict[str, Decimal]]:
    """Amounts added up by name."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(MONEY, Decimal(0)))
    for name, amounts in entries:
        for kind, amount in amounts.items():
            sums[name][kind] += amount
    return sums


def _row(indicator: str, actor: str, period: str, value: str, locator: str, note: str = "") -> Row:
    return Row(indicator, actor, "UKR", period, value, locator, note)


CONNECTOR = Connector(
    name="kiel",
    title="Ukraine Support Tracker",
    publisher="Kiel Institute for the World Economy",
    theme="ukraine_support",
    group="kiel",
    licence="attribution in practice; no licence file",
    redistributable="attribution",
    hosts=("raw.githubusercontent.com",),
    page=f"https://github.com/{REPOSITORY}/tree/main/data",
    requests=requests,
    parse=parse,
    layout="the six files of release 29, as published",
    layout_seen=True,
)
