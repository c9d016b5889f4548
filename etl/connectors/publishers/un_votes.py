"""UN Digital Library: votes of the General Assembly, one file of all records, read as a stream."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.connectors.model import (
    MEGABYTE,
    Connector,
    Edition,
    Query,
    RefusedError,
    Request,
    RollCall,
)
from etl.connectors.reading import Reading
from etl.connectors.table import Record, records

VOTES = "ga_voting.csv"
PAGE = "https://digitallibrary.un.org/record/4060887"
LINK = re.compile(r"/record/4060887/files/(20\d\d_\d\d_\d\d)_ga_voting\w*\.csv")
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])")
TALLIES = {
    "total_yes": "Y",
    "total_no": "N",
    "total_abstentions": "A",
    "total_non_voting": "X",
}
SYMBOL = re.compile(r"A/RES/(?:(ES-\d+)|\d+)/\d+\w*")
COLUMNS = ("undl_id", "ms_code", "ms_vote", "date", "session", "resolution", "title", *TALLIES)
FIRST_SESSION = 1945
OPENS = "09-09"  # a session opens in the second or third week of September


@dataclass
class Found:
    """The rows of one roll call, as far as they have come."""

    first: Record
    votes: dict[str, str] = field(default_factory=dict)


def requests(_: Query) -> Sequence[Request]:
    """The newest file that the page of the record links to."""
    return [Request(VOTES, PAGE, "csv", find=newest, maximum=600 * MEGABYTE)]


def newest(page: str) -> str:
    """The address of the newest file; raises RefusedError when the page links to none."""
    links = {match[1]: match[0] for match in LINK.finditer(page)}
    if not links:
        raise RefusedError("the page links to no …_ga_voting.csv (a check for browsers?)")
    return f"https://digitallibrary.un.org{links[max(links)]}"


def parse(reading: Reading) -> Sequence[Edition]:
    """One edition: the roll calls from the first day wanted on that are not held yet.

    The file is never held whole: only votes of these roll calls are kept while it passes.
    """
    found: dict[str, Found] = {}
    last, first = "", reading.setting.first

    def is_past(day: str) -> bool:
        return day < first and DAY.fullmatch(day) is not None

    for record in records(reading, VOTES, COLUMNS, unless=("date", is_past)):
        day = record["date"]
        if not DAY.fullmatch(day):
            record.fault("date", f"'{day}' is not a day such as 2025-12-18")
        last = max(last, day)
        if record["undl_id"] not in reading.known.roll_calls:
            _add(reading, found, record)
    calls = tuple(_checked(name, entry) for name, entry in found.items())
    document = reading.documents[VOTES]
    published = document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    title = f"United Nations General Assembly voting data, votes to {last or first}"
    label = f"undl_votes_{(last or first).replace('-', '_')}"
    return [Edition(label, title, published, PAGE, (), (VOTES,), note, calls)]


def _add(reading: Reading, found: dict[str, Found], record: Record) -> None:
    """Add one member's vote to its roll call."""
    entry = found.setdefault(record["undl_id"], Found(record))
    actor, vote = record.actor("ms_code", {}), record["ms_vote"]
    if any(record[column] != entry.first[column] for column in (*TALLIES, "resolution", "date")):
        record.fault("undl_id", f"record {record['undl_id']} has rows that contradict each other")
    if vote not in TALLIES.values():
        record.fault("ms_vote", f"'{vote}' is not Y, N, A or X")
    elif actor is not None and actor not in reading.known.voters:
        record.fault("ms_code", f"'{actor}' is a new member (add a column to votes.csv)")
    elif actor in entry.votes:
        record.fault("ms_code", f"'{actor}' votes twice in record {record['undl_id']}")
    elif actor is not None:
        entry.votes[actor] = vote


def _checked(name: str, entry: Found) -> RollCall:
    """The roll call, its votes held to the printed tallies and its symbol to its form."""
    record, counts = entry.first, Counter(entry.votes.values())
    for column, vote in TALLIES.items():
        printed = record.number(column, frozenset({""})) or 0
        if printed != counts[vote]:
            message = f"{printed:f} in record {name}, but {counts[vote]} members have {vote}"
            record.fault(column, message)
    symbol = SYMBOL.fullmatch(record["resolution"])
    if symbol is None:
        record.fault("resolution", f"'{record['resolution']}' is not a symbol such as A/RES/80/1")
    day, emergency = record["date"], (symbol[1] if symbol else "") or ""
    year = int(day[:4]) if DAY.fullmatch(day) else 0
    session = year - FIRST_SESSION - (day[5:] < OPENS)
    number = str(session) if emergency else record["session"]
    title = record["title"].split(" : resolution")[0]
    return RollCall(day, number, emergency, record["resolution"], title, name, entry.votes)


CONNECTOR = Connector(
    name="un_votes",
    title="General Assembly voting data",
    publisher="United Nations, Dag Hammarskjöld Library",
    theme="un_voting",
    group="un",
    licence="United Nations; non-commercial use with attribution",
    redistributable="attribution",
    hosts=("digitallibrary.un.org",),
    page=PAGE,
    requests=requests,
    parse=parse,
    layout="header and rows of the file of February 2026, quoted in public code",
    layout_seen=True,
    by_hand="a check for browsers stops other programs",
)
