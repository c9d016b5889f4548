"""Agreement between coders: alpha by variable and rule, and what stands where they differed."""

from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.html.markup import bold, disclosure, folds, heading, joined, paragraph, table, text
from dashboard.pages.method.coding import adjudications, reliability
from dashboard.shell.context import Context
from dashboard.words.wording import number

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's customary bounds."""


def draw_agreement(context: Context) -> None:
    """Draw the table of agreement and, behind disclosures, rules and decisions."""
    measured = reliability(context.database)
    with st.container(key="sec_agreement"):
        said = (
            "Judgements are coded again by readers "
            "who see the document and the rule, not the first codes. Krippendorff’s alpha is 1 for "
            "full agreement and 0 for chance; the interval is a bootstrap over units. Below "
            f"{TENTATIVE} the rule is rewritten and the coding repeated. All coders so far were "
            "language models that worked apart from each other; no person has coded yet."
        )
        st.html(heading("Agreement between coders", said, "agreement"))
        heads = ["Judgement", "Rule", "Units", "Agreed", "Alpha", "95 % interval", "Reads as"]
        st.html(table(heads, [_line(row) for row in measured], words=(0, 6), name="Agreement"))
        rules = joined(
            paragraph(bold(f"{row['title']}, rule {row['rule']}") + f": {row['text']}", "")
            for row in measured
        )
        inner = disclosure("The rules", f"{len(measured)} versions", rules)
        st.html(folds(joined([inner, _decisions(context)])))


def _line(row: dict[str, Any]) -> list[str]:
    shown = "undefined" if row["alpha"] is None else number(row["alpha"], 2)
    bounds = "" if row["low"] is None else f"{number(row['low'], 2)} to {number(row['high'], 2)}"
    numbers = [str(row[name]) for name in ("rule", "units", "agreed")]
    return [text(row["title"]), *numbers, shown, bounds, verdict(row)]


def verdict(row: dict[str, Any]) -> str:
    """What an alpha allows, in words; few units are said to be few."""
    alpha, few = row["alpha"], " few units" if row["units"] < 20 else ""
    if alpha is None:
        return "undefined: one code only"
    if alpha >= RELIABLE:
        return f"reliable{',' if few else ''}{few}"
    if alpha >= TENTATIVE:
        return f"for tentative conclusions{',' if few else ''}{few}"
    return "not reliable" if row["is_newest"] else "not reliable: rule rewritten"


def _decisions(context: Context) -> str:
    found = []
    for title, rows in groupby(adjudications(context.database), key=lambda row: row["title"]):
        lines = [
            [text(r["unit"]), text("; ".join(r["given"])), text(r["code"]), text(r["reason"])]
            for r in rows
        ]
        heads = ["Unit", "Codes given", "Stands", "Why"]
        shown = table(heads, lines, words=(0, 1, 2, 3), name=f"Decided: {title}")
        found.append(disclosure(f"Decided: {title}", _units(len(lines)), shown))
    return joined(found)


def _units(count: int) -> str:
    return f"{count} unit{'s' if count > 1 else ''}"
