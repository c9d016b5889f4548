"""What a run found and added, in lines for a person."""

from collections.abc import Mapping, Sequence

from etl.connectors.editions import Held
from etl.connectors.model import Document, SourceEdition


def summary(parsed: Sequence[SourceEdition], documents: Mapping[str, Document]) -> str:
    """How much was read, and of which releases."""
    rows = sum(len(edition.rows) for edition in parsed)
    roll_calls = sum(len(edition.roll_calls) for edition in parsed)
    what = f"{rows:,} figures" if rows or not roll_calls else f"{roll_calls:,} roll calls"
    releases = ", ".join(sorted({edition.id for edition in parsed}))
    return f"{what} read from {len(documents)} document(s): {releases}"


def noted(notes: Mapping[str, Sequence[str]]) -> list[str]:
    """What stops nothing, but a person should know; once for all documents that it concerns."""
    return [f"note: {', '.join(documents)}: {message}" for message, documents in notes.items()]


def told(edition: SourceEdition, known: Mapping[str, Held], *, is_dry: bool) -> str:
    """How many figures are new, changed, restated alike, and gone from those in force."""
    verb = "would be added" if is_dry else "added"
    if edition.roll_calls:
        votes = sum(len(roll_call.votes) for roll_call in edition.roll_calls)
        return f"{edition.id}: {len(edition.roll_calls):,} roll calls, {votes:,} votes {verb}"
    force = {name: found.in_force() for name, found in known.items()}
    new = sum(row.key not in force[row.indicator] for row in edition.rows)
    same = sum(force[row.indicator].get(row.key) == row.value for row in edition.rows)
    keys: dict[str, set] = {}
    for row in edition.rows:
        keys.setdefault(row.indicator, set()).add(row.key)
    whole = {name for name in keys if known[name].revision == "edition"}
    gone = sum(len(force[name].keys() - keys[name]) for name in whole)
    return (
        f"{edition.id}: {len(edition.rows):,} rows {verb}, {new:,} of them new figures, "
        f"{len(edition.rows) - new - same:,} changed, {same:,} restated alike; "
        f"{gone:,} figures in force are not in it"
    )
