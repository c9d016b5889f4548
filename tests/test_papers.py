"""What the papers say is so: paths, modules, commands, links, columns, versions."""

import ast
import importlib.util
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from etl.models.codebook import Codebook, IndicatorModel
from etl.stage.tables import TABLES
from tests.commands import faults

ROOT = Path(__file__).parents[1]
MAP, RECIPES, CODING = "ARCHITECTURE.md", "CONTRIBUTING.md", "data/README.md"
DECISIONS = "docs/decisions.md"
PAPERS = ("README.md", MAP, RECIPES, CODING, DECISIONS, ".github/pull_request_template.md")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
PATH = re.compile(r"[\w./*<>-]+")
ENDING = re.compile(r".\.(py|toml|csv|md|sql|txt|css|js|json|png|yaml|duckdb)$")
MODULE = re.compile(r"(?:etl|dashboard|tests)(?:\.\w+)+")
TOP = {path.name for path in ROOT.iterdir()} | {"etl", "dashboard", "tests", ".ci", ".github"}
MOST_WORDS = 25


@cache
def read(name):
    return (ROOT / name).read_text("utf-8")


@cache
def spans(name):
    """What stands in backticks outside of the fenced blocks."""
    return SPAN.findall(FENCE.sub("", read(name)))


def blocks(name, language):
    return [body for kind, body in FENCE.findall(read(name)) if kind == language]


def commands(name):
    """Every line that a reader may type, without its comment; none with an ellipsis."""
    lines = [line for body in blocks(name, "sh") for line in body.splitlines()]
    parts = [part for text in [*spans(name), *lines] for part in text.split("&&")]
    found = (re.sub(r"^(\w+=\S+ )+", "", part.split("#")[0].strip()) for part in parts)
    return {line for line in found if re.match(r"(python |alignment |make |\.ci/\w)", line)}


def is_path(span):
    """Builds, fetched documents and rows of connectors are products: a fresh checkout has none."""
    begins = span.split("/")[0] in TOP or ENDING.search(span)
    products = ("data/builds", "data/fetched")
    is_product = span.startswith(products) or ".auto." in span
    return bool(PATH.fullmatch(span) and begins and not is_product and not MODULE.fullmatch(span))


def exists(span, paper):
    """From the root or from the folder of the paper; a bare name may lie anywhere in the data."""
    pattern = re.sub(r"<[^>]*>", "*", span).rstrip("/")
    patterns = [(ROOT, pattern), ((ROOT / paper).parent, pattern)]
    if "/" not in pattern:
        written = ("articles", "themes", "votes", "coding")
        patterns += [(ROOT / "data" / name, f"**/{pattern}") for name in written]
    return any(any(place.glob(found)) for place, found in patterns)


@cache
def definitions(path, within=""):
    """The names that a module or one of its classes gives to something, also by an import."""
    nodes = ast.parse(path.read_text("utf-8")).body
    if within:
        nodes = next(n.body for n in nodes if isinstance(n, ast.ClassDef) and n.name == within)
    names = set()
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def resolves(dotted):
    """Whether a dotted name is a package, a module, a name in one, or a name in a class of one."""
    parts = dotted.split(".")
    for length in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:length])
        path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
        if path.is_file():
            rest = parts[length:]
            return not rest or (
                rest[0] in definitions(path)
                and (len(rest) == 1 or rest[1] in definitions(path, rest[0]))
            )
    return False


def wrong(line, names):
    """What is wrong with a command; empty when it can be typed. `names` are installable."""
    words = line.split()
    if words[0] == "make":
        return [] if words[1:] and set(words[1:]) <= targets() else ["no such target"]
    if words[0].startswith(".ci/"):
        return [] if (ROOT / words[0]).is_file() else ["no such script"]
    if words[0] == "alignment" or line.startswith("python -m etl"):
        return faults(line)
    if words[:2] == ["python", "-m"]:
        named = words[2] in names or resolves(words[2]) or importlib.util.find_spec(words[2])
        missing = [w for w in words[3:] if w.startswith("tests/") and not (ROOT / w).exists()]
        return missing if named else [f"no module {words[2]}"]
    return [] if (ROOT / words[1]).is_file() else ["no such program"]


def targets():
    return set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))


@cache
def project():
    return tomllib.loads(read("pyproject.toml"))["project"]


def libraries():
    wanted = project()["dependencies"] + project()["optional-dependencies"]["dev"]
    return {re.split(r"[\[~=<>]", line)[0].lower() for line in wanted}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_and_module_in_backticks_exists(paper):
    paths = [span for span in spans(paper) if is_path(span)]
    modules = [span for span in spans(paper) if MODULE.fullmatch(span)]
    assert [path for path in paths if not exists(path, paper)] == []
    assert [name for name in modules if not ENDING.search(name) and not resolves(name)] == []


