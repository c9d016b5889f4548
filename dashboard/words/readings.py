"""The five readings in one table: their words, what they mean, and the shape of each."""

from dataclasses import dataclass

from etl.readings.words import WORDS

RING = "M6 {top}a{r} {r} 0 1 0 0 {d}a{r} {r} 0 1 0 0-{d}z"


@dataclass(frozen=True)
class ReadingWord:
    """A reading as it is said and drawn.

    `mark` is the class under which style.css and article.css know its shape; `strokes` are paths in
    a box of 12 by 12, each with the width of its line, 0 where it is filled.
    """

    said: str
    mark: str
    strokes: tuple[tuple[str, float], ...]
    means: str

    @property
    def counted(self) -> str:
        """The reading behind a number: 3 mixed."""
        return f"{self.said[:1].lower()}{self.said[1:]}"


READINGS = {
    name: ReadingWord(WORDS[name], mark, strokes, means)
    for name, mark, strokes, means in (
        (
            "consistent",
            "con",
            (("M6 .6 11.4 6 6 11.4 .6 6z", 0),),
            "Every test for it with figures enough is met under every definition, and no test "
            "against it is.",
        ),
        (
            "mixed",
            "mix",
            ((RING.format(top=1.3, r=4.7, d=9.4), 1.6), ("M6 1.3a4.7 4.7 0 0 0 0 9.4z", 0)),
            "Anything between: a part of the tests for it is met, or none without all of them "
            "showing the opposite; a test against it is met too; or definitions disagree. How "
            "much stands with each statement.",
        ),
        (
            "at_odds",
            "odd",
            (("M6 1.3 10.7 6 6 10.7 1.3 6zM3.2 6h5.6", 1.6),),
            "Every test for it shows the opposite.",
        ),
        (
            "too_little_data",
            "few",
            ((RING.format(top=1.4, r=4.6, d=9.2), 1.7),),
            "Fewer or older figures, or fewer publishers, than the rule asks for; or no rule that "
            "would be fair.",
        ),
        (
            "not_a_data_question",
            "not",
            (("M1.5 6h9", 1.9),),
            "No figure could meet it: a motive, an aim, a forecast, a value.",
        ),
    )
}
"""By code, in the order of a tally."""
