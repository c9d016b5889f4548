"""Episodes that are compared by months since their start, as a build declares them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.store.database import records, tupled

COMPARISONS = "from comparison order by position"
EPISODES = """
select episode.*,
    duration.value as months, duration.reason as reason, duration.note as duration_note
from episode
join comparison on comparison.id = episode.comparison
left join figure as duration on duration.indicator = comparison.duration
    and duration.actor = comparison.actor and duration.partner = comparison.partner
    and duration.period = episode.period
order by episode.comparison, episode.position
"""


@dataclass(frozen=True)
class EpisodeSeries:
    """What is compared; see etl/models/episodes.py."""

    id: str
    comparison: str
    position: int
    title: str
    question: str
    unit: str
    decimals: int
    indicator: str | None
    actor: str | None
    partner: str | None
    votes: str | None
    distance: str | None
    topic: str | None
    match: str
    also: tuple[str, ...]
    since: date | None
    until: date | None
    measure: str
    note: str


@dataclass(frozen=True)
class Episode:
    """An episode; `months` is how long it lasted, None while it is open."""

    comparison: str
    position: int
    period: str
    start: date
    label: str
    unit: str
    months: float | None
    reason: str | None
    duration_note: str | None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.months is None


@dataclass(frozen=True)
class Comparison:
    """Episodes of one pair with what is compared in them."""

    id: str
    position: int
    title: str
    actor: str
    partner: str
    duration: str
    codes: tuple[str, ...]
    variables: tuple[str, ...]
    before: int
    after: int
    episodes: tuple[Episode, ...] = ()
    series: tuple[EpisodeSeries, ...] = ()


@lru_cache(maxsize=4)
def comparisons(database: str) -> tuple[Comparison, ...]:
    """The comparisons that a build declares, in order; none where it declares none."""
    episodes = [Episode(**row) for row in records(database, EPISODES)]
    rows = records(database, "from episode_series order by position")
    series = [EpisodeSeries(**tupled(row, "also")) for row in rows]
    return tuple(
        Comparison(
            **tupled(row, "codes", "variables"),
            episodes=tuple(e for e in episodes if e.comparison == row["id"]),
            series=tuple(s for s in series if s.comparison == row["id"]),
        )
        for row in records(database, COMPARISONS)
    )
