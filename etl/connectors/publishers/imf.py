"""IMF data interface, SDMX-CSV: World Economic Outlook, reserves (COFER), trade in goods (IMTS)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.connectors.model import Connector, Edition, Query, Request, Row, words
from etl.connectors.numbers import plain
from etl.connectors.reading import Reading
from etl.connectors.sdmx import MEDIA, observations
from etl.connectors.table import Record

API = "https://api.imf.org/external/sdmx/2.1/data"
WEO, COFER, IMTS = "weo.csv", "cofer.csv", "imts.csv"
ACCEPT = {"Accept": MEDIA}
MEMBERS = words(
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT "
    "ROU SVK SVN SWE"
)
PARTNERS = ("CHN", "DEU", "IND", "TUR", "USA")
ALIASES = {"G001": "WORLD"}
CURRENCIES = {"CI_USD": "USA", "CI_EUR": "EA", "CI_CNY": "CHN"}
FLOWS = {"XG_FOB_USD": "exports", "MG_CIF_USD": "imports"}
BILLION = Decimal(10**9)
# Russia reported to the IMF until 2021; what stands there for later years is estimated.
LAST_REPORTED = 2021


def requests(query: Query) -> Sequence[Request]:
    """Three data sets; history is restated, so they are asked for whole."""
    years = f"startPeriod=2023&endPeriod={query.today.year}"
    partners = "+".join(sorted({*MEMBERS, *PARTNERS, "G001"}))
    flows = "+".join(FLOWS)
    trade = f"RUS.{flows}.{partners}.A?startPeriod=2011&endPeriod={LAST_REPORTED}"
    reserves = f"G001.AFXRA.{'+'.join(CURRENCIES)}.SHRO_PT.Q?startPeriod=2017"
    return [
        Request(WEO, f"{API}/IMF.RES,WEO/USA+CHN+G001.NGDPD.A?{years}", "csv", headers=ACCEPT),
        Request(COFER, f"{API}/IMF.STA,COFER/{reserves}", "csv", headers=ACCEPT),
        Request(IMTS, f"{API}/IMF.STA,IMTS/{trade}", "csv", headers=ACCEPT),
    ]


def parse(reading: Reading) -> Sequence[Edition]:
    """One edition per data set, named after the version that its rows print."""
    made = (
        _edition(reading, WEO, "World Economic Outlook", "IMF.RES:WEO", _output(reading)),
        _edition(
            reading, COFER, "Currency Composition of Reserves", "IMF.STA:COFER", _reserves(reading)
        ),
        _edition(reading, IMTS, "International Trade in Goods", "IMF.STA:IMTS", _trade(reading)),
    )
    return made


def _edition(
    reading: Reading, name: str, title: str, dataset: str, found: Iterator[tuple[str, Row]]
) -> Edition:
    flows, rows = zip(*found, strict=True)
    document, flow = reading.documents[name], max(flows)
    day = document.modified or document.fetched
    version = flow.removeprefix(dataset).strip("()").replace(".", "_")
    note = "Date of the file." if document.modified else "Date on which it was read."
    address = f"https://data.imf.org/en/datasets/{dataset}"
    label = f"imf_{dataset.split(':')[1].lower()}_{version}"
    return Edition(label, f"{title}, {flow}", day, address, tuple(rows), (name,), note)


def _output(reading: Reading) -> Iterator[tuple[str, Row]]:
    """GDP at current prices in bn dollars; the running year and those to come are projections."""
    for record, year in observations(reading, WEO, ("COUNTRY", "INDICATOR", "FREQUENCY")):
        actor, value = record.actor("COUNTRY", ALIASES), record.number("OBS_VALUE")
        if actor is not None and value is not None:
            note = "projection" if year >= str(reading.today.year) else ""
            gdp, place = plain(value / BILLION, 3), record.at("OBS_VALUE")
            row = Row("gdp_current_usd_imf_weo", actor, "", year, gdp, place, note)
            yield record["DATAFLOW"], row


def _reserves(reading: Reading) -> Iterator[tuple[str, Row]]:
    columns = ("COUNTRY", "INDICATOR", "FXR_CURRENCY", "TYPE_OF_TRANSFORMATION", "FREQUENCY")
    for record, quarter in observations(reading, COFER, columns):
        actor, value = CURRENCIES.get(record["FXR_CURRENCY"]), record.number("OBS_VALUE")
        if actor is None:
            record.fault("FXR_CURRENCY", f"'{record['FXR_CURRENCY']}' is no actor of ours")
        elif value is not None:
            share, place = plain(value, 2), record.at("OBS_VALUE")
            yield (
                record["DATAFLOW"],
                Row("reserve_currency_share", actor, "", quarter, share, place),
            )


def _trade(reading: Reading) -> Iterator[tuple[str, Row]]:
    """Russia's trade with each partner, with the sum of the 27 members, and their shares."""
    columns = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY")
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    seen: dict[tuple[str, str], Record] = {}
    for record, year in observations(reading, IMTS, columns):
        partner, value = record.actor("COUNTERPART_COUNTRY", ALIASES), record.number("OBS_VALUE")
        flow = FLOWS.get(record["INDICATOR"])
        if partner is None or value is None or flow is None:
            continue
        seen[flow, year] = record
        for name in {partner, "EU27"} if partner in MEMBERS else {partner}:
            sums[flow, name, year] += value
    for (flow, partner, year), value in sorted(sums.items()):
        if partner in {*PARTNERS, "EU27"}:
            record = seen[flow, year]
            place = f"{IMTS}, {flow} with {partner} in {year}"
            name, billions = f"russia_goods_{flow}_dots", plain(value / BILLION, 4)
            yield record["DATAFLOW"], Row(name, "RUS", partner, year, billions, place)
            share = plain(value / sums[flow, "WORLD", year] * 100, 2)
            name = f"partner_share_of_goods_{flow}_dots_pct"
            yield record["DATAFLOW"], Row(name, "RUS", partner, year, share, f"{place} / world")
            if flow == "exports":
                both = [
                    sum(sums[f, who, year] for f in FLOWS.values()) for who in (partner, "WORLD")
                ]
                share = plain(Decimal(both[0]) / both[1] * 100, 2)
                name, where = (
                    "partner_share_of_goods_trade_dots_pct",
                    f"{place}, with imports, / world",
                )
                yield record["DATAFLOW"], Row(name, "RUS", partner, year, share, where)


CONNECTOR = Connector(
    name="imf",
    title="WEO, COFER and trade in goods by partner",
    publisher="IMF",
    theme="world_order",
    group="imf",
    licence="IMF terms: free use with attribution",
    redistributable="attribution",
    hosts=("api.imf.org",),
    page="https://data.imf.org",
    requests=requests,
    parse=parse,
    layout="answers of the interface of 2026 (SDMX-CSV), quoted in public code",
    layout_seen=True,
)
