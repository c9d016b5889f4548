"""How far independent coders agreed, and which code stands where they differed."""

from typing import Any

from dashboard.store.database import records

RELIABILITY = """
select
    rule.variable, rule.rule, rule.title, rule.level, rule.text,
    measured.coders, measured.units, measured.agreed, measured.alpha, measured.low, measured.high,
    rule.rule = max(rule.rule) over (partition by rule.variable) as is_newest
from reliability as measured
join coding_rule as rule using (variable, rule)
order by rule.title, rule.rule
"""
DECIDED = """
select
    adjudication.variable, rule.title, adjudication.unit, adjudication.code, adjudication.reason,
    list(distinct coding.coder || ': ' || coding.code || ' (rule ' || coding.rule || ')'
        order by coding.coder || ': ' || coding.code || ' (rule ' || coding.rule || ')') as given
from adjudication
join coding using (variable, unit)
join (select distinct variable, title from coding_rule) as rule using (variable)
group by all
order by rule.title, adjudication.unit
"""


def reliability(database: str) -> list[dict[str, Any]]:
    """Agreement by variable and version of its rule, with Krippendorff's alpha and interval."""
    return records(database, RELIABILITY)


def adjudications(database: str) -> list[dict[str, Any]]:
    """Units on which coders differed: every code given, the one that stands, and why."""
    return records(database, DECIDED)
