"""Who may import whom, and how large a module and a function may be; read from the syntax trees."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path for name in ("etl", "dashboard") for path in (ROOT / name).rglob("*.py"))
ETL = [path for path in FILES if path.is_relative_to(ROOT / "etl")]
DASHBOARD = [path for path in FILES if path.is_relative_to(ROOT / "dashboard")]

# Within the ETL each module imports only modules of lower floors.
ETL_FLOORS = {
    "__main__": 13,
    "refresh_command": 12,
    "build_command": 11,
    "builds_command": 11,
    "plan_command": 11,
    "publish": 10,
    "older": 9,
    "refresh": 9,
    "rehearse": 9,
    "trial": 9,
    "terminal": 9,
    "build": 8,
    "check": 7,
    "identity": 7,
    "impact": 7,
    "load": 7,
    "load_article": 6,
    "load_declared": 6,
    "status": 7,
    "package": 7,
    "plan": 7,
    "connectors": 6,
    "read": 6,
    "readings": 6,
    "article": 5,
    "codebook": 5,
    "declared": 5,
    "stage_votes": 5,
    "claim": 4,
    "episodes": 4,
    "exhibit": 4,
    "stage": 4,
    "ties": 4,
    "chunk": 3,
    "derive": 3,
    "toml_files": 3,
    "builds": 2,
    "folders": 2,
    "rules": 2,
    "scan": 2,
    "tables": 2,
    "insert": 2,
    "toml_lines": 2,
    "paths": 1,
    "problems": 1,
    "reliability": 1,
    "__init__": 0,
}
# Floors of the dashboard by the first part of a module's name below `dashboard`.
FLOORS = {
    "app": 8,
    "__main__": 8,
    "greeting": 7,
    "routes": 7,
    "start": 7,
    "views": 7,
    "edition": 6,
    "warm": 6,
    "components": 5,
    "state": 4,
    "notices": 3,
    "keys": 3,
    "fresh": 3,
    "hindered": 2,
    "rehearsed": 3,
    "queries": 2,
    "charts": 2,
    "": 0,
}
FORBIDDEN = {
    "etl": {"streamlit", "altair", "dashboard"},
    "dashboard.charts": {"streamlit", "duckdb", "etl"},
    "dashboard.queries": {"streamlit", "altair"},
    "dashboard.views": {"duckdb", "altair"},
    "dashboard.components": {"duckdb"},
    "dashboard.edition": {"duckdb", "altair", "streamlit"},
    "dashboard.routes": {"duckdb", "altair", "streamlit"},
    "dashboard.state": {"duckdb", "altair", "pandas"},
}
LINES_OF_A_MODULE = 250
LINES_OF_A_FUNCTION = 40


def name_of(path):
    """The dotted name of a module; a package by its own name."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path):
    """The dotted names that a module imports, wherever in it; packages in full."""
    own = name_of(path).split(".")
    package = own if path.name == "__init__.py" else own[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{a.name}" for a in node.names if is_module(f"{module}.{a.name}"))


def is_module(name):
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def floor(name):
    """The floor of a module of the dashboard, and the part of it that it belongs to."""
    part = name.removeprefix("dashboard").removeprefix(".").split(".")[0]
    assert part in FLOORS, f"{name} has no floor: name one in {Path(__file__).name}"
    return FLOORS[part], part


def etl_part(name):
    """The first part of a module's name below `etl`: a module or a package of its own floor."""
    return name.removeprefix("etl").removeprefix(".").split(".")[0] or "__init__"


def ids(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


@pytest.mark.parametrize("path", ETL, ids=ids(ETL))
def test_a_module_of_the_etl_imports_lower_floors_only(path):
    part = etl_part(name_of(path))
    for name in imported(path):
        if name.startswith("etl.") and is_module(name):
            other = etl_part(name)
            assert other == part or ETL_FLOORS[other] < ETL_FLOORS[part], name


@pytest.mark.parametrize("path", DASHBOARD, ids=ids(DASHBOARD))
def test_a_module_of_the_dashboard_imports_its_own_part_or_lower_floors(path):
    mine, part = floor(name_of(path))
    for name in imported(path):
        if name.split(".")[0] == "dashboard":
            theirs, other = floor(name)
            assert theirs < mine or other == part, name


@pytest.mark.parametrize("path", FILES, ids=ids(FILES))
def test_a_part_knows_only_the_libraries_of_its_floor(path):
    name = name_of(path)
    for part, forbidden in FORBIDDEN.items():
        if name == part or name.startswith(f"{part}."):
            assert forbidden & {used.split(".")[0] for used in imported(path)} == set()


@pytest.mark.parametrize("path", FILES, ids=ids(FILES))
def test_modules_and_functions_stay_small(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= LINES_OF_A_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LINES_OF_A_FUNCTION, node.name


def test_the_floors_name_no_module_that_is_gone():
    assert {etl_part(name_of(path)) for path in ETL} == ETL_FLOORS.keys()


def test_the_rules_see_what_they_forbid(tmp_path, monkeypatch):
    """The reader of imports finds them in functions, behind `as`, and by relative names."""
    path = tmp_path / "module.py"
    path.write_text("import a.b as c\ndef f():\n    from streamlit import x\n", "utf-8")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    assert set(imported(path)) == {"a.b", "streamlit"}


def test_only_a_refresh_can_reach_the_net():
    """A build and the dashboard never load a client."""
    clients = {"httpx", "requests", "urllib.request", "http", "socket"}
    used = {name_of(path): set(imported(path)) for path in FILES}
    users = {
        name
        for name, names in used.items()
        if clients & (names | {part.split(".")[0] for part in names})
    }
    assert users == {"etl.connectors.fetch", "etl.connectors.session"}
    assert {name for name, names in used.items() if "etl.connectors.gather" in names} == {
        "etl.refresh"
    }
