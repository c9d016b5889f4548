"""What a series shows in each episode, by months since its start."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.store.corrections import VOTE, Correction, within
from dashboard.store.database import ask
from dashboard.store.episodes import Comparison, Episode, EpisodeSeries
from dashboard.store.figures import Question, figures
from dashboard.store.lens import Lens
from dashboard.store.profile import votes_cited

DAYS = 365.25 / 12
"""Days of a mean month."""
BASE = 12
"""Months before the start whose mean is 100 in an indexed series; ten of them must be known."""
ENOUGH = 10
STALE = 18
"""Months after which an older value does not stand for a later month."""
COUNTED = """
select date_start as day, event.id, event.title, event.source, event.locator, source.publisher,
    source.title as document, source.url, source.licence, source.known_on as published
from event join source on source.id = event.source
where (topic = $topic and contains(event.title, $match)
        and list_has_all(actors, [$actor, $partner]))
    or list_contains($also, event.id)
order by date_start, event.id
"""
VOTED = """
select year, case $votes when 'agreement' then agreement when 'identical_share' then identical_share
    when 's_abs' then s_abs when 's_sq' then s_sq when 'kappa_abs' then kappa_abs
    when 'kappa_sq' then kappa_sq when 'pi_abs' then pi_abs else pi_sq end as value
from dyad_year
where scope = 'fp' and n_votes >= 30
    and actor = least($actor, $partner) and partner = greatest($actor, $partner)
order by year
"""


@dataclass(frozen=True)
class At:
    """A value some months after the start; `day` is when, or the middle of its period.

    `corrected` is what is corrected among the figures that it rests on.
    """

    month: float
    value: float
    day: date
    period: str
    corrected: tuple[Correction, ...] = ()


def months_since(start: date, day: date) -> float:
    """Mean months from a start to a day; below nought before it."""
    return (day - start).days / DAYS


def last_day(episode: Episode) -> date:
    """The last day of an episode: its start and its months; of an open one the end of time."""
    if episode.months is None:
        return date(2999, 12, 31)
    return episode.start + timedelta(days=round(episode.months * DAYS))


@lru_cache(maxsize=32)
def evidence(database: str, comparison: Comparison, series: EpisodeSeries) -> pd.DataFrame:
    """The rows that a series rests on, with their documents; `day` and `value` where it has any."""
    sides = {"actor": comparison.actor, "partner": comparison.partner}
    if series.topic:
        asked: dict[str, Any] = {"topic": series.topic, "match": series.match}
        return ask(database, COUNTED, sides | asked | {"also": list(series.also)})
    if series.votes:
        return votes_cited(database, comparison.actor, comparison.partner, "fp")
    pair = (comparison.actor, comparison.partner)
    if series.distance:
        return figures(database, Question((series.distance,), pair), Lens())
    question = Question((str(series.indicator),), (str(series.actor),), (str(series.partner),))
    return figures(database, question, Lens())


@lru_cache(maxsize=32)
def _dated(
    database: str, comparison: Comparison, series: EpisodeSeries
) -> list[tuple[date, str, float]]:
    """Middle day, period and value of every figure of a series, oldest first."""
    if series.votes:
        sides = {"actor": comparison.actor, "partner": comparison.partner}
        found = ask(database, VOTED, sides | {"votes": series.votes})
        rows = zip(found["year"].tolist(), found["value"].tolist(), strict=True)
        return [(date(year, 7, 1), str(year), value) for year, value in rows]
    found = evidence(database, comparison, series)
    found = found.loc[found["value"].notna()]
    if series.distance:
        wide = found.pivot_table("value", "period", "actor").dropna()
        apart = (wide[comparison.actor] - wide[comparison.partner]).abs()
        return [(date(int(str(p)), 7, 1), str(p), float(v)) for p, v in apart.items()]
    middle = found["period_start"] + (found["period_end"] - found["period_start"]) / 2
    days = [day.date() for day in middle.tolist()]
    return list(zip(days, found["period"].tolist(), found["value"].tolist(), strict=True))


def values(
    database: str, comparison: Comparison, series: EpisodeSeries, episode: Episode
) -> list[At]:
    """A series in one episode: from some months before its start, where it is no count, to its end.

    Empty where nothing is known of it, or where an indexed one has no base.
    """
    if series.topic:
        return _counted(database, comparison, series, episode)
    first = -comparison.before
    end = min(comparison.after, months_since(episode.start, last_day(episode)))
    dated = _dated(database, comparison, series)
    base = _base(dated, episode.start) if series.measure == "indexed" else 100.0
    if base is None:
        return []
    pair = (comparison.actor, comparison.partner)
    subject = VOTE if series.votes else str(series.distance or series.indicator)
    found = [
        At(
            months_since(episode.start, day),
            100 * value / base,
            day,
            period,
            within(database, subject, pair, period),
        )
        for day, period, value in dated
    ]
    inside = [at for at in found if first <= at.month <= end]
    return inside if any(at.month >= 0 for at in inside) else []


def _base(dated: list[tuple[date, str, float]], start: date) -> float | None:
    """The mean of the twelve months before the month of the start; None where too few are known."""
    first = date(start.year - 1, start.month, 1)
    mine = [value for day, _, value in dated if first <= day < start.replace(day=1)]
    return sum(mine) / len(mine) if len(mine) >= ENOUGH and sum(mine) > 0 else None


def _counted(
    database: str, comparison: Comparison, series: EpisodeSeries, episode: Episode
) -> list[At]:
    """The running number of events since the start, in steps, to the end of episode or record."""
    end = min(last_day(episode), series.until or date.max)
    if series.since and episode.start < series.since:
        return []
    days = [day.date() for day in evidence(database, comparison, series)["day"].tolist()]
    inside = [day for day in days if episode.start <= day <= end]
    found = [At(0.0, 0.0, episode.start, f"{episode.start}")]
    for count, day in enumerate(inside, 1):
        month = months_since(episode.start, day)
        found += [At(month, count - 1.0, day, f"{day}"), At(month, float(count), day, f"{day}")]
    found.append(At(months_since(episode.start, end), float(len(inside)), end, f"{end}"))
    return [at for at in found if at.month <= comparison.after]


def standing(found: list[At], month: float, *, counted: bool) -> At | None:
    """The newest value at a month: of a count the one reached, else one not older than STALE.

    None where the episode had ended before, or where nothing is known.
    """
    known = [at for at in found if at.month <= month + 1e-9]
    if not known or known[-1].month < (0 if counted else month - STALE):
        return None
    if counted and found[-1].month < month - 1e-9:
        return None
    return known[-1]
