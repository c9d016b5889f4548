"""Episodes side by side: start, end, length, codes, and where coders differed."""

import pandas as pd
import streamlit as st

from dashboard.figure.documents import evidence_of, source_line
from dashboard.html.markup import bold, disclosure, folds, heading, joined, table, text
from dashboard.pages.resets.codes import coded, episode_figures
from dashboard.pages.resets.values import last_day
from dashboard.shell.context import Context
from dashboard.store.episodes import Comparison, Episode
from dashboard.words.wording import MONTHS, number, period

NOTE = (
    "Starts and ends are judgements, coded by rules by several coders; where they differed, what "
    "stands was decided with a reason. Months named without a day are nominal."
)


def draw_episodes(context: Context, comparison: Comparison, shown: tuple[Episode, ...]) -> None:
    """Draw the table of episodes, their documents, and the codings behind it."""
    figures = episode_figures(context.database, comparison)
    given = coded(context.database, comparison.variables)
    leaves = [context.catalogue.indicators[name] for name in comparison.codes]
    heads = ["Episode", "Start", "End", "Months", *(leaf.title for leaf in leaves), "Coders"]
    body = [_row(context, comparison, episode, figures, given) for episode in shown]
    with st.container(key="sec_episodes"):
        st.html(
            heading(comparison.title, "As they are coded; the present one is the last.")
            + table(heads, body, words=(0, 1, 2, *range(4, len(heads))), name="Episodes")
            + source_line(evidence_of(figures), NOTE)
        )
        st.html(folds(joined(_codings(episode, given) for episode in shown)))


def _row(
    context: Context,
    comparison: Comparison,
    episode: Episode,
    figures: pd.DataFrame,
    given: dict[str, list[dict]],
) -> list[str]:
    mine = figures.loc[figures["period"] == episode.period].set_index("indicator")
    codes = []
    for name in comparison.codes:
        leaf = context.catalogue.indicators[name]
        code = str(mine.loc[name, "code"]) if name in mine.index else ""
        codes.append(text(leaf.codes.get(code, "not coded")))
    named = f"{episode.start.year}, {episode.label}"
    months = "open" if episode.months is None else number(episode.months, 0)
    return [
        bold(named) if episode.is_open else text(named),
        period(episode.period),
        "open" if episode.is_open else _month(episode),
        months,
        *codes,
        text(_agreement(given.get(episode.unit, []))),
    ]


def _month(episode: Episode) -> str:
    """The month in which an episode ended."""
    end = last_day(episode)
    return f"{MONTHS[end.month - 1]} {end.year}"


def _agreement(rows: list[dict]) -> str:
    """In how many judgements all coders agreed, and which were decided."""
    agreed = sum(len(set(row["codes"])) == 1 for row in rows)
    split = [row["title"].lower() for row in rows if len(set(row["codes"])) > 1]
    if not rows:
        return "coded once"
    said = f"agreed on {agreed} of {len(rows)}"
    return f"{said}; differed on {', '.join(split)}" if split else said


def _codings(episode: Episode, given: dict[str, list[dict]]) -> str:
    rows = given.get(episode.unit, [])
    body = [
        [
            text(row["title"]),
            text("; ".join(row["given"])),
            text(row["stands"] or (row["codes"][0] if len(set(row["codes"])) == 1 else "")),
            text(row["reason"] or ""),
        ]
        for row in rows
    ]
    heads = ["Judgement", "Codes given", "Stands", "Why"]
    name = f"Codings of {episode.start.year}, {episode.label}"
    return disclosure(name, _agreement(rows), table(heads, body, words=(0, 1, 2, 3), name=name))
