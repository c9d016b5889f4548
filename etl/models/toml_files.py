"""TOML files read into validated models; each fault with its file and line."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from etl.encodings import UTF_16, is_utf16
from etl.models.toml_lines import Location, line_of
from etl.paths import shown
from etl.problems import Problem

Text = Annotated[str, Field(min_length=1)]
ID = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
Code = Annotated[str, Field(pattern=rf"^{ID}$")]
Whole = Annotated[int, Field(ge=0, lt=2**31)]
PART = r"(1[89]|20)\d\d(-H[12]|-Q[1-4]|-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?"
Period = Annotated[str, Field(pattern=rf"^{PART}(/{PART})?$")]
Model = TypeVar("Model", bound=BaseModel)
AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
ATTEMPTS = 20


class Strict(BaseModel):
    """Unknown keys are faults, so that a misspelt one is seen; so are NaN and infinity."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


@dataclass(frozen=True)
class TomlDocument(Generic[Model]):
    """A model with the file and the text it was read from, so that faults found later have lines.

    Entries of a faulty file that are sound themselves are kept, for the checks only: `kept` holds
    their numbers in the text, by the name of their list.
    """

    model: Model
    file: str
    text: str
    offset: int = 0
    kept: dict[str, list[int]] = field(default_factory=dict)
    is_whole: bool = True

    def problem(self, location: Location, message: str, name: str = "") -> Problem:
        """A fault of the key at `location`; `name` is shown where the last key is not enough."""
        place = location
        if len(location) > 1 and isinstance(location[1], int) and location[0] in self.kept:
            place = (location[0], self.kept[str(location[0])][location[1]], *location[2:])
        line = line_of(self.text, place) + self.offset
        return Problem(self.file, line, name or str(place[-1]), message)


def read_text(path: Path, data: Path, problems: list[Problem]) -> str | None:
    """The text of a UTF-8 file, or None with the fault added to `problems`.

    A byte order mark and the line ends of Windows are no part of it.
    """
    try:
        if not is_utf16(path.read_bytes()):
            return path.read_text("utf-8-sig")
        message = UTF_16
    except FileNotFoundError:
        message = "is missing (write it)"
    except UnicodeDecodeError as error:
        message = f"{error.reason}: not UTF-8 (save as UTF-8)"
    except OSError as error:
        message = f"cannot be read: {error.strerror} (mend its place or its rights)"
    problems.append(Problem(shown(path, data), 1, "file", message))
    return None


def folders(parent: Path, data: Path, problems: list[Problem]) -> Iterator[Path]:
    """The folders that are named by an id, in a fixed order; other names are problems."""
    for folder in sorted(parent.iterdir() if parent.is_dir() else ()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        if re.fullmatch(ID, folder.name):
            yield folder
        else:
            message = "is no id of letters, digits, _ . and - (rename the folder)"
            problems.append(Problem(shown(folder, data), 1, "folder", message))


def read_toml(
    path: Path, model: type[Model], data: Path, problems: list[Problem]
) -> TomlDocument[Model] | None:
    """The file as a model, its faults added to `problems`; None when it is missing or no text."""
    text = read_text(path, data, problems)
    return None if text is None else validated(text, model, shown(path, data), problems)


def validated(
    text: str, model: type[Model], file: str, problems: list[Problem], offset: int = 0
) -> TomlDocument[Model]:
    """TOML text as a model; `offset` lines stand before it in its file."""
    faults: list[Problem] = []
    raw = _parsed(text, lambda line, message: faults.append(Problem(file, line, "file", message)))
    problems += (Problem(f.file, f.line + offset, f.field, f.message) for f in faults)
    try:
        return TomlDocument(model.model_validate(raw), file, text, offset)
    except ValidationError as error:
        if not faults:
            problems += (_fault(text, fault, file, offset) for fault in error.errors())
    values, kept = _sound(model, raw)
    return TomlDocument(model.model_construct(**values), file, text, offset, kept, is_whole=False)


def _parsed(text: str, report: Callable[[int, str], None]) -> dict[str, Any]:
    """The TOML with lines that break it left out, each reported; empty when that does not help."""
    lines = text.split("\n")
    for _ in range(ATTEMPTS):
        try:
            return tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            at = AT.search(str(error))
            line = getattr(error, "lineno", 0) or (int(at[1]) if at and at[1] else len(lines))
            report(line, f"{AT.sub('', str(error))} (mend the TOML)")
            if not lines[line - 1].strip():
                break
            lines[line - 1] = ""
        except (ValueError, RecursionError) as error:
            report(1, f"cannot be read: {error} (mend the TOML)")
            break
    return {}


def _fault(text: str, fault: Any, file: str, offset: int) -> Problem:  # noqa: ANN401 - pydantic's
    name = ".".join(str(part) for part in fault["loc"]) or "file"
    message = fault["msg"].removeprefix("Value error, ")
    return Problem(file, line_of(text, fault["loc"]) + offset, name, message)


def _sound(model: type[BaseModel], raw: dict[str, Any]) -> tuple[dict[str, Any], dict]:
    """The values of `raw` that are sound, entry by entry, and the numbers of the list entries."""
    values: dict[str, Any] = {}
    kept: dict[str, list[int]] = {}
    for name, info in model.model_fields.items():
        kind = get_origin(info.annotation)
        given = raw.get(name, None if info.is_required() else info.get_default())
        adapter: TypeAdapter[Any] = TypeAdapter(info.annotation or object)
        if kind is dict:
            values[name] = {}
            for key, entry in given.items() if isinstance(given, dict) else ():
                values[name] |= _sound_value(adapter, {key: entry}, {})
        elif kind is list:
            entries = given if isinstance(given, list) else []
            found = [_sound_value(adapter, [entry], []) for entry in entries]
            kept[name] = [number for number, entry in enumerate(found) if entry]
            values[name] = [entry[0] for entry in found if entry]
        else:
            values[name] = _sound_value(adapter, given, None)
    return values, kept


def _sound_value(adapter: TypeAdapter, value: object, otherwise: Any) -> Any:  # noqa: ANN401
    try:
        return adapter.validate_python(value, strict=True)
    except ValidationError:
        return otherwise
