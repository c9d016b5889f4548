"""TOML files read into validated models; each fault with its file and line."""

import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from etl.paths import shown
from etl.problems import Problem
from etl.toml_lines import line_of

__all__ = ["Code", "Strict", "Text", "line_of", "read_text", "read_toml", "validated"]

Text = Annotated[str, Field(min_length=1)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
Model = TypeVar("Model", bound=BaseModel)


class Strict(BaseModel):
    """Unknown keys are faults: a misspelt key must not pass unseen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def read_text(path: Path, data: Path, problems: list[Problem]) -> str | None:
    """The text of a UTF-8 file, or None with the fault added to `problems`."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        problems.append(Problem(shown(path, data), 1, "file", "is missing (write it)"))
    except UnicodeDecodeError as error:
        message = f"{error.reason}: not UTF-8 (save as UTF-8)"
        problems.append(Problem(shown(path, data), 1, "file", message))
    return None


def read_toml(path: Path, model: type[Model], data: Path, problems: list[Problem]) -> Model | None:
    """The validated file, or None with its faults added to `problems`."""
    text = read_text(path, data, problems)
    return None if text is None else validated(text, model, shown(path, data), problems)


def validated(
    text: str, model: type[Model], file: str, problems: list[Problem], offset: int = 0
) -> Model | None:
    """TOML text as a model; `offset` lines stand before it in its file."""
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = _toml_line(error) + offset
        problems.append(Problem(file, line, "file", f"{error} (mend the TOML)"))
    except ValidationError as error:
        for fault in error.errors():
            field = ".".join(str(part) for part in fault["loc"]) or "file"
            message = fault["msg"].removeprefix("Value error, ")
            line = line_of(text, fault["loc"]) + offset
            problems.append(Problem(file, line, field, message))
    return None


def _toml_line(error: tomllib.TOMLDecodeError) -> int:
    words = str(error).replace(",", " ").replace(")", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 1
