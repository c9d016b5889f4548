"""UN Comtrade: what China Customs reports, by month with Russia and by year with its partners."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
from etl.connectors.tree import at, entries, loaded

PREVIEW = "https://comtradeapi.un.org/public/v1/preview/C"
WHOLE = "https://comtradeapi.un.org/data/v1/get/C"
KEY = "COMTRADE_KEY"
CHINA = "156"
PARTNERS = {"643": "RUS", "842": "USA", "276": "DEU", "826": "GBR", "699": "IND", "392": "JPN"}
PARTNERS |= {"410": "KOR"}
FLOWS = {"X": "exports", "M": "imports"}
COLUMNS = ("freqCode", "period", "reporterCode", "flowCode", "partnerCode", "partner2Code")
COLUMNS += ("cmdCode", "customsCode", "motCode", "primaryValue")
FIXED = {"reporterCode": CHINA, "cmdCode": "TOTAL", "partner2Code": "0", "customsCode": "C00"}
FIXED |= {"motCode": "0"}
MONTHS, YEARS = 18, 3
BILLION = Decimal(10**9)


def requests(query: Query) -> Sequence[Request]:
    """One document a period: without a key the interface answers one period at a time."""
    key = query.keys.get(KEY)
    base, headers = (WHOLE, {"Ocp-Apim-Subscription-Key": key}) if key else (PREVIEW, {})
    fixed = "&".join(f"{name}={code}" for name, code in {**FIXED, "flowCode": "X,M"}.items())
    asked = [("M", month, "643") for month in _months(query)]
    asked += [("A", year, ",".join(PARTNERS)) for year in _years(query)]
    return [
        Request(
            f"china_{period}.json",
            f"{base}/{frequency}/HS?{fixed}&partnerCode={partners}&period={period}",
            "json",
            maximum=2_000_000,
            headers=headers,
        )
        for frequency, period, partners in asked
    ]


def _months(query: Query) -> list[str]:
    last = query.today.year * 12 + query.today.month - 3
    first = last - MONTHS + 1
    if query.since:
        begin = date.fromisoformat(
            f"{query.since[:7]:-<7}-01" if len(query.since) >= 7 else f"{query.since[:4]}-01-01"
        )
        first = min(last, begin.year * 12 + begin.month - 1)
    return [f"{number // 12}{number % 12 + 1:02}" for number in range(first, last + 1)]


def _years(query: Query) -> list[str]:
    first = int(query.since[:4]) if query.since else query.today.year - YEARS
    return [str(year) for year in range(min(first, query.today.year - 1), query.today.year)]


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition, named after the day of reading: the interface gives none."""
    rows = [row for document in reading.documents for row in _rows(reading, document)]
    day = max(document.fetched for document in reading.documents.values())
    title = f"UN Comtrade, goods trade reported by China, as answered on {day}"
    name, note = f"comtrade_china_{day.replace('-', '_')}", "Date on which it was read."
    documents = tuple(reading.documents)
    return [
        SourceEdition(name, title, day, "https://comtradeplus.un.org", tuple(rows), documents, note)
    ]


def _rows(reading: DocumentReading, document: str) -> Iterator[Row]:
    tree = loaded(reading, document)
    count, data = (at(reading, document, tree, (name,)) for name in ("count", "data"))
    if count == 0 and not data:
        return  # not reported yet
    if not isinstance(data, list) or count != len(data):
        found = len(data) if isinstance(data, list) else data
        raise reading.layout(document, 1, f"{count} records as announced", str(found))
    for record in entries(reading, document, tree, ("data",), COLUMNS):
        partner = record.actor("partnerCode", PARTNERS)
        value, flow = record.number("primaryValue"), FLOWS.get(record["flowCode"])
        wrong = next((name for name, code in FIXED.items() if record[name] != code), None)
        if wrong or flow is None:
            name = wrong or "flowCode"
            record.fault(name, f"'{record[name]}' was not asked for")
        elif partner is not None and value is not None:
            period, is_month = record["period"], record["freqCode"] == "M"
            name = f"goods_{flow}_gacc{'_monthly' if is_month else ''}"
            when = f"{period[:4]}-{period[4:]}" if is_month else period
            amount, place = plain(value / BILLION, 3), record.at("primaryValue")
            yield Row(name, "CHN", partner, when, amount, place)


CONNECTOR = Connector(
    name="comtrade",
    title="Goods trade reported by China",
    publisher="UN Comtrade (China Customs)",
    theme="russia_china",
    group="gacc",
    licence="UN Comtrade: free with attribution, no bulk redistribution",
    redistributable="attribution",
    hosts=("comtradeapi.un.org",),
    page="https://comtradeplus.un.org",
    requests=requests,
    parse=parse,
    layout="answers of the interface, quoted whole in public code",
    layout_seen=True,
    since=True,
    key=KEY,
)
