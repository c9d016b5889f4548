"""Sums that must hold between figures, declared in data/identities.toml, checked in SQL."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
from pydantic import Field, model_validator

from etl.models.toml_files import Code, Strict, Text, TomlDocument, read_toml
from etl.paths import SQL
from etl.problems import Problem

FILE = "identities.toml"


class Exempt(Strict):
    """A cell that need not add up, and why."""

    actor: Code
    period: Text
    reason: Text


class Identity(Strict):
    """Indicators of one actor, actors of one indicator, or votes of a code, that give a whole.

    With `at_most` they may give less: what is known of a whole, or one kind of it.
    """

    name: Text
    tolerance: float = Field(gt=0)
    floor: float = 0.0
    at_most: bool = False
    parts: list[Code] = []
    whole: Code | None = None
    any_source: bool = False
    indicator: Code | None = None
    actors: list[Code] = []
    members: Code | None = None
    whole_actor: Code | None = None
    counted: Code | None = None
    code: Code | None = None
    exceptions: list[Exempt] = []

    @model_validator(mode="after")
    def _is_one_kind(self) -> "Identity":
        over_parts = bool(self.parts) and self.whole is not None
        of_actors = bool(self.actors) or self.members is not None
        over_actors = self.indicator is not None and self.whole_actor is not None and of_actors
        over_votes = self.counted is not None and self.code is not None and self.whole is not None
        if over_parts + over_actors + over_votes != 1:
            raise ValueError(
                "name parts and whole, or indicator, actors and whole_actor, "
                "or counted, code and whole"
            )
        return self


class Identities(Strict):
    """All sums that must hold."""

    identity: list[Identity]


def check_identities(con: duckdb.DuckDBPyConnection, data: Path) -> list[Problem]:
    """Every figure that its parts do not give, at the line of the whole."""
    problems: list[Problem] = []
    if not (data / FILE).exists():
        return problems
    document = read_toml(data / FILE, Identities, data, problems)
    if document is None:
        return problems
    for index, identity in enumerate(document.model.identity):
        problems += _unknown(con, document, index, identity)
        problems += [Problem(*row) for row in _broken(con, identity)]
    return problems


def _broken(con: duckdb.DuckDBPyConnection, identity: Identity) -> list[tuple]:
    excepted = [f"{e.actor} {e.period}" for e in identity.exceptions]
    common = {
        "name": identity.name,
        "tolerance": identity.tolerance,
        "floor": identity.floor,
        "at_most": identity.at_most,
        "excepted": excepted,
    }
    if identity.parts:
        asked = {"parts": identity.parts, "whole": identity.whole, "any": identity.any_source}
        return con.execute(_sql("sum_of_indicators"), common | asked).fetchall()
    if identity.counted:
        asked = {"counted": identity.counted, "code": identity.code, "whole": identity.whole}
        return con.execute(_sql("count_of_codes"), common | asked).fetchall()
    asked = {
        "indicator": identity.indicator,
        "actors": identity.actors,
        "members": identity.members,
        "whole": identity.whole_actor,
    }
    return con.execute(_sql("sum_of_actors"), common | asked).fetchall()


def _unknown(
    con: duckdb.DuckDBPyConnection,
    document: TomlDocument[Identities],
    index: int,
    identity: Identity,
) -> Iterator[Problem]:
    named = [*identity.parts, identity.whole, identity.indicator, identity.counted]
    known = {row[0] for row in con.execute("select id from staged_indicator").fetchall()}
    for name in named:
        if name is not None and name not in known:
            yield document.problem(("identity", index), f"'{name}' is in no codebook", "identity")


def _sql(name: str) -> str:
    return (SQL / "identities" / f"{name}.sql").read_text("utf-8")
