"""What README, CONTRIBUTING and CHANGELOG say is so: commands, paths, versions."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.commands import faults

ROOT = Path(__file__).parents[1]
PAPERS = ("README.md", "CONTRIBUTING.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
PATH = re.compile(r"[\w./*<>-]+")
ENDING = re.compile(r".\.(py|toml|csv|md|sql|txt|css|js|json|png|yaml)$")
FOLDERS = ("data", "etl", "dashboard", "tests")
TOP = {path.name for path in ROOT.iterdir()}


def read(name):
    return (ROOT / name).read_text("utf-8")


def prose(name):
    """The text without its fenced blocks."""
    return FENCE.sub("", read(name))


def blocks(name, language):
    return [body for kind, body in FENCE.findall(read(name)) if kind == language]


def etl_commands():
    """Every `python -m etl …` that the papers name, with the paper."""
    found = []
    for name in PAPERS:
        lines = [line for body in blocks(name, "sh") for line in body.splitlines()]
        for text in [*SPAN.findall(prose(name)), *lines]:
            command = text.split("#")[0].strip()
            if command.startswith(("python -m etl", "alignment ")) and "…" not in command:
                found.append((name, command))
    return sorted(set(found))


def repository_paths():
    """Every word in backticks that looks like a path of the repository, with the paper."""
    spans = {(name, span) for name in PAPERS for span in SPAN.findall(prose(name))}
    return sorted(pair for pair in spans if PATH.fullmatch(pair[1]) and is_path(pair[1]))


def is_path(span):
    """Builds, fetched documents and rows of connectors are products: a fresh checkout has none."""
    begins = span.split("/")[0] in TOP or ENDING.search(span)
    products = ("data/builds", "data/fetched")
    return bool(begins) and not span.startswith(products) and ".auto." not in span


def exists(span):
    pattern = re.sub(r"<[^>]*>", "*", span).rstrip("/")
    return any(ROOT.glob(pattern)) or any(any((ROOT / f).rglob(pattern)) for f in FOLDERS)


def test_the_two_commands_of_readme_are_those_that_ci_runs():
    commands = [
        line for body in blocks("README.md", "sh") for line in body.splitlines() if "&&" in line
    ]
    script = re.findall(r"^(?:run|test)='(.*)'$", read(".ci/run"), re.MULTILINE)
    assert len(script) == 2
    assert commands == script


def test_ci_runs_what_it_declares():
    script = read(".ci/run")
    assert 'dashboard "$run"' in script
    assert 'bash -c "$test"' in script
    assert 'bash -c "$fast"' in script
    assert re.search(r"^fast='(.*)'$", script, re.MULTILINE)[1] in read("README.md")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_some_etl_commands_are_named():
    assert {command for _, command in etl_commands()} >= {"python -m etl", "python -m etl check"}


@pytest.mark.parametrize(("paper", "command"), etl_commands())
def test_every_etl_command_exists(paper, command):
    assert faults(command) == [], paper


def test_every_target_of_make_that_the_papers_name_exists():
    named = {name for paper in PAPERS for name in re.findall(r"`make (\w+)`", read(paper))}
    assert named == set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize(("paper", "path"), repository_paths())
def test_every_path_exists(paper, path):
    assert exists(path), f"{paper} names {path}"


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", read("README.md")))
def test_every_link_of_readme_into_the_repository_holds(target):
    assert (ROOT / target).is_file()


def test_changelog_begins_with_the_version_of_the_project():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    first = re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert first
    assert first[1] == version


def test_constraints_are_exact_and_hold_every_dependency():
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lines)
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[\[~=<>]", line)[0].lower() for line in wanted}
    assert names <= {line.split("==")[0].lower().replace("_", "-") for line in lines}
