"""Which cells of each connector's sample the faults of its documents act upon."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A document (and sheet), the line of its header, the columns of codes and of numbers.

    In JSON the columns are keys of the records at `path`. `first` is the first column that may
    change its place, `negative` the column whose sign is turned ("all": every one from `first` on),
    `expected` what the message on a renamed column of numbers names.
    """

    document: str
    code: str | int
    value: str
    expected: str
    sheet: str | None = None
    header: int = 0
    first: int = 0
    path: tuple = ()
    negative: str = ""


CASES = {
    "kiel": Case("data_explorer.csv", "iso", "military", "the column(s) military"),
    "nato": Case(
        "def-exp.xlsx", 2, "2023e", "renamed", sheet="TABLE3", header=7, first=3, negative="all"
    ),
}
