"""The open data package of a build, whole in a folder of its own."""

import importlib.metadata
import json
from collections.abc import Callable
from pathlib import Path

import duckdb

from etl.package.describe import NAME, About, File, descriptor
from etl.package.licences import FACTS, OWN, QUOTED, Source, described
from etl.package.readme import readme
from etl.package.relations import Relation, relations
from etl.package.write import is_left_out, written
from etl.paths import SQL, licence
from etl.store.builds import opened
from etl.store.folders import whole

DESCRIPTOR = "datapackage.json"
README, LICENCE = "README.md", "LICENSE"
ABOUT = "select build.id, built_at, title from build cross join article order by article.id limit 1"
Step = Callable[[str], None]


def export(database: Path, folder: Path, progress: Step, *, force: bool = False) -> list[File]:
    """Write the package of a build into `folder` and return its files; all or nothing.

    Raises OccupiedError when the folder holds something else, or a package and not `force`.
    """
    with whole(folder, DESCRIPTOR, force=force) as made, opened(database) as con:
        progress("counting")
        found = relations(con)
        kept = [relation for relation in found if not is_left_out(relation)]
        files: list[File] = []
        for relation in kept:
            progress(f"writing {relation.name}")
            files += written(con, relation, made)
        progress("describing")
        sources = _sources(con)
        about = _about(con, sources)
        _describe(made, about, files, [r for r in found if r not in kept], sources)
    return files


def _describe(
    made: Path, about: About, files: list[File], left_out: list[Relation], sources: list[Source]
) -> None:
    """Write the descriptor, the README and the licence of our own words."""
    told = json.dumps(descriptor(about, files, QUOTED), ensure_ascii=False, indent=2)
    (made / DESCRIPTOR).write_text(f"{told}\n", "utf-8")
    (made / README).write_text(readme(about, files, left_out, sources), "utf-8")
    (made / LICENCE).write_text(licence(), "utf-8")


def _about(con: duckdb.DuckDBPyConnection, sources: list[Source]) -> About:
    build, built_at, article = con.execute(ABOUT).fetchall()[0]
    version = f"{importlib.metadata.version(NAME)}+{build}"
    told = [described(source) for source in sources]
    return About(build, built_at, version, article, told, [OWN, FACTS])


def _sources(con: duckdb.DuckDBPyConnection) -> list[Source]:
    question = (SQL / "package" / "sources.sql").read_text("utf-8")
    return [Source(*row) for row in con.execute(question).fetchall()]
