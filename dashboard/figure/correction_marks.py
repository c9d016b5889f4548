"""Corrections where they matter: at the mark, behind the value in the table, under the chart."""

from collections.abc import Sequence

import pandas as pd

from dashboard.html.markup import disclosure, folds, link, render
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
    document = link(one.url, f"{one.publisher}, {one.document}") if one.url else ""
    noted = day(one.noted_on)
    return render("figure.j2", "correction", one, noted, WHOSE[one.whose], verb, document)


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
    faults = " ".join(one.fault for one in found)
    return render("figure.j2", "mend", faults, SIGNS[state_of(found)])


def corrections_line(touched: Touched) -> str:
    """A line under a chart that says how many corrections touch its figures, and opens to them."""
    if not touched.all:
        return ""
    return folds(disclosure("Corrections", *folded(touched)), "fold")


def folded(touched: Touched) -> tuple[str, str]:
    """How many corrections touch some figures, and all of them with their history as HTML."""
    some = sum(one.status == OPEN for one in touched.all)
    counts = [(some, "still open"), (len(touched.all) - some, "mended")]
    states = listed([f"{count} {state}" for count, state in counts if count])
    points = len(touched.points)
    where = f"; {counted(points, 'figure')} drawn here touched" if points else ""
    return states + where, render("figure.j2", "corrections", map(told, touched.all))
