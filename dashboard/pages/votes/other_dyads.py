"""What is known of pairs of actors beside votes: dyadic figures of the other themes."""

from collections import defaultdict
from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from dashboard.html.markup import table, text
from dashboard.pages.votes.scene import Pair, Scene
from dashboard.pages.votes.yearly import said, signed, tight
from dashboard.shell.context import Context
from dashboard.store.database import ask, records
from dashboard.words.wording import counted as how_many
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

    Of one theme or of all, within first and last day, of one pair in both directions or of all;
    columns theme, family, indicator, actor, partner, period, value, period_end, source and, of the
    figure before, period_before and value_before. Empty where none lies within the days.
    """
    one, other = pair or (None, None)
    asked = {"theme": theme, "one": one, "other": other, "first": days[0], "last": days[1]}
    return ask(database, DYADIC, asked)


def counted(found: pd.DataFrame) -> dict[frozenset[str], int]:
    """How many indicators are known of each pair, whichever way they point."""
    known: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    for one, other, name in found[["actor", "partner", "indicator"]].itertuples(index=False):
        known[frozenset((one, other))].add(name)
    return {pair: len(names) for pair, names in known.items()}


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
    return tuple(str(row["indicator"]) for row in records(database, OFFERED, {"theme": theme}))


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
    body = [_line(context, here, row) for row in rows]
    heads = ["Quantity", "Newest", "Change"] if here.narrow else HEADS
    words = (0,) if here.narrow else (0, 1, 2, 4)
    listing = table(heads, body, words=words, name="Other figures of the pair")
    return len(set(found["indicator"])), tight(listing)


def _line(context: Context, here: Scene, row: dict) -> list[str]:
    leaf = context.catalogue.indicators[row["indicator"]]
    unit = context.catalogue.units[leaf.unit]
    theme = text(context.catalogue.themes[leaf.theme].title)
    where = f"indicators?{urlencode({'indicator': leaf.id, 'partner': row['partner']})}"
    name = f'<a href="{text(where)}" target="_self">{text(leaf.title)}</a>'
    way = f"{text(here.label(row['actor']))} to {text(here.label(row['partner']))}"
    newest = f"{said(row['value'], leaf.decimals)} {text(unit.suffix or unit.axis or unit.name)}"
    when, before = period(row["period"]), row["value_before"]
    change = signed(None if pd.isna(before) else row["value"] - before, leaf.decimals)
    if here.narrow:
        below = f"<small>{theme}; {way}</small>"
        return [f"{name}{below}", f"{newest}<small>{when}</small>", change]
    return [theme, name, way, newest, when, change]


def few_known(count: int) -> str:
    """A sentence where little is known of the two."""
    if count >= FLOOR:
        return ""
    many = f"Only {how_many(count, 'dyadic indicator')}" if count else "No dyadic indicator"
    return f"{many} of the other themes: too little to speak of a relation."
