import os
from pathlib import Path

import pytest

from etl.build.steps import inputs_hash
from etl.paths import DATA, builds_folder, fetched_folder
from etl.stage.tables import TABLES, stray


def test_each_table_lists_its_files_in_a_fixed_order(data):
    sources = next(table for table in TABLES if table.name == "source")
    names = [path.relative_to(data).as_posix() for path in sources.files(data)]
    assert names == [
        "sources.csv",
        "votes/sources.csv",
        "themes/aid/sources.csv",
        "themes/trade/sources.csv",
    ]


def test_files_without_a_wildcard_must_be_there(data):
    (data / "actors.csv").unlink()
    (data / "themes/aid/events.csv").unlink()
    lacking = [path.name for table in TABLES for path in table.lacks(data)]
    assert lacking == ["actors.csv"]


def test_a_csv_file_that_no_table_reads_is_stray(data):
    wrong = data / "themes/aid/observation/amounts.csv"
    wrong.parent.mkdir()
    wrong.write_text("x\n")
    (data / "builds").mkdir()
    (data / "builds/dump.csv").write_text("x\n")
    assert [path for path, _ in stray(data, {data / "builds"})] == [wrong]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("themes/aid/observations/more.CSV", "let its name end in .csv, not .CSV"),
        ("themes/aid/observations/more.csv.txt", "save it as CSV with commas"),
        ("themes/aid/observations/more.tsv", "save it as CSV with commas"),
        ("themes/aid/observations/more.XLSX", "save it as CSV with commas"),
        ("themes/aid/observations/old/amounts.csv", "mend its name, or move it"),
        ("themes/aid/observations/amounts.csv.bak", "mend its name, or move it"),
        ("themes/aid/codebok.toml", "mend its name, or move it"),
        ("themes/aid/Codebook.toml", "mend its name, or move it"),
        ("tie.toml", "mend its name, or move it"),
        ("articles/sample/article.txt", "save it as CSV"),
        ("themes/aid/.hidden.xlsx", "save it as CSV"),
    ],
)
def test_whatever_nobody_reads_is_told_with_a_remedy(data, name, remedy):
    path = data / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x\n")
    ((found, message),) = stray(data, set())
    assert found == path
    assert message.startswith("is read by nobody")
    assert remedy in message


@pytest.mark.parametrize("name", [b"caf\xe9.csv", b"a\\b.csv", b"caf\xe9/amounts.csv"])
def test_a_name_that_cannot_be_opened_by_all_is_told_and_not_read(data, name):
    path = Path(os.fsdecode(os.fsencode(data / "themes/aid/observations") + b"/" + name))
    path.parent.mkdir(exist_ok=True)
    path.write_text("x\n")
    ((_, message),) = stray(data, set())
    assert "rename it" in message
    assert all(path not in table.files(data) for table in TABLES)


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "Thumbs.db",
        "themes/desktop.ini",
        "themes/aid/observations/~$amounts.csv",
        "themes/aid/observations/.~lock.amounts.csv#",
        "themes/aid/observations/.#amounts.csv",
        "themes/aid/observations/._amounts.csv",
        "themes/aid/observations/.amounts.csv.swp",
        ".git/config",
        "README.md",
        "themes/aid/README.md",
        "LICENSE",
    ],
)
def test_what_systems_and_editors_leave_is_passed_over(data, name):
    before = inputs_hash(data)
    path = data / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\0\xff")
    assert list(stray(data, set())) == []
    assert all(path not in table.files(data) for table in TABLES)
    assert name.endswith((".md", "LICENSE")) or inputs_hash(data) == before


def test_every_file_of_the_shipped_data_is_read():
    assert list(stray(DATA, {builds_folder(DATA), fetched_folder(DATA)})) == []
