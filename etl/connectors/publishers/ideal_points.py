"""Harvard Dataverse, ideal points of the General Assembly (Bailey, Strezhnev, Voeten)."""

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.connectors.model import Connector, Query, RefusedError, Request, Row, SourceEdition
from etl.connectors.numbers import plain
from etl.connectors.reading import DocumentReading
from etl.connectors.table import delimiter_of, records
from etl.connectors.tree import at, loaded

DOI = "doi:10.7910/DVN/LEJUQZ"
API = "https://dataverse.harvard.edu/api"
LISTING = f"{API}/datasets/:persistentId/?persistentId={DOI}"
POINTS, VERSION = "ideal_points.tab", "dataset.json"
NAME = re.compile(r"Idealpointestimates(?!All).*\.(tab|csv)", re.IGNORECASE)
COLUMNS = {
    "IdealPointFP": "unga_ideal_point",
    "Q5%FP": "unga_ideal_point_q05",
    "Q95%FP": "unga_ideal_point_q95",
    "NVotesFP": "unga_ideal_point_n_votes",
}
ALIASES = {"YUG": "SRB", "SCG": "SRB"}
FORMER = {"YUG": "Yugoslavia", "SCG": "Serbia and Montenegro"}
FEW = 20


def requests(_: Query) -> Sequence[Request]:
    """The listing of the deposit, and the newest file of estimates that it names."""
    points = Request(POINTS, LISTING, "csv", find=newest, page_kind="json", maximum=10_000_000)
    return [points, Request(VERSION, LISTING, "json", maximum=5_000_000)]


def newest(listing: str) -> str:
    """The address of the file of estimates; raises RefusedError when the listing names none."""
    try:
        files = json.loads(listing)["data"]["latestVersion"]["files"]
        found = [file["dataFile"] for file in files]
        fitting = [file["id"] for file in found if NAME.fullmatch(file["filename"])]
    except (ValueError, LookupError, TypeError) as error:
        raise RefusedError(f"the listing of {DOI} is another ({error!r})") from None
    if not fitting:
        raise RefusedError(f"{DOI} holds no file Idealpointestimates… any more")
    return f"{API}/access/datafile/{max(fitting)}"


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition: the version of the deposit."""
    tree = loaded(reading, VERSION)
    version = at(reading, VERSION, tree, ("data", "latestVersion", "versionNumber"))
    released = str(at(reading, VERSION, tree, ("data", "latestVersion", "releaseTime")))
    title = f"United Nations General Assembly Ideal Points, dataset version {version}"
    rows, address = tuple(_rows(reading)), "https://doi.org/10.7910/DVN/LEJUQZ"
    documents = (POINTS, VERSION)
    return [
        SourceEdition(f"voeten_ideal_v{version}", title, released[:10], address, rows, documents)
    ]


def _rows(reading: DocumentReading) -> Iterator[Row]:
    columns = ("iso3c", "year", *COLUMNS)
    for record in records(reading, POINTS, columns, delimiter_of(reading, POINTS)):
        actor, numbers = record.actor("iso3c", ALIASES), record.numbers(list(COLUMNS))
        if actor is None or numbers is None:
            continue
        votes = numbers["NVotesFP"]
        is_thin = votes < FEW
        notes = [f"thin basis ({plain(votes, 0)} votes)"] if is_thin else []
        notes += [FORMER[record["iso3c"]]] if record["iso3c"] in FORMER else []
        for column, indicator in COLUMNS.items():
            value = plain(Decimal(numbers[column]), 9)
            confidence = "low" if is_thin else "high"
            note, place = "; ".join(notes), record.at(column)
            yield Row(indicator, actor, "", record["year"], value, place, note, confidence)


CONNECTOR = Connector(
    name="ideal_points",
    title="Ideal points of the General Assembly",
    publisher="Bailey, Strezhnev, Voeten (Harvard Dataverse)",
    theme="un_voting",
    group="voeten",
    licence="CC0 1.0",
    redistributable="yes",
    hosts=("dataverse.harvard.edu", "dvn-cloud.s3.amazonaws.com"),
    page=f"https://doi.org/{DOI.removeprefix('doi:')}",
    requests=requests,
    parse=parse,
    layout="the file of version 38; the listing as the Dataverse API describes it",
    layout_seen=True,
)
