"""Special sessions and faulty single records of the United Nations."""

import csv
import io

import pytest

from etl.connectors.register import CONNECTORS
from tests.etl.connectors.samples import SAMPLES, sample

VOTES, FILE = CONNECTORS["un_votes"], "ga_voting.csv"
RECORD = "4096571"  # the one that the sample holds whole


@pytest.fixture
def lines():
    """The rows of the whole record of the sample, by column."""
    rows = csv.DictReader(io.StringIO(sample(VOTES, FILE).decode()))
    return [row for row in rows if row["undl_id"] == RECORD]


@pytest.fixture
def calls(read):
    """A function that reads rows and returns the roll calls, and the faults in lines."""

    def go(rows, skip=()):
        stream = io.StringIO()
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)
        given = {FILE: stream.getvalue().encode()}
        (_, found), reading = read(VOTES, given, bounded=False, of=SAMPLES, skip=skip)
        return found, [f"{FILE}:{f.line}: {f.field}: {f.message}" for f in reading.faults]

    return go


@pytest.mark.parametrize(
    ("symbol", "session", "number", "emergency"),
    [
        ("A/RES/80/228", "80", "80", ""),
        ("A/RES/80/84 A", "80.0", "80", ""),
        ("A/RES/80/84 A-B", "80", "80", ""),
        ("A/DEC/80/506", "80", "80", ""),
        ("A/RES/ES-11/10", "11emsp", "80", "ES-11"),
        ("A/RES/S-33/1", "33sp", "80", ""),
    ],
)
def test_resolutions_of_any_session_are_read(symbol, session, number, emergency, lines, calls):
    for line in lines:
        line |= {"resolution": symbol, "session": session}
    (call,), faults = calls(lines)
    assert faults == []
    assert (call.session, call.emergency_session, call.resolution) == (number, emergency, symbol)
    assert len(call.votes) == len(lines)


def put(at, **cells):
    """A change of one row, or of all (None)."""

    def act(lines):
        for line in lines if at is None else [lines[at]]:
            line.update(cells)

    return act


def lose(lines):
    lines.pop(7)


def repeat(lines):
    lines.append(dict(lines[7]) | {"ms_vote": "N" if lines[7]["ms_vote"] != "N" else "Y"})


def other_record(lines):
    """The Library describes the vote once more, and one member votes otherwise."""
    again = [dict(line) | {"undl_id": "4099999"} for line in lines]
    yes, no = (next(row for row in again if row["ms_vote"] == vote) for vote in "YN")
    yes["ms_vote"], no["ms_vote"] = "N", "Y"
    lines += again


@pytest.mark.parametrize(
    ("act", "at", "words"),
    [
        (put(None, resolution="A/ES-11/L.1"), 2, "resolution: 'A/ES-11/L.1' is not the symbol"),
        (put(None, resolution="A/80/L.40"), 2, "resolution: 'A/80/L.40' is not the symbol"),
        (put(None, resolution=""), 2, "resolution: '' is not the symbol"),
        (put(None, session="79"), 2, "session: '79' is not that of A/RES/80/228"),
        (put(9, ms_vote="P"), 11, "ms_vote: 'P' is not Y, N, A or X"),
        (put(9, ms_vote=""), 11, "ms_vote: '' is not Y, N, A or X"),
        (put(9, ms_code=""), 11, "actor: '' is no actor"),
        (put(9, date="2025-12-32"), 11, "date: '2025-12-32' is not a day"),
        (put(9, undl_id=""), 11, "undl_id: '' is not a record"),
        (put(9, total_no="4"), 11, "total_no: 4096571 comes twice, as 3.0 at"),
        (put(9, resolution="A/RES/80/229"), 11, "resolution: 4096571 comes twice, as A/RES/80/228"),
        (put(None, total_yes=""), 2, "total_yes: 0 in record 4096571, but 139 members have Y"),
        (lose, 2, "in record 4096571, but"),
        (repeat, 195, "comes twice, as "),
        (other_record, 195, "A/RES/80/228 stands in record 4096571 too, with other votes"),
    ],
)
def test_a_faulty_record_is_named_by_file_and_line(act, at, words, lines, calls):
    act(lines)
    _, faults = calls(lines)
    assert any(fault.startswith(f"{FILE}:{at}: ") and words in fault for fault in faults), faults


def test_a_vote_twice_alike_and_a_record_twice_alike_are_taken_once(lines, calls):
    once, _ = calls(lines)
    again = [dict(line) | {"undl_id": "4099999"} for line in lines]
    found, faults = calls([*lines, dict(lines[7]), *again])
    assert faults == []
    assert found == once


def test_a_vote_held_under_another_record_is_not_added_again(lines, calls):
    held = {"undl_id": "4099999", "resolution": "A/RES/80/224"}
    _, faults = calls([dict(line) | held for line in lines])
    assert any("A/RES/80/224 of 2025-12-18 is held as 2025-12-18-" in fault for fault in faults)


def test_a_faulty_record_can_be_left_out_by_name(lines, calls):
    lines[9]["date"] = "2025-12-32"
    assert calls(lines, skip=[RECORD]) == ([], [])
