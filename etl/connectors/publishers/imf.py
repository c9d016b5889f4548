"""IMF data interface, SDMX-CSV: World Economic Outlook, reserves (COFER), trade in goods (IMTS)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition, words
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
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
# The dimensions of each data set, and the codes that were asked for where we do not tell apart.
ASKED: dict[str, dict[str, Collection[str]]] = {
    WEO: {"COUNTRY": (), "INDICATOR": ("NGDPD",), "FREQUENCY": ("A",)},
    COFER: {
        "COUNTRY": ("G001",),
        "INDICATOR": ("AFXRA",),
        "FXR_CURRENCY": CURRENCIES,
        "TYPE_OF_TRANSFORMATION": ("SHRO_PT",),
        "FREQUENCY": ("Q",),
    },
    IMTS: {
        "COUNTRY": ("RUS",),
        "INDICATOR": FLOWS,
        "COUNTERPART_COUNTRY": (),
        "FREQUENCY": ("A",),
    },
}


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


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
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
    reading: DocumentReading, name: str, title: str, dataset: str, found: Iterator[tuple[str, Row]]
) -> SourceEdition:
    made = list(found)
    if not made:
        raise reading.layout(name, 1, "figures", "rows without any")
    flows, rows = zip(*made, strict=True)
    document, flow = reading.documents[name], max(flows)
    day = document.modified or document.fetched
    version = flow.removeprefix(dataset).strip("()").replace(".", "_")
    note = "Date of the file." if document.modified else "Date on which it was read."
    address = f"https://data.imf.org/en/datasets/{dataset}"
    label = f"imf_{dataset.split(':')[1].lower()}_{version}"
    return SourceEdition(label, f"{title}, {flow}", day, address, tuple(rows), (name,), note)


def _observed(reading: DocumentReading, document: str) -> Iterator[tuple[Record, str, Decimal]]:
    """Each figure that was asked for, once, with its ISO period; others are faults."""
    asked = ASKED[document]
    for record, period in observations(reading, document, tuple(asked)):
        value = record.number("OBS_VALUE")
        wrong = [name for name, codes in asked.items() if codes and record[name] not in codes]
        for name in wrong:
            record.fault(name, f"'{record[name]}' was not asked for")
        codes = (record[name] for name in asked)
        if not wrong and value is not None and record.once(*codes, period, OBS_VALUE=value):
            yield record, period, value


def _output(reading: DocumentReading) -> Iterator[tuple[str, Row]]:
    """GDP at current prices in bn dollars; the running year and those to come are projections."""
    for record, year, value in _observed(reading, WEO):
        actor = record.actor("COUNTRY", ALIASES)
        if actor is not None:
            note = "projection" if year >= str(reading.today.year) else ""
            gdp, place = plain(value / BILLION, 3), record.at("OBS_VALUE")
            row = Row("gdp_current_usd_imf_weo", actor, "", year, gdp, place, note)
            yield record["DATAFLOW"], row


def _reserves(reading: DocumentReading) -> Iterator[tuple[str, Row]]:
    for record, quarter, value in _observed(reading, COFER):
        actor, share = CURRENCIES[record["FXR_CURRENCY"]], plain(value, 2)
        row = Row("reserve_currency_share", actor, "", quarter, share, record.at("OBS_VALUE"))
        yield record["DATAFLOW"], row


def _trade(reading: DocumentReading) -> Iterator[tuple[str, Row]]:
    """Russia's trade with each partner, with the sum of the 27 members, and their shares."""
    flow_of: dict[str, str] = {}
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    for record, year, value in _observed(reading, IMTS):
        partner = record.actor("COUNTERPART_COUNTRY", ALIASES)
        if partner is not None:
            found.setdefault((FLOWS[record["INDICATOR"]], year), {})[partner] = value
            flow_of[year] = record["DATAFLOW"]
    for (flow, year), values in found.items():
        _add_members(reading, values, f"{flow} of {year}")
    for (flow, year), values in sorted(found.items()):
        both = {
            partner: value + found["imports", year][partner]
            for partner, value in values.items()
            if flow == "exports" and partner in found.get(("imports", year), {})
        }
        for row in (*_of_flow(flow, year, values), *_of_both(year, both)):
            yield flow_of[year], row


def _add_members(reading: DocumentReading, values: dict[str, Decimal], what: str) -> None:
    """The sum of the 27 members; a fault when one of them is missing, since it would be too low."""
    if missing := MEMBERS - values.keys():
        names = ", ".join(sorted(missing))
        reading.fault(IMTS, 1, "COUNTERPART_COUNTRY", f"{what}: no row of {names} (no sum of EU27)")
    else:
        values["EU27"] = sum((values[member] for member in MEMBERS), Decimal(0))


def _of_flow(flow: str, year: str, values: Mapping[str, Decimal]) -> Iterator[Row]:
    for partner in sorted({*PARTNERS, "EU27"} & values.keys()):
        place = f"{IMTS}, {flow} with {partner} in {year}"
        billions = plain(values[partner] / BILLION, 4)
        yield Row(f"russia_goods_{flow}_dots", "RUS", partner, year, billions, place)
        share = plain(values[partner] / values["WORLD"] * 100, 2)
        name = f"partner_share_of_goods_{flow}_dots_pct"
        yield Row(name, "RUS", partner, year, share, f"{place} / world")


def _of_both(year: str, values: Mapping[str, Decimal]) -> Iterator[Row]:
    for partner in sorted({*PARTNERS, "EU27"} & values.keys()):
        share = plain(values[partner] / values["WORLD"] * 100, 2)
        place = f"{IMTS}, exports with {partner} in {year}, with imports, / world"
        yield Row("partner_share_of_goods_trade_dots_pct", "RUS", partner, year, share, place)


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
