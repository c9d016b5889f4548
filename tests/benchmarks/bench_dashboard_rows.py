"""A row of the result: what was measured, its floor, and the ratio of their medians."""

from dataclasses import dataclass, field
from statistics import median


@dataclass
class Row:
    """Samples of ours and of the floor, taken in turns; each round is the median of its samples."""

    name: str
    floor_name: str
    unit: str
    bar: float
    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    def add(self, floor: list[float], ours: list[float]) -> None:
        """Take in one round."""
        self.floor.append(median(floor))
        self.ours.append(median(ours))

    @property
    def ratio(self) -> float:
        """Median of ours over median of the floor."""
        return median(self.ours) / median(self.floor)

    def line(self) -> str:
        """The row as Markdown."""
        rounds = [o / f for o, f in zip(self.ours, self.floor, strict=True)]
        held = "yes" if self.ratio <= self.bar else "**no**"
        return (
            f"| {self.name} | {_spread(self.ours)} {self.unit} | {self.floor_name} "
            f"| {_spread(self.floor)} {self.unit} | **{self.ratio:.3g}** "
            f"({min(rounds):.3g}–{max(rounds):.3g}) | ≤ {self.bar:g} | {held} |"
        )


HEAD = """\
| what | min / median / max | floor | min / median / max | ratio (of the rounds) | bar | held |
| --- | --- | --- | --- | --- | --- | --- |"""


def _spread(values: list[float]) -> str:
    return " / ".join(f"{value:.4g}" for value in (min(values), median(values), max(values)))
