"""The connectors on the coder's desk: when each last looked, what is stale, what was never seen."""

from datetime import date
from pathlib import Path

from dashboard.html import disclosure, joined, table, text
from dashboard.html.markup import bold, code, line_break, link, paragraph
from dashboard.words.wording import day, listed
from etl.connectors.model import Connector
from etl.connectors.register import CONNECTORS
from etl.connectors.run_log import Last, read_last

STALE = 92
"""Days after which a publisher should be asked again: a quarter."""


def connectors_list(data: Path, today: date) -> str:
    """A closed line with the counts, in it every connector of the register."""
    held = {name: read_last(data, name) for name in CONNECTORS}
    body = [_line(connector, held[name], today) for name, connector in CONNECTORS.items()]
    failed = sum(last.failed > last.succeeded for last in held.values())
    stale = sum(is_stale(last, today) for last in held.values())
    unseen = sum(not connector.layout_seen for connector in CONNECTORS.values())
    counts = [(stale, "to be asked again"), (failed, "failed last"), (unseen, "of unseen layout")]
    said = listed([f"{count} {what}" for count, what in counts if count])
    heads = ["Connector", "Last success", "Last failure", "Layout", "Terms"]
    shown = table(heads, body, words=(0, 1, 2, 3, 4), name="Connectors")
    asks = f"asks a publisher. One is to be asked again after {STALE} days."
    how = paragraph(
        joined(["Runs of this machine;", code("python -m etl refresh NAME"), asks], " ")
    )
    return disclosure(f"Connectors, {said}" if said else "Connectors", str(len(body)), how + shown)


def is_stale(last: Last, today: date) -> bool:
    """Whether a publisher has never been asked here, or not for a quarter."""
    return not last.succeeded or (today - date.fromisoformat(last.succeeded[:10])).days > STALE


def _line(connector: Connector, last: Last, today: date) -> list[str]:
    named = link(connector.page, f"{connector.publisher}: {connector.title}")
    by_hand = f"by hand: {connector.by_hand}" if connector.by_hand else ""
    stale = bold("ask again") if last.succeeded and is_stale(last, today) else ""
    asked = _when(last.succeeded, last.result) if last.succeeded else "never on this machine"
    return [
        joined([joined([code(connector.name), named], " "), by_hand], line_break),
        joined([asked, stale], " "),
        _when(last.failed, last.reason) if last.failed else "none",
        "seen" if connector.layout_seen else bold("not seen") + f": {connector.layout}",
        text(connector.licence),
    ]


def _when(iso: str, said: str) -> str:
    """A day and what came of it."""
    return text(f"{day(date.fromisoformat(iso[:10]))}: {said}")
