"""Links within a page that change the choice without loading the page anew."""

from urllib.parse import parse_qs

import streamlit as st
from streamlit.components.v2 import component

from dashboard import state as urls
from dashboard.components.context import Context, known
from dashboard.components.markup import text
from dashboard.queries.catalogue import catalogue
from dashboard.queries.database import in_force

SCRIPT = """
const follow = new WeakMap()

export default function ({ parentElement, setTriggerValue }) {
  follow.get(parentElement)?.()
  const click = (event) => {
    const link = event.target.closest?.("a.go")
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
    if (!link || !plain || event.altKey || event.defaultPrevented) return
    event.preventDefault()
    document.querySelector(".stMain")?.scrollTo(0, 0)
    setTriggerValue("query", link.getAttribute("href"))
  }
  document.addEventListener("click", click)
  const stop = () => document.removeEventListener("click", click)
  follow.set(parentElement, stop)
  return stop
}
"""

_LINKS = component("links", js=SCRIPT)
KEY = "followed"


def follow_links() -> None:
    """Let links of the class `go` write the address they name; without scripts they load it."""
    _LINKS(key=KEY, on_query_change=_follow)


def _follow() -> None:
    href = (st.session_state.get(KEY) or {}).get("query") or "?"
    found = catalogue(in_force())
    state, _ = urls.parse(parse_qs(str(href).partition("?")[2]), known(found))
    urls.write(state)


def pair_link(context: Context, one: str, other: str, words: str) -> str:
    """A link to the page of a dyad, with measure, roll calls and filters kept; `words` is HTML.

    Where the words are a number, the pair is named to screen readers too.
    """
    actors = context.catalogue.actors
    pair = text(f"{actors[one].label}–{actors[other].label}")
    named = "" if pair in words else f' aria-label="{pair}: {words}"'
    kept = {"exhibit": None, "tab": None, "year": None, "issue": None, "search": None}
    href = context.href(pair=f"{one}-{other}", against=None, **kept)
    return f'<a class="go" href="{text(href)}"{named}>{words}</a>'
