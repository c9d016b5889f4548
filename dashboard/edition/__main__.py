"""python -m dashboard.edition FOLDER: write the script-free edition, for any server of files."""

import json
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from dashboard.edition.edition import Edition
from dashboard.edition.page import page
from dashboard.queries.database import NoBuildError, connection, in_force
from etl.folders import OccupiedError, whole
from etl.readings.review import reviews

READINGS = "readings.json"


def main(
    folder: Annotated[Path, typer.Argument(help="Folder to write; new or empty.")],
    address: Annotated[
        str, typer.Option(help="Where the folder will be found, such as https://example.org/e/.")
    ] = "",
    force: Annotated[bool, typer.Option(help="Replace an edition that is there.")] = False,
) -> None:
    """Write the article with all its evidence as one HTML file, and its readings as JSON."""
    started = time.perf_counter()
    try:
        database = in_force()
        with whole(folder, READINGS, force=force) as made:
            file = _write(database, made, address)
    except (NoBuildError, OccupiedError) as error:
        sys.exit(f"{error}; nothing was written")
    size = (folder / file).stat().st_size / 1e6
    sys.stdout.write(f"{folder / file} ({size:.1f} MB) in {time.perf_counter() - started:.1f} s\n")


def _write(database: str, made: Path, address: str) -> str:
    """Write both files; returns the name of the page."""
    file = f"{Edition(database).catalogue.article['id']}.html"
    there = f"{address.rstrip('/')}/{file}" if address else ""
    (made / file).write_text(page(Edition(database, there)), "utf-8")
    found = reviews(connection(database).cursor(), there)
    (made / READINGS).write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    return file


if __name__ == "__main__":
    typer.run(main)
