"""A leaf indicator as an exhibit of its own: which chart, whose figures, what is said beside it."""

from dataclasses import replace

from markupsafe import Markup

from dashboard.html.markup import bold, code, disclosure, folds, items, joined, rows, text
from dashboard.shell.context import Context
from dashboard.shell.filters import SHORTLIST
from dashboard.store.cards import Record
from dashboard.store.catalogue import Exhibit, Indicator
from dashboard.store.figure_ids import leaf_id
from dashboard.store.holdings import largest, others
from dashboard.store.lens import MOST_LINES, Panel, holdings
from dashboard.words.wording import day

MOST_MULTIPLES = 12
MOST_ROWS = 40
FREQUENCIES = {
    "Y": "yearly",
    "H": "half-yearly",
    "Q": "quarterly",
    "M": "monthly",
    "D": "daily",
    "W": "intervals, such as parts of a year",
    "I": "irregular",
}
EMPTY: Panel = {
    "title": "",
    "indicators": [],
    "actors": [],
    "grouping": None,
    "partners": [],
    "series": "actor",
    "rows": "actor",
    "measure": "value",
    "start": None,
    "end": None,
    "periods": [],
    "latest": False,
    "compare": [],
    "roll_calls": [],
    "focus": [],
    "labels": {},
    "roles": {},
    "low": None,
    "high": None,
    "split": None,
    "events": [],
    "bands": [],
    "thresholds": [],
    "order": "value",
    "height": None,
    "zero": True,
}


def leaf_exhibit(context: Context, leaf: Indicator, partner: str | None) -> Exhibit:
    """The leaf drawn as its codebook says, for the chosen actors or those that matter most."""
    unit = context.catalogue.units[leaf.unit]
    caveat = (leaf.caveat or "").split(". ")[0].rstrip(".")
    return Exhibit(
        id=leaf_id(leaf.id),
        article="",
        section="",
        position=0,
        place="claim",
        title=leaf.title,
        subtitle=f"{unit.name}; {FREQUENCIES[leaf.frequency]}",
        note=f"{caveat}." if caveat else "",
        panels=_panels(context, leaf, partner),
    )


def series_exhibit(context: Context, row: Record) -> Exhibit:
    """The series of one figure as a small chart that shades or singles out its period."""
    leaf = context.catalogue.indicators[row["indicator"]]
    partner = row["partner"]
    panel = EMPTY | {
        "chart": leaf.chart if leaf.chart in {"bar", "line"} else "dot",
        "indicators": [leaf.id],
        "actors": [row["actor"]],
        "partners": [partner] if partner else [],
        "bands": [{"start": f"{row['period_start']}", "end": f"{row['period_end']}", "text": ""}],
    }
    if panel["chart"] == "dot":
        panel |= {"rows": "period", "order": "given", "bands": [], "focus": [row["period"]]}
    drawn = leaf_exhibit(context, leaf, partner)
    return replace(drawn, panels=[panel])


def partners(context: Context, leaf: Indicator) -> list[str]:
    """The other sides of the leaf's dyads, most observed first; none for a monadic indicator."""
    return others(context.database, leaf.id)


def _panels(context: Context, leaf: Indicator, partner: str | None) -> list[Panel]:
    actors = _actors(context, leaf)
    if not actors:
        return []  # a panel without actors would show all of them
    base = EMPTY | {"indicators": [leaf.id], "partners": [partner] if partner else []}
    if leaf.chart in {"dot", "dumbbell", "tile"}:
        focus = [a for a in context.lens.actors if a in actors]
        shown = base | {"chart": "dot", "actors": actors[:MOST_ROWS], "latest": True}
        return [shown | {"focus": focus}]
    if leaf.chart == "line" and len(actors) <= MOST_LINES:
        return [base | {"chart": "line", "actors": actors}]
    names = context.catalogue.actors
    return [
        base | {"chart": leaf.chart, "actors": [actor], "title": names[actor].name}
        for actor in actors[:MOST_MULTIPLES]
    ]


def _actors(context: Context, leaf: Indicator) -> list[str]:
    """The chosen actors that are observed, else those with the largest figures."""
    held = holdings(context.database)[leaf.id].actors
    if context.lens.actors:
        return [actor for actor in context.lens.actors if actor in held]
    ranked = largest(context.database, leaf.id)
    if leaf.chart in {"dot", "dumbbell", "tile"}:
        return ranked
    first = [actor for actor in ranked if actor in SHORTLIST]
    rest = [actor for actor in ranked if actor not in SHORTLIST]
    return (first + rest)[: MOST_LINES if leaf.chart == "line" else 4]


def about(context: Context, leaf: Indicator) -> str:
    """Definition, unit, direction, caveat and coding procedure of a leaf, as HTML."""
    found = context.catalogue
    family = found.families[leaf.family]
    theme = found.themes[leaf.theme]
    cuts = [
        f"{found.dimensions[leaf.theme, name][0]}: {found.dimensions[leaf.theme, name][1][code]}"
        for name, code in leaf.dimensions.items()
    ]
    codes = [joined([bold(code), means], " ") for code, means in leaf.codes.items()]
    revision = {
        "edition": "only the newest edition of the whole series is in force",
        "figure": "of each figure the newest published is in force",
    }[leaf.revision]
    facts = rows(
        [
            ("Question", text(leaf.question)),
            ("Definition", text(leaf.definition)),
            ("Cut", text("; ".join(cuts))),
            ("Unit", text(found.units[leaf.unit].name)),
            ("Reads as", text(leaf.reads_as or leaf.direction)),
            ("Caveat", text(leaf.caveat)),
            ("Cannot show", text(leaf.cannot_show)),
            ("Breaks", text(leaf.breaks)),
            ("Preferred", text("; then ".join(leaf.source_hierarchy))),
            ("Matters", text(leaf.why_it_matters)),
            ("Revision", text(revision)),
            ("Codes", items(codes)),
            ("Family", text(family.title)),
            ("Theme", text(f"{theme.title}, looked through on {day(theme.checked)}")),
            ("Next check", f"due {day(leaf.next_check)}"),
            ("Id", code(leaf.id)),
        ]
    )
    return facts + _coding(leaf)


def _coding(leaf: Indicator) -> Markup:
    """Steps and examples of the coding, folded, as far as there are any."""
    folded = [
        disclosure(name, f"{len(lines)} {noun}", items(lines, element=element))
        for name, lines, noun, element in (
            ("Procedure", leaf.procedure, "steps", "ol"),
            ("Examples", leaf.examples, "worked", "ul"),
        )
        if lines
    ]
    return folds(joined(folded), "") if folded else Markup("")
