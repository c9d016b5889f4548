"""One reading of a connector's documents: what is known beforehand, and the faults found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from etl.connectors.lines import header, held_rows
from etl.connectors.model import Document, RefusedError, words
from etl.connectors.settings import Setting
from etl.paths import shown
from etl.problems import Problem
from etl.tables import VOTES

# Territories with a code of ISO 3166-1 that are no actors: left out of tables of the whole world.
TERRITORIES = words(
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF "
    "GUM HKG HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM "
    "SXM TCA TKL UMI VAT VGB VIR WLF"
)
ROLL_CALLS = "votes/roll_calls*.csv"
SPARED = 20  # faults of one kind that are listed; a damaged file would have thousands


@dataclass(frozen=True)
class Known:
    """The code lists of the data: actors by code and by name, dated memberships of groupings.

    `voters` are the columns of the votes in their order, `roll_calls` the id of each record held.
    """

    actors: frozenset[str]
    names: Mapping[str, str]
    members: Mapping[str, tuple[tuple[str, str, str], ...]]
    voters: tuple[str, ...] = ()
    roll_calls: Mapping[str, str] = field(default_factory=dict)

    def of(self, grouping: str, day: str) -> frozenset[str]:
        """The members of a grouping on an ISO day."""
        rows = self.members.get(grouping, ())
        return frozenset(
            actor for actor, since, until in rows if since <= day and (not until or day <= until)
        )


def known_of(data: Path) -> Known:
    """The code lists as the files hold them; whether they are sound is for the check to say."""
    actors = {row["code"]: row["name"] for row in held_rows(data / "actors.csv")}
    members: dict[str, list[tuple[str, str, str]]] = {}
    for row in held_rows(data / "groupings.csv"):
        membership = (row["actor"], row["since"], row["until"])
        members.setdefault(row["grouping"], []).append(membership)
    calls = [row for path in sorted(data.glob(ROLL_CALLS)) for row in held_rows(path)]
    return Known(
        frozenset(actors),
        {name: code for code, name in actors.items()},
        {name: tuple(rows) for name, rows in members.items()},
        tuple(header(data / VOTES)[1:]),
        {row["undl_id"]: row["id"] for row in calls if row["undl_id"]},
    )


@dataclass(frozen=True)
class Reading:
    """What `parse` gets: documents by name, code lists, settings; `faults` collects findings."""

    data: Path
    documents: Mapping[str, Document]
    known: Known
    setting: Setting
    today: date
    faults: list[Problem] = field(default_factory=list)

    def fault(self, document: str, line: int, name: str, message: str) -> None:
        """Note what is wrong; beyond a number of the same message the rest is left out."""
        file = shown(self.documents[document].path, self.data)
        alike = sum(f.file == file and f.message == message for f in self.faults)
        if alike < SPARED:
            self.faults.append(Problem(file, line, name, message))

    def layout(self, document: str, line: int, expected: str, found: str) -> RefusedError:
        """The error that ends a reading, to be raised: what was expected, what was found, where."""
        file = shown(self.documents[document].path, self.data)
        message = f"the layout has changed: expected {expected}, found {found}"
        return RefusedError(str(Problem(file, line, "layout", message)))

    def actor(self, document: str, line: int, code: str, aliases: Mapping[str, str]) -> str | None:
        """The actor behind a publisher's code or name; None when it is to be left out.

        A code that nobody knows is a fault until it is declared or skipped.
        """
        wanted = aliases.get(code, code)
        if wanted in self.known.actors:
            return wanted
        if wanted in self.known.names:
            return self.known.names[wanted]
        if code not in self.setting.skip and wanted not in TERRITORIES:
            message = f"'{code}' is no actor (add it to actors.csv, or to skip in connectors.toml)"
            self.fault(document, line, "actor", message)
        return None
