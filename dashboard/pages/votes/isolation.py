"""Isolation against alignment: agreement, kappa and rank of the same partners, side by side."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.field import Standing, median, standing
from dashboard.pages.votes.frames import said, signed
from dashboard.pages.votes.measures import MEASURES, computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.store.dyads import FEW, partners
from dashboard.store.roll_calls import repeated
from dashboard.words.wording import listed, number

LEVEL, CHANCE = "agreement", "kappa_abs"
MEDIAN = "median"
WIDTH = 384
NAMES = 112


@dataclass(frozen=True)
class Year:
    """A partner in one year: agreement with its rank, kappa, agreement on texts of both years."""

    level: Standing
    chance: float | None
    texts: float | None


@dataclass(frozen=True)
class Placed:
    """A partner of the focus in the year before the last, and in the last."""

    code: str
    label: str
    role: str
    before: Year
    now: Year

    def change(self, value: Callable[[Year], float | None]) -> float | None:
        """How much something of the partner changed, where it is known in both years."""
        earlier, later = value(self.before), value(self.now)
        return None if earlier is None or later is None else later - earlier


@lru_cache(maxsize=64)
def placements(here: Scene) -> tuple[Placed, ...]:
    """The cast's partners and the median member, those first that agree most in the last year."""
    focus, years = here.cast.focus, (here.before or here.now, here.now)
    level = partners(here.database, replace(here.yardstick, measure=LEVEL), focus)
    chance = partners(here.database, replace(here.yardstick, measure=CHANCE), focus)
    asked = (here.database, here.yardstick.scope, here.now, focus, here.cast.others)
    same = {(row["partner"], row["year"]): row["value"] for row in repeated(*asked)}

    def of(code: str) -> Placed:
        found = []
        for year in years:
            at = standing(level, code, year)
            if at.rank is None:  # few common votes, or damaged ones: no number to compare
                found.append(Year(Standing(None, at.n_votes), None, None))
                continue
            beyond = standing(chance, code, year).value
            found.append(Year(at, beyond, same.get((code, year))))
        return Placed(code, here.label(code), here.role(code), *found)

    middle = [Year(_middle(level, year), median(chance, year), None) for year in years]
    placed = sorted(map(of, here.cast.others), key=lambda one: -(one.now.level.value or 0))
    return (*placed, Placed(MEDIAN, "Median member", "ink", *middle))


