"""The measures and the choices of roll calls in plain words: shown wherever they are chosen."""

from dataclasses import dataclass

from dashboard.html.markup import disclosure, rows, table, text
from dashboard.words.wording import capital

ABSENCE = (
    "A roll call in which either of the two was absent is left out: absence is not read as a "
    "position, nor as an abstention."
)


@dataclass(frozen=True)
class Measure:
    """How a measure is called, what it says, how it is computed, and whose it is."""

    code: str
    word: str
    noun: str
    plain: str
    formula: str
    low: float | None
    span: str
    reference: str

    @property
    def short(self) -> str:
        """The noun without its article."""
        return self.noun.removeprefix("the ")

    @property
    def domain(self) -> tuple[float, float]:
        """The values that a chart shows at least."""
        return (-0.5 if self.low is None else self.low, 1.0)


_SQUARED = "With squared distances a yes against a no weighs four times a single step."

_SINGLE = "With absolute distances a yes against a no weighs two single steps."

_CHANCE = (
    "Agreement beyond chance: 0 is what two independent voters would show {whose}, 1 full "
    "agreement; below 0 they agree less than that."
)

_OWN = _CHANCE.format(whose="who vote yes, abstain and no as often as each of the two does")

_POOLED = _CHANCE.format(whose="who share the mean of both states’ frequencies")

_VOTEN = "Voeten 2013, Data and Analyses of Voting in the UN General Assembly, SSRN 2111149"

_S = "Signorino and Ritter 1999, International Studies Quarterly 43(1): 115–144"

_COHEN = (
    "Cohen 1960, Educational and Psychological Measurement 20(1): 37–46; 1968, Psychological "
    "Bulletin 70(4): 213–220; on its use Häge 2011, Political Analysis 19(3): 287–305"
)

_SCOTT = "Scott 1955, Public Opinion Quarterly 19(3): 321–325; Häge 2011, Political Analysis 19(3)"

_IDENTICAL = "Bailey, Strezhnev and Voeten 2017, Journal of Conflict Resolution 61(2): 430–456"

MEASURES = {
    m.code: m
    for m in (
        Measure(
            "agreement", "agreement", "agreement",
            "The same vote counts 1, one step apart (yes and abstention, or abstention and no) "
            "0.5, opposite votes 0; the mean over the roll calls in which both voted.",
            "1 − sum of d / 2n", 0.0, "0 (always opposite) to 1 (always the same)", _VOTEN,
        ),
        Measure(
            "identical_share", "identical votes", "the share of identical votes",
            "The share of roll calls with the same vote; an abstention against a yes counts as "
            "different.",
            "number of d = 0, divided by n", 0.0, "0 to 1", _IDENTICAL,
        ),
        Measure(
            "s_abs", "S", "S",
            f"Similarity of positions, from the largest possible distance to none. {_SINGLE} It "
            "is twice the agreement less one.",
            "1 − sum of d / n", -1.0, "−1 to 1", _S,
        ),
        Measure(
            "s_sq", "S", "S (squared)",
            f"Similarity of positions, from the largest possible distance to none. {_SQUARED}",
            "1 − sum of d² / 2n", -1.0, "−1 to 1", _S,
        ),
        Measure(
            "kappa_abs", "kappa", "kappa", f"{_OWN} {_SINGLE}",
            "1 − mean d / mean d expected from each state’s own frequencies", None,
            "at most 1; 0 is chance", _COHEN,
        ),
        Measure(
            "kappa_sq", "kappa", "kappa (squared)", f"{_OWN} {_SQUARED}",
            "1 − mean d² / mean d² expected from each state’s own frequencies", None,
            "at most 1; 0 is chance", _COHEN,
        ),
        Measure(
            "pi_abs", "pi", "pi", f"{_POOLED} {_SINGLE}",
            "1 − mean d / mean d expected from the pooled frequencies", None,
            "at most 1 and at most kappa; 0 is chance", _SCOTT,
        ),
        Measure(
            "pi_sq", "pi", "pi (squared)", f"{_POOLED} {_SQUARED}",
            "1 − mean d² / mean d² expected from the pooled frequencies", None,
            "at most 1 and at most kappa; 0 is chance", _SCOTT,
        ),
    )
}  # fmt: skip

WORDS = tuple(dict.fromkeys(measure.word for measure in MEASURES.values()))


@dataclass(frozen=True)
class Scope:
    """Which roll calls enter, in words."""

    word: str
    named: str
    plain: str


SCOPES = {
    "fp": Scope(
        "final passage",
        "votes on whole resolutions",
        "Votes on whole resolutions, by calendar year; separate votes on paragraphs and on "
        "amendments are left out, since not every year’s copy has them.",
    ),
    "all": Scope(
        "all",
        "all roll calls",
        "Every roll call in the copy, by calendar year, votes on paragraphs and amendments too.",
    ),
    "session": Scope(
        "by session",
        "contested votes on whole resolutions, by session",
        "Votes on whole resolutions that were not unanimous, by session: a year is that in which "
        "the session opens. So the published dyadic files count.",
    ),
}


def computation(measure: Measure, scope: str) -> str:
    """How a figure was computed, for the line under its chart."""
    return (
        f"ours: {measure.noun} = {measure.formula} (d: 0 same vote, 1 one step, 2 opposite), "
        f"{SCOPES[scope].named} in which both voted."
    )


def definition(measure: Measure, scope: str) -> str:
    """What the chosen measure is, with all others a click away, as HTML."""
    facts = rows(
        [
            ("Formula", f"{text(measure.formula)}; d is 0 for the same vote, 1 for a step, 2 for "
             "opposite votes, n the number of common votes"),
            ("Range", text(measure.span)),
            ("Absence", ABSENCE),
            ("Roll calls", text(SCOPES[scope].plain)),
            ("Reference", text(measure.reference)),
        ]
    )  # fmt: skip
    others = table(
        ["Measure", "What it says", "Formula", "Range", "Reference"],
        [
            [text(part) for part in (m.noun, m.plain, m.formula, m.span, m.reference)]
            for m in MEASURES.values()
        ],
        words=(0, 1, 2, 3, 4),
        name="Definitions of all measures",
    )
    shown = disclosure(capital(measure.short), measure.plain, facts)
    every = disclosure("All measures", "formula, range and reference of each", others)
    return f'<div class="dl defs">{shown}{every}</div>'
