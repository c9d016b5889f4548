"""The coder's desk for readers: what is overdue, thin or doubtful, each list behind a line."""

from datetime import date

import streamlit as st

from dashboard.figure.files import Files, offer_files, records_csv
from dashboard.html import disclosure, joined, render, table, text
from dashboard.html.markup import code, folds, open_link, paragraph
from dashboard.pages.desk.blank_rows import as_csv, blank_rows
from dashboard.pages.desk.connectors import connectors_list
from dashboard.pages.desk.lists import desk
from dashboard.pages.desk.trial import draw_trial
from dashboard.shell.context import INDICATORS, Context
from dashboard.store.database import data, is_set
from dashboard.words.wording import counted
from etl import clock
from etl.build.status import Concern

MOST, MOST_ROWS = 50, 12
OVERDUE = (
    "themes to be looked through again",
    "indicators whose own day of checking has come",
    "indicators without a new figure for two years, monthly to half-yearly ones for one",
)
"""Lists of the desk that ask for new figures."""
Lists = dict[str, list[Concern]]
Blank = dict[str, list[dict[str, str]]]
NONE: Blank = {}


def draw_desk(context: Context) -> None:
    """Draw the lists, closed; whatever the filters, since a coder works through all of them."""
    today = clock.today()
    found = desk(context.database, today)
    with st.container(key="sec_desk"):
        blank = blank_rows(context.database, overdue(context, found))
        lists = [_list(context, name, concerns, blank) for name, concerns in found.items()]
        where = None if context.is_pinned or is_set() else data()
        if where is not None:
            lists.append(connectors_list(where, today))
        st.html(folds(joined(lists), "wide desk"))
        with st.container(key="tabs_desk", horizontal=True):
            st.space("stretch")
            offer_files("desk", _files(found, blank, today))
        if where is not None:
            draw_trial(context, where)


def _files(found: Lists, blank: Blank, today: date) -> Files:
    """All lists as a file, and the rows of what is overdue as one to fill."""
    rows = [row for own in blank.values() for row in own]
    files: Files = {"desk.csv": ("All lists (CSV)", lambda: _csv(found, today))}
    if not rows:
        return files
    return {**files, "rows_to_fill.csv": ("Rows to fill (CSV)", lambda: as_csv(rows).encode())}


def overdue(context: Context, found: Lists) -> list[str]:
    """The indicators that the lists of overdue things name, those of a named theme all."""
    named = [concern.what for name in OVERDUE for concern in found.get(name, ())]
    leaves = context.catalogue.indicators
    return [name for name, leaf in leaves.items() if name in named or leaf.theme in named]


def _list(context: Context, name: str, concerns: list[Concern], blank: Blank = NONE) -> str:
    """One list; an empty one is a line without a disclosure."""
    title = name[0].upper() + name[1:]
    if not concerns:
        return render("page.j2", "nothing", title)
    rows = blank if name in OVERDUE else NONE
    body = [
        [_what(context, concern.what), text(concern.why) + _to_fill(rows.get(concern.what, []))]
        for concern in concerns[:MOST]
    ]
    more = len(concerns) - MOST
    rest = paragraph(f"{more} more in the file." if more > 0 else "")
    shown = table(["What", "Why"], body, words=(0, 1), name=title)
    return disclosure(title, str(len(concerns)), shown + rest)


def _to_fill(rows: list[dict[str, str]]) -> str:
    """The next rows of an overdue indicator, behind a line; a click into them marks all."""
    if not rows:
        return ""
    more = f"\n{len(rows) - MOST_ROWS} more in the file" if len(rows) > MOST_ROWS else ""
    shown = as_csv(rows[:MOST_ROWS], headed=False).rstrip("\n") + more
    return render("page.j2", "to_fill", counted(len(rows), "row"), shown)


def _what(context: Context, name: str) -> str:
    """A thing by its title, where it has one, and as a link where it has a chart."""
    found = context.catalogue
    if theme := found.themes.get(name):
        return joined([theme.title, code(name)], " ")
    chosen = {"family": name} if name in found.families else {"indicator": name}
    named = found.families.get(name) or found.indicators.get(name)
    if named is None:
        return code(name)
    return joined([open_link(context.to(INDICATORS, **chosen), named.title), code(name)], " ")


def _csv(found: dict[str, list[Concern]], today: date) -> bytes:
    records = [
        {"list": name, "what": concern.what, "why": concern.why, "on": today.isoformat()}
        for name, concerns in found.items()
        for concern in concerns
    ]
    return records_csv(records)