def _middle(level: pd.DataFrame, year: int) -> Standing:
    """The median member: half of those ranked stand below it."""
    ranked = level.loc[(level["year"] == year) & level["rank"].notna()]
    count = len(ranked)
    return Standing(median(level, year), 0, (count + 1) // 2 if count else None, count or None)


@lru_cache(maxsize=64)
def isolation_figure(here: Scene) -> Figure | None:
    """The figure; nothing where there is no year before the last to compare with."""
    if here.before is None:
        return None
    placed = placements(here)
    focus = here.name(here.cast.focus)
    return Figure(
        id="isolation",
        title=f"Isolation against alignment, {here.before} to {here.now}",
        subtitle=f"The same partners of {focus} by level, beyond chance and by rank; tick: "
        f"{here.before}, marker: {here.now}. Further right is closer to {focus} in all three.",
        charts=_panels(here, placed),
        table=partial(isolation_table, here, placed),
        rows=lambda: _rows(here, placed),
        evidence=votes_evidence(here.database, replace(here.yardstick, first=here.before)),
        computation=computation(MEASURES[LEVEL], here.yardstick.scope),
        note=" ".join(filter(None, [_note(here, placed), suspects(here, here.before)])),
        layout="trio",
    )


def _panels(here: Scene, placed: tuple[Placed, ...]) -> tuple[Chart, ...]:
    label = here.label(here.cast.focus)
    asked: list[tuple[str, Callable[[Year], float | None], int]] = [
        (f"Agreement with the {label}" if label in {"US", "UK"} else f"Agreement with {label}",
         lambda year: year.level.value, 2),
        ("Beyond chance (kappa)", lambda year: year.chance, 2),
        ("Members ranked below", lambda year: year.level.below, 0),
    ]  # fmt: skip
    panels = []
    for title, value, decimals in asked:
        view = View(
            kind="dumbbell",
            alt=f"{title}, {here.before} and {here.now}: {_read_out(placed, value, decimals)}",
            decimals=decimals,
            narrow=here.narrow,
            width=None if here.narrow else WIDTH,
            height=26 * len(placed),
            left=NAMES,
            order="given",
            domain=_domain(placed, value),
        )
        panels.append(Chart(title=title, frame=_frame(here, placed, value, decimals), view=view))
    return tuple(panels)


def _domain(
    placed: tuple[Placed, ...], value: Callable[[Year], float | None]
) -> tuple[float, float]:
    """From zero to the highest value, with room for a number left of the lowest one."""
    values = [v for one in placed for v in (value(one.before), value(one.now)) if v is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    return low - 0.22 * (high - low), high


def _read_out(
    placed: tuple[Placed, ...], value: Callable[[Year], float | None], decimals: int
) -> str:
    def moved(one: Placed) -> str:
        before, now = (said(value(year), decimals) for year in (one.before, one.now))
        return f"{one.label} {before}, then {now}"

    return listed([moved(one) for one in placed])


def _frame(
    here: Scene,
    placed: tuple[Placed, ...],
    value: Callable[[Year], float | None],
    decimals: int,
) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "series": one.code, "series_label": one.label, "role": one.role, "focus": True,
                "row": one.code, "row_label": one.label, "period": str(year),
                "period_start": pd.Timestamp(f"{year}-01-01"),
                "period_end": pd.Timestamp(f"{year}-12-31"), "value": value(held),
                "tooltip": f"{one.label}, {year}: {said(value(held), decimals)}",
            }
            for one in placed
            for year, held in ((here.before, one.before), (here.now, one.now))
        ]
    )  # fmt: skip


def isolation_table(here: Scene, placed: tuple[Placed, ...]) -> str:
    """The numbers of the three charts, and agreement on the texts voted on in both years."""
    body = []
    for one in placed:
        cells = [text(one.label)]
        for value in (lambda y: y.level.value, lambda y: y.chance, lambda y: y.texts):
            cells += [said(value(one.before)), said(value(one.now)), signed(one.change(value))]
        body.append([*cells, _place(one.before.level), _place(one.now.level)])
    before, now = str(here.before), str(here.now)
    heads = ["With"]
    for name in ("agreement", "kappa", "on equal texts"):
        heads += [f"{name} {before}", now, "change"]
    heads += [f"place {before}", now]
    return table(heads, body, name="Agreement, kappa and rank")


def _place(at: Standing) -> str:
    return f"{at.rank} of {at.of}" if at.rank else "not ranked"


def _rows(here: Scene, placed: tuple[Placed, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "actor": here.cast.focus, "partner": one.code, "year": year,
                "agreement": held.level.value, "kappa_abs": held.chance,
                "agreement_on_texts_of_both_years": held.texts, "rank": held.level.rank,
                "of": held.level.of, "n_votes": held.level.n_votes or None,
            }
            for one in placed
            for year, held in ((here.before, one.before), (here.now, one.now))
        ]
    )  # fmt: skip


def titles(here: Scene) -> int:
    """How many titles were put to the vote in both years; 0 where titles are not known."""
    asked = (here.database, here.yardstick.scope, here.now, here.cast.focus, here.cast.others)
    found = repeated(*asked)
    return int(found[0]["titles"]) if found else 0


def _note(here: Scene, placed: tuple[Placed, ...]) -> str:
    count = titles(here)
    equal = (
        f"Equal texts (in the table): the {count} titles put to the vote in {here.before} and in "
        f"{here.now}."
        if count
        else f"Titles of {here.before} or {here.now} are not known: no figure on equal texts."
    )
    middle = placed[-1].now.level
    unranked = any(year.level.rank is None for one in placed for year in (one.before, one.now))
    few = f" A partner that is not ranked has no figure: fewer than {FEW} common votes." * unranked
    half = f"Half of the {number(middle.of or 0, 0)} ranked members stand below the median."
    return f"{half} {equal}{few}"
