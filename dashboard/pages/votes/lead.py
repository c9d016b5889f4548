"""The sentences over the figures: what was counted and compared, never why."""

from dataclasses import replace

import pandas as pd

from dashboard.pages.votes.dyad_figures import dyad_rows
from dashboard.pages.votes.scene import Pair, Scene
from dashboard.pages.votes.standings import (
    CHANCE,
    LEVEL,
    MEDIAN,
    Agenda,
    Movement,
    Standing,
    agendas,
    last_as_extreme,
    movement,
    placements,
    standing,
    titles,
)
from dashboard.pages.votes.yearly import said
from dashboard.store.dyads import members, pairs, partners
from dashboard.store.roll_calls import almost_alone
from dashboard.words.wording import capital, joined, listed, number

FEW_AGAINST = 3
CLOSER, APART = "came closer", "moved apart"
AMONG = {
    (APART, CLOSER): ": agreement with others that had stood higher fell by more",
    (CLOSER, APART): ": agreement with others that had stood lower rose by more",
}
"""How a place can go one way and a level the other."""


def title(here: Scene) -> str:
    """The title of the page."""
    if here.cast.is_default:
        return "The strategic triangle"
    return f"{listed([here.label(code) for code in here.cast.corners])} compared"


def opening(here: Scene) -> str:
    """The field against the year before, the side without the focus, the place of a corner."""
    third = _third_side(here)
    if here.before is None:
        return third
    code, years = here.cast.corners[1], (here.before, here.now)
    partner, focus = here.name(code), here.name(here.cast.focus)
    at = standing(here.field, code, here.before), standing(here.field, code, here.now)
    place, chance = placed(partner, focus, here.measure.noun, years, at), ""
    if place and here.yardstick.measure == LEVEL:
        beyond = partners(here.database, replace(here.yardstick, measure=CHANCE), here.cast.focus)
        chance = beyond_chance(partner, focus, standing(beyond, code, here.now).value)
    whole = _field(here, focus, years)
    return joined(plainly(partner, focus, years, at), whole, third, place, chance)


def _field(here: Scene, focus: str, years: tuple[int, int]) -> str:
    """How the members moved, those of the first grouping among them."""
    whole = movement(here.field, *years)
    side, _ = leading(whole)
    tail = ""
    for name in here.cast.groupings[:1]:
        own = frozenset(members(here.database, name, [here.now])["actor"])
        tail = inside(here.name(name), side, movement(here.field, *years, own))
    return moved(focus, here.measure.noun, years, whole, tail)


def _third_side(here: Scene) -> str:
    _, one, other = here.cast.corners
    found = pairs(here.database, here.yardstick, ((one, other),))
    values = found.loc[found["is_ranked"]].set_index("year")["value"].dropna()
    if not len(values) or values.index[-1] != here.now:
        return ""
    names = f"{here.name(one)} and {here.name(other)}"
    now = float(values.iloc[-1])
    return stands(names, here.now, now, last_as_extreme(values), int(values.index[0]))


def isolation(here: Scene) -> str:
    """How often the focus voted no, and what became of the level and place of a corner."""
    if here.before is None:
        return ""
    focus, found, years = here.cast.focus, agendas(here), (here.before, here.now)
    alone = almost_alone(here.database, here.yardstick.scope, here.now, focus, FEW_AGAINST)
    by_code = {one.code: one for one in placements(here)}
    own, middle = by_code[here.cast.corners[1]], by_code[MEDIAN]
    name = here.name(own.code)
    levels = (own.before.level, own.now.level), (middle.before.level, middle.now.level)
    return joined(
        against(here.name(focus), found[here.now], found.get(here.before), alone),
        against_median(name, years, *levels),
        on_equal_texts(name, titles(here), years, (own.before.texts, own.now.texts)),
    )


def dyad(here: Scene, pair: Pair) -> str:
    """Where a dyad stands in the last year with a common vote, with interval, place and n."""
    rows = dyad_rows(here, pair)
    row = rows.iloc[-1]
    one, other = map(here.name, pair)
    whose = f"in {row['year']} {here.measure.noun} of {one} and {other} is"
    votes = f"over {number(row['n_votes'], 0)} common votes"
    if pd.isna(row["value"]):
        return sentence(f"{whose} undefined {votes}: both cast one and the same vote")
    band = ""
    if not pd.isna(row["low"]):
        band = f" (90 per cent interval {said(row['low'])} to {said(row['high'])})"
    words = sentence(f"{whose} {said(row['value'])}{band} {votes}")
    among = f"among the partners of {one}"
    if not row["is_ranked"]:
        why = "and the value is compared with no other"
        return joined(words, sentence(f"{other} is not ranked {among} {why}"))
    place = f"in place {row['rank']:.0f} of {row['of']:.0f} {among}"
    middle = f"the median member stands at {said(row['median_member'])}"
    return joined(words, _change(rows), sentence(f"{other} is {place}, {middle}"))


def _change(rows: pd.DataFrame) -> str:
    """The year before, and since when the value was not as high or as low."""
    values = rows.loc[rows["is_ranked"]].set_index("year")["value"].dropna()
    extreme = last_as_extreme(pd.Series(values))
    if extreme is None:
        return ""
    before = f"in {values.index[-2]} it was {said(values.iloc[-2])}"
    record = _record(*extreme, int(values.index[0]))
    return sentence(f"{before}; {values.index[-1]} is {record}")


