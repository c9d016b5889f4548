"""UN Digital Library: votes of the General Assembly, one file of all records, read as a stream."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from etl.connectors.model import (
    MEGABYTE,
    Connector,
    Query,
    RefusedError,
    Request,
    RollCall,
    SourceEdition,
)
from etl.connectors.reading import DocumentReading
from etl.connectors.table import Record, records

VOTES = "ga_voting.csv"
PAGE = "https://digitallibrary.un.org/record/4060887"
LINK = re.compile(r"/record/4060887/files/(20\d\d_\d\d_\d\d)_ga_voting\w*\.csv")
DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
TALLIES = {
    "total_yes": "Y",
    "total_no": "N",
    "total_abstentions": "A",
    "total_non_voting": "X",
}
# Of a regular session (A/RES/80/84 A, A/DEC/80/506), a special (S-32) or an emergency one (ES-11).
SYMBOL = re.compile(r"A/(?:RES|DEC)/(?:(\d+)|(ES-\d+)|S-\d+)/\d+(?: ?[A-Z](?:-[A-Z])?)?")
SAME = ("date", "session", "resolution", *TALLIES)  # in all rows of a record
COLUMNS = ("undl_id", "ms_code", "ms_vote", "title", *SAME)
REMEDY = "until it is mended, the record can be named in skip, connectors.toml"
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


def parse(reading: DocumentReading) -> Sequence[SourceEdition]:
    """One edition: the roll calls from the first day wanted on that are not held yet.

    The file is never held whole: only votes of these roll calls are kept while it passes.
    """
    found: dict[str, Found] = {}
    last, first = "", reading.setting.first

    def is_past(day: str) -> bool:
        return day < first and DAY.fullmatch(day) is not None

    for record in records(reading, VOTES, COLUMNS, unless=("date", is_past)):
        name, day = record["undl_id"], record["date"]
        if name in reading.known.roll_calls or name in reading.setting.skip:
            last = max(last, day) if _is_day(day) else last
        elif not name or not _is_day(day):
            column, text = ("date", "a day such as 2025-12-18") if name else ("undl_id", "a record")
            record.fault(column, f"'{record[column]}' is not {text}")
        else:
            last = max(last, day)
            _add(reading, found, record)
    calls = tuple(_single(reading, found))
    document = reading.documents[VOTES]
    published = document.modified or document.fetched
    note = "Date of the file." if document.modified else "Date on which it was read."
    title = f"United Nations General Assembly voting data, votes to {last or first}"
    label = f"undl_votes_{(last or first).replace('-', '_')}"
    return [SourceEdition(label, title, published, PAGE, (), (VOTES,), note, calls)]


def _add(reading: DocumentReading, found: dict[str, Found], record: Record) -> None:
    """Add one member's vote to its roll call."""
    name = record["undl_id"]
    entry = found.setdefault(name, Found(record))
    actor, vote = record.actor("ms_code", {}), record["ms_vote"]
    record.once(name, **{column: record[column] for column in SAME})
    if vote not in TALLIES.values():
        record.fault("ms_vote", f"'{vote}' is not Y, N, A or X")
    elif actor is not None and actor not in reading.known.voters:
        record.fault("ms_code", f"'{actor}' is a new member (add a column to votes.csv)")
    elif actor is not None and record.once(name, actor, ms_vote=vote):
        entry.votes[actor] = vote


def _single(reading: DocumentReading, found: Mapping[str, Found]) -> Iterator[RollCall]:
    """The roll calls, each once: two records of one vote that differ, or one held, are faults."""
    seen: dict[tuple[str, str], RollCall] = {}
    for name, entry in found.items():
        call = _checked(name, entry)
        key = call.date, call.resolution
        first = seen.setdefault(key, call)
        if held := reading.known.resolutions.get(key):
            message = f"{call.resolution} of {call.date} is held as {held} already ({REMEDY})"
            entry.first.fault("undl_id", message)
        elif first is call:
            yield call
        elif first.votes != call.votes:
            message = f"{call.resolution} stands in record {first.record} too, with other votes"
            entry.first.fault("undl_id", f"{message} ({REMEDY})")


def _checked(name: str, entry: Found) -> RollCall:
    """The roll call, its votes held to the printed tallies and its symbol to its form."""
    record, counts = entry.first, Counter(entry.votes.values())
    for column, vote in TALLIES.items():
        printed = record.number(column, frozenset({""})) or Decimal(0)
        if printed != counts[vote]:
            message = f"{printed:f} in record {name}, but {counts[vote]} members have {vote}"
            record.fault(column, f"{message} ({REMEDY})")
    text, day = record["resolution"], record["date"]
    symbol = SYMBOL.fullmatch(text)
    regular, emergency = (symbol[1], symbol[2] or "") if symbol else (None, "")
    if symbol is None:
        message = f"'{text}' is not the symbol of a resolution such as A/RES/80/1 ({REMEDY})"
        record.fault("resolution", message)
    elif regular and record["session"].removesuffix(".0") != regular:
        record.fault("session", f"'{record['session']}' is not that of {text} ({REMEDY})")
    number = regular or str(int(day[:4]) - FIRST_SESSION - (day[5:] < OPENS))
    title = record["title"].split(" : resolution")[0]
    return RollCall(day, number, emergency, text, title, name, entry.votes)


def _is_day(text: str) -> bool:
    try:
        return DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


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
