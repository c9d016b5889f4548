"""The sentences over the comparing pages, filled with the figures of a scene."""

from dataclasses import replace

import pandas as pd

from dashboard.pages.votes import lead
from dashboard.pages.votes.agenda import agendas
from dashboard.pages.votes.dyad_measure import Pair, dyad_rows
from dashboard.pages.votes.field import last_as_extreme, movement, standing
from dashboard.pages.votes.frames import said
from dashboard.pages.votes.isolation import CHANCE, LEVEL, MEDIAN, placements, titles
from dashboard.pages.votes.scene import Scene
from dashboard.store.dyads import members, pairs, partners
from dashboard.store.roll_calls import almost_alone
from dashboard.words.wording import listed, number


def title(here: Scene) -> str:
    """The title of the page."""
    if here.cast.is_default:
        return "The strategic triangle"
    return f"{listed([here.label(code) for code in here.cast.corners])} compared"


def opening(here: Scene) -> str:
    """The field against the year before, the side without the focus, the place of a corner."""
    focus, noun = here.name(here.cast.focus), here.measure.noun
    told = [
        _plainly(here, focus),
        _field(here, focus, noun),
        _third_side(here),
        _place(here, focus, noun),
    ]
    return " ".join(filter(None, told))


def _plainly(here: Scene, focus: str) -> str:
    """The short answer: whether focus and second corner came closer."""
    if here.before is None:
        return ""
    code = here.cast.corners[1]
    field = partners(here.database, here.yardstick, here.cast.focus)
    at = standing(field, code, here.before), standing(field, code, here.now)
    return lead.plainly(here.name(code), focus, (here.before, here.now), at)


def _field(here: Scene, focus: str, noun: str) -> str:
    if here.before is None:
        return ""
    field = partners(here.database, here.yardstick, here.cast.focus)
    whole = movement(field, here.before, here.now)
    side, _ = lead.leading(whole)
    tail = ""
    for name in here.cast.groupings[:1]:
        inside = frozenset(members(here.database, name, [here.now])["actor"])
        group = movement(field, here.before, here.now, inside)
        tail = lead.inside(here.name(name), side, group)
    return lead.moved(focus, noun, (here.before, here.now), whole, tail)


def _third_side(here: Scene) -> str:
    _, one, other = here.cast.corners
    found = pairs(here.database, here.yardstick, ((one, other),))
    values = found.loc[found["is_ranked"]].set_index("year")["value"].dropna()
    if not len(values) or values.index[-1] != here.now:
        return ""
    names = f"{here.name(one)} and {here.name(other)}"
    now = float(values.iloc[-1])
    return lead.stands(names, here.now, now, last_as_extreme(values), int(values.index[0]))


def _place(here: Scene, focus: str, noun: str) -> str:
    """Where the second corner stands among the members, and beyond chance."""
    if here.before is None:
        return ""
    code = here.cast.corners[1]
    field = partners(here.database, here.yardstick, here.cast.focus)
    at = standing(field, code, here.before), standing(field, code, here.now)
    words = lead.placed(here.name(code), focus, noun, (here.before, here.now), at)
    if here.yardstick.measure != LEVEL or not words:
        return words
    beyond = partners(here.database, replace(here.yardstick, measure=CHANCE), here.cast.focus)
    kappa = standing(beyond, code, here.now).value
    return f"{words} {lead.beyond_chance(here.name(code), focus, kappa)}".strip()


def isolation(here: Scene) -> str:
    """How often the focus voted no, and what became of the level and place of a corner."""
    if here.before is None:
        return ""
    focus = here.cast.focus
    found = agendas(here, focus)
    alone = almost_alone(here.database, here.yardstick.scope, here.now, focus, lead.FEW_AGAINST)
    years = here.before, here.now
    by_code = {one.code: one for one in placements(here)}
    own, middle = by_code[here.cast.corners[1]], by_code[MEDIAN]
    name = here.name(own.code)
    levels = (own.before.level, own.now.level), (middle.before.level, middle.now.level)
    texts = own.before.texts, own.now.texts
    return " ".join(
        filter(
            None,
            [
                lead.against(here.name(focus), found[here.now], found.get(here.before), alone),
                lead.against_median(name, years, *levels),
                lead.on_equal_texts(name, titles(here), years, texts),
            ],
        )
    )


def dyad(here: Scene, pair: Pair) -> str:
    """Where a dyad stands in the last year with a common vote, with interval, place and n."""
    rows = dyad_rows(here, pair)
    row = rows.iloc[-1]
    names = f"{here.name(pair[0])} and {here.name(pair[1])}"
    votes = f"over {number(row['n_votes'], 0)} common votes"
    if pd.isna(row["value"]):
        same = f"{here.measure.noun} of {names} is undefined"
        return lead.sentence(f"in {row['year']} {same} {votes}: both cast one and the same vote")
    band = ""
    if not pd.isna(row["low"]):
        band = f" (90 per cent interval {said(row['low'])} to {said(row['high'])})"
    words = lead.sentence(
        f"in {row['year']} {here.measure.noun} of {names} is {said(row['value'])}{band} {votes}"
    )
    if not row["is_ranked"]:
        return f"{words} {_unranked(here, pair)}"
    return " ".join(filter(None, [words, _change(rows), _dyad_place(here, pair, rows)]))


def _unranked(here: Scene, pair: Pair) -> str:
    """That the last value is not to be compared: few common votes, or damaged ones."""
    names = f"{here.name(pair[1])} is not ranked among the partners of {here.name(pair[0])}"
    return lead.sentence(f"{names} and the value is compared with no other")


def _change(rows: pd.DataFrame) -> str:
    """The year before, and since when the value was not as high or as low."""
    values = rows.loc[rows["is_ranked"]].set_index("year")["value"].dropna()
    extreme = last_as_extreme(pd.Series(values))
    if extreme is None:
        return ""
    side, year = extreme
    most = "highest" if side == "high" else "lowest"
    since = f"since {year}" if year else f"of all years from {values.index[0]} on"
    before = f"in {values.index[-2]} it was {said(values.iloc[-2])}"
    return lead.sentence(f"{before}; {values.index[-1]} is the {most} {since}")


def _dyad_place(here: Scene, pair: Pair, rows: pd.DataFrame) -> str:
    """The place of the second member among the partners of the first, and the median."""
    row = rows.iloc[-1]
    place = f"in place {row['rank']:.0f} of {row['of']:.0f}"
    middle = f"the median member stands at {said(row['median_member'])}"
    return lead.sentence(
        f"{here.name(pair[1])} is {place} among the partners of {here.name(pair[0])}, {middle}"
    )
