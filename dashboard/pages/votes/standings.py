"""Where members stand among the partners of the focus, and what was put to the vote."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.pages.votes.scene import Scene
from dashboard.store.dyads import partners
from dashboard.store.roll_calls import ballots, repeated

LEVEL, CHANCE = "agreement", "kappa_abs"
MEDIAN = "median"
SHIFT = 0.25
"""Change of a member's share of no from which the page says that levels do not compare."""
GROWTH = 1.5
"""Ratio of the numbers of roll calls from which it says so."""


@dataclass(frozen=True)
class Standing:
    """One partner in one year; rank and number ranked are missing where it is not ranked."""

    value: float | None
    n_votes: int
    rank: int | None = None
    of: int | None = None

    @property
    def place(self) -> str:
        """The rank in words."""
        return f"{self.rank} of {self.of}" if self.rank else "not ranked"

    @property
    def below(self) -> int | None:
        """How many ranked members agree less."""
        return self.of - self.rank if self.of is not None and self.rank is not None else None


@dataclass(frozen=True)
class Movement:
    """How many members that are ranked in two years stand lower, higher or equal in the later."""

    lower: int
    higher: int
    equal: int

    @property
    def all(self) -> int:
        """How many members are ranked in both years."""
        return self.lower + self.higher + self.equal


def standing(found: pd.DataFrame, partner: str, year: int) -> Standing:
    """Where a partner stands in a year; no value without a common vote, or where undefined."""
    rows = found.loc[(found["partner"] == partner) & (found["year"] == year)]
    if rows.empty:
        return Standing(None, 0)
    row = rows.iloc[0]
    value = float(row["value"])
    known = None if math.isnan(value) else value
    if pd.isna(row["rank"]):
        return Standing(known, int(row["n_votes"]))
    return Standing(known, int(row["n_votes"]), int(row["rank"]), int(row["of"]))


def median(found: pd.DataFrame, year: int) -> float | None:
    """The median over the ranked members in a year."""
    ranked = found.loc[(found["year"] == year) & found["rank"].notna(), "value"]
    return float(ranked.median()) if len(ranked) else None


def movement(
    found: pd.DataFrame, before: int, now: int, inside: frozenset[str] | None = None
) -> Movement:
    """How the ranked members moved between two years, all of them or those of a set."""
    ranked = found.loc[found["rank"].notna()]
    if inside is not None:
        ranked = ranked.loc[ranked["partner"].isin(inside)]
    values = [
        ranked.loc[ranked["year"] == year].set_index("partner")["value"] for year in (before, now)
    ]
    change = (values[1] - values[0]).dropna()
    return Movement(int((change < 0).sum()), int((change > 0).sum()), int((change == 0).sum()))


def last_as_extreme(values: pd.Series) -> tuple[str, int | None] | None:
    """Whether the newest of some yearly values is high or low, and since when.

    ("high", 2020): higher than in each year after 2020, in which it was at least as high; None as
    the year: than in all years. Nothing where there is no earlier year.
    """
    known = values.dropna()
    if len(known) < 2:
        return None
    now, earlier = known.iloc[-1], known.iloc[:-1]
    if now == earlier.iloc[-1]:
        return None
    side = "high" if now > earlier.iloc[-1] else "low"
    met = earlier.loc[earlier >= now] if side == "high" else earlier.loc[earlier <= now]
    return side, int(met.index[-1]) if len(met) else None


@dataclass(frozen=True)
class Agenda:
    """Roll calls of a year, and how the focus voted."""

    year: int
    roll_calls: int
    yes: int
    no: int
    abstain: int

    @property
    def share(self) -> float:
        """The share of no among the votes cast; 0 without any."""
        return self.no / max(1, self.yes + self.no + self.abstain)


def agendas(here: Scene) -> dict[int, Agenda]:
    """The agenda of every year of the scene as the focus voted on it."""
    rows = ballots(here.database, here.yardstick, here.cast.focus).to_dict("records")
    names = ("year", "roll_calls", "yes", "no", "abstain")
    return {int(row["year"]): Agenda(*(int(row[name]) for name in names)) for row in rows}


def is_shift(before: Agenda | None, now: Agenda) -> bool:
    """Whether agenda or way to vote changed so much that levels of the two years mislead."""
    if before is None or not before.roll_calls:
        return False
    ratio = now.roll_calls / before.roll_calls
    return abs(now.share - before.share) >= SHIFT or ratio >= GROWTH or ratio <= 1 / GROWTH


def agenda_note(here: Scene) -> str:
    """A sentence on roll calls and no votes of the last two years where levels do not compare."""
    found = agendas(here)
    now, before = found[here.now], found.get(here.before or 0)
    if before is None or not is_shift(before, now):
        return ""
    name = here.name(here.cast.focus)
    return (
        f"{now.year} has {now.roll_calls} roll calls, {before.year} {before.roll_calls}; {name} "
        f"voted no on {now.no} and {before.no}. Levels of the two years do not compare at face "
        "value: read ranks and differences too."
    )


@dataclass(frozen=True)
class Year:
    """A partner in one year: agreement with its rank, kappa, agreement on texts of both years."""

    year: int
    level: Standing
    chance: float | None
    texts: float | None


Value = Callable[[Year], float | None]


@dataclass(frozen=True)
class Placed:
    """A partner of the focus in the year before the last, and in the last."""

    code: str
    label: str
    role: str
    before: Year
    now: Year

    @property
    def years(self) -> tuple[Year, Year]:
        """The two years, the earlier one first."""
        return self.before, self.now

    def change(self, value: Value) -> float | None:
        """How much something of the partner changed, where it is known in both years."""
        earlier, later = value(self.before), value(self.now)
        return None if earlier is None or later is None else later - earlier


@lru_cache(maxsize=64)
def placements(here: Scene) -> tuple[Placed, ...]:
    """The cast's partners and the median member, those first that agree most in the last year."""
    focus, years = here.cast.focus, (here.before or here.now, here.now)
    level = partners(here.database, replace(here.yardstick, measure=LEVEL), focus)
    chance = partners(here.database, replace(here.yardstick, measure=CHANCE), focus)
    same = {(row["partner"], row["year"]): row["value"] for row in _on_equal_texts(here)}

    def of(code: str, year: int) -> Year:
        at = standing(level, code, year)
        if at.rank is None:  # few common votes, or damaged ones: no number to compare
            return Year(year, Standing(None, at.n_votes), None, None)
        return Year(year, at, standing(chance, code, year).value, same.get((code, year)))

    placed = [
        Placed(code, here.label(code), here.role(code), *(of(code, year) for year in years))
        for code in here.cast.others
    ]
    placed.sort(key=lambda one: -(one.now.level.value or 0))
    middle = [Year(year, _middle(level, year), median(chance, year), None) for year in years]
    return (*placed, Placed(MEDIAN, "Median member", "ink", *middle))


def _middle(level: pd.DataFrame, year: int) -> Standing:
    """The median member: half of those ranked stand below it."""
    ranked = level.loc[(level["year"] == year) & level["rank"].notna()]
    count = len(ranked)
    return Standing(median(level, year), 0, (count + 1) // 2 if count else None, count or None)


def _on_equal_texts(here: Scene) -> list[dict[str, Any]]:
    asked = (here.database, here.yardstick.scope, here.now, here.cast.focus, here.cast.others)
    return repeated(*asked)


def titles(here: Scene) -> int:
    """How many titles were put to the vote in both years; 0 where titles are not known."""
    found = _on_equal_texts(here)
    return int(found[0]["titles"]) if found else 0
