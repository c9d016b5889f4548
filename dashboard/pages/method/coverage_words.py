"""Coverage in words: what a year holds, what to read from a picture, what its shapes mean."""

from collections.abc import Iterable
from itertools import groupby

from dashboard.pages.method.coverage_cells import HELD, CoverageCell, Summary

FAMILY, INDICATOR = "family", "indicator"
NOUNS = {FAMILY: ("quantity", "quantities"), INDICATOR: ("indicator", "indicators")}
KEY = (
    ("all", "figures of every actor or pair"),
    ("most", "of at least half"),
    ("few", "of fewer"),
    ("no_row", "no row: nobody says why"),
    ("between", "between waves or dated counts"),
    ("not_published", "not published"),
    ("not_coded", "not coded yet"),
    ("not_applicable", "makes no sense"),
    ("withheld", "withheld"),
)
BLANK = ("", "blank: before the first figure or after the last")
MOST_NAMED = 3


def key(cells: Iterable[CoverageCell]) -> tuple[tuple[str, str], ...]:
    """The shapes that stand in a picture, with their words."""
    found = {cell.state for cell in cells}
    blank = (BLANK,) if found & {"before", "after"} else ()
    return (*(entry for entry in KEY if entry[0] in found), *blank)


def in_words(cell: CoverageCell) -> str:
    """What there is in a year, and of whom not and why."""
    if cell.state == "before":
        return f"before the first figure, {cell.began}"
    if cell.state == "after":
        return f"after the last figure, {cell.ended}"
    if cell.state == "between":
        return "no figure between two waves or dated counts"
    if cell.state == "no_row":
        return "no figure, and no row says why"
    rest = [f"{count} {_reason(name)}" for name, count in cell.reasons.items()]
    others = ((cell.no_row, "without a row"), (cell.before, "not begun"), (cell.after, "ended"))
    rest += [f"{count} {words}" for count, words in others if count]
    held = f"figures of {cell.held} of {cell.expected} {plural(cell.expected, cell.unit)}"
    return "; ".join([held, *rest] if cell.state in HELD else rest)


def short(cell: CoverageCell) -> str:
    """The same in a table: the share of the units, or one or two words."""
    if cell.state in HELD:
        return f"{cell.held} of {cell.expected}"
    return _reason(cell.state)


def sentence(found: Summary, level: str, last: int) -> str:
    """What to read from the picture of a theme."""
    one, many = NOUNS[level]
    noun = one if found.items == 1 else many
    full = "none is" if not found.full else "1 is" if found.full == 1 else f"{found.full} are"
    reach = f"{noun} reach" if found.recent > 1 else f"{noun} reaches"
    said = [
        f"{found.recent or 'None'} of {found.items} {reach} {last - 1} or {last}; {full} complete, "
        "with every actor or pair in every year of the series."
    ]
    if found.gaps:
        named = [f"{title} ({spans(years)})" for title, years in found.gaps.items()]
        said.append(f"Years are missing and no row says why: {_first(named)}.")
    else:
        said.append("No regular series misses a year without a row that says why.")
    if found.reasons:
        named = [
            f"{title} ({', '.join(f'{n} {_reason(name)}' for name, n in counted.items())})"
            for title, counted in found.reasons.items()
        ]
        said.append(f"A reason stands instead of a value: {_first(named)}.")
    return " ".join(said)


def spans(years: list[int]) -> str:
    """Years in order, those that follow each other as spans: 2013–2021, 2023."""
    runs = [
        [year for _, year in run]
        for _, run in groupby(enumerate(sorted(years)), key=lambda pair: pair[1] - pair[0])
    ]
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return ", ".join(shown)


def plural(count: int, noun: str) -> str:
    """A noun as it stands behind a number."""
    return noun if count == 1 else f"{noun}s"


def _first(named: list[str]) -> str:
    more = len(named) - MOST_NAMED
    shown = "; ".join(named[:MOST_NAMED])
    return f"{shown}; and {more} more" if more > 0 else shown


def _reason(state: str) -> str:
    return state.replace("_", " ")
