"""The documents behind figures: the line under a chart, the tab of sources, what files name."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.html.markup import link, render, table, text
from dashboard.store import roll_calls
from dashboard.store.corrections import NOTHING, Touched, behind, of_votes
from dashboard.store.dyads import Yardstick
from dashboard.store.frames import plain_records
from dashboard.words.wording import day

MOST_NAMED = 3
DOCUMENT = ["source", "publisher", "document", "url", "licence", "published"]


@dataclass(frozen=True, eq=False)
class Evidence:
    """The documents behind a figure, most used first, and what is corrected among its figures.

    A document has the keys of DOCUMENT and `figures`, the number of figures read in it.
    """

    documents: list[dict[str, Any]]
    touched: Touched = NOTHING

    @property
    def as_of(self) -> date:
        """The newest day of publication."""
        return max(document["published"].date() for document in self.documents)

    @property
    def text(self) -> str:
        """The documents as prose: the first three and the number of the others."""
        first = [f"{row['publisher']}, {row['document']}" for row in self.documents[:MOST_NAMED]]
        more = len(self.documents) - len(first)
        return "; ".join(first) + (f"; and {more} more" if more else "")

    @property
    def licence(self) -> str:
        """The licences of the documents named, each once."""
        return "; ".join(dict.fromkeys(row["licence"] for row in self.documents[:MOST_NAMED]))


def evidence_of(rows: pd.DataFrame, touched: Touched = NOTHING) -> Evidence:
    """The evidence of some rows, each with its document: the columns of DOCUMENT."""
    sources = rows["source"].tolist()
    counts = Counter(sources)
    first = [sources.index(source) for source in counts]
    named = plain_records(rows.iloc[first], DOCUMENT)
    told = [document | {"figures": counts[document["source"]]} for document in named]
    order = sorted(told, key=lambda document: (-document["figures"], document["publisher"]))
    return Evidence(order, touched)


def evidence_behind(database: str, rows: pd.DataFrame) -> Evidence:
    """The evidence of what is computed from some figures or votes, with their corrections."""
    return evidence_of(rows, behind(database, rows))


@lru_cache(maxsize=128)
def votes_evidence(database: str, yardstick: Yardstick) -> Evidence:
    """The evidence of a figure that rests on all roll calls of a yardstick."""
    rows = roll_calls.documents(database, replace(yardstick, measure=""))
    return evidence_of(rows, of_votes(database))


def source_line(evidence: Evidence, note: str, computation: str = "") -> str:
    """The line under a chart: source, as-of, computation, note, licence."""
    return render("figure.j2", "source", evidence, day(evidence.as_of), computation, note)


def source_table(evidence: Evidence) -> str:
    """The documents behind a chart with what each holds."""
    body = [
        [
            link(row["url"], f"{row['publisher']}, {row['document']}"),
            day(row["published"]),
            text(row["licence"]),
            str(row["figures"]),
        ]
        for row in evidence.documents
    ]
    heads = ["Document", "Published", "Licence", "Figures"]
    return table(heads, body, words=(0, 1, 2), name="Sources")
