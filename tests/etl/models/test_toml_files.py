from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from etl.models.toml_files import Code, Period, Strict, Whole, read_text, read_toml, validated


class Part(Strict):
    """A table with a faulty or sound entry."""

    id: Code
    size: Whole = 0
    share: float | None = None


class Sample(Strict):
    """A file of every shape that ours have."""

    title: str
    day: date = date(2024, 1, 1)
    span: Period | None = None
    parts: dict[Code, Part] = {}
    listed: list[Part] = Field(default=[], max_length=5)


def faults(text, offset=0):
    problems = []
    document = validated(text, Sample, "file.toml", problems, offset)
    return document, [(p.line, p.field, p.message) for p in problems]


def test_a_sound_file_becomes_a_model():
    document, problems = faults('title = "x"\nspan = "2024-01/2024-Q2"\nday = 2024-02-03\n')
    assert problems == []
    assert document.is_whole
    assert document.model.span == "2024-01/2024-Q2"


@pytest.mark.parametrize(
    ("text", "line", "field", "part"),
    [
        ('title = "x"\ntitel = "y"\n', 2, "titel", "Extra inputs"),
        ("day = 2024-01-01\n", 1, "title", "Field required"),
        ("title = 5\n", 1, "title", "valid string"),
        ('title = "x"\nday = "2024-01-01"\n', 2, "day", "valid date"),
        ('title = "x"\nspan = "Jun-24"\n', 2, "span", "match pattern"),
        ('title = "x"\n[parts.a]\nid = "a b"\n', 3, "parts.a.id", "match pattern"),
        ('title = "x"\n[parts."a b"]\nid = "a"\n', 2, "parts.a b.[key]", "match pattern"),
        ('title = "x"\n[parts.a]\nid = "a"\nshare = nan\n', 4, "parts.a.share", "finite"),
        ('title = "x"\n[parts.a]\nid = "a"\nsize = 3000000000\n', 4, "parts.a.size", "less than"),
        ('title = "x"\n[[listed]]\nid = "a"\n[[listed]]\nsize = 1\n', 4, "listed.1.id", "required"),
        ('title = "x"\n[parts.a]\nid "a"\n', 3, "file", "Expected '='"),
        ('title = "x"\n[parts.a\nid = "a"\n', 2, "file", "Expected ']'"),
        ('title = "x"\nday = 2024-02-30\n', 2, "file", "Invalid date"),
        ('title = "x"\nday = "2024\n', 2, "file", "Illegal character"),
        ('title = "x"\ntitle = "y"\n', 2, "file", "Cannot overwrite"),
        ('title = """x\n', 2, "file", "Unterminated string"),
        ('title = "\x00"\n', 1, "file", "Illegal character"),
        (f"title = {'9' * 5000}\n", 1, "file", "cannot be read"),
        (f"title = {'[' * 5000}\n", 1, "file", "cannot be read"),
    ],
)
def test_a_fault_has_its_line_and_its_field(text, line, field, part):
    _, problems = faults(text)
    assert [problem[:2] for problem in problems] == [(line, field)]
    assert part in problems[0][2]
    _, moved = faults(text, offset=10)
    assert moved == [(line + 10, *rest) for line, *rest in problems]


def test_several_broken_lines_are_all_reported():
    _, problems = faults('title = "x"\nday = 1.\nspan "x"\n[parts.a]\nid = "a\n')
    assert [line for line, *_ in problems] == [2, 3, 5]


def test_sound_entries_of_a_faulty_file_are_kept_and_keep_their_lines():
    text = 'titel = "x"\n[[listed]]\n[[listed]]\nid = "b"\n[parts.a]\n[parts.c]\nid = "c"\n'
    document, problems = faults(text)
    assert len(problems) == 4
    assert not document.is_whole
    assert [part.id for part in document.model.listed] == ["b"]
    assert list(document.model.parts) == ["c"]
    assert document.model.day == date(2024, 1, 1)
    assert document.problem(("listed", 0, "id"), "m").line == 4
    assert document.problem(("parts", "c", "id"), "m").field == "id"


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "is missing"),
        (b"\xff", "not UTF-8"),
        ("folder", "cannot be read"),
        ("id = 1\n".encode("utf-16"), "is UTF-16 (save it as UTF-8)"),
        ("id = 1\n".encode("utf-16-le"), "is UTF-16 (save it as UTF-8)"),
    ],
)
def test_a_file_that_is_no_text_is_a_problem(tmp_path, content, part):
    path = tmp_path / "data" / "file.toml"
    path.parent.mkdir()
    if content == "folder":
        path.mkdir()
    elif content:
        path.write_bytes(content)
    problems = []
    assert read_text(path, path.parent, problems) is None
    assert read_toml(path, Sample, path.parent, problems) is None
    assert [p.file for p in problems] == ["data/file.toml"] * 2
    assert part in problems[0].message


@given(st.text(alphabet=st.sampled_from("abc=\"[]{}.\n\x00,1 '\u2028#"), max_size=60))
def test_any_text_is_a_model_or_problems_but_never_an_exception(text):
    _, problems = faults(f"{text}\n")
    lines = text.count("\n") + 2
    assert all(1 <= line <= lines for line, *_ in problems)
    assert problems
