"""The files of an edition: its page, and its readings for other programs."""

import json
from pathlib import Path

from dashboard.edition.edition import Edition
from dashboard.edition.page import page
from dashboard.store.database import connection, in_force
from etl.readings.review import reviews


def write(made: Path, address: str, readings: str) -> str:
    """Write both files into a folder; returns the name of the page.

    Raises NoBuildError when nothing is published.
    """
    database = in_force()
    file = f"{Edition(database).catalogue.article['id']}.html"
    there = f"{address.rstrip('/')}/{file}" if address else ""
    (made / file).write_text(page(Edition(database, there)), "utf-8")
    found = reviews(connection(database).cursor(), there)
    (made / readings).write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    return file
