"""What a connector is made of: requests, documents, rows of an edition, and the declaration."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

Kind = Literal["csv", "json", "xlsx", "html"]
MEGABYTE = 1_000_000
CODER = "auto"


def words(text: str) -> frozenset[str]:
    """The words of a text, for long lists of codes."""
    return frozenset(text.split())


class RefusedError(Exception):
    """A document that cannot be had or must not be read; the message says why and what to do."""


@dataclass(frozen=True)
class Request:
    """One document to ask for; with `find`, `url` is a page on which the address is looked up."""

    document: str
    url: str
    kind: Kind
    find: Callable[[str], str] | None = None
    page_kind: Kind = "html"
    maximum: int = 30 * MEGABYTE
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)  # may hold a key


@dataclass(frozen=True)
class Document:
    """A kept copy of what a publisher sent, or a person downloaded; days as ISO texts."""

    name: str
    path: Path
    url: str
    sha256: str
    fetched: str
    modified: str | None = None

    def text(self) -> str:
        """The whole document as UTF-8 text; raises RefusedError when it is none."""
        try:
            return self.path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RefusedError(f"{self.path}: not UTF-8 ({error.reason})") from None


@dataclass(frozen=True)
class Row:
    """One figure as the publisher gives it: what an observation needs but source and coder."""

    indicator: str
    actor: str
    partner: str
    period: str
    value: str
    locator: str
    note: str = ""
    confidence: str = "high"

    @property
    def key(self) -> tuple[str, str, str]:
        """Which figure of its indicator it is: actor, partner, period."""
        return self.actor, self.partner, self.period


@dataclass(frozen=True)
class RollCall:
    """One recorded vote of the General Assembly; `votes` has Y, N, A or X by member."""

    date: str
    session: str
    emergency_session: str
    resolution: str
    title: str
    record: str
    votes: Mapping[str, str]


@dataclass(frozen=True)
class SourceEdition:
    """One release of a publisher with its rows: what a row of sources.csv needs of it."""

    id: str
    title: str
    published: str
    url: str
    rows: tuple[Row, ...]
    documents: tuple[str, ...]
    note: str = ""
    roll_calls: tuple[RollCall, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to add."""
        return not self.rows and not self.roll_calls


@dataclass(frozen=True)
class Query:
    """What a run asks for: the first period wanted, today, and the keys of the environment."""

    since: str | None
    today: date
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Connector:
    """One publisher's data set: where it lies, on which terms, and how it is read.

    `theme` is where its sources are declared. `layout` says where its layout was seen, or on what
    it rests. `since` tells whether the publisher can be asked for a part; `key` is the name of an
    environment variable. `by_hand` says why a person has to download, where that is so.
    """

    name: str
    title: str
    publisher: str
    theme: str
    group: str
    licence: str
    redistributable: Literal["yes", "no", "attribution"]
    hosts: tuple[str, ...]
    page: str
    requests: Callable[[Query], Sequence[Request]]
    parse: Callable[..., Sequence[SourceEdition]]
    layout: str
    layout_seen: bool
    since: bool = False
    key: str | None = None
    by_hand: str = ""
    pause: float = 1.0
