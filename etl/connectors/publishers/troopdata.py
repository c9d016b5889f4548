"""US troops abroad: the quarterly reports of the Department of Defense, as troopdata keeps them."""

import re
from collections.abc import Iterator, Sequence

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition
from etl.connectors.reading import DocumentReading
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
YEAR = re.compile(r"(?:19|20)\d\d")
LITTLE = 0.05  # which part of the soldiers may be missing; the gaps of 2003 and 2004 are 0.9
When = tuple[str, str]
Report = dict[str, tuple[int, Record]]
Reports = dict[When, Report]


def requests(_: Query) -> Sequence[Request]:
    """The one file of all reports."""
    return [Request(REPORTS, URL, "csv", maximum=15_000_000)]


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition: the whole reports; per year its last one of autumn or winter."""
    found = _reports(reading)
    reports = {when: found[when] for when in sorted(found) if _is_whole(reading, found, when)}
    if not reports and reading.faults:
        return []
    if not reports:
        raise reading.layout(REPORTS, 1, "a report that lists Allies", "none")
    rows: list[Row] = []
    for year in sorted({year for year, _ in reports}):
        autumn = [quarter for quarter in YEARLY if (year, quarter) in reports]
        if autumn:
            rows += _report(reading, reports[year, autumn[-1]], (year, autumn[-1]), year, "")
    for year, quarter in sorted(reports):
        period = f"{year}-{quarter}"
        rows += _report(reading, reports[year, quarter], (year, quarter), period, "_quarterly")
    last, document = max(reports), reading.documents[REPORTS]
    title = f"DoD personnel by country, quarterly reports to {last[0]}-{last[1]} (troopdata)"
    name, day = f"dmdc_troopdata_{last[0]}_{last[1].lower()}", document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    return [SourceEdition(name, title, day, URL, tuple(rows), (REPORTS,), note)]


def _reports(reading: DocumentReading) -> Reports:
    """What each report says of each host, whole or not."""
    reports: Reports = {}
    for record in records(reading, REPORTS, ("iso3c", "year", "month", "troops_ad")):
        actor, quarter = record.actor("iso3c", {}), QUARTERS.get(record["month"])
        count, year = record.number("troops_ad", EMPTY), record["year"]
        if quarter is None:
            record.fault("month", f"'{record['month']}' is not the month of a quarterly report")
        elif not YEAR.fullmatch(year):
            record.fault("year", f"'{year}' is no year")
        elif count is not None and (count < 0 or count != int(count)):
            record.fault("troops_ad", f"'{record['troops_ad']}' is no number of persons")
        elif actor is None or count is None:
            continue
        elif record.once(actor, year, quarter, troops_ad=count):
            reports.setdefault((year, quarter), {})[actor] = (int(count), record)
    return reports


def _is_whole(reading: DocumentReading, reports: Reports, when: When) -> bool:
    """Whether a report lists the Allies that those before and after it list; if not, it is noted.

    What is missing is weighed by its soldiers: a small host may be left out, or have none.
    """
    report, allies = reports[when], _allies(reading, when)
    total = sum(count for host, (count, _) in report.items() if host in allies)
    absent = {host for host in allies if not report.get(host, (0,))[0]}
    weights = {host: _elsewhere(reports, when, host) for host in absent}
    if total and sum(weights.values()) <= LITTLE * (total + sum(weights.values())):
        return True
    period = "-".join(when)
    if reading.setting.wants(SUM, "USA", "NATO_EUR", when[0]):
        missing = sum(weight > 0 for weight in weights.values()) or "all"
        reading.note(REPORTS, f"the report {period} is left out, it lacks Allies ({missing})")
    return False


def _elsewhere(reports: Reports, when: When, host: str) -> int:
    """How many soldiers a host has in the reports next to one that leaves it out, the fewer."""
    listed = sorted(other for other, report in reports.items() if report.get(host, (0,))[0])
    before, after = [o for o in listed if o < when], [o for o in listed if o > when]
    near = before[-1:] + after[:1] if before else []
    return min((reports[other][host][0] for other in near), default=0)


def _allies(reading: DocumentReading, when: When) -> frozenset[str]:
    """The hosts whose soldiers are added up: Allies on the day of the report, in Europe."""
    return reading.known.of("NATO", f"{when[0]}-{ENDS[when[1]]}") - {"USA", "CAN"}


def _report(
    reading: DocumentReading, report: Report, when: When, period: str, ending: str
) -> Iterator[Row]:
    """The hosts of one report, and the sum over those that were Allies that day."""
    year, quarter = when
    members = _allies(reading, when)
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
