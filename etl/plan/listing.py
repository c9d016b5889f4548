"""A rehearsal as lines for a person; each with the style in which a terminal shows it."""

from collections.abc import Iterator, Sequence

from etl.plan.gate import said
from etl.plan.model import (
    Change,
    ExhibitChange,
    FigureChange,
    Flip,
    IndicatorChange,
    Plan,
    RelationChange,
    Side,
)

Line = tuple[str, str]
HEAD, PLAIN, WARN = "bold", "", "yellow"


def told(plan: Plan, most: int = 10) -> Iterator[Line]:
    """What would change, the readings first; of each list at most so many entries."""
    if plan.build is None:
        yield "Nothing is in force yet: everything is new.", HEAD
        for table in plan.relations:
            yield f"  {table.name:<12} {table.after:>9,}", PLAIN
        return
    yield f"Rehearsed against build {plan.build}, made {plan.built_at}", HEAD
    if not plan.status:
        yield "Nothing would change.", PLAIN
        return
    yield from _listed("readings flip", "reading flips", [*map(_flip, plan.flips)], most)
    beyond = [move for move in plan.figures if move.is_beyond]
    many, one = "figures in force move beyond their bound", "figure in force moves beyond its bound"
    yield from _listed(many, one, [*map(_move, beyond)], most)
    yield from _listed("losses", "loss", [(drop,) for drop in plan.drops], most)
    charts = [*map(_chart, plan.exhibits)]
    yield from _listed("charts are drawn otherwise", "chart is drawn otherwise", charts, most)
    changes = [*map(_indicator, plan.indicators)]
    yield from _listed("indicators change", "indicator changes", changes, most)
    yield from _listed("observations", "observation", [*map(_change, plan.observations)], most)
    yield from _listed("tables change", "table changes", [*map(_table, plan.relations)], most)


def _listed(many: str, one: str, entries: Sequence[tuple[str, ...]], most: int) -> Iterator[Line]:
    """A heading that counts, the entries with their further lines, and what is left out."""
    if not entries:
        return
    yield f"{len(entries):,} {one if len(entries) == 1 else many}", HEAD
    for first, *more in entries[:most]:
        yield f"  {first}", PLAIN
        for line in more:
            yield f"      {line}", PLAIN
    if len(entries) > most:
        yield f"  … and {len(entries) - most:,} more (--most {len(entries)})", WARN


def _flip(flip: Flip) -> tuple[str, ...]:
    under = f", {flip.definition}" if flip.definition else ""
    lines = [f"test    {flip.test}{under}"] if flip.test else []
    lines += [f"before  {_side(flip, flip.before)}", f"after   {_side(flip, flip.after)}"]
    if flip.is_rule_changed:
        lines.append("the rule itself is written otherwise than before")
    if flip.rule:
        lines.append(f"rule    {flip.rule}")
    return said(flip), *lines


def _side(flip: Flip, side: Side) -> str:
    """Value, bound, margin and strength of one of the two readings."""
    parts = [side.lacks or ""]
    if side.value is not None:
        unit = f" {flip.unit}" if flip.unit else ""
        parts.append(f"{side.value:.{flip.decimals}f}{unit}")
    if side.threshold is not None:
        parts.append(f"bound {side.threshold:.{flip.decimals}f}")
    if side.margin is not None:
        parts.append(f"margin {side.margin:+.{flip.decimals}f}")
    return ", ".join(part for part in [*parts, side.strength or "no strength"] if part)


def _cell(actor: str, partner: str | None, period: str) -> str:
    return f"{actor}–{partner} {period}" if partner else f"{actor} {period}"


def _by(amount: float | None) -> str:
    return "" if amount is None else f" ({amount:+.6g})"


def _move(move: FigureChange) -> tuple[str, ...]:
    cell = _cell(move.actor, move.partner, move.period)
    sources = [move.source_before, move.source_after]
    source = " → ".join(dict.fromkeys(sources))
    moved = f"{move.before} → {move.after}{_by(move.by)}"
    return f"{move.indicator}, {cell}: {moved}", f"bound: {move.bound}; source: {source}"


def _change(change: Change) -> tuple[str, ...]:
    cell = _cell(change.actor, change.partner, change.period)
    said_ = " → ".join(dict.fromkeys(text for text in (change.before, change.after) if text))
    what = f"{change.kind} {change.indicator}, {cell}: {said_}{_by(change.by or None)}"
    return what, f"{change.source}; {change.file}:{change.line}"


def _indicator(one: IndicatorChange) -> tuple[str, ...]:
    counts = {"added": one.added, "changed": one.changed, "noted anew": one.noted}
    counts |= {"removed": one.removed, "moved": one.moved, "beyond": one.beyond}
    parts = [f"{count:,} {name}" for name, count in counts.items() if count]
    figures = f"{one.figures_before:,} → {one.figures_after:,} figures in force"
    return (f"{one.id}: {', '.join([*parts, figures])}",)


def _chart(chart: ExhibitChange) -> tuple[str, ...]:
    counts = {"added": chart.added, "changed": chart.changed, "removed": chart.removed}
    parts = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    return (f"{chart.id}: {parts}; {chart.title}",)


def _table(table: RelationChange) -> tuple[str, ...]:
    rows = f"{table.before:,} → {table.after:,} rows"
    return (f"{table.name}: {table.added:,} new, {table.removed:,} gone; {rows}",)
