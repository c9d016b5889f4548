"""Links from the pages that compare to the page of a dyad."""

from dashboard.html.markup import text
from dashboard.shell.context import Context


def pair_link(context: Context, one: str, other: str, words: str) -> str:
    """A link to the page of a dyad, with measure, roll calls and filters kept; `words` is HTML.

    Where the words are a number, the pair is named to screen readers too.
    """
    actors = context.catalogue.actors
    pair = text(f"{actors[one].label}–{actors[other].label}")
    named = "" if pair in words else f' aria-label="{pair}: {words}"'
    kept = {"exhibit": None, "tab": None, "year": None, "issue": None, "search": None}
    href = context.href(pair=f"{one}-{other}", against=None, **kept)
    return f'<a data-soft data-top href="{text(href)}"{named}>{words}</a>'
