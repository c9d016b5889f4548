"""How the whole field moved: every member's agreement with the focus, the chosen ones named."""

from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.strip import NAMED
from dashboard.charts.view import View
from dashboard.figure.documents import votes_evidence
from dashboard.figure.figure import Chart, Figure
from dashboard.html.markup import table, text
from dashboard.pages.votes.field import median, standing
from dashboard.pages.votes.frames import said
from dashboard.pages.votes.measures import computation
from dashboard.pages.votes.scene import Scene, suspects
from dashboard.store.dyads import FEW, partners
from dashboard.words.wording import number

EXTREMES = 2
"""Members at the upper end that are named although nobody chose them."""
WIDTH = 576
MOST_LABELS = 5


@lru_cache(maxsize=64)
def field_figure(here: Scene) -> Figure:
    """The figure of the scene's moments; its table holds every ranked member."""
    found = partners(here.database, here.yardstick, here.cast.focus)
    ranked = found.loc[found["year"].isin(here.moments) & found["rank"].notna()]
    focus = here.name(here.cast.focus)
    view = View(
        kind="strip",
        alt=f"{here.measure.noun} of every member with {focus}, in the years "
        f"{', '.join(map(str, here.moments))}. The values are in the table.",
        decimals=2,
        narrow=here.narrow,
        width=None if here.narrow else WIDTH,
        domain=here.measure.domain,
        order="given",
    )
    return Figure(
        id="field",
        title="How the whole field moved",
        subtitle=f"{here.measure.noun[:1].upper()}{here.measure.noun[1:]} with {focus}; one stroke "
        f"per member with at least {FEW} common votes.",
        charts=(Chart(frame=_frame(here, ranked), view=view),),
        table=partial(_table, here, ranked),
        rows=lambda: ranked,
        evidence=votes_evidence(here.database, here.yardstick),
        computation=computation(here.measure, here.yardstick.scope),
        note=" ".join(filter(None, [_standings(here, found), suspects(here)])),
    )


def _frame(here: Scene, ranked: pd.DataFrame) -> pd.DataFrame:
    chosen = set(here.cast.others[:MOST_LABELS])
    codes, years = ranked["partner"].tolist(), ranked["year"].tolist()
    ends = {
        (code, year)
        for year in here.moments[-1:]
        for code in ranked.loc[ranked["year"] == year].nlargest(EXTREMES, "value")["partner"]
    }
    return pd.DataFrame(
        {
            "series": codes,
            "series_label": [here.label(code) for code in codes],
            "role": [here.role(code) for code in codes],
            "focus": [code in chosen for code in codes],
            "row": [str(year) for year in years],
            "row_label": [str(year) for year in years],
            "period": [str(year) for year in years],
            "value": ranked["value"].tolist(),
            "code": [NAMED if key in ends else None for key in zip(codes, years, strict=True)],
            "tooltip": [
                f"{here.label(code)}, {year}: {number(value, 2)}, place {rank:.0f} of {of:.0f}"
                for code, year, value, rank, of in ranked[
                    ["partner", "year", "value", "rank", "of"]
                ].itertuples(index=False)
            ],
        }
    )


def _standings(here: Scene, found: pd.DataFrame) -> str:
    """Where the other corners stand in the last two years, and the median."""
    years = [year for year in (here.before, here.now) if year is not None]
    middle = [f"{said(median(found, year))} in {year}" for year in years]
    parts = [f"Median member {' and '.join(middle)}"]
    for code in here.cast.corners[1:]:
        places = []
        for year in years:
            at = standing(found, code, year)
            places.append(f"place {at.rank} of {at.of}" if at.rank else "not ranked")
        parts.append(f"{here.label(code)} {', then '.join(places)}")
    return f"{'; '.join(parts)}."


def _table(here: Scene, ranked: pd.DataFrame) -> str:
    """Every member with value and rank at each moment, in the order of the last one."""
    by = {(row["partner"], row["year"]): row for row in ranked.to_dict("records")}
    codes = list(dict.fromkeys(ranked["partner"]))

    def place(code: str) -> float:
        return by[code, here.now]["rank"] if (code, here.now) in by else 999

    def cell(code: str, year: int) -> list[str]:
        row = by.get((code, year))
        return [said(row["value"]), f"{row['rank']:.0f}"] if row else ["–", "–"]

    body = [
        [text(here.actors[code].name), *(c for year in here.moments for c in cell(code, year))]
        for code in sorted(codes, key=place)
    ]
    heads = ["Member", *(head for year in here.moments for head in (str(year), "place"))]
    return table(heads, body, name="The whole field")
