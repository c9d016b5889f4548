"""Who may import whom, by the contracts in pyproject.toml; how large modules and functions are."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
FILES = sorted(path for name in ("etl", "dashboard") for path in (ROOT / name).rglob("*.py"))
CLIENTS = {"httpx", "requests", "urllib.request", "http", "socket"}
LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 40
TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]")
FILES_WITH_HTML = 9
"""HTML is written in dashboard/html; so many files still do so themselves."""


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


def imported(path):
    """The dotted names that a module imports, wherever in it, and what it takes from them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def users(wanted):
    """The modules that import one of these names or a part of it."""
    return {
        name_of(path)
        for path in FILES
        for name in imported(path)
        if any(name == one or name.startswith(f"{one}.") for one in wanted)
    }


def test_imports_keep_the_contracts_and_every_module_has_its_layer(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_modules_and_functions_stay_small():
    large = [
        name_of(path) for path in FILES if path.read_text("utf-8").count("\n") > LINES_OF_A_MODULE
    ]
    functions = [
        f"{name_of(path)}:{node.lineno}: {node.name}"
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
    ]
    assert (large, functions) == ([], [])


def test_the_reader_of_imports_finds_them_in_functions_and_behind_as(tmp_path):
    path = tmp_path / "module.py"
    path.write_text("import a.b as c\ndef f():\n    from streamlit import x\n", "utf-8")
    assert set(imported(path)) == {"a.b", "streamlit", "streamlit.x"}


def strings(path):
    """The texts in a module that are no docstrings."""
    docs = {id(node.value) for node in ast.walk(tree(path)) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_ever_fewer_files_write_html_themselves():
    """Lower the number when it has fallen; it never rises."""
    found = {
        name_of(path)
        for path in FILES
        if name_of(path).startswith("dashboard/")
        and not name_of(path).startswith("dashboard/html/")
        and any(map(TAG.search, strings(path)))
    }
    assert len(found) <= FILES_WITH_HTML, sorted(found)


def test_only_the_shell_knows_the_session():
    """What a reader chose stands in the address; the little besides is kept in one place."""
    found = {
        name_of(path)
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "session_state"
    }
    assert found
    assert all(name.startswith("dashboard/shell/") for name in found), sorted(found)


def test_only_a_refresh_can_reach_the_net():
    """A build and the dashboard never load a client; the start asks if its own port is free."""
    own = {"dashboard/server/start.py"}
    assert users(CLIENTS) - own == {"etl/connectors/fetch.py", "etl/connectors/session.py"}
    assert users(CLIENTS - {"socket"}).isdisjoint(own)
    assert users({"etl.connectors.pull"}) == {"etl/build/refresh.py"}


def test_the_name_of_a_public_class_stands_once():
    found = Counter(
        node.name
        for path in FILES
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in found.items() if times > 1] == []
