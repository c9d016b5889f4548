"""What else is known of the two, theme by theme: the newest figure of every dyadic quantity."""

from urllib.parse import urlencode

import pandas as pd

from dashboard.html.markup import table, text
from dashboard.pages.votes.dyad_measure import Pair
from dashboard.pages.votes.frames import said, signed
from dashboard.pages.votes.grid import tight
from dashboard.pages.votes.other_dyads import FLOOR, dyadic
from dashboard.pages.votes.scene import Scene
from dashboard.shell.context import Context
from dashboard.store.catalogue import Indicator
from dashboard.words.wording import period

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
