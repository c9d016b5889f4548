"""What a political scientist would object to, each with a number of this page as the answer."""

from dataclasses import replace

from dashboard.html.markup import rows, text
from dashboard.pages.votes.scene import Scene
from dashboard.pages.votes.standings import CHANCE, LEVEL, agendas, placements, standing, titles
from dashboard.pages.votes.yearly import said
from dashboard.store.dyads import FEW, pairs, partners
from dashboard.store.roll_calls import cells, contested, numbered

LEFT = 0.1
"""Share of the members that must leave the majority for a roll call to count as contested."""

Answer = tuple[str, str]


def objections(here: Scene) -> str:
    """The section as HTML: an objection, its answer in numbers, the place on the page."""
    makers = (_agenda, _consensus, _midpoint, _absence, _chance, _weights)
    if not _is_measurable(here):
        makers = (_consensus, _absence)
    return rows(filter(None, (make(here) for make in makers)), "answers")


def _is_measurable(here: Scene) -> bool:
    """Whether the pair that answers speak of has votes enough in the last years."""
    since = here.before or here.now
    found = pairs(here.database, replace(here.yardstick, first=since), here.sides[:1])
    return len(found) == here.now - since + 1 and bool((found["n_votes"] >= FEW).all())


def _see(name: str, words: str) -> str:
    return f'<a href="#{name}">{text(words)}</a>'


def _agenda(here: Scene) -> Answer | None:
    """Levels against the level on equal texts, and the partners against each other."""
    if here.before is None:
        return None
    own = next(one for one in placements(here) if one.code == here.cast.corners[1])
    found = agendas(here)
    now, before = found[here.now], found[here.before]
    count = titles(here)
    words = (
        f"They do: {now.roll_calls} roll calls in {here.now}, {before.roll_calls} in "
        f"{here.before}. Over all of them {here.pair(*here.sides[0])} goes from "
        f"{said(own.before.level.value)} to {said(own.now.level.value)}"
    )
    if count:
        words += (
            f"; on the {count} titles put to the vote in both years from {said(own.before.texts)} "
            f"to {said(own.now.texts)}"
        )
    return (
        "Levels move with what is put to the vote.",
        f"{text(words)}. Ranks and differences between partners hold the agenda of a year "
        f"constant: {_see('isolation', 'isolation against alignment')}.",
    )


def _consensus(here: Scene) -> Answer | None:
    """How many resolutions of a finished session were voted on, of how many at least."""
    found = numbered(here.database)
    if found is None:
        return None
    return (
        "Most resolutions pass without a vote and are not seen here.",
        text(
            f"True of every measure on this page. The numbers of session {found['session']} run to "
            f"at least {found['highest']}; {found['voted']} of them were put to a vote. Read the "
            "figures as agreement on what is contested, not on everything."
        ),
    )


def _midpoint(here: Scene) -> Answer | None:
    """One pair by the measures that treat an abstention differently."""
    pair = here.sides[0]
    table = cells(here.database, here.yardstick.scope, here.now, pair)
    if table is None:
        return None
    (_, ya, _), (ay, _, an), (_, na, _) = table
    halfway, identical, squared = _by_measure(here, LEVEL, "identical_share", "s_sq")
    return (
        "Abstention is not halfway between yes and no.",
        f"A convention, as in the published files. In {here.now} one of {text(here.pair(*pair))} "
        f"abstained and the other did not on {ya + ay + an + na} of {sum(map(sum, table))} common "
        f"votes. Agreement with abstention halfway is {halfway}, with an abstention as plain "
        f"difference (identical votes) {identical}, with squared distances (S) {squared}. Choose "
        f"under {_see('measures', 'Measure')}.",
    )


def _by_measure(here: Scene, *names: str) -> list[str]:
    """The value of the first side in the last year by several measures."""
    found = []
    for name in names:
        yardstick = replace(here.yardstick, measure=name, first=here.now)
        rows = pairs(here.database, yardstick, here.sides[:1])
        found.append(said(rows["value"].iloc[0] if len(rows) else None))
    return found


def _absence(here: Scene) -> Answer | None:
    """How many members are ranked, and how many share too few votes."""
    pair, field = here.sides[0], here.field
    now = field.loc[field["year"] == here.now]
    few, ranked = int((now["n_votes"] < FEW).sum()), int(now["rank"].notna().sum())
    return (
        "Absence can be a position.",
        "It is left out, neither counted as abstention nor as difference. "
        f"{text(here.pair(*pair))} share {standing(field, pair[1], here.now).n_votes} of "
        f"{agendas(here)[here.now].roll_calls} roll calls of {here.now}. Of {len(now)} members "
        f"that ever voted together with {text(here.name(pair[0]))} in that year {few} did so "
        f"fewer than {FEW} times and are not ranked; {ranked} are: "
        f"{_see('field', 'the whole field')}.",
    )


def _chance(here: Scene) -> Answer | None:
    """One pair with and without correction for chance, and its places by both."""
    pair = here.sides[0]
    agreement, kappa, pi = _by_measure(here, LEVEL, CHANCE, "pi_abs")
    level, beyond = (
        standing(
            partners(here.database, replace(here.yardstick, measure=name), pair[0]),
            pair[1],
            here.now,
        )
        for name in (LEVEL, CHANCE)
    )
    return (
        "Raw agreement ignores chance; kappa punishes lopsided voters.",
        f"Both are shown. {text(here.pair(*pair))} in {here.now}: agreement {agreement} (place "
        f"{level.place}), kappa {kappa} (place {beyond.place}), pi {pi}. Where a state votes one "
        "way almost throughout, kappa with every partner lies near 0 and says little: "
        f"{_see('isolation', 'side by side')}.",
    )


def _weights(here: Scene) -> Answer | None:
    """Agreement on all roll calls and on those that split the membership."""
    pair = here.sides[0]
    count, value = contested(here.database, here.yardstick.scope, here.now, pair, LEFT)
    if value is None:
        return None
    (whole,) = _by_measure(here, LEVEL)
    return (
        "Every roll call counts the same, the routine ones too.",
        f"Yes; no weight is neutral. On the {count} roll calls of {here.now} in which at least a "
        f"tenth of those voting left the majority, {text(here.pair(*pair))} agree at "
        f"{said(value)}, on all at {whole}. Unanimous ones drop out under “by session”: "
        f"{_see('measures', 'Votes')}.",
    )
