"""What was put to the vote and how the focus voted on it: why levels of two years may differ."""

from dataclasses import dataclass

from dashboard.pages.votes.scene import Scene
from dashboard.store.roll_calls import ballots

SHIFT = 0.25
"""Change of a member's share of no from which the page says that levels do not compare."""
GROWTH = 1.5
"""Ratio of the numbers of roll calls from which it says so."""


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


def agendas(here: Scene, actor: str) -> dict[int, Agenda]:
    """The agenda of every year of the scene as one member voted on it."""
    rows = ballots(here.database, here.yardstick, actor).to_dict("records")
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
    found = agendas(here, here.cast.focus)
    now, before = found[here.now], found.get(here.before or 0)
    if before is None or not is_shift(before, now):
        return ""
    name = here.name(here.cast.focus)
    return (
        f"{now.year} has {now.roll_calls} roll calls, {before.year} {before.roll_calls}; {name} "
        f"voted no on {now.no} and {before.no}. Levels of the two years do not compare at face "
        "value: read ranks and differences too."
    )
