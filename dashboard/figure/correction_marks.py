"""Corrections where they matter: at the mark, behind the value in the table, under the chart."""

from collections.abc import Sequence

import pandas as pd

from dashboard.html.markup import disclosure, link, text
from dashboard.store.corrections import (
    OPEN,
    SIGNS,
    Correction,
    Touched,
    briefly,
    state_of,
)
from dashboard.words.wording import counted, day, listed

WHOSE = {"publisher": "the publisher’s fault", "ours": "our fault"}


def told(one: Correction) -> str:
    """A correction with its history as HTML: state, what was wrong, whose fault, what was done."""
    verb = "Seen in" if one.status == OPEN else "Mended by"
    by = f" {verb} {link(one.url, f'{one.publisher}, {one.document}')}." if one.url else ""
    return (
        f"<b>{text(one.status)}</b>, noted {day(one.noted_on)}, {WHOSE[one.whose]}: "
        f"{text(one.fault)} {text(one.mend)}{by}"
    )


def noted(frame: pd.DataFrame, rows: pd.DataFrame, touched: Touched) -> pd.DataFrame:
    """The marks of a chart, those of corrected figures ringed and told of in their tooltip."""
    if not touched.points or frame.empty:
        return frame
    found = [touched.points.get(name, ()) for name in rows.loc[frame.index, "figure"]]
    pairs = zip(frame["tooltip"], found, strict=True)
    tips = [f"{tip}{briefly(own)}" for tip, own in pairs]
    return frame.assign(tooltip=tips, mend=[state_of(own) for own in found])


def sign(found: Sequence[Correction]) -> str:
    """What stands behind the value of a corrected figure, nothing without corrections."""
    if not found:
        return ""
    faults = text(" ".join(one.fault for one in found))
    return f' <em class="mend" title="{faults}">{SIGNS[state_of(found)]}</em>'


def corrections_line(touched: Touched) -> str:
    """A line under a chart that says how many corrections touch its figures, and opens to them."""
    if not touched.all:
        return ""
    return f'<div class="dl fold">{disclosure("Corrections", *folded(touched))}</div>'


def folded(touched: Touched) -> tuple[str, str]:
    """How many corrections touch some figures, and all of them with their history as HTML."""
    some = sum(one.status == OPEN for one in touched.all)
    counts = [(some, "still open"), (len(touched.all) - some, "mended")]
    states = listed([f"{count} {state}" for count, state in counts if count])
    points = len(touched.points)
    where = f"; {counted(points, 'figure')} drawn here touched" if points else ""
    ring = "<p>In a chart a ring marks a single figure that one of these names.</p>"
    return states + where, ring + "".join(f"<p>{told(one)}</p>" for one in touched.all)
