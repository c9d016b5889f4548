"""Roll calls of a connector in the two files that hold them: what was voted on, and how."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from etl.connectors.lines import as_csv, held_rows
from etl.connectors.model import RollCall, SourceEdition
from etl.connectors.reading import CodeLists
from etl.stage.tables import TABLES, VOTES_OF_CONNECTORS

ROLL_CALLS = "votes/roll_calls.auto.csv"
COLUMNS = next(table.columns for table in TABLES if table.name == "roll_call")


def roll_calls_and_votes(
    data: Path, editions: Sequence[SourceEdition], known: CodeLists
) -> dict[Path, bytes]:
    """The new content of both files, with roll calls added; empty when there are none."""
    if not editions:
        return {}
    calls, votes = held_rows(data / ROLL_CALLS), held_rows(data / VOTES_OF_CONNECTORS)
    days = Counter(id_[:10] for id_ in known.roll_calls.values())
    for edition in editions:
        for roll_call in sorted(edition.roll_calls, key=lambda call: (call.date, call.record)):
            days[roll_call.date] += 1
            name = f"{roll_call.date}-{days[roll_call.date]:03}"
            calls.append(_described(name, roll_call, edition.id))
            votes.append({"id": name, **roll_call.votes})
    return {
        data / ROLL_CALLS: as_csv(COLUMNS, sorted(calls, key=lambda row: row["id"])),
        data / VOTES_OF_CONNECTORS: as_csv(
            ("id", *known.voters), sorted(votes, key=lambda row: row["id"])
        ),
    }


def _described(name: str, roll_call: RollCall, source: str) -> dict[str, str]:
    """The row of a roll call; the Library's file holds final votes on resolutions only."""
    return {
        "id": name,
        "date": roll_call.date,
        "session": roll_call.session,
        "emergency_session": roll_call.emergency_session,
        "resolution": roll_call.resolution,
        "title": " ".join(roll_call.title.split()),
        "undl_id": roll_call.record,
        "amendment": "0",
        "paragraph": "0",
        "final_passage": "1",
        "source": source,
        "locator": f"record {roll_call.record}",
    }
