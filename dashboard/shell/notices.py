"""Parts of an address that were left out, and the sentences that say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST_SHOWN = 40
_MOST_LACKS = 3
_TRACKING = re.compile(
    r"(utm|mtm|pk|hsa|trk|oly|vero|_hs|mc)_\w+|\w*clk?id|gclsrc|[gw]braid|igsh(id)?|_g[al]|"
    r"srsltid|mkt_tok|ref(_src|_url|errer)?|cmp(id)?|s_?cid|spm|si",
    re.IGNORECASE,
)
"""What others write behind a link to see who follows it: nobody asked for it, so nobody is told."""


@dataclass(frozen=True)
class Notice:
    """A part of a URL that was left out, and the sentence that says so."""

    key: str
    value: str
    text: str


def backward(fields: dict[str, Any]) -> list[Notice]:
    """Drop a period that ends before it begins, and return the notice for it."""
    start, end = str(fields.get("start", "")), str(fields.get("end", ""))
    if not start or not end or f"{start}-01"[:7] <= f"{end}-12"[:7]:
        return []
    del fields["start"], fields["end"]
    text = f"This link asks for a period from {start} to {end}, which ends before it begins; "
    return [Notice("from", start, f"{text}it was left out.")]


def reweighted(fields: dict[str, Any]) -> Iterator[Notice]:
    """Drop a second weight of a tie, and yield a notice for each."""
    kept: dict[str, str] = {}
    for value in fields.get("weights", ()):
        tie = value.rpartition(".")[0]
        if kept.setdefault(tie, value) != value:
            text = f"This link asks for more than one weight of {tie}; “{value}” was left out."
            yield Notice("weight", value, text)
    if kept:
        fields["weights"] = tuple(kept.values())


def unknown(name: str, noun: str, value: str) -> Notice:
    """Return the notice for a value that does not exist here."""
    if name == "build":
        return pruned(value)
    text = f"This link asks for {noun} “{_short(value)}”, which does not exist here; "
    return Notice(name, value, f"{text}it was left out.")


def pruned(value: str) -> Notice:
    """Return the notice for a build that is not kept here."""
    text = f"This link asks for build “{_short(value)}”, which is not kept here: it was pruned, or "
    return Notice("build", value, f"{text}never was. The present build is shown.")


def unreadable(value: str, lacks: Sequence[str]) -> Notice:
    """Return the notice for a build of older code that the pages of today cannot show."""
    more = f" and {len(lacks) - _MOST_LACKS} more" if len(lacks) > _MOST_LACKS else ""
    text = (
        f"This link asks for build “{_short(value)}”, which cannot be shown by the pages of today: "
        f"it has no {', '.join(lacks[:_MOST_LACKS])}{more}. The present build is shown."
    )
    return Notice("build", value, text)


def surplus(name: str, noun: str, value: str) -> Notice:
    """Return the notice for a second value where one is possible."""
    text = f"This link asks for more than one {noun}; “{_short(value)}” was left out."
    return Notice(name, value, text)


def is_tracking(name: str) -> bool:
    """Whether a parameter was added by who passed the link on, to see who follows it."""
    return _TRACKING.fullmatch(name) is not None


def foreign(name: str, value: str) -> Notice:
    """Return the notice for a parameter that no page reads."""
    text = f"This link carries “{_short(name)}={_short(value)}”, which no page here reads; "
    return Notice(name, value, f"{text}it was left out.")


def _short(text: str) -> str:
    """Return the text in at most forty characters, without control characters."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"
