"""The sentence above an exhibit: what its panels show, said by the templates of `summary`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from dashboard.sentences import summary
from dashboard.sentences.summary import Item, Track, TrackPoint
from dashboard.store.catalogue import Catalogue
from dashboard.store.frames import VOTES, plain_records
from dashboard.store.lens import Panel
from dashboard.words.wording import day, listed, period, when

Shown = tuple[Panel, pd.DataFrame, pd.DataFrame]
"""A panel, its figures, and the frame that its chart draws of them."""

MOST_TRACKS = 6
A_YEAR = {"Y": 1, "H": 2, "Q": 4, "M": 12}
ROW = ["indicator", "actor", "partner", "period", "period_start", "note", "confidence"]
FRAME = ["series", "series_label", "focus", "value"]
ROWS = ["series_label", "row", "row_label", "focus", "period", "period_start", "value"]
VOTED = ["actor", "code", "roll_call", "resolution", "date"]
CODED = ["actor", "partner", "code", "reason", "value"]


def caption(catalogue: Catalogue, shown: Sequence[Shown]) -> str:
    """The finding of an exhibit in one to a few sentences; empty where no figure has a value."""
    found = [(_kind(catalogue, panel), panel, rows, frame) for panel, rows, frame in shown]
    held: list[Track] = []
    said: list[str] = []
    for kind, panel, rows, frame in found:
        if kind == "track":
            held += tracks(catalogue, panel, rows, frame)
        elif len(rows):
            said.append(KINDS[kind](catalogue, panel, rows, frame))
    timed = [(rows, frame) for kind, _, rows, frame in found if kind == "track"]
    lack = _lack(timed, held)
    return " ".join(filter(None, [*_tracks_said(held, found), *said, lack]))


def _kind(catalogue: Catalogue, panel: Panel) -> str:
    if panel["roll_calls"]:
        return "votes"
    unit = catalogue.indicators[panel["indicators"][0]].unit
    if unit in {"code", "flag"}:
        return "codes"
    if panel["chart"] in {"bar", "line"} or panel["rows"] == "period":
        return "track"
    return "shifts" if panel["compare"] else "ranks"


def tracks(
    catalogue: Catalogue, panel: Panel, rows: pd.DataFrame, frame: pd.DataFrame
) -> list[Track]:
    """The series of a panel over time, those in focus first."""
    held = rows if len(rows) == len(frame) else rows.loc[frame.index]
    pairs = zip(plain_records(held, ROW), plain_records(frame, FRAME), strict=True)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in sorted((row | drawn for row, drawn in pairs), key=_start):
        found.setdefault(row["series"], []).append(row)
    order = sorted(found, key=lambda name: not found[name][-1]["focus"])
    return [_track(catalogue, panel, found[name], len(found)) for name in order]


def _start(row: dict[str, Any]) -> Any:  # noqa: ANN401 - a moment, whatever pandas makes of it
    return row["period_start"]


def _track(catalogue: Catalogue, panel: Panel, rows: list[dict[str, Any]], count: int) -> Track:
    leaf = catalogue.indicators[rows[0]["indicator"]]
    return Track(
        _label(catalogue, panel, rows[0], count),
        catalogue.units[leaf.unit],
        leaf.decimals,
        leaf.frequency,
        tuple(_point(row) for row in rows),
        total=panel["measure"] == "cumulated",
    )


def _point(row: dict[str, Any]) -> TrackPoint:
    start = row["period_start"].date().isoformat()
    return TrackPoint(row["period"], float(row["value"]), start, _hedge(row))


def _hedge(row: dict[str, Any]) -> str:
    """What the marker of a figure says by being open."""
    if isinstance(row["note"], str) and row["note"].startswith("estimate"):
        return "estimate"
    return "low confidence" if row["confidence"] == "low" else ""


def _label(catalogue: Catalogue, panel: Panel, row: dict[str, Any], count: int) -> str:
    """What tells a series apart: panel title, its own label, else whose it is."""
    parts = [panel["title"], row["series_label"] if count > 1 else ""]
    own = ", ".join(filter(None, parts)) or panel["labels"].get(row["series"])
    said = own or whose(catalogue, row)
    return said[:1].upper() + said[1:]


def whose(catalogue: Catalogue, row: dict[str, Any]) -> str:
    """An actor, or a pair of them."""
    names = [catalogue.actors[row["actor"]].name]
    if isinstance(row["partner"], str):
        names.append(catalogue.actors[row["partner"]].name)
    return " – ".join(names)


def _tracks_said(held: list[Track], found: Iterable[tuple]) -> Iterator[str]:
    """One series is told in full, several in brief; means where the editor splits the period."""
    splits = [panel["split"] for kind, panel, *_ in found if kind == "track"]
    at = splits[0] if splits else None
    for track in held[:MOST_TRACKS]:
        tell = summary.full if len(held) == 1 else summary.brief
        yield f"{summary.split(track, at) if at else tell(track)}."
    if more := len(held) - MOST_TRACKS:
        yield f"{more} more {'series is' if more == 1 else 'series are'} in the table." * (more > 0)


def _lack(timed: list[tuple[pd.DataFrame, pd.DataFrame]], held: list[Track]) -> str:
    """What is missing between the first and the last period of the series."""
    reasons = Counter(r for rows, _ in timed for r in rows["reason"].dropna())
    gaps = sum(_gaps(track) for track in held) - sum(reasons.values())
    of = sum(len(track.points) for track in held) + sum(reasons.values()) + max(0, gaps)
    noun = held[0].noun if len(held) == 1 else "value"
    return summary.missing(reasons, max(0, gaps), of, noun)


def _gaps(track: Track) -> int:
    """How many periods of a regular series have no value between its first and its last."""
    each = A_YEAR.get(track.frequency)
    if not each:
        return 0
    first, last = (_index(track.points[end].start, each) for end in (0, -1))
    return last - first + 1 - len(track.points)


def _index(start: str, each: int) -> int:
    """The number of a period since the year 0, of so many a year."""
    return int(start[:4]) * each + (int(start[5:7]) - 1) * each // 12


def _ranks(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame, frame: pd.DataFrame) -> str:
    """Rows by value; where rows are parts rather than actors, each part by itself."""
    leaf = catalogue.indicators[panel["indicators"][0]]
    given = catalogue.units[leaf.unit], leaf.decimals
    held = plain_records(frame, ROWS)
    if panel["rows"] == panel["series"]:
        items, noun = _states(catalogue, panel, held)
        return summary.ranking(items, *given, _dates(held), noun) if items else ""
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in held:
        parts.setdefault(row["row_label"], []).append(row)
    said = []
    for name, some in parts.items():
        items = [Item(r["series_label"], float(r["value"]), focus=r["focus"]) for r in some]
        said.append(summary.ranking(items, *given, f"{name} {_dates(some)}"))
    return " ".join(said)


def _states(
    catalogue: Catalogue, panel: Panel, held: list[dict[str, Any]]
) -> tuple[list[Item], str]:
    """The rows to be ranked, and what they are: a sum over states is no rival of a state."""
    kinds = [getattr(catalogue.actors.get(row["row"]), "kind", "") for row in held]
    mixed = kinds.count("state") > 1 and len(set(kinds)) > 1 and not panel["labels"]
    items = [
        Item(row["row_label"], float(row["value"]), focus=row["focus"])
        for row, kind in zip(held, kinds, strict=True)
        if kind == "state" or not mixed
    ]
    return items, " states" if mixed else ""


def _dates(held: list[dict[str, Any]]) -> str:
    """When the figures of some rows were: one period, or from the first to the last."""
    periods = [row["period"] for row in sorted(held, key=_start)] or [""]
    first, last = periods[0], periods[-1]
    if first == last:
        return when(first)
    return f"newest of each, {period(first)} to {period(last)}"


def _shifts(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame, frame: pd.DataFrame) -> str:
    """Rows between the two periods that the editor compares; rows with one of them are counted."""
    leaf = catalogue.indicators[panel["indicators"][0]]
    start, end = panel["compare"]
    values: dict[str, dict[str, float]] = {}
    for row in plain_records(frame, ROWS):
        values.setdefault(row["row_label"], {})[row["period"]] = float(row["value"])
    both = {name: v for name, v in values.items() if len(v) == 2}
    items = [Item(name, v[end], v[start]) for name, v in both.items()]
    if not items:
        return ""
    said = summary.shifts(items, catalogue.units[leaf.unit], leaf.decimals, (start, end))
    lack = len(set(rows["actor"].tolist())) - len(items)
    return f"{said} Without both figures: {lack}." if lack else said


def _votes(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame, _: pd.DataFrame) -> str:
    """The newest vote of those shown, and who always voted in favour."""
    held = plain_records(rows, VOTED)
    last = max(held, key=lambda row: (row["date"], row["roll_call"]))
    newest = Counter(str(row["code"]) for row in held if row["roll_call"] == last["roll_call"])
    tally = summary.tallied({word: newest[code] for code, word in VOTES.items()})
    name = last["resolution"] or f"Roll call {last['roll_call']}"
    said = f"{name} of {day(last['date'])}: of {newest.total()} shown, {tally}."
    calls = len({row["roll_call"] for row in held})
    yes = Counter(row["actor"] for row in held if row["code"] == "Y")
    always = [catalogue.actors[actor].label for actor, count in yes.items() if count == calls]
    if calls < 2 or not always:
        return said
    return f"{said} In favour all {calls} times: {listed(always)}."


def _codes(catalogue: Catalogue, panel: Panel, rows: pd.DataFrame, _: pd.DataFrame) -> str:
    """How often each code was given, the newest of each row counted."""
    leaf = catalogue.indicators[panel["indicators"][0]]
    newest = {(r["actor"], r["partner"]): r for r in plain_records(rows, CODED)}
    words = Counter(_code(leaf.codes, row) for row in newest.values())
    return f"Newest of each: {summary.tallied(words)}."


def _code(codes: dict[str, str], row: dict[str, Any]) -> str:
    if isinstance(row["code"], str):
        return f"“{codes.get(row['code'], row['code'])}”"
    if isinstance(row["reason"], str):
        return row["reason"].replace("_", " ")
    return "yes" if row["value"] else "no"


KINDS = {"votes": _votes, "codes": _codes, "shifts": _shifts, "ranks": _ranks}
