"""How episodes are coded: the codes in force, and where coders differed."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.store.database import ask, records
from dashboard.store.episodes import Comparison

CODED = """
select
    coding.unit, coding.variable, any_value(rule.title) as title,
    list(coding.code order by coding.coder) as codes,
    list(coding.coder || ': ' || coding.code || ' (rule ' || coding.rule || ')'
        order by coding.coder, coding.rule) as given,
    any_value(adjudication.code) as stands, any_value(adjudication.reason) as reason
from coding
join coding_rule as rule on rule.variable = coding.variable and rule.rule = coding.rule
left join adjudication
    on adjudication.variable = coding.variable and adjudication.unit = coding.unit
where list_contains($variables, coding.variable)
group by coding.unit, coding.variable
order by coding.unit, list_position($variables, coding.variable)
"""
FIGURES = """
select
    figure.indicator, figure.period, figure.value, figure.code, figure.reason, figure.note,
    figure.confidence, figure.locator, figure.source, figure.published,
    source.publisher, source.title as document, source.url, source.licence
from figure join source on source.id = figure.source
where list_contains($indicators, indicator) and actor = $actor and partner = $partner
order by list_position($indicators, indicator), period_start
"""


def coded(database: str, variables: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Every code given to an episode, by its unit: codes, given, stands and reason of each."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in records(database, CODED, {"variables": list(variables)}):
        found.setdefault(str(row["unit"]), []).append(row)
    return found


def episode_figures(database: str, comparison: Comparison) -> pd.DataFrame:
    """The figures of length and codes of all episodes, with their documents."""
    named = [comparison.duration, *comparison.codes]
    sides = {"actor": comparison.actor, "partner": comparison.partner}
    return ask(database, FIGURES, sides | {"indicators": named})
