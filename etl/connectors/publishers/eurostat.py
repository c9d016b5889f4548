"""Eurostat, trade of the European Union with Russia and its neighbours by month: JSON-stat."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from math import prod

from etl.connectors.model import Connector, Query, Request, Row, SourceEdition
from etl.connectors.numbers import number, plain
from etl.connectors.reading import DocumentReading
from etl.connectors.tree import at, loaded

API = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
SET = "ext_st_eu27_2020sitc"
TRADE = f"{SET}.json"
PARTNERS = {
    "RU": "RUS",
    "AM": "ARM",
    "BY": "BLR",
    "GE": "GEO",
    "KZ": "KAZ",
    "KG": "KGZ",
    "UZ": "UZB",
}
FLOWS = {"EXP": "goods_exports_eurostat_monthly", "IMP": "goods_imports_eurostat_monthly"}
FIXED = {"freq": "M", "geo": "EU27_2020", "sitc06": "TOTAL", "indic_et": "TRD_VAL"}
FIRST = "2020-01"
UNSAID = frozenset("c:z")  # confidential, missing, not applicable: no figure
KEYS = ("id", "size", "dimension", "value", "updated")
MILLION = Decimal("0.001")


def requests(query: Query) -> Sequence[Request]:
    """One cube: flows by partner by month, goods of all kinds, not adjusted for the season."""
    fixed = "&".join(f"{name}={code}" for name, code in FIXED.items())
    partners = "&".join(f"partner={code}" for code in PARTNERS)
    flows = "&".join(f"stk_flow={code}" for code in FLOWS)
    since = f"sinceTimePeriod={query.since or FIRST}"
    url = f"{API}/{SET}?format=JSON&lang=EN&{fixed}&{partners}&{flows}&{since}"
    return [Request(TRADE, url, "json", maximum=10_000_000)]


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition, named after the day of update that the cube prints."""
    tree = loaded(reading, TRADE)
    missing = [key for key in KEYS if not isinstance(tree, Mapping) or key not in tree]
    if missing:
        raise reading.layout(TRADE, 1, f"the column(s) {', '.join(missing)}", str(tree)[:80])
    updated = str(at(reading, TRADE, tree, ("updated",)))
    day = datetime.fromisoformat(updated).date()
    title = f"EU trade by SITC product group ({SET}), update of {day}"
    name = f"eurostat_sitc_{day:%Y_%m_%d}"
    address = f"https://ec.europa.eu/eurostat/databrowser/view/{SET}"
    rows = tuple(_rows(reading, tree))
    return [SourceEdition(name, title, day.isoformat(), address, rows, (TRADE,))]


def _rows(reading: DocumentReading, tree: object) -> Iterator[Row]:
    values = at(reading, TRADE, tree, ("value",))
    flags = tree.get("status") if isinstance(tree, Mapping) else None
    flags = flags if isinstance(flags, Mapping) else {}
    for cell, codes in _cells(reading, tree):
        if not isinstance(values, Mapping) or values.get(cell) is None:
            continue
        if set(str(flags.get(cell, ""))) & UNSAID:
            continue
        wrong = [f"{n}={codes.get(n)}" for n, code in FIXED.items() if codes.get(n) != code]
        indicator = FLOWS.get(codes.get("stk_flow", ""))
        partner = reading.actor(TRADE, 1, codes.get("partner", ""), PARTNERS)
        place = f"{TRADE} $.value.{cell}"
        if wrong or indicator is None:
            message = f"not what was asked for: {', '.join(wrong) or codes.get('stk_flow')}"
            reading.fault(TRADE, 1, place, message)
        elif partner is not None:
            try:
                value = plain(number(values[cell]) * MILLION, 4)
            except ValueError as error:
                reading.fault(TRADE, 1, place, str(error))
            else:
                yield Row(indicator, "EU27", partner, codes["time"], value, place)


def _cells(reading: DocumentReading, tree: object) -> Iterator[tuple[str, dict[str, str]]]:
    """Each cell of the cube: its number, row-major over the sizes, and its code per dimension."""
    names = at(reading, TRADE, tree, ("id",))
    sizes = at(reading, TRADE, tree, ("size",))
    known = {*FIXED, "partner", "stk_flow", "time"}
    if not isinstance(names, list) or not isinstance(sizes, list) or set(names) != known:
        raise reading.layout(TRADE, 1, f"the dimensions {sorted(known)}", f"{names}")
    codes = []
    for name, size in zip(names, sizes, strict=True):
        index = at(reading, TRADE, tree, ("dimension", name, "category", "index"))
        places = sorted(index.values()) if isinstance(index, Mapping) else []
        if not isinstance(index, Mapping) or places != list(range(size)):
            raise reading.layout(TRADE, 1, f"{size} codes of {name}", f"{index}"[:80])
        codes.append([code for code, _ in sorted(index.items(), key=lambda item: item[1])])
    for cell in range(prod(sizes)):
        rest, found = cell, {}
        for name, size, order in zip(
            reversed(names), reversed(sizes), reversed(codes), strict=True
        ):
            rest, place = divmod(rest, size)
            found[name] = order[place]
        yield str(cell), found


CONNECTOR = Connector(
    name="eurostat",
    title="EU trade in goods by month",
    publisher="Eurostat",
    theme="russia_china",
    group="eurostat",
    licence="CC BY 4.0",
    redistributable="attribution",
    hosts=("ec.europa.eu",),
    page=f"https://ec.europa.eu/eurostat/databrowser/view/{SET}",
    requests=requests,
    parse=parse,
    layout="JSON-stat of other cubes of 2026, and the dimensions of this one, in public code",
    layout_seen=False,
    since=True,
)
