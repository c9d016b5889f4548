"""Sentences that figures speak for themselves: latest, change, extremes, what is missing.

Every number is one of the table beside it, or a difference, ratio or mean of such numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.words.wording import Unit, listed, number, ordinal, period, quantity, when

AMOUNTS = frozenset({"bn", "mn", "tn", "Mt", "t", "bcm", "mb/d"})
"""Units, as at the top tick, whose change is said in per cent; of all others it is a difference."""
NOUNS = {"Y": "year", "H": "half-year", "Q": "quarter", "M": "month", "D": "day", "W": "period"}
ROUND, MANY = 10.0, 2.0
"""Per cent from which no decimal is written, and the factor from which "times" is."""
MOST_NAMED, MOST_TIES = 3, 2
LEVELS = frozenset({"index", "score", "ratio", "share"})
"""Units whose numbers count nothing."""
POINTS = Unit("pct_points", "percentage points", None, None, "percentage points")


@dataclass(frozen=True)
class TrackPoint:
    """A value of a series; `start` is its first day, `hedge` is said in brackets: estimate."""

    period: str
    value: float
    start: str = ""
    hedge: str = ""


@dataclass(frozen=True)
class Track:
    """One series over time, oldest first; `total` is set where its values are running totals."""

    label: str
    unit: Unit
    decimals: int
    frequency: str
    points: tuple[TrackPoint, ...]
    total: bool = False

    @property
    def noun(self) -> str:
        """What one period is called."""
        return NOUNS.get(self.frequency, "date")

    @property
    def printed(self) -> list[float]:
        """The values as the table prints them."""
        return [round(point.value, self.decimals) for point in self.points]

    def said(self, value: float) -> str:
        """A value with its unit."""
        return quantity(value, _plain(self.unit), self.decimals)

    def when(self, point: TrackPoint) -> str:
        """When a point was, as an adverb; totals are reached by a period."""
        return when(point.period, "by" if self.total else "in")


@dataclass(frozen=True)
class Item:
    """One row of a comparison: whose, its value, and where it stood before."""

    label: str
    value: float
    before: float | None = None
    focus: bool = False


def _plain(unit: Unit) -> Unit:
    """The unit without what its suffix says in brackets: the subtitle says it already."""
    return replace(unit, suffix=(unit.suffix or "").split(" (")[0] or None)


def change(now: float, before: float, unit: Unit, decimals: int) -> str:
    """How a value lies to an earlier one, up to and with "than" or "as"."""
    new, old = round(now, decimals), round(before, decimals)
    if new == old:
        return "the same as" if now == before else "almost the same as"
    if unit.axis in AMOUNTS and new > 0 and old > 0:
        return _relative(new / old)
    gap, up, suffix = abs(new - old), new > old, unit.suffix or ""
    if suffix.startswith(("per cent", "percentage")):
        return f"{quantity(gap, POINTS, decimals)} {'higher' if up else 'lower'} than"
    if unit.axis in AMOUNTS:
        return f"{quantity(gap, _plain(unit), decimals)} {'higher' if up else 'lower'} than"
    if decimals == 0 and unit.code not in LEVELS:
        return f"{number(gap, 0)} {'more' if up else 'fewer'} than"
    return f"{number(gap, decimals)} {'higher' if up else 'lower'} than"


def _relative(ratio: float) -> str:
    """A change in per cent or, from double on, as a factor."""
    if ratio >= MANY:
        return f"{number(ratio, 1)} times as much as"
    share, word = abs(ratio - 1) * 100, "more" if ratio > 1 else "less"
    shown = number(share, 0 if share >= ROUND else 1)
    return f"{'less than 0.1' if shown == '0.0' else shown} per cent {word} than"


def base(track: Track) -> TrackPoint | None:
    """What the latest value is held against: the same part of the year before, else the last.

    Intervals differ in length, so that of an interval is the same one a year before, or none.
    """
    *earlier, last = track.points
    if track.frequency in {"H", "Q", "M", "W"}:
        parts = last.period.split("/")
        wanted = "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in parts)
        same = [point for point in earlier if point.period == wanted]
        earlier = same or ([] if track.frequency == "W" else earlier)
    return earlier[-1] if earlier else None


def brief(track: Track) -> str:
    """The latest value of a series and its change, as a clause."""
    last, before = track.points[-1], base(track)
    hedge = f" ({last.hedge})" if last.hedge else ""
    said = f"{track.label}: {track.said(last.value)}{hedge} {track.when(last)}"
    return f"{said}, {_against(track, last, before)}" if before else said


def _against(track: Track, last: TrackPoint, before: TrackPoint) -> str:
    """An amount that came from nothing, or fell to nothing, has no change in per cent."""
    then = track.when(before)
    values = {round(point.value, track.decimals) for point in (last, before)}
    if track.unit.axis in AMOUNTS and 0 in values and len(values) > 1:
        return f"against {track.said(before.value)} {then}"
    return f"{change(last.value, before.value, track.unit, track.decimals)} {then}"


def full(track: Track) -> str:
    """The latest value of a series, its change and its extremes, as a clause."""
    values = track.printed
    lengths = {_length(point.period) for point in track.points}
    if len(values) < 3 or track.total or len(lengths) > 1:
        return brief(track)
    if min(values) == max(values):
        return f"{brief(track)}; the same in all {len(values)} {track.noun}s"
    said, others = brief(track), []
    for word, value in (("highest", max(values)), ("lowest", min(values))):
        where = _where(track, value)
        if where:
            others.append(f"{word} {track.said(value)} {where}")
        else:
            said += f" and the {word} since {period(track.points[0].period)}"
    return f"{said}; {', '.join(others)}"


def _length(interval: str) -> tuple[int, int]:
    """Years and months of an interval, as far as its ends name them; nothing for one period."""
    first, _, last = interval.partition("/")
    months = [int(part[5:7] or 0) for part in (first, last)] if last else [0, 0]
    return (int(last[:4]) - int(first[:4]) if last else 0, months[1] - months[0])


def _where(track: Track, value: float) -> str:
    """When a series had this value; empty when only its latest point has it."""
    pairs = zip(track.points, track.printed, strict=True)
    tied = [point for point, printed in pairs if printed == value]
    if tied == [track.points[-1]]:
        return ""
    if len(tied) > MOST_TIES:
        return f"in {len(tied)} of {len(track.points)} {track.noun}s"
    return " and ".join(track.when(point) for point in tied)


def split(track: Track, at: str) -> str:
    """The latest value of a series and its means before and from a period, as a clause."""
    first = f"{at}-01-01"[:10]
    halves = [[p for p in track.points if (p.start >= first) is since] for since in (False, True)]
    if not all(halves):
        return brief(track)
    before, since = (track.said(sum(p.value for p in half) / len(half)) for half in halves)
    begin, end = (period(point.period) for point in (halves[0][0], halves[0][-1]))
    each = f"on average {before} a {track.noun} from {begin} to {end}, {since} since"
    return f"{brief(track)}; {each}"


def ranking(items: Sequence[Item], unit: Unit, decimals: int, whenever: str, noun: str = "") -> str:
    """Highest and lowest of some rows, and the places of those singled out."""
    ranked = sorted(items, key=lambda item: -round(item.value, decimals))
    first, last = ranked[0], ranked[-1]
    top, low = quantity(first.value, _plain(unit), decimals), number(last.value, decimals)
    apart = " " if whenever.startswith(("in ", "on ", "from ")) else ", "
    if len(ranked) == 1:
        return f"{first.label}{apart}{whenever}: {top}."
    if len(ranked) == 2:
        return f"{whenever[:1].upper()}{whenever[1:]}: {first.label} {top}, {last.label} {low}."
    head = f"Highest of {len(ranked)}{noun}{apart}{whenever}"
    ends = f"{head}: {first.label}, {top}; lowest {last.label}, {low}."
    inside = [item for item in ranked[1:-1] if item.focus]
    if not 0 < len(inside) < len(ranked) - 2:
        return ends
    places = [_place(item, ranked, decimals) for item in inside[:MOST_NAMED]]
    return f"{ends} {listed(places)}."


def _place(item: Item, ranked: Sequence[Item], decimals: int) -> str:
    value = round(item.value, decimals)
    rank = 1 + sum(round(other.value, decimals) > value for other in ranked)
    return f"{item.label} {ordinal(rank)} with {number(item.value, decimals)}"


def shifts(items: Sequence[Item], unit: Unit, decimals: int, periods: tuple[str, str]) -> str:
    """How rows moved between two periods: how many up and down, and the widest moves."""
    moved = [(round(i.value, decimals) - round(i.before or 0, decimals), i) for i in items]
    start, end = periods
    parts = []
    for sign, word in ((1, "higher"), (-1, "lower")):
        some = sorted((m for m in moved if m[0] * sign > 0), key=lambda m: -m[0] * sign)
        if some:
            item = some[0][1]
            ends = f"{number(item.before or 0, decimals)} to " + quantity(
                item.value, _plain(unit), decimals
            )
            most = "most for" if len(some) > 1 else "namely"
            parts.append(f"{word} for {len(some)} of {len(items)}, {most} {item.label} ({ends})")
    same = sum(gap == 0 for gap, _ in moved)
    parts += [f"the same for {same}"] if same else []
    return f"{period(end)} against {period(start)}: {'; '.join(parts)}."


def tallied(counts: Mapping[str, int]) -> str:
    """Counts in words: 7 in favour, 1 against."""
    return listed([f"{count} {word}" for word, count in counts.items() if count])


def missing(reasons: Mapping[str, int], gaps: int, of: int, noun: str) -> str:
    """How many values there are not, and why as far as it is coded; empty when none is missing."""
    count = sum(reasons.values()) + gaps
    parts = [f"{reason.replace('_', ' ')} {n}" for reason, n in sorted(reasons.items())]
    why = f" ({', '.join(parts)})" if parts else ""
    if not count:
        return ""
    if noun == "value":
        return f"{count} of {of} values {'is' if count == 1 else 'are'} missing{why}."
    return f"No figure for {count} of {of} {noun}s{why}."
