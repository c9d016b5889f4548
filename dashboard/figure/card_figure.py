"""The card of a published figure: its value, its vintages, and why one of them is in force."""

from dashboard.figure.card_parts import (
    CardContent,
    Facts,
    corrected,
    data_of,
    document,
    read_in,
    stored,
)
from dashboard.figure.indicator import FREQUENCIES
from dashboard.html.markup import bold, paragraph, soft_link, table, text
from dashboard.sentences.captions import whose
from dashboard.shell.context import INDICATORS, Context
from dashboard.store.cards import Card, Record
from dashboard.store.catalogue import Indicator
from dashboard.words.wording import day, number, period

MOST_DECIMALS = 9
KINDS = {"jump": "far from the figure before", "sign": "negative", "bound": "outside its bounds"}


def told_figure(context: Context, card: Card) -> CardContent:
    """What the card of a figure says."""
    row = card.row
    leaf = context.catalogue.indicators[row["indicator"]]
    unit = context.catalogue.units[leaf.unit].name if row["value"] is not None else ""
    return CardContent(
        head=f"{whose(context.catalogue, row)}, {period(row['period'])}",
        title=leaf.title,
        big=exact(leaf, row),
        small=unit,
        facts=_facts(context, card, leaf),
        faults=corrected(card.corrections),
        stored=stored(row, card.id),
        data=data_of(row),
        blocks=_vintages(context, card, leaf),
    )


def exact(leaf: Indicator, row: Record) -> str:
    """The value as it is stored, with at least the decimals of its table; codes in words."""
    if row["code"] is not None:
        return leaf.codes.get(row["code"]) or str(row["code"])
    if row["value"] is None:
        return str(row["reason"]).replace("_", " ")
    stored = f"{row['value']:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2]
    return number(row["value"], max(leaf.decimals, len(stored)))


def _facts(context: Context, card: Card, leaf: Indicator) -> Facts:
    row = card.row
    checked = [
        f"{KINDS.get(remark['kind'], remark['kind'])}: {remark['reason']}"
        for remark in card.remarks
    ]
    return [
        ("Quantity", soft_link(context.to(INDICATORS, indicator=leaf.id), leaf.title)),
        ("Period", text(f"{period(row['period'])}; the series is {FREQUENCIES[leaf.frequency]}")),
        *read_in(row),
        ("Confidence", text(row["confidence"])),
        ("Coded by", _coders(card)),
        ("Note", text(row["note"])),
        ("On its source", text(row["about"])),
        ("Checked", text("; ".join(checked))),
        ("In force", _in_force(card, leaf)),
    ]


def _coders(card: Card) -> str:
    """Who read the figure, and how far coders of such judgements agree."""
    said = [str(card.row["coder"])]
    for found in card.agreement:
        alpha = "undefined" if found["alpha"] is None else number(found["alpha"], 2)
        said.append(f"{found['title']}: {len(found['coders'])} coders, alpha {alpha}")
    return text("; ".join(said))


def _in_force(card: Card, leaf: Indicator) -> str:
    """Whether readers see this vintage, and by which rule."""
    row, newest = card.row, card.edition
    whole = leaf.revision == "edition"
    if row["in_force"]:
        of_series = "yes: its document is the newest edition of the whole series, never a mixture"
        return of_series if whole else "yes: it is the newest published of this figure"
    if whole and newest:
        stands = any(vintage["in_force"] for vintage in card.vintages)
        lacks = "" if stands else ", which has no figure of this period"
        name = f"{newest['publisher']}, {newest['document']}, {day(newest['published'])}"
        return text(f"no: the newest edition of the whole series is {name}{lacks}")
    return "no: a newer figure of the same period was published"


def _vintages(context: Context, card: Card, leaf: Indicator) -> str:
    """The same figure as published at different times; nothing where it was published once."""
    if len(card.vintages) < 2:
        return ""
    body = [
        [
            day(row["published"]),
            _value(context, card, leaf, row),
            document(row) + f", {row['locator']}",
            "in&nbsp;force" if row["in_force"] else "earlier",
        ]
        for row in card.vintages
    ]
    heads = ["Published", "Value", "Read in", "State"]
    shown = table(heads, body, words=(0, 2, 3), name="Vintages of this figure")
    return paragraph(f"{len(card.vintages)} vintages of this figure") + shown


def _value(context: Context, card: Card, leaf: Indicator, row: Record) -> str:
    shown = exact(leaf, row)
    if row["id"] == card.id:
        return bold(shown)
    return soft_link(context.href(figure=row["id"]), shown, figure=row["id"])
