"""US troops abroad: the quarterly reports of the Department of Defense, as troopdata keeps them."""

from collections.abc import Iterator, Sequence

from etl.connectors.model import Connector, Edition, Query, Request, Row
from etl.connectors.reading import Reading
from etl.connectors.table import Record, records

REPORTS = "troopdata-rebuild-reports.csv"
REPOSITORY = "meflynn/troopdata"
URL = f"https://raw.githubusercontent.com/{REPOSITORY}/main/data-raw/{REPORTS}"
HOST, SUM = "us_troops_active_duty", "us_troops_active_duty_allies"
QUARTERS = {"March": "Q1", "June": "Q2", "September": "Q3", "December": "Q4"}
ENDS = {"Q1": "03-31", "Q2": "06-30", "Q3": "09-30", "Q4": "12-31"}
YEARLY = ("Q3", "Q4")
MODERN = "2008"  # the reports have one form since
EMPTY = frozenset({"", "NA"})
Count = tuple[int, Record]


def requests(_: Query) -> Sequence[Request]:
    """The one file of all reports."""
    return [Request(REPORTS, URL, "csv", maximum=15_000_000)]


def parse(reading: Reading) -> Sequence[Edition]:
    """One edition: the reports up to the newest; per year its last report of autumn or winter."""
    reports: dict[tuple[str, str], dict[str, Count]] = {}
    for record in records(reading, REPORTS, ("iso3c", "year", "month", "troops_ad")):
        actor, quarter = record.actor("iso3c", {}), QUARTERS.get(record["month"])
        count = record.number("troops_ad", EMPTY)
        if quarter is None:
            record.fault("month", f"'{record['month']}' is not the month of a quarterly report")
        elif actor is not None and count is not None:
            report = reports.setdefault((record["year"], quarter), {})
            report[actor] = (int(count), record)
    last = max(reports)
    rows: list[Row] = []
    for year in sorted({year for year, _ in reports}):
        autumn = [quarter for quarter in YEARLY if (year, quarter) in reports]
        if autumn:
            rows += _report(reading, reports[year, autumn[-1]], (year, autumn[-1]), year, "")
    for year, quarter in sorted(reports):
        period = f"{year}-{quarter}"
        rows += _report(reading, reports[year, quarter], (year, quarter), period, "_quarterly")
    document = reading.documents[REPORTS]
    title = f"DoD personnel by country, quarterly reports to {last[0]}-{last[1]} (troopdata)"
    name, day = f"dmdc_troopdata_{last[0]}_{last[1].lower()}", document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    return [Edition(name, title, day, URL, tuple(rows), (REPORTS,), note)]


def _report(
    reading: Reading, report: dict[str, Count], when: tuple[str, str], period: str, ending: str
) -> Iterator[Row]:
    """The hosts of one report, and the sum over those that were Allies that day."""
    year, quarter = when
    members = reading.known.of("NATO", f"{year}-{ENDS[quarter]}") - {"USA", "CAN"}
    confidence = "high" if year >= MODERN else "medium"
    for host, (count, record) in report.items():
        place = f"{record.at('troops_ad')}, report {year}-{quarter}"
        value = str(count)
        yield Row(f"{HOST}{ending}", "USA", host, period, value, place, "", confidence)
    total = sum(count for host, (count, _) in report.items() if host in members)
    place = f"{REPORTS}, report {year}-{quarter}, sum over hosts that were Allies that day"
    yield Row(f"{SUM}{ending}", "USA", "NATO_EUR", period, str(total), place, "", confidence)


CONNECTOR = Connector(
    name="troopdata",
    title="US military personnel by host",
    publisher="US DoD DMDC via troopdata (M. Flynn)",
    theme="nato_cohesion",
    group="dmdc",
    licence="public domain",
    redistributable="yes",
    hosts=("raw.githubusercontent.com",),
    page=f"https://github.com/{REPOSITORY}/tree/main/data-raw",
    requests=requests,
    parse=parse,
    layout="the file of June 2026",
    layout_seen=True,
)
