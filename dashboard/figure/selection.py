"""What stands open beside a section: the statement and the exhibit that the URL names."""

from dashboard.shell.context import Context
from dashboard.store.catalogue import Claim, Exhibit, Section

CLOSED = {"exhibit": None, "tab": None, "definition": None, "own": False}
"""What opening another statement leaves behind."""


def open_claim(context: Context, section: Section) -> Claim | None:
    """The statement that the URL names, where it stands in this section."""
    claim = context.catalogue.claims.get(context.state.claim or "")
    return claim if claim and claim.section == section.id else None


def open_exhibit(context: Context, section: Section) -> Exhibit | None:
    """The exhibit in the panel: the URL's, else the statement's first, else the overview."""
    exhibits = context.catalogue.exhibits
    claim = open_claim(context, section)
    named = exhibits.get(context.state.exhibit or "")
    if claim and named and named.id in claim.exhibits:
        return named
    if named and named.section == section.id and named.place != "plate":
        return named
    if claim:
        return exhibits[claim.exhibits[0]] if claim.exhibits else None
    here = (e for e in exhibits.values() if e.section == section.id and e.place == "panel")
    return next(here, None)
