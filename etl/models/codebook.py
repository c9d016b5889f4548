"""The codebooks: one TOML file per theme, validated, every fault with its file and line."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from etl.models.toml_files import Code, Strict, Text, TomlDocument, Whole, folders, read_toml
from etl.models.toml_lines import tables
from etl.problems import Problem

REASONS = {"not_published", "not_coded", "not_applicable", "withheld"}
Frequency = Literal["Y", "H", "Q", "M", "D", "W", "I"]


class Dimension(Strict):
    """A way in which leaf indicators of one family differ, with its declared codes.

    Codes that exclude each other, as the answers to one question do, share one whole.
    """

    title: Text
    codes: dict[Code, Text]
    exclusive: bool = False


class Guide(Strict):
    """What a coder and a reader need beside a definition; a leaf inherits its family's."""

    question: Text | None = None
    cannot_show: Text | None = None
    breaks: Text | None = None
    examples: list[Text] = []
    source_hierarchy: list[Text] = []


class FamilyModel(Guide):
    """A quantity that a reader would look for; its leaves are cuts along the dimensions."""

    title: Text
    definition: Text
    dimensions: list[Code] = Field(min_length=1)
    default: Code


class IndicatorModel(Guide):
    """A leaf: one unit, one frequency, one definition.

    `minimum` and `maximum` bound every figure. `maximum_change`, a factor, and `maximum_step`, in
    units, bound how far a figure may lie from the one before in its series, per period between
    them; with both, only what exceeds both is a jump. exceptions.csv explains what lies outside.
    """

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
    maximum_change: float | None = Field(None, gt=1)
    maximum_step: float | None = Field(None, gt=0)
    next_check: date | None = None
    procedure: list[Text] = []
    codes: dict[Code, Text] = {}

    @model_validator(mode="after")
    def _agrees(self) -> "IndicatorModel":
        if (self.unit == "code") != bool(self.codes):
            raise ValueError("unit 'code' and a table of codes go together (add or drop one)")
        if self.codes and not self.procedure:
            raise ValueError("a categorical judgement needs its numbered procedure (add it)")
        if REASONS & set(self.codes):
            raise ValueError("a code has the name of a reason such as withheld (rename it)")
        bounds = (self.minimum, self.maximum, self.maximum_change, self.maximum_step)
        if self.codes and bounds != (None,) * len(bounds):
            raise ValueError("codes have no bounds (drop minimum, maximum and the like)")
        low, high = self.minimum, self.maximum
        if low is not None and high is not None and low > high:
            raise ValueError("minimum is above maximum (swap them)")
        return self


class Codebook(Strict):
    """One theme: its question, its dimensions, families and indicators."""

    title: Text
    question: Text
    position: Whole
    checked: date
    check_every_days: Whole = Field(gt=0, le=3660)
    indicators: dict[Code, IndicatorModel]
    dimensions: dict[Code, Dimension] = {}
    families: dict[Code, FamilyModel] = {}


def read_codebooks(data: Path) -> tuple[dict[str, TomlDocument[Codebook]], list[Problem]]:
    """All codebooks by theme, as far as they can be read, and every problem of them."""
    books: dict[str, TomlDocument[Codebook]] = {}
    problems: list[Problem] = []
    for folder in folders(data / "themes", data, problems):
        book = read_toml(folder / "codebook.toml", Codebook, data, problems)
        if book is not None:
            books[folder.name] = book
            problems += _relations(book)
    return books, [*problems, *_repeated(books)]


def _relations(book: TomlDocument[Codebook]) -> Iterator[Problem]:
    """Families, dimensions and leaves must fit together."""
    indicators, families = book.model.indicators, book.model.families
    declared = {kind: set(tables(book.text, kind)) for kind in ("dimensions", "indicators")}
    for name, family in families.items():
        for dimension in sorted(set(family.dimensions) - declared["dimensions"]):
            place = ("families", name, "dimensions")
            yield book.problem(place, f"'{dimension}' is not declared (add it)", ".".join(place))
        default = indicators.get(family.default)
        is_known = family.default in declared["indicators"]
        if default.family != name if default else not is_known:
            place = ("families", name, "default")
            yield book.problem(place, f"'{family.default}' is no leaf of it", ".".join(place))
    taken: dict[tuple[str, ...], str] = {}
    for name, leaf in indicators.items():
        place = ("indicators", name, "dimensions")
        messages = _leaf(book, leaf)
        cut = (leaf.family or name, *(f"{k}={v}" for k, v in sorted(leaf.dimensions.items())))
        if cut in taken:
            messages.append(f"same cut as '{taken[cut]}' (tell them apart)")
        taken[cut] = name
        for message in messages:
            yield book.problem(place, message, ".".join(place))


def _leaf(book: TomlDocument[Codebook], leaf: IndicatorModel) -> list[str]:
    if leaf.family is None:
        return ["dimensions without a family (name the family)"] if leaf.dimensions else []
    family = book.model.families.get(leaf.family)
    if family is None:
        is_known = leaf.family in set(tables(book.text, "families"))
        missing = f"family '{leaf.family}' is not declared (add [families.{leaf.family}])"
        return [] if is_known else [missing]
    if set(leaf.dimensions) != set(family.dimensions):
        return [f"must name exactly the family's dimensions: {', '.join(family.dimensions)}"]
    declared = {k: v.codes for k, v in book.model.dimensions.items()}
    return [
        f"'{code}' is not a code of dimension '{name}' (declare it)"
        for name, code in leaf.dimensions.items()
        if name in declared and code not in declared[name]
    ]


def _repeated(books: dict[str, TomlDocument[Codebook]]) -> Iterator[Problem]:
    """An indicator or family id, and a place in the order, is taken once over all themes."""
    seen: dict[tuple[str, str | int], str] = {}
    for theme, book in books.items():
        position = book.model.position
        leaves = book.model.indicators.items()
        alone = [n for n, leaf in leaves if not leaf.family and ("indicators", n) not in seen]
        taken = [("indicators", name, "indicators") for name in book.model.indicators]
        taken += [("families", name, "families") for name in book.model.families]
        taken += [("families", name, "indicators") for name in alone]
        for kind, name, table in taken:
            if other := seen.get((kind, name)):
                message = f"also a name among the {kind} of theme '{other}' (keep one)"
                yield book.problem((table, name), message, f"{table}.{name}")
            seen[kind, name] = theme
        if position is None:
            continue  # a fault of its own, reported already
        if other := seen.get(("position", position)):
            yield book.problem(("position",), f"{position} is taken by '{other}' (choose another)")
        seen["position", position] = theme
