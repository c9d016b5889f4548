"""How much memory and time the voting file of the UN Digital Library takes: it must be streamed.

Each candidate runs in a process of its own, so that its peak is its own; times are ratios to
reading the same file once, in turn, medians over the rounds.
"""

import argparse
import csv
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
MEGABYTE = 1_000_000
BLOCK = 1 << 20
HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,"
    "agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,"
    "undl_link"
)
TITLE = (
    "Implementation of the resolution on the matter of the year : resolution / adopted by the GA"
)


def generated(path, size):
    """A file of so many bytes in the layout of the Library, its last roll calls in 2026."""
    members = [row["code"] for row in csv.DictReader((ROOT / "data/actors.csv").open())][:193]
    chance, number = random.Random(1), 4_000_000
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        file.write(f"{HEADER}\n")
        while file.tell() < size:
            number += 1
            recent = file.tell() > size * 0.98
            day = "2026-03-02" if recent else f"{1946 + number % 79}-11-05"
            votes = [chance.choice("YYYYNAX") for _ in members]
            totals = [f"{votes.count(vote)}.0" for vote in "YNAX"]
            ends = ["AGENDA ITEM OF THE SESSION", "SUBJECT--OF THE RESOLUTION|ANOTHER", ""]
            link = f"https://digitallibrary.un.org/record/{number}"
            for member, vote in zip(members, votes, strict=True):
                row = [number, member, f"NAME OF {member}", vote, day, "80", f"A/RES/80/{number}"]
                row += ["A/80/L.1", "A/80/402", "A/80/PV.50", TITLE, *ends, *totals, "193.0", link]
                writer.writerow(row)
    return path


def read_once(path):
    """The floor: every byte of the file, in blocks."""
    with path.open("rb") as file:
        while file.read(BLOCK):
            pass


def csv_alone(path):
    """What Python's reader of CSV takes, with nothing done to the rows."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream, strict=True))


def parse(path):
    """The parse of the connector; returns how many roll calls it found."""
    from etl.connectors.model import Document
    from etl.connectors.publishers import un_votes
    from etl.connectors.reading import CodeLists, DocumentReading
    from etl.connectors.settings import ConnectorSetting

    members = [row["code"] for row in csv.DictReader((ROOT / "data/actors.csv").open())][:193]
    known = CodeLists(frozenset(members), {}, {}, tuple(members), {})
    ignored = [name for name in HEADER.split(",") if name not in un_votes.COLUMNS]
    setting = ConnectorSetting(ignore=ignored, first="2026-01-01", roll_calls=[0, 10_000])
    document = Document(un_votes.VOTES, path, "", "0" * 64, "2026-11-24")
    reading = DocumentReading(ROOT / "data", {un_votes.VOTES: document}, known, setting, None)
    (edition,) = un_votes.parse(reading)
    assert not reading.faults, reading.faults[:3]
    return len(edition.roll_calls)


def nothing(_):
    """The imports alone, for the memory that Python and the libraries take."""
    import etl.connectors.publishers.un_votes  # noqa: F401


CANDIDATES = {
    "read once": read_once,
    "csv alone": csv_alone,
    "imports alone": nothing,
    "parse": parse,
}


def measured(name, path):
    """Seconds and peak megabytes of one candidate in a process of its own."""
    command = [sys.executable, __file__, "--child", name, "--file", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def child(name, path):
    started = time.perf_counter()
    found = CANDIDATES[name](path)
    took = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE
    print(json.dumps({"seconds": took, "peak": peak, "found": found}))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=360)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child")
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.child:
        child(given.child, given.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = generated(Path(folder) / "ga_voting.csv", given.megabytes * MEGABYTE)
        lines = sum(1 for _ in path.open("rb"))
        print(f"{path.stat().st_size / MEGABYTE:.0f} MB, {lines:,} lines")
        rounds = [{n: measured(n, path) for n in CANDIDATES} for _ in range(given.rounds)]
    floor = statistics.median(r["read once"]["seconds"] for r in rounds)
    for name in CANDIDATES:
        seconds = statistics.median(r[name]["seconds"] for r in rounds)
        peak = max(r[name]["peak"] for r in rounds)
        found = rounds[0][name]["found"]
        print(
            f"{name:<14} {seconds:7.2f} s  {seconds / floor:6.1f} x  peak {peak:5.0f} MB  {found}"
        )


if __name__ == "__main__":
    main()