def _record(side: str, year: int | None, first: int) -> str:
    """What `last_as_extreme` found, in words."""
    most = "highest" if side == "high" else "lowest"
    return f"the {most} since {year}" if year else f"the {most} of all years from {first} on"


def sentence(words: str) -> str:
    """Words as a sentence: capital at the start, full stop at the end."""
    return f"{capital(words)}."


def plainly(partner: str, focus: str, years: tuple[int, int], at: tuple[Standing, Standing]) -> str:
    """Whether a partner came closer, by its level and by its place among the members."""
    before, now = at
    if before.value is None or now.value is None or not (before.of and now.of):
        return ""
    level = _way(round(now.value, 2) - round(before.value, 2))
    place = _way((now.below or 0) / now.of - (before.below or 0) / before.of)
    start = f"from {years[0]} to {years[1]} {focus} and {partner}"
    if level == place:
        return sentence(f"{start} {level}, by level and by place among the members")
    why = AMONG.get((level, place), "")
    return sentence(f"{start} {level} by level, and {place} by place among the members{why}")


def _way(change: float) -> str:
    return CLOSER if change > 0 else APART if change < 0 else "stayed as they were"


def moved(focus: str, noun: str, years: tuple[int, int], field: Movement, tail: str = "") -> str:
    """How the members moved against the year before; empty when none is ranked in both years."""
    if not field.all:
        return ""
    before, now = years
    start = f"in {now} {noun} with {focus} was"
    if field.equal == field.all:
        return sentence(f"{start} as in {before} for every one of {field.all} members ranked")
    side, count = leading(field)
    every = "every one" if count == field.all else str(count)
    whom = f"{every} of {field.all} members ranked in both years{tail}"
    return sentence(f"{start} {side} than in {before} for {whom}")


def leading(field: Movement) -> tuple[str, int]:
    """The side to which more members moved, and how many."""
    if field.higher > field.lower:
        return "higher", field.higher
    return "lower", field.lower


def inside(grouping: str, side: str, group: Movement) -> str:
    """How many members of a grouping are among them: the tail of the sentence before."""
    count = group.lower if side == "lower" else group.higher
    if not group.all or not count:
        return ""
    whole = f"all {group.all}" if count == group.all else f"{count} of the {group.all}"
    return f", {whole} members of {grouping} among them"


def stands(
    pair: str,
    now: int,
    value: float | None,
    extreme: tuple[str, int | None] | None,
    first: int,
) -> str:
    """Where a dyad stands in the last year, and since when it did not stand higher or lower."""
    if value is None:
        return ""
    since = f", {_record(*extreme, first)}" if extreme else f" in {now}"
    return sentence(f"{pair} stand at {number(value, 2)}{since}")


def placed(
    partner: str, focus: str, noun: str, years: tuple[int, int], at: tuple[Standing, Standing]
) -> str:
    """The place of a partner among the members in two years, with its level in both."""
    before, now = at
    if now.rank is None or before.rank is None:
        return ""
    return sentence(
        f"by {noun} with {focus}, {partner} is in place {now.rank} of {now.of}, after place "
        f"{before.rank} of {before.of} in {years[0]}; its level went from {said(before.value)} to "
        f"{said(now.value)}"
    )


def beyond_chance(partner: str, focus: str, kappa: float | None) -> str:
    """Kappa of a partner, and on which side of chance it lies."""
    if kappa is None:
        return ""
    shown = number(kappa, 2)
    side = "at chance" if shown == number(0, 2) else "above" if kappa > 0 else "below"
    where = side if side == "at chance" else f"{side} the 0 of chance"
    return sentence(f"beyond chance (kappa) {focus} and {partner} stand at {shown}, {where}")


def against(focus: str, now: Agenda, before: Agenda | None, alone: int) -> str:
    """How often the focus voted no in the last two years, and how often almost alone."""
    said_now = f"{focus} voted no on {now.no} of {now.roll_calls} roll calls in {now.year}"
    share = f"{100 * now.share:.0f} per cent of its votes"
    then = ""
    if before is not None:
        part = f"{100 * before.share:.0f} per cent"
        then = f", on {before.no} of {before.roll_calls} in {before.year} ({part})"
    few = f" On {alone} of the {now.no}, at most {FEW_AGAINST} members voted no in all."
    return sentence(f"{said_now} ({share}){then}") + (few if now.no else "")


def against_median(
    partner: str,
    years: tuple[int, int],
    own: tuple[Standing, Standing],
    middle: tuple[Standing, Standing],
) -> str:
    """Level of a partner and of the median member in two years, and the partner's place."""
    values = [at.value for at in (*middle, *own)]
    if None in values:
        return ""
    then, now, own_then, own_now = (said(value) for value in values)
    before, last = own
    words = f"from {years[0]} to {years[1]} agreement with the median member went from {then} to "
    words += f"{now}, with {partner} from {own_then} to {own_now}"
    if before.rank and last.rank:
        words += f"; its place went from {before.rank} of {before.of} to {last.rank} of {last.of}"
    return sentence(words)


def on_equal_texts(
    partner: str, count: int, years: tuple[int, int], values: tuple[float | None, float | None]
) -> str:
    """Agreement on the texts that were put to the vote in both years."""
    if not count or None in values:
        return ""
    return sentence(
        f"on the {count} titles put to the vote in both {years[0]} and {years[1]}, agreement with "
        f"{partner} went from {said(values[0])} to {said(values[1])}"
    )
