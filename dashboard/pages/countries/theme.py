"""One actor in one theme: small charts beside the mean of its group; value, rank and change."""

from collections.abc import Iterator
from functools import lru_cache, partial

import pandas as pd

from dashboard.charts.view import View
from dashboard.figure.correction_marks import sign
from dashboard.figure.documents import evidence_behind
from dashboard.figure.figure import Chart, Figure
from dashboard.figure.place import Place
from dashboard.html.markup import bold, joined, paragraph, table, text
from dashboard.pages.countries.series import ActorSeries, means
from dashboard.pages.countries.theme_charts import ActorCharts, Group, told_of
from dashboard.store.catalogue import Theme
from dashboard.store.corrections import Correction, within
from dashboard.store.figure_ids import theme_id
from dashboard.store.points import Point, point_frame
from dashboard.words.wording import number, period, quantity

WIDTH = 290
LINES = 3
"""From so many periods on a series is a line, else a row of marks."""
HEADS = ("Quantity", "Newest", "Value", "Mean of the group", "Rank", "Change", "since")


@lru_cache(maxsize=128)
def theme_figure(
    at: Place, theme: Theme, actor: str, group: Group, series: tuple[ActorSeries, ...]
) -> Figure | None:
    """The figure of a theme; None where nothing speaks of the actor."""
    told = list(told_of(at, theme, actor, group, series))
    if not told:
        return None
    parts = [one.rows.assign(quantity=one.title) for one in told]
    body = [_row(at, actor, one) for one in told]
    cited = pd.concat([one.cited for one in told], ignore_index=True)
    return Figure(
        id=theme_id(theme.id),
        title=theme.title,
        subtitle=theme.question,
        charts=tuple(_chart(at, actor, group, one) for one in told),
        table=partial(table, HEADS, body, (0, 1, 6), theme.title),
        rows=lambda: pd.concat(parts, ignore_index=True),
        evidence=evidence_behind(at.database, cited),
        layout="quad",
        note=f"Thin line: unweighted mean of those of {group.label} that have a figure in the same "
        "period, three at least; rank 1 is the highest value among them.",
    )


def _chart(at: Place, actor: str, group: Group, told: ActorCharts) -> Chart:
    """A line of the actor and the mean; rows where there are few periods."""
    mine = told.rows.loc[told.rows["subject"] == actor]
    is_line = mine["period"].nunique() >= LINES
    points = _line(at, actor, group, told) if is_line else _rows(at, actor, group, told)
    frame = point_frame(points)
    view = View(
        kind="line" if is_line else "dot",
        alt=f"{told.title}, {at.catalogue.actors[actor].name}; values are in the table",
        axis=told.unit.axis or "",
        decimals=min(told.decimals, 2),
        height=120 if is_line else None,
        width=None if at.narrow else WIDTH,
        narrow=at.narrow,
        zero=bool((frame["value"] >= 0).all()),
        peak=False,
        gaps=not told.is_waves,
    )
    return Chart(title=told.title, frame=frame, view=view, words=_words(group, told))


def _line(at: Place, actor: str, group: Group, told: ActorCharts) -> Iterator[Point]:
    who = at.catalogue.actors[actor]
    mine = told.rows.loc[told.rows["subject"] == actor]
    for row in means(told.rows, actor, group.members).to_dict("records"):
        said = f"Mean of {row['members']} of {group.label}, {period(row['period'])}: "
        yield _point("mean", "mean", "ctx", row, said + _amount(told, row["value"]), focus=False)
    for row in mine.to_dict("records"):
        said = f"{who.label}, {period(row['period'])}: {_amount(told, row['value'])}"
        yield _point(actor, who.label, who.colour or "ink", row, said, _corrected(at, told, row))


def _rows(at: Place, actor: str, group: Group, told: ActorCharts) -> Iterator[Point]:
    """The actor among the highest, the lowest and the mean of its group at its newest period."""
    same = told.rows.loc[told.rows["period"] == told.standing.period]
    inside = same.loc[same["subject"].isin([actor, *group.members])].sort_values("value")
    ends = {*inside["subject"].tail(2), *inside["subject"].head(1), actor}
    for row in inside.loc[inside["subject"].isin(list(ends))].to_dict("records"):
        who = at.catalogue.actors[row["subject"]]
        said = f"{who.label}, {period(row['period'])}: {_amount(told, row['value'])}"
        role, focus = who.colour or "ink", row["subject"] == actor
        yield _point(who.code, who.label, role, row, said, _corrected(at, told, row), focus=focus)
    if told.standing.mean is not None:
        row = inside.iloc[0].to_dict() | {"value": told.standing.mean}
        said = f"Mean of {told.standing.of} of {group.label}: {_amount(told, row['value'])}"
        yield _point("mean", "Mean", "ctx", row, said, focus=False)


def _point(
    series: str,
    label: str,
    role: str,
    row: dict,
    said: str,
    corrected: tuple[Correction, ...] = (),
    *,
    focus: bool = True,
) -> Point:
    start, end = row["period_start"], row["period_end"]
    return Point(
        series, label, role, start, end, row["value"], said, focus, period=row["period"],
        corrected=corrected,
    )  # fmt: skip


def _corrected(at: Place, told: ActorCharts, row: dict) -> tuple[Correction, ...]:
    """The corrections of a figure, or of what agreement in the votes of a year was made of."""
    return within(at.database, told.series, (row["subject"], told.other), row["period"])


def _amount(told: ActorCharts, value: float) -> str:
    return quantity(value, told.unit, told.decimals)


def _words(group: Group, told: ActorCharts) -> str:
    """Value, mean, rank and change under the title of a small chart."""
    where = told.standing
    parts: list[str] = [bold(_amount(told, where.value)) + f", {period(where.period)}"]
    if where.rank is not None:
        parts.append(f"rank {where.rank} of {where.of} in {group.label}")
    if where.mean is not None:
        parts.append(f"mean {number(where.mean, told.decimals)}")
    if where.first_period != where.period:
        parts.append(f"{_signed(where.change, told.decimals)} since {period(where.first_period)}")
    return paragraph(joined(parts, "; "))


def _row(at: Place, actor: str, told: ActorCharts) -> tuple[str, ...]:
    where = told.standing
    rank = f"{where.rank} of {where.of}" if where.rank is not None else "none"
    moved = where.first_period != where.period
    return (
        text(told.title),
        text(period(where.period)),
        text(_amount(told, where.value)) + sign(_of_newest(at, actor, told)),
        number(where.mean, told.decimals) if where.mean is not None else "none",
        rank,
        _signed(where.change, told.decimals) if moved else "",
        text(period(where.first_period)) if moved else "one period",
    )


def _of_newest(at: Place, actor: str, told: ActorCharts) -> tuple[Correction, ...]:
    return _corrected(at, told, {"subject": actor, "period": told.standing.period})


def _signed(value: float, decimals: int) -> str:
    return ("+" if value > 0 else "") + number(value, decimals)
