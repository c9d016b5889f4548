"""The coder's desk for readers: what is overdue, thin or doubtful, each list behind a line."""

from datetime import UTC, date, datetime

import streamlit as st

from dashboard.components.context import INDICATORS, Context
from dashboard.components.downloads import offer_files
from dashboard.components.markup import disclosure, table, text
from dashboard.components.provenance import csv_text
from dashboard.queries.desk import desk
from etl.status import Concern

MOST = 50


def draw_desk(context: Context) -> None:
    """Draw the lists, closed; whatever the filters, since a coder works through all of them."""
    today = datetime.now(UTC).date()
    found = desk(context.database, today)
    with st.container(key="sec_desk"):
        st.html(
            '<h2 id="desk">The coder’s desk</h2>'
            '<p class="sub">What is overdue, thin or doubtful in this '
            "build, whatever the filters; <code>python -m etl status</code> prints the same lists. "
            "An entry asks for a look; it is no fault by itself.</p>"
        )
        lists = "".join(_list(context, name, concerns) for name, concerns in found.items())
        st.html(f'<div class="dl wide desk">{lists}</div>')
        with st.container(key="tabs_desk", horizontal=True):
            st.space("stretch")
            offer_files("desk", {"desk.csv": ("All lists (CSV)", lambda: _csv(found, today))})


def _list(context: Context, name: str, concerns: list[Concern]) -> str:
    """One list; an empty one is a line without a disclosure."""
    title = name[0].upper() + name[1:]
    if not concerns:
        return f'<p class="none"><b>{text(title)}</b><span>none</span></p>'
    body = [[_what(context, concern.what), text(concern.why)] for concern in concerns[:MOST]]
    more = len(concerns) - MOST
    rest = f'<p class="sub">{more} more in the file.</p>' if more > 0 else ""
    shown = table(["What", "Why"], body, words=(0, 1), name=title)
    return disclosure(title, str(len(concerns)), shown + rest)


def _what(context: Context, name: str) -> str:
    """A thing by its title, where it has one, and as a link where it has a chart."""
    found = context.catalogue
    code = f"<code>{text(name)}</code>"
    if theme := found.themes.get(name):
        return f"{text(theme.title)} {code}"
    chosen = {"family": name} if name in found.families else {"indicator": name}
    named = found.families.get(name) or found.indicators.get(name)
    if named is None:
        return code
    address = text(context.to(INDICATORS, **chosen))
    return f'<a href="{address}" target="_self">{text(named.title)}</a> {code}'


def _csv(found: dict[str, list[Concern]], today: date) -> bytes:
    records = [
        {"list": name, "what": concern.what, "why": concern.why, "on": today.isoformat()}
        for name, concerns in found.items()
        for concern in concerns
    ]
    return csv_text(records).encode()
