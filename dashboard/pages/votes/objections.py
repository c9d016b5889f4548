"""What a political scientist would object to, each with a number of this page as the answer."""

from dataclasses import replace

from dashboard.html.markup import rows, text
from dashboard.pages.votes.scene import Scene
from dashboard.pages.votes.standings import agendas, placements, standing, titles
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
    one, other, *_ = here.cast.corners
    since = here.before or here.now
    found = pairs(here.database, replace(here.yardstick, first=since), ((one, other),))
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
    pair = here.pair(here.cast.focus, own.code)
    words = (
        f"They do: {now.roll_calls} roll calls in {here.now}, {before.roll_calls} in "
        f"{here.before}. Over all of them {pair} goes from {said(own.before.level.value)} to "
        f"{said(own.now.level.value)}"
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
    pair = (here.cast.corners[0], here.cast.corners[1])
    table = cells(here.database, here.yardstick.scope, here.now, pair)
    if table is None:
        return None
    (_, ya, _), (ay, _, an), (_, na, _) = table
    number = sum(map(sum, table))
    values = _by_measure(here, pair, ("agreement", "identical_share", "s_sq"))
    return (
        "Abstention is not halfway between yes and no.",
        f"A convention, as in the published files. In {here.now} one of {text(here.pair(*pair))} "
        f"abstained and the other did not on {ya + ay + an + na} of {number} common votes. "
        f"Agreement with abstention halfway is {values[0]}, with an abstention as plain difference "
        f"(identical votes) {values[1]}, with squared distances (S) {values[2]}. Choose under "
        f"{_see('measures', 'Measure')}.",
    )


def _by_measure(here: Scene, pair: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    """A pair's value in the last year by several measures."""
    wanted = ((pair[0], pair[1]),)
    found = []
    for name in names:
        yardstick = replace(here.yardstick, measure=name, first=here.now)
        rows = pairs(here.database, yardstick, wanted)
        found.append(said(rows["value"].iloc[0] if len(rows) else None))
    return found


def _absence(here: Scene) -> Answer | None:
    """How many members are ranked, and how many share too few votes."""
    focus = here.cast.focus
    field = here.field
    now = field.loc[field["year"] == here.now]
    few, ranked = int((now["n_votes"] < FEW).sum()), int(now["rank"].notna().sum())
    voted = agendas(here)[here.now].roll_calls
    own = standing(field, here.cast.corners[1], here.now)
    pair = here.pair(focus, here.cast.corners[1])
    return (
        "Absence can be a position.",
        f"It is left out, neither counted as abstention nor as difference. {text(pair)} share "
        f"{own.n_votes} of {voted} roll calls of {here.now}. Of {len(now)} members that ever voted "
        f"together with {text(here.name(focus))} in that year {few} did so fewer than {FEW} times "
        f"and are not ranked; {ranked} are: {_see('field', 'the whole field')}.",
    )


def _chance(here: Scene) -> Answer | None:
    """One pair with and without correction for chance, and its places by both."""
    pair = here.cast.corners[:2]
    values = _by_measure(here, pair, ("agreement", "kappa_abs", "pi_abs"))
    places = []
    for name in ("agreement", "kappa_abs"):
        field = partners(here.database, replace(here.yardstick, measure=name), pair[0])
        at = standing(field, pair[1], here.now)
        places.append(at.place)
    return (
        "Raw agreement ignores chance; kappa punishes lopsided voters.",
        f"Both are shown. {text(here.pair(*pair))} in {here.now}: agreement {values[0]} (place "
        f"{places[0]}), kappa {values[1]} (place {places[1]}), pi {values[2]}. Where a state votes "
        "one way almost throughout, kappa with every partner lies near 0 and says little: "
        f"{_see('isolation', 'side by side')}.",
    )


def _weights(here: Scene) -> Answer | None:
    """Agreement on all roll calls and on those that split the membership."""
    pair = (here.cast.corners[0], here.cast.corners[1])
    count, value = contested(here.database, here.yardstick.scope, here.now, pair, LEFT)
    whole = _by_measure(here, pair, ("agreement",))[0]
    if value is None:
        return None
    return (
        "Every roll call counts the same, the routine ones too.",
        f"Yes; no weight is neutral. On the {count} roll calls of {here.now} in which at least a "
        f"tenth of those voting left the majority, {text(here.pair(*pair))} agree at "
        f"{said(value)}, on all at {whole}. Unanimous ones drop out under “by session”: "
        f"{_see('measures', 'Votes')}.",
    )
