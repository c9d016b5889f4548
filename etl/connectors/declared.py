"""connectors.toml and corrections.toml held to the register, the codebooks and corrections.csv."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.connectors.corrections import FILE as CORRECTIONS
from etl.connectors.corrections import read_corrections, unknown
from etl.connectors.register import CONNECTORS
from etl.connectors.settings import FILE as SETTINGS
from etl.connectors.settings import Settings, read_settings
from etl.models.toml_files import TomlDocument
from etl.problems import Problem

LEDGER = "select id from staged_correction where whose = 'publisher'"


def check_declared(con: duckdb.DuckDBPyConnection, data: Path) -> list[Problem]:
    """Every fault of the two files; a data folder without connectors needs neither."""
    problems: list[Problem] = []
    if (data / SETTINGS).exists():
        settings = read_settings(data, problems)
        if settings is not None:
            problems += _names(con, settings)
    if (data / CORRECTIONS).exists():
        corrections = read_corrections(data, problems)
        if corrections is not None:
            ledger = [row[0] for row in con.execute(LEDGER).fetchall()]
            problems += unknown(corrections, CONNECTORS, ledger)
    return problems


def _names(con: duckdb.DuckDBPyConnection, settings: TomlDocument[Settings]) -> Iterator[Problem]:
    indicators = {row[0] for row in con.execute("select id from staged_indicator").fetchall()}
    actors = {row[0] for row in con.execute("select code from staged_actor").fetchall()}
    for name, setting in settings.model.connector.items():
        if name not in CONNECTORS:
            message = f"'{name}' is no connector (mend the name)"
            yield settings.problem(("connector", name), message, name)
        for indicator, scope in setting.indicators.items():
            place = ("connector", name, "indicators", indicator)
            if indicator not in indicators:
                message = f"'{indicator}' is in no codebook (mend it, or declare it)"
                yield settings.problem(place, message, indicator)
            for code in sorted({*setting.actors, *scope.actors, *scope.partners} - actors):
                message = f"'{code}' is not in actors.csv (mend the code, or add it there)"
                yield settings.problem(place, message, indicator)
