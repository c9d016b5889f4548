"""Which calls of a rule's SQL say another thing each time, judged by what each call can bind to."""

import json
import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

Node = dict[str, Any]
OVERLOADS = """
select
    function_name, parameter_types, varargs, macro_definition,
    coalesce(stability, 'CONSISTENT') = 'CONSISTENT' and not coalesce(has_side_effects, false)
from duckdb_functions()
where function_type not in ('table', 'table_macro', 'pragma')
"""
READ_THE_CLOCK = frozenset({("age", 1)})
"""Calls, by name and number of arguments, that read the clock though catalogues call them steady:
DuckDB counts the age of a single day from the present one."""
_NAME = re.compile(r"[a-z_]+")


@dataclass(frozen=True)
class Overload:
    """One form of a function: its parameters' types, and whether it always says the same."""

    parameters: tuple[str | None, ...]
    takes_more: bool
    body: str | None
    is_steady: bool

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        own = len(self.parameters)
        return count >= own if self.takes_more else count == own


Catalogue = Mapping[str, tuple[Overload, ...]]
"""The overloads of each function, by its name."""


def catalogue_of(
    rows: Iterable[tuple[str, list[str] | None, str | None, str | None, bool]],
) -> Catalogue:
    """A catalogue of rows as `OVERLOADS` gives them."""
    found: dict[str, tuple[Overload, ...]] = {}
    for name, parameters, varargs, body, is_steady in rows:
        own = Overload(tuple(parameters or ()), varargs is not None, body, is_steady)
        found[name] = (*found.get(name, ()), own)
    return found


@cache
def present() -> Catalogue:
    """The catalogue of the DuckDB that runs."""
    return catalogue_of(_asked(OVERLOADS))


def unsteady(nodes: Iterable[Node], catalogue: Catalogue) -> set[str]:
    """Names of the calls in a parse tree that change within or between questions.

    A call is one only when all overloads that its arguments can bind to are.
    """
    found = set()
    for node in nodes:
        if name := node.get("function_name"):
            if not _is_steady(name, arguments(node), catalogue):
                found.add(name)
        elif node.get("class") == "COLUMN_REF" and len(node["column_names"]) == 1:
            name = node["column_names"][0].lower()
            if _stands_alone(name):
                found.add(name)
    return found


def arguments(node: Node) -> list[Node]:
    """The arguments of a call; DuckDB 2 puts each into an object of its own."""
    given = node.get("arguments", node.get("children", []))
    return [argument.get("expression", argument) for argument in given]


def nodes_of(tree: object) -> list[Node]:
    """Every object of a parse tree."""
    if isinstance(tree, dict):
        return [tree, *(node for value in tree.values() for node in nodes_of(value))]
    if isinstance(tree, list):
        return [node for value in tree for node in nodes_of(value)]
    return []


def _is_steady(name: str, given: list[Node], catalogue: Catalogue) -> bool:
    if (name, len(given)) in READ_THE_CLOCK:
        return False
    every = catalogue.get(name, ())
    fitting = [overload for overload in every if overload.takes(len(given))] or every
    if all(_always(name, own, catalogue) for own in fitting):
        return True
    types = [_evident(node) for node in given]
    if exact := [own for own in fitting if own.parameters == tuple(types)]:
        fitting = exact
    else:
        fitting = [own for own in fitting if _can_bind(types, own)] or fitting
    return any(_always(name, own, catalogue) for own in fitting)


def _always(name: str, own: Overload, catalogue: Catalogue) -> bool:
    """Whether an overload is steady; a macro is what its body calls, which may bear its name."""
    if own.body is None:
        return own.is_steady
    rest = tuple(other for other in catalogue[name] if other is not own)
    return not unsteady(nodes_of(_parsed(f"select {own.body}")), {**catalogue, name: rest})


def _can_bind(types: list[str | None], own: Overload) -> bool:
    """Whether arguments of these types, None where they do not show, may go to an overload."""
    pairs = zip(types, own.parameters, strict=False)
    return all(_casts(source, target) for source, target in pairs if source and target)


@cache
def _casts(source: str, target: str) -> bool:
    """Whether DuckDB turns one type into the other by itself; types it cannot name may be any."""
    try:
        return bool(_asked(f"select can_cast_implicitly(null::{source}, null::{target})")[0][0])
    except duckdb.Error:
        return True


def _evident(node: Node) -> str | None:
    """The type that an argument is cast to; None where no cast says it."""
    if node.get("class") != "CAST":
        return None
    tree = deepcopy(_parsed("select null"))
    (select,) = (found for found in nodes_of(tree) if "select_list" in found)
    select["select_list"] = [{**node, "child": select["select_list"][0], "alias": ""}]
    return _type_of(json.dumps(tree))


@cache
def _type_of(tree: str) -> str | None:
    try:
        sql = _asked("select json_deserialize_sql($tree::json)", tree=tree)[0][0]
        return _asked(f"describe {sql}")[0][1]
    except duckdb.Error:
        return None


@cache
def _stands_alone(name: str) -> bool:
    """Whether a name means something without a table, as current_date does."""
    if not _NAME.fullmatch(name):
        return False
    try:
        _asked(f"explain select {name}")
    except duckdb.Error:
        return False
    return True


@cache
def _parsed(sql: str) -> Node:
    return json.loads(_asked("select json_serialize_sql($sql)", sql=sql)[0][0])


def _asked(question: str, **given: str) -> list[tuple[Any, ...]]:
    """An answer of a database of its own; on a cursor, since rules are checked by many threads."""
    return _database().cursor().execute(question, given).fetchall()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """An empty database that knows the functions of this DuckDB, and nothing else."""
    return duckdb.connect(":memory:", config={"autoload_known_extensions": False})