def test_the_map_names_every_folder_of_code_and_so_every_page():
    named = {span.rstrip("/") for span in spans(MAP)}
    folders = {p.parent for root in ("etl", "dashboard") for p in (ROOT / root).rglob("*.py")}
    assert {folder.relative_to(ROOT).as_posix() for folder in folders} - named == set()


def test_a_name_that_is_not_there_is_found_out():
    assert resolves("etl.build.steps.build")
    assert resolves("etl.readings.answers.Asker.answers")
    assert not resolves("etl.build.steps.nobody")
    assert not resolves("etl.readings.answers.Asker.nobody")
    assert not resolves("etl.nowhere")
    assert not exists("etl/nowhere.py", MAP)
    assert exists("themes/<theme>/codebook.toml", CODING)
    assert wrong("python -m nowhere", set()) == ["no module nowhere"]
    assert wrong("python -m etl bulid", set()) == ["no command bulid"]
    assert wrong("make nothing", set()) == ["no such target"]


def test_every_example_of_a_recipe_is_there():
    examples = re.findall(r"^Example: `([^`]+)`", read(RECIPES), re.MULTILINE)
    texts = "".join(path.read_text("utf-8") for path in (ROOT / "data").glob("*/*/*.toml"))
    keys = set(re.findall(r'^id = "(\w+)"|^\[indicators\.(\w+)\]', texts, re.MULTILINE))
    ids = {name for found in keys for name in found}
    assert [name for name in examples if name not in ids and not (ROOT / name).is_file()] == []
    assert len(examples) == len(re.findall(r"^Check: ", read(RECIPES), re.MULTILINE))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_can_be_typed(paper):
    names = libraries() | {"pre-commit"}
    found = {line: wrong(line, names) for line in commands(paper) if "…" not in line}
    assert {line: faults for line, faults in found.items() if faults} == {}


def test_the_papers_name_the_first_commands_and_every_target_of_make():
    assert commands("README.md") >= {"python -m etl", "python -m etl check"}
    assert {f"make {name}" for name in targets()} <= commands(RECIPES)


@pytest.mark.parametrize("paper", [*PAPERS, "CHANGELOG.md"])
def test_every_link_into_the_repository_holds(paper):
    found = LINK.findall(FENCE.sub("", read(paper)))
    assert [to for to in found if not ((ROOT / paper).parent / to).exists()] == []


def test_the_glossary_is_short_and_says_each_word_once():
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", read(MAP).split("\n## Words\n")[1], re.MULTILINE)
    words = [word for row in rows if row not in {"word", "---"} for word in row.split(", ")]
    assert len(words) == len(set(words))
    assert 0 < len(words) <= MOST_WORDS


def test_the_columns_of_every_table_stand_in_the_coding_rules():
    told = {line for body in blocks(CODING, "") for line in body.splitlines()}
    headers = {",".join(table.columns) for table in TABLES}
    assert headers - told == set()
    assert {line for line in told if "," in line and ":" not in line} == headers


def test_every_file_at_the_head_of_the_data_stands_in_the_coding_rules():
    files = {path.name for path in (ROOT / "data").iterdir() if path.is_file()}
    assert files - {"README.md", *spans(CODING)} == set()


def test_the_keys_of_a_codebook_stand_in_the_coding_rules():
    keys = {*IndicatorModel.model_fields, *Codebook.model_fields} - {"indicators", "families"}
    assert keys - set(spans(CODING)) == set()


def test_every_library_has_its_reason():
    rows = re.findall(r"^\| ([^|]+) \|", read(DECISIONS).split("\n## Libraries")[1], re.MULTILINE)
    named = {name for row in rows for name in re.split(r", | ", row.removeprefix("dev: "))}
    assert libraries() - named == set()


def test_the_two_commands_of_readme_are_those_that_ci_runs():
    typed = [line for body in blocks("README.md", "sh") for line in body.splitlines()]
    script = re.findall(r"^(?:run|test)='(.*)'$", read(".ci/run"), re.MULTILINE)
    assert len(script) == 2
    assert [line for line in typed if "&&" in line] == script


def test_ci_runs_what_it_declares():
    script = read(".ci/run")
    assert 'dashboard "$run"' in script
    assert 'bash -c "$test"' in script
    assert 'bash -c "$fast"' in script
    assert re.search(r"^fast='(.*)'$", script, re.MULTILINE)[1] in read("README.md")
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_changelog_begins_with_the_version_of_the_project():
    first = re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert first
    assert first[1] == project()["version"]


def test_constraints_are_exact_and_hold_every_dependency():
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lines)
    assert libraries() <= {line.split("==")[0].lower().replace("_", "-") for line in lines}
