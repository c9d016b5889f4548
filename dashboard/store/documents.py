"""The documents of a build, and which of them stand behind the reading of each claim."""

from dataclasses import dataclass
from datetime import date

from dashboard.store.database import records

DOCUMENTS = """
select id, publisher, title, url, copy, published_as as published, accessed, licence,
    redistributable
from source
order by publisher, title, id
"""
BEHIND = """
with piece as (
    select distinct claim, unnest(evidence) as id from test_result where basis = 'now'
),
read_in as (
    select claim, source from piece join observation using (id)
    union all
    select claim, source from piece join event using (id)
    union all
    select claim, source from piece join roll_call using (id)
)
select claim, source, count(*) as pieces from read_in
group by claim, source
order by claim, pieces desc, source
"""


@dataclass(frozen=True)
class CitedDocument:
    """A document that figures were read in; `published` as it dates itself."""

    id: str
    publisher: str
    title: str
    url: str
    copy: str | None
    published: str | None
    accessed: date
    licence: str
    redistributable: str


def documents(database: str) -> list[CitedDocument]:
    """Every document, by publisher and title."""
    return [CitedDocument(**row) for row in records(database, DOCUMENTS)]


def behind(database: str) -> dict[str, dict[str, int]]:
    """By claim, the documents of the evidence of its tests now with their pieces, most first."""
    found: dict[str, dict[str, int]] = {}
    for row in records(database, BEHIND):
        found.setdefault(row["claim"], {})[row["source"]] = row["pieces"]
    return found
