"""What an address may say: its parameters, and which values each of them may have."""

import re
from collections.abc import Callable
from dataclasses import dataclass

TABS = frozenset({"table", "sources"})
"""Tabs under a figure that the URL names; the chart is the tab of a URL that names none."""

FILES, CITATION = "files", "citation"
TAKES = frozenset({FILES, CITATION})
"""What may lie open under a figure for a reader to take along."""

PAIR, EVENTS = "pair", "events"
VIEWS = frozenset({PAIR, EVENTS})
"""Parts of a page that the URL names; the first part is that of a URL that names none."""

BASES = frozenset({"then", "revised"})
"""Bases of readings that the URL names, beside that of now: what was published by the month of
the article, and the figures known now for the periods up to that month."""

READINGS = frozenset({"consistent", "mixed", "at_odds", "too_little_data", "not_a_data_question"})
"""Readings whose marks a URL may pick out."""

SPANS = ("3", "6", "12", "24")
"""How many periods before and after an event may be compared."""
WEIGHTS = ("0", "1", "2", "3", "4", "5")
"""The weights that a part of a composite may have."""

_MONTH = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2]))?")
_FIGURE = re.compile(r"[A-Za-z0-9_.:/-]{3,200}")
_YEAR = re.compile(r"[12][0-9]{3}")
_LONGEST_SEARCH = 80


@dataclass(frozen=True)
class Known:
    """The codes that exist in the published build; a URL may name no others."""

    claims: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    groupings: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    exhibits: frozenset[str] = frozenset()
    definitions: frozenset[str] = frozenset()
    builds: frozenset[str] = frozenset()
    vintages: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Key:
    """One parameter of the URL: its name, the field it fills and what it may hold."""

    name: str
    field: str
    noun: str
    allows: Callable[[str, Known], bool]
    many: bool = False


def _one_of(field: str) -> Callable[[str, Known], bool]:
    """Return the test that a code is among the known ones of this field."""
    return lambda value, known: value in getattr(known, field)


def _is_month(value: str, _known: Known) -> bool:
    """Return whether the text is a year or a year and month."""
    return _MONTH.fullmatch(value) is not None


def _is_year(value: str, _known: Known) -> bool:
    """Return whether the text is a year."""
    return _YEAR.fullmatch(value) is not None


def _is_search(value: str, _known: Known) -> bool:
    """Return whether the text can be searched for."""
    return value.isprintable() and bool(value.strip()) and len(value) <= _LONGEST_SEARCH


def _is_pair(value: str, known: Known) -> bool:
    """Return whether the text names two actors; whether they differ is for the page to say."""
    return value.count("-") == 1 and set(value.split("-")) <= known.actors


def _is_weight(value: str, known: Known) -> bool:
    """Return whether the text gives a tie a weight, such as trade.3."""
    tie, _, weight = value.rpartition(".")
    return tie in known.ties and weight in WEIGHTS


KEYS = (
    Key("view", "view", "part of the page", lambda value, _: value in VIEWS),
    Key("claim", "claim", "statement", _one_of("claims")),
    Key("actor", "actors", "actor", _one_of("actors"), many=True),
    Key("group", "groupings", "grouping", _one_of("groupings"), many=True),
    Key("theme", "theme", "theme", _one_of("themes")),
    Key("from", "start", "beginning", _is_month),
    Key("to", "end", "end", _is_month),
    Key("marks", "marks", "setting of the marks", lambda value, _: value in {"0", "1"}),
    Key("family", "family", "family of indicators", _one_of("families")),
    Key("indicator", "indicator", "indicator", _one_of("indicators")),
    Key("partner", "partner", "partner", _one_of("actors")),
    Key("measure", "measure", "measure", _one_of("measures")),
    Key("scope", "scope", "choice of roll calls", _one_of("scopes")),
    Key("pair", "pair", "pair", _is_pair),
    Key("against", "against", "second pair", _is_pair),
    Key("year", "year", "year", _is_year),
    Key("issue", "issue", "issue", _one_of("issues")),
    Key("search", "search", "search", _is_search),
    Key("as", "reads_as", "actor to read as", _one_of("actors")),
    Key("event", "event", "event", _one_of("events")),
    Key("whose", "whose", "actor of the series", _one_of("actors")),
    Key("span", "span", "span", lambda value, _: value in SPANS),
    Key("by", "by", "order of the rows", lambda value, _: value == "actor"),
    Key("weight", "weights", "weight of a tie", _is_weight, many=True),
    Key("scale", "scale", "normalisation", lambda value, _: value == "z"),
    Key("vintage", "vintage", "edition", _one_of("vintages")),
    Key("tab", "tab", "tab", lambda value, _: value in TABS),
    Key("take", "take", "thing to take along", lambda value, _: value in TAKES),
    Key("exhibit", "exhibit", "exhibit", _one_of("exhibits")),
    Key("asof", "basis", "basis of readings", lambda value, _: value in BASES),
    Key("def", "definition", "definition", _one_of("definitions")),
    Key("reading", "reading", "reading", lambda value, _: value in READINGS),
    Key("own", "own", "setting of the view", lambda value, _: value in {"0", "1"}),
    Key("figure", "figure", "figure", lambda value, _: _FIGURE.fullmatch(value) is not None),
    Key("build", "build", "build", _one_of("builds")),
    Key("rows", "rows", "kind of rows", lambda value, _: value == "indicators"),
)
