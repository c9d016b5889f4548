"""What is known of pairs of actors beside votes: dyadic figures of the other themes."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.html.markup import table, text
from dashboard.pages.votes.dyad_figures import Pair
from dashboard.pages.votes.scene import Scene
from dashboard.pages.votes.yearly import said, signed, tight
from dashboard.shell.context import Context
from dashboard.store.catalogue import Indicator
from dashboard.store.database import ask, records
from dashboard.words.wording import period

FLOOR = 3
"""Dyadic indicators of a theme that must be known of a pair before a figure of it is shown."""

# The newest figure of each directed dyad, and the one before it. Intervals are compared only with
# those of the same months: a part of a year never with a longer part.
DYADIC = """
with held as (
    select
        indicator.theme, indicator.family, indicator, actor, partner, period, value, period_end,
        source,
        if(figure.frequency = 'W', (month(period_start), month(period_end),
            date_diff('month', period_start, period_end)), null) as span
    from figure join indicator on indicator.id = figure.indicator
    where partner is not null and partner <> actor and value is not null
        and ($theme is null or indicator.theme = $theme)
        and ($one is null or (actor in ($one, $other) and partner in ($one, $other)))
        and figure.period_end >= $first and figure.period_start <= $last
),
paired as (
    select *,
        lag(period) over series as period_before, lag(value) over series as value_before
    from held
    window series as (partition by indicator, actor, partner, span order by period_end, period)
)
select * exclude (span) from paired
qualify row_number() over (
    partition by indicator, actor, partner order by period_end desc, period desc) = 1
order by theme, indicator, actor, partner
"""


@lru_cache(maxsize=64)
def dyadic(
    database: str,
    theme: str | None,
    days: tuple[str, str],
    pair: tuple[str, str] | None = None,
) -> pd.DataFrame:
    """The newest figure of every dyadic indicator and directed dyad, with the one before it.

    Of one theme or of all, within first and last day, of one pair in both directions or of all.
    """
    one, other = pair or (None, None)
    asked = {"theme": theme, "one": one, "other": other, "first": days[0], "last": days[1]}
    return ask(database, DYADIC, asked)


def counted(found: pd.DataFrame) -> dict[frozenset[str], int]:
    """How many indicators are known of each pair, whichever way they point."""
    sides = [frozenset(pair) for pair in zip(found["actor"], found["partner"], strict=True)]
    known = pd.DataFrame({"pair": sides, "indicator": found["indicator"].tolist()})
    counts: dict[frozenset[str], set[str]] = {}
    for pair, indicator in known.itertuples(index=False):
        counts.setdefault(pair, set()).add(indicator)
    return {pair: len(names) for pair, names in counts.items()}


EVIDENCE = """
select figure.indicator, figure.actor, figure.partner, figure.period, figure.source,
    source.publisher, source.title as document, source.url, source.licence, figure.published
from figure join source on source.id = figure.source
where indicator = $indicator and partner is not null
"""


def evidence(database: str, indicator: str) -> pd.DataFrame:
    """A row per figure of a dyadic indicator with its document."""
    return ask(database, EVIDENCE, {"indicator": indicator})


OFFERED = """
with held as (
    select indicator, actor, partner, position, max(period_end) as newest
    from figure join indicator on indicator.id = figure.indicator
    where indicator.theme = $theme
        and partner is not null and partner <> actor and value is not null
    group by all
)
select indicator from held
group by indicator
order by count_if(newest >= (select max(newest) from held) - interval 2 year) desc, count(*) desc,
    any_value(position)
"""


@lru_cache(maxsize=32)
def offered(database: str, theme: str) -> tuple[str, ...]:
    """The dyadic indicators of a theme, those first that are known of most pairs of late."""
    rows: list[dict[str, Any]] = records(database, OFFERED, {"theme": theme})
    return tuple(str(row["indicator"]) for row in rows)


HEADS = ["Theme", "Quantity", "From – to", "Newest", "Period", "Change"]


def known_table(context: Context, here: Scene, pair: Pair) -> tuple[int, str]:
    """How many dyadic indicators are known of the two, and one line per family as HTML."""
    days = (context.lens.first_day, context.lens.last_day)
    found = dyadic(context.database, context.lens.theme, days, pair)
    if found.empty:
        return 0, ""
    newest = found.sort_values("period_end").drop_duplicates(
        ["family", "actor", "partner"], keep="last"
    )
    order = {name: place for place, name in enumerate(context.catalogue.families)}
    rows = sorted(newest.to_dict("records"), key=lambda row: (order[row["family"]], row["actor"]))
    make = _narrow_line if here.narrow else _line
    body = [make(context, here, row) for row in rows]
    count = len(set(found["indicator"]))
    heads = ["Quantity", "Newest", "Change"] if here.narrow else HEADS
    words = (0,) if here.narrow else (0, 1, 2, 4)
    return count, tight(table(heads, body, words=words, name="Other figures of the pair"))


def _line(context: Context, here: Scene, row: dict) -> list[str]:
    leaf = context.catalogue.indicators[row["indicator"]]
    theme = text(context.catalogue.themes[leaf.theme].title)
    return [theme, _quantity(leaf, row), _way(here, row), _newest(context, leaf, row),
            period(row["period"]), _change(leaf, row)]  # fmt: skip


def _narrow_line(context: Context, here: Scene, row: dict) -> list[str]:
    leaf = context.catalogue.indicators[row["indicator"]]
    theme = text(context.catalogue.themes[leaf.theme].title)
    newest = f"{_newest(context, leaf, row)}<small>{period(row['period'])}</small>"
    where = f"{_quantity(leaf, row)}<small>{theme}; {_way(here, row)}</small>"
    return [where, newest, _change(leaf, row)]


def _quantity(leaf: Indicator, row: dict) -> str:
    where = f"indicators?{urlencode({'indicator': leaf.id, 'partner': row['partner']})}"
    return f'<a href="{text(where)}" target="_self">{text(leaf.title)}</a>'


def _way(here: Scene, row: dict) -> str:
    return f"{text(here.label(row['actor']))} to {text(here.label(row['partner']))}"


def _newest(context: Context, leaf: Indicator, row: dict) -> str:
    return f"{said(row['value'], leaf.decimals)} {text(_unit(context, leaf.unit))}"


def _change(leaf: Indicator, row: dict) -> str:
    before = row["value_before"]
    return signed(None if pd.isna(before) else row["value"] - before, leaf.decimals)


def _unit(context: Context, code: str) -> str:
    unit = context.catalogue.units[code]
    return unit.suffix or unit.axis or unit.name


def few_known(count: int) -> str:
    """A sentence where little is known of the two."""
    if count >= FLOOR:
        return ""
    many = "No dyadic indicator" if not count else f"Only {count} dyadic indicator"
    plural = "" if count < 2 else "s"
    return f"{many}{plural} of the other themes: too little to speak of a relation."
