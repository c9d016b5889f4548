"""What all cards share: where a thing was read, and what is known to be wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.figure.correction_marks import told
from dashboard.html.markup import code, joined, link, render, text
from dashboard.store.cards import Record
from dashboard.store.corrections import Correction
from dashboard.words.wording import day, period

Facts = list[tuple[str, str]]
"""Names, and HTML."""


@dataclass(frozen=True)
class CardContent:
    """What a card says: head, title, value and unit as text; the rest with HTML.

    `data` names the document and the place in it, for citations.
    """

    head: str
    title: str
    big: str
    small: str
    facts: Facts
    faults: Facts
    stored: Facts
    data: str
    blocks: str = ""


def read_in(row: Record) -> Facts:
    """The document, the place in it, and what is known of the document."""
    return [
        ("Read in", document(row) + f", {row['locator']}"),
        ("Published", _published(row)),
        ("Accessed", day(row["accessed"])),
        ("Licence", text(row["licence"])),
    ]


def document(row: Record) -> str:
    """The document as a link to it."""
    return link(row["url"], f"{row['publisher']}, {row['document']}")


def _published(row: Record) -> str:
    """The date that the document prints; else since when it is known."""
    if row["published_as"]:
        return text(period(row["published_as"]))
    return f"no date is printed; counted as known on {day(row['published'])}"


def data_of(row: Record) -> str:
    """The document and the place in it, for citations."""
    return f"{row['publisher']}, {row['document']}, {row['locator']}, {row['url']}"


def corrected(found: list[Correction], of_all: str = "Of the series") -> Facts:
    """Faults found, open ones first: in the figure itself, and in all of its series."""
    own = [told(one) for one in found if one.figures]
    others = [told(one) for one in found if not one.figures]
    return [("Corrections", lines(own)), (of_all, lines(others))]


def lines(items: Sequence[str]) -> Markup:
    """Pieces of HTML, each on a line of its own."""
    return render("figure.j2", "lines", items)


def stored(row: Record, name: str) -> Facts:
    """The id, and file and line that it was read from, as far as it has its own."""
    place = f"{row['file']}:{row['line']}" if "file" in row else ""
    return [("Stored as", joined([code(name), code(place)], " "))]
