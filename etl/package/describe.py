"""The descriptor of the package: Data Package 2.0 (datapackage.org), from the build's comments."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from etl.package.relations import Column, ForeignKey, Relation

PROFILE = "https://datapackage.org/profiles/2.0"
NAME = "alignment-indicators"
PARQUET = ".parquet"
"""What the name of a resource ends in where its file is a Parquet file."""
FORMATS = {
    "csv": ("text/csv", "utf-8"),
    "parquet": ("application/vnd.apache.parquet", None),
}
TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DOUBLE": "number",
    "FLOAT": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}
WHOLE = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")
LISTED = 20
"""Members of a closed list above which the field only names the relation that holds them."""
Json = dict[str, Any]


@dataclass(frozen=True)
class File:
    """One file of the package: a relation in one format, with its size and SHA-256."""

    relation: Relation
    format: str
    path: str
    bytes: int
    hash: str
    json_types: dict[str, str]
    """Columns of JSON by what they hold: object or array."""
    blank: frozenset[str]
    """Columns with texts of no character, which CSV cannot tell from what is missing."""


@dataclass(frozen=True)
class About:
    """What the descriptor says of the package as a whole."""

    build: str
    built_at: datetime
    version: str
    article: str
    sources: list[Json]
    licences: list[Json]


def descriptor(about: About, files: list[File], own: dict[str, list[Json]]) -> Json:
    """The whole of datapackage.json; `own` are licences of relations that differ from the rest."""
    there = {_name(file.relation.name, file.format) for file in files}
    return {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": NAME,
        "title": f"Alignment Indicators: figures, votes and readings beside “{about.article}”",
        "description": (
            f"Build {about.build}. Every figure was read in a document and names its source and "
            "the place in it; every statement of the article is read under a written rule."
        ),
        "version": about.version,
        "created": about.built_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "keywords": ["international relations", "indicators", "provenance", "evidence"],
        "contributors": [{"title": "Alignment Indicators contributors", "roles": ["creator"]}],
        "licenses": about.licences,
        "sources": about.sources,
        "resources": [_resource(file, there, own.get(file.relation.name)) for file in files],
    }


def _name(relation: str, format: str) -> str:
    return relation + (PARQUET if format == "parquet" else "")


def _resource(file: File, there: set[str], licences: list[Json] | None) -> Json:
    mediatype, encoding = FORMATS[file.format]
    found: Json = {
        "$schema": f"{PROFILE}/dataresource.json",
        "name": _name(file.relation.name, file.format),
        "type": "table",
        "path": file.path,
        "title": f"{file.relation.name} ({file.relation.rows:,} rows)",
        "description": file.relation.comment,
        "format": file.format,
        "mediatype": mediatype,
        "bytes": file.bytes,
        "hash": f"sha256:{file.hash}",
        "schema": _schema(file, there),
    }
    if encoding:
        found["encoding"] = encoding
    return found | ({"licenses": licences} if licences else {})


def _schema(file: File, there: set[str]) -> Json:
    relation = file.relation
    found: Json = {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(file, column) for column in relation.columns],
        "missingValues": [""],
    }
    if relation.key:
        found["primaryKey"] = list(relation.key)
    foreign = [_foreign(file, reference) for reference in relation.references]
    if kept := [key for key in foreign if key["reference"].get("resource", "") in {"", *there}]:
        found["foreignKeys"] = kept
    return found


def _field(file: File, column: Column) -> Json:
    found: Json = {"name": column.name, "type": _type(column, file.json_types)}
    if column.comment:
        found["description"] = column.comment
    may_be_empty = column.nullable or (file.format == "csv" and column.name in file.blank)
    constraints: Json = {} if may_be_empty else {"required": True}
    if len(codes := _codes(column)) in range(1, LISTED + 1):
        constraints["enum"] = codes
    return found | ({"constraints": constraints} if constraints else {})


def _type(column: Column, json_types: dict[str, str]) -> str:
    if column.type.endswith("[]"):
        return "array"
    if column.type == "JSON":
        return json_types[column.name]
    if column.type.startswith("ENUM"):
        return "string"
    return "integer" if WHOLE.fullmatch(column.type) else TYPES[column.type]


def _codes(column: Column) -> list[str]:
    """The members of a closed list."""
    return re.findall(r"'([^']*)'", column.type) if column.type.startswith("ENUM") else []


def _foreign(file: File, reference: ForeignKey) -> Json:
    target: Json = {"fields": list(reference.referenced)}
    if reference.relation != file.relation.name:
        target = {"resource": _name(reference.relation, file.format)} | target
    return {"fields": list(reference.columns), "reference": target}
