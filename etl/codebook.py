"""The codebooks: one TOML file per theme, validated, every fault with its file and line."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from etl.paths import shown
from etl.problems import Problem
from etl.toml_files import Code, Strict, Text, line_of, read_toml

Frequency = Literal["Y", "H", "Q", "M", "D", "W", "I"]


class Dimension(Strict):
    """A way in which leaf indicators of one family differ, with its declared codes."""

    title: Text
    codes: dict[Code, Text]


class Family(Strict):
    """A quantity that a reader would look for; its leaves are cuts along the dimensions."""

    title: Text
    definition: Text
    dimensions: list[Code] = Field(min_length=1)
    default: Code


class Indicator(Strict):
    """A leaf: one unit, one frequency, one definition."""

    title: Text
    definition: Text
    unit: Code
    frequency: Frequency
    direction: Literal["higher", "lower", "context"]
    chart: Literal["line", "bar", "dot", "dumbbell", "tile"]
    decimals: int = Field(ge=0, le=6)
    revision: Literal["edition", "figure"]
    method: Literal["coded", "computed"]
    why_it_matters: Text
    reads_as: str | None = None
    caveat: str | None = None
    family: Code | None = None
    dimensions: dict[Code, Code] = {}
    minimum: float | None = None
    maximum: float | None = None
    procedure: list[Text] = []
    codes: dict[Code, Text] = {}

    @model_validator(mode="after")
    def _agrees(self) -> "Indicator":
        if (self.unit == "code") != bool(self.codes):
            raise ValueError("unit 'code' and a table of codes go together (add or drop one)")
        if self.codes and not self.procedure:
            raise ValueError("a categorical judgement needs its numbered procedure (add it)")
        low, high = self.minimum, self.maximum
        if low is not None and high is not None and low > high:
            raise ValueError("minimum is above maximum (swap them)")
        return self


class Codebook(Strict):
    """One theme: its question, its dimensions, families and indicators."""

    title: Text
    question: Text
    position: int
    checked: date
    check_every_days: int = Field(gt=0)
    indicators: dict[Code, Indicator]
    dimensions: dict[Code, Dimension] = {}
    families: dict[Code, Family] = {}


def read_codebooks(data: Path) -> tuple[dict[str, Codebook], list[Problem]]:
    """All readable codebooks by theme, and every problem of the others."""
    books: dict[str, Codebook] = {}
    problems: list[Problem] = []
    for folder in sorted(p for p in (data / "themes").iterdir() if p.is_dir()):
        path = folder / "codebook.toml"
        book = read_toml(path, Codebook, data, problems)
        if book is not None:
            books[folder.name] = book
            problems += _relations(book, path, data)
    return books, problems + _repeated(books, data)


def _relations(book: Codebook, path: Path, data: Path) -> list[Problem]:
    """Families, dimensions and leaves must fit together."""
    file, text = shown(path, data), path.read_text("utf-8")
    found = []

    def add(loc: tuple[str, ...], message: str) -> None:
        found.append(Problem(file, line_of(text, loc), ".".join(loc), message))

    for name, family in book.families.items():
        for dimension in set(family.dimensions) - set(book.dimensions):
            add(("families", name, "dimensions"), f"'{dimension}' is not declared (add it)")
        default = book.indicators.get(family.default)
        if default is None or default.family != name:
            add(("families", name, "default"), f"'{family.default}' is no leaf of this family")
    taken: dict[tuple[str, ...], str] = {}
    for name, leaf in book.indicators.items():
        for message in _leaf(book, leaf):
            add(("indicators", name, "dimensions"), message)
        cut = (leaf.family or name, *(f"{k}={v}" for k, v in sorted(leaf.dimensions.items())))
        if cut in taken:
            add(("indicators", name, "dimensions"), f"same cut as '{taken[cut]}' (tell them apart)")
        taken[cut] = name
    return found


def _leaf(book: Codebook, leaf: Indicator) -> list[str]:
    if leaf.family is None:
        return ["dimensions without a family (name the family)"] if leaf.dimensions else []
    family = book.families.get(leaf.family)
    if family is None:
        return [f"family '{leaf.family}' is not declared (add [families.{leaf.family}])"]
    if set(leaf.dimensions) != set(family.dimensions):
        return [f"must name exactly the family's dimensions: {', '.join(family.dimensions)}"]
    declared = {k: v.codes for k, v in book.dimensions.items()}
    return [
        f"'{code}' is not a code of dimension '{name}' (declare it)"
        for name, code in leaf.dimensions.items()
        if code not in declared.get(name, {})
    ]


def _repeated(books: dict[str, Codebook], data: Path) -> list[Problem]:
    """An indicator or family id means one thing over all themes."""
    found, seen = [], {}
    for theme, book in books.items():
        path = data / "themes" / theme / "codebook.toml"
        for kind, names in (("indicators", book.indicators), ("families", book.families)):
            for name in names:
                if other := seen.get((kind, name)):
                    line = line_of(path.read_text("utf-8"), (kind, name))
                    message = f"also declared by theme '{other}' (keep one)"
                    found.append(Problem(shown(path, data), line, f"{kind}.{name}", message))
                seen[kind, name] = theme
    return found
