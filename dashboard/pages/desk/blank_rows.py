"""Rows for a coder to fill: of an indicator, the next period of every series that goes on."""

import csv
import io
import re
from collections.abc import Iterable

from dashboard.store.database import records

HEADER: list[str] = [
    "indicator", "actor", "partner", "period", "value", "source", "locator", "confidence", "coder",
    "note",
]  # fmt: skip
NEWEST = """
select indicator, actor, partner, frequency, period, period_end
from figure where list_contains($indicators, indicator)
qualify row_number() over (
    partition by indicator, actor, partner order by period_end desc, period desc
) = 1 and period_end = max(period_end) over (partition by indicator)
order by list_position($indicators, indicator), actor, partner nulls first
"""
LAST_PART = {"H": 2, "Q": 4, "M": 12}


def blank_rows(database: str, indicators: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Rows without value and source, by indicator; series that ended earlier are left out."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in records(database, NEWEST, {"indicators": list(indicators)}):
        blank = dict.fromkeys(HEADER, "") | {
            "indicator": row["indicator"],
            "actor": row["actor"],
            "partner": row["partner"] or "",
            "period": following(row["period"], row["frequency"]),
        }
        found.setdefault(row["indicator"], []).append(blank)
    return found


def following(period: str, frequency: str) -> str:
    """The period after one of this frequency; empty where only the document can tell."""
    if frequency == "Y" and period.isdigit():
        return str(int(period) + 1)
    match = re.fullmatch(r"(\d{4})-([HQ]?)(\d+)", period)
    if frequency not in LAST_PART or match is None:
        return ""
    year, letter, part = int(match[1]), match[2], int(match[3])
    year, part = (year + 1, 1) if part == LAST_PART[frequency] else (year, part + 1)
    return f"{year}-{letter}{part:02}" if frequency == "M" else f"{year}-{letter}{part}"


def as_csv(rows: Iterable[dict[str, str]], *, headed: bool = True) -> str:
    """Rows as they stand in observations/<family>.csv."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, lineterminator="\n")
    if headed:
        writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
