"""What is wrong with the data, in the one form in which every check says it."""

from dataclasses import dataclass

LONGEST = 400


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of one field of one line, with the remedy in the message."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        text = f"{self.file}:{self.line}: {self.field}: {self.message}"
        if len(text) > LONGEST:
            text = f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


class StopError(RuntimeError):
    """What ends a command with a sentence for a person; its text is that sentence, remedy too."""


class DataProblemsError(Exception):
    """The data cannot be built; carries every problem found, sorted by file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the data")
        self.problems = problems
