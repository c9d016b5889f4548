"""Sentences generated from the figures: what was counted and compared, never why."""

from dashboard.pages.votes.agenda import Agenda
from dashboard.pages.votes.field import Movement, Standing
from dashboard.pages.votes.frames import said
from dashboard.words.wording import number

FEW_AGAINST = 3
CLOSER, APART = "came closer", "moved apart"
AMONG = {
    (APART, CLOSER): ": agreement with others that had stood higher fell by more",
    (CLOSER, APART): ": agreement with others that had stood lower rose by more",
}
"""How a place can go one way and a level the other."""


def sentence(words: str) -> str:
    """Words as a sentence: capital at the start, full stop at the end."""
    return f"{words[:1].upper()}{words[1:]}."


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
    if extreme is None:
        return sentence(f"{pair} stand at {number(value, 2)} in {now}")
    side, year = extreme
    most = "highest" if side == "high" else "lowest"
    since = f"the {most} since {year}" if year else f"the {most} of all years from {first} on"
    return sentence(f"{pair} stand at {number(value, 2)}, {since}")


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
