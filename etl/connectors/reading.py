"""One reading of a connector's documents: what is known beforehand, and the faults found."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from etl.connectors.lines import header, held_rows
from etl.connectors.model import Document, RefusedError, words
from etl.connectors.settings import ConnectorSetting
from etl.paths import shown
from etl.problems import Problem
from etl.stage.tables import VOTES

# Territories with a code of ISO 3166-1 that are no actors: left out of tables of the whole world.
TERRITORIES = words(
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF "
    "GUM HKG HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM "
    "SXM TCA TKL UMI VAT VGB VIR WLF"
)
ROLL_CALLS = "votes/roll_calls*.csv"
SPARED = 20  # faults of one kind that are listed; a damaged file would have thousands
TWICE = " comes twice, as "
Values = Mapping[str, object]


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """A name without case, accents, marks and blanks: Côte d’Ivoire* and COTE D'IVOIRE are one."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in parts if letter.isalnum())


def _kind(message: str) -> str:
    """What messages of one kind share: all of it, or that a figure comes twice."""
    return TWICE if TWICE in message else message


def twice(key: tuple[str, ...], one: tuple[str, str], other: tuple[str, str]) -> str:
    """What is said of a figure that comes with two values, each with its place."""
    name = " ".join(filter(None, key))
    return f"{name}{TWICE}{one[0]} at {one[1]} and as {other[0]} at {other[1]} (which?)"


@dataclass(frozen=True)
class CodeLists:
    """The code lists of the data: actors by code and by folded name, members of groupings by day.

    `voters` are the columns of the votes in their order, `roll_calls` the id of each record held,
    `resolutions` the id of each final vote by day and symbol.
    """

    actors: frozenset[str]
    names: Mapping[str, str]
    members: Mapping[str, tuple[tuple[str, str, str], ...]]
    voters: tuple[str, ...] = ()
    roll_calls: Mapping[str, str] = field(default_factory=dict)
    resolutions: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def of(self, grouping: str, day: str) -> frozenset[str]:
        """The members of a grouping on an ISO day."""
        rows = self.members.get(grouping, ())
        return frozenset(
            actor for actor, since, until in rows if since <= day and (not until or day <= until)
        )


def known_of(data: Path) -> CodeLists:
    """The code lists as the files hold them; whether they are sound is for the check to say."""
    actors = {row["code"]: row["name"] for row in held_rows(data / "actors.csv")}
    members: dict[str, list[tuple[str, str, str]]] = {}
    for row in held_rows(data / "groupings.csv"):
        membership = (row["actor"], row["since"], row["until"])
        members.setdefault(row["grouping"], []).append(membership)
    calls = [row for path in sorted(data.glob(ROLL_CALLS)) for row in held_rows(path)]
    return CodeLists(
        frozenset(actors),
        {folded(name): code for code, name in actors.items()},
        {name: tuple(rows) for name, rows in members.items()},
        tuple(header(data / VOTES)[1:]),
        {row["undl_id"]: row["id"] for row in calls if row["undl_id"]},
        {(row["date"], row["resolution"]): row["id"] for row in calls if _is_final(row)},
    )


def _is_final(roll_call: Mapping[str, str]) -> bool:
    return roll_call["final_passage"] == "1" and bool(roll_call["resolution"])


@dataclass(frozen=True)
class DocumentReading:
    """What `parse` gets: documents by name, code lists, settings.

    `faults` collects what stops the run, `notes` what a person should know: documents by message.
    """

    data: Path
    documents: Mapping[str, Document]
    known: CodeLists
    setting: ConnectorSetting
    today: date
    faults: list[Problem] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    seen: dict[tuple[str, ...], tuple[str, Values]] = field(default_factory=dict)

    def fault(self, document: str, line: int, name: str, message: str) -> None:
        """Note what is wrong; beyond a number of the same message the rest is left out."""
        file = shown(self.documents[document].path, self.data)
        alike = sum(f.file == file and _kind(f.message) == _kind(message) for f in self.faults)
        if alike < SPARED:
            self.faults.append(Problem(file, line, name, message))

    def note(self, document: str, message: str) -> None:
        """Keep what a person should know of a document, though it stops nothing."""
        documents = self.notes.setdefault(message, [])
        if document not in documents:
            documents.append(document)

    def once(
        self, document: str, line: int, key: tuple[str, ...], place: str, values: Values
    ) -> bool:
        """Whether a figure comes for the first time; with another value it is a fault.

        `values` are what the document gives by name, `place` takes such a name in its braces.
        """
        other, before = self.seen.setdefault((document, *key), (place, values))
        if before is values:
            return True
        for name, value in values.items():
            if before[name] != value:
                places = other.format(name), place.format(name)
                message = twice(key, (str(before[name]), places[0]), (str(value), places[1]))
                self.fault(document, line, name, message)
        return False

    def layout(self, document: str, line: int, expected: str, found: str) -> RefusedError:
        """The error that ends a reading, to be raised: what was expected, what was found, where."""
        return self.refused(
            document, f"the layout has changed: expected {expected}, found {found}", line
        )

    def refused(self, document: str, message: str, line: int = 1) -> RefusedError:
        """The error that ends a reading, to be raised: what is wrong with a document, and where."""
        file = shown(self.documents[document].path, self.data)
        return RefusedError(str(Problem(file, line, "layout", message)))

    def actor(self, document: str, line: int, code: str, aliases: Mapping[str, str]) -> str | None:
        """The actor behind a publisher's code or name; None when it is to be left out.

        A code that nobody knows is a fault until it is declared or skipped.
        """
        wanted = aliases.get(code, code)
        if wanted in self.known.actors:
            return wanted
        name = folded(code)
        others = {folded(alias): actor for alias, actor in aliases.items()}
        found = others.get(name) or self.known.names.get(name)
        if found in self.known.actors:
            return found
        skipped = {folded(text) for text in self.setting.skip if folded(text)}
        if not {code, wanted} & {*self.setting.skip, *TERRITORIES} and name not in skipped:
            message = f"'{code}' is no actor (add it to actors.csv, or to skip in connectors.toml)"
            self.fault(document, line, "actor", message)
        return None
