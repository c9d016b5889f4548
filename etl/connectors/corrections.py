"""data/corrections.toml: known faults of publishers, mended on the way in.

What is wrong, why and since when stands once, in corrections.csv, where readers see it; an entry
here names that row and says which cell is meant, what the publisher prints, and what is done.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import model_validator

from etl.connectors.model import Row, SourceEdition
from etl.models.toml_files import Code, Strict, Text, TomlDocument, read_toml
from etl.problems import Problem

FILE = "corrections.toml"


class CellCorrection(Strict):
    """One cell of one publisher: what it prints, and what is written instead, if anything."""

    id: Code
    connector: Code
    indicator: Code
    actor: Code
    partner: str = ""
    period: Text
    expect: Text
    action: Literal["replace", "drop"]
    value: Text = ""

    @model_validator(mode="after")
    def _agrees(self) -> "CellCorrection":
        if (self.action == "replace") != bool(self.value):
            raise ValueError("'replace' and a value go together (add or drop one)")
        return self

    @property
    def cell(self) -> tuple[str, str, str, str]:
        """Which figure is meant."""
        return self.indicator, self.actor, self.partner, self.period


class Corrections(Strict):
    """All faults of publishers that are mended on the way in."""

    correction: list[CellCorrection] = []


def read_corrections(data: Path, problems: list[Problem]) -> TomlDocument[Corrections] | None:
    """The corrections, faults added to `problems`; None when the file is missing."""
    return read_toml(data / FILE, Corrections, data, problems)


def corrected(
    connector: str, edition: SourceEdition, document: TomlDocument[Corrections], *, is_part: bool
) -> tuple[tuple[Row, ...], list[Problem]]:
    """The rows with known faults mended; a fault that is gone is a problem of its entry."""
    rows = {(row.indicator, *row.key): row for row in edition.rows}
    indicators = {row.indicator for row in edition.rows}
    problems = []
    for number, entry in enumerate(document.model.correction):
        if entry.connector != connector or entry.indicator not in indicators:
            continue
        row = rows.get(entry.cell)
        if row is None and is_part:
            continue
        if row is None or row.value != entry.expect:
            found = "prints nothing there" if row is None else f"prints {row.value}"
            message = (
                f"'{entry.id}' is mended: the publisher {found}, not {entry.expect} "
                "(delete the entry, and say so in corrections.csv)"
            )
            problems.append(document.problem(("correction", number, "expect"), message))
        elif entry.action == "drop":
            del rows[entry.cell]
        else:
            rows[entry.cell] = _replaced(row, entry)
    return tuple(rows.values()), problems


def _replaced(row: Row, entry: CellCorrection) -> Row:
    note = f"the publisher prints {row.value}; see correction {entry.id}"
    values = {**row.__dict__, "value": entry.value, "note": note, "confidence": "low"}
    return Row(**values)


def unknown(
    document: TomlDocument[Corrections], connectors: Iterable[str], ledger: Iterable[str]
) -> list[Problem]:
    """Entries of a connector that does not exist, or without a row in corrections.csv."""
    problems = []
    known = {"connector": set(connectors), "id": set(ledger)}
    remedies = {"connector": "mend the name", "id": "add a row to corrections.csv"}
    for number, entry in enumerate(document.model.correction):
        for name, values in known.items():
            if (value := getattr(entry, name)) not in values:
                place = ("correction", number, name)
                problems.append(document.problem(place, f"'{value}' is unknown ({remedies[name]})"))
    return problems
