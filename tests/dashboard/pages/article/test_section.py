"""The author's text in runs is the author's text; marks say when their evidence is filtered out."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.claim.spans import paragraphs
from dashboard.pages.article.names import names
from dashboard.pages.article.section import is_hollow
from dashboard.store.catalogue import Claim
from dashboard.store.database import records


def joined(runs):
    return "\n\n".join("".join(run.text for run in paragraph) for paragraph in runs)


def claims_of(found, section):
    return [claim for claim in found.claims.values() if claim.section == section.id]


def test_runs_put_together_are_the_text(found):
    for section in found.sections.values():
        runs = paragraphs(section.text, claims_of(found, section))
        assert joined(runs) == section.text
        named = {run.claim: run.text for paragraph in runs for run in paragraph if run.claim}
        assert named == {claim.id: claim.exact for claim in claims_of(found, section)}


def claim(number, body, start, stop):
    """A claim on a stretch of a text; nothing else about it matters here."""
    values = dict.fromkeys(Claim.__dataclass_fields__)
    values |= {"id": f"c{number}", "exact": body[start:stop], "start": start, "stop": stop}
    return Claim(**values)


@st.composite
def marked(draw):
    """A text of paragraphs and claims on stretches that neither overlap nor cross paragraphs."""
    parts = draw(st.lists(st.text("ab .’“\n", min_size=1), min_size=1, max_size=4))
    body = "\n\n".join(part.replace("\n", " ") for part in parts)
    claims, place = [], 0
    for part in body.split("\n\n"):
        cuts = sorted(draw(st.sets(st.integers(0, len(part)), max_size=6)))
        for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
            claims.append(claim(len(claims), body, place + start, place + stop))
        place += len(part) + 2
    return body, claims


@given(marked())
def test_any_text_stays_whole(case):
    body, claims = case
    runs = paragraphs(body, claims)
    assert joined(runs) == body
    assert [r.claim for p in runs for r in p if r.claim] == [c.id for c in claims]
    assert all(run.text for paragraph in runs for run in paragraph)


OBSERVED = """
select actor from figure where list_contains($indicators, indicator)
union select partner from figure where list_contains($indicators, indicator)
"""


def observed(database, found, claim):
    """Who appears on either side of a figure behind a claim."""
    names = [i for name in claim.exhibits for i in found.exhibits[name].indicators]
    return {row["actor"] for row in records(database, OBSERVED, {"indicators": names})}


def test_only_a_filter_without_a_figure_makes_a_mark_hollow(context, found, database):
    aid, trade = found.claims["c10"], found.claims["c18"]
    states = {code for code, actor in found.actors.items() if actor.kind == "state"}
    outside = min(states & observed(database, found, aid) - observed(database, found, trade))
    assert not is_hollow(context(), trade)
    assert not is_hollow(context(actors=("RUS",)), trade)
    assert is_hollow(context(actors=(outside,)), trade)
    assert not is_hollow(context(actors=(outside, "RUS")), trade)
    assert is_hollow(context(actors=(outside,)), aid)  # its rule speaks of others
    assert not is_hollow(context(actors=("UKR",)), aid)
    assert is_hollow(context(end="1900"), found.claims["c09"])


def test_a_statement_without_charts_is_never_hollow(context, found):
    bare = next(c for c in found.claims.values() if not c.exhibits)
    assert not is_hollow(context(actors=("ISL",), end="1990"), bare)


def test_actors_outside_the_evidence_of_a_rule_make_its_mark_hollow(context, found):
    ledger = context().ledger
    for claim in found.claims.values():
        speaks_of = ledger.speaks_of.get(claim.id)
        outside = next((code for code in found.actors if code not in (speaks_of or ())), "")
        assert speaks_of is None or is_hollow(context(actors=(outside,)), claim)


def test_names_of_chosen_actors_stand_in_the_text(context, found):
    told = found.article["names"]
    whole = "\n".join(section.text for section in found.sections.values())
    for code, words in told.items():
        assert any(word in whole for word in words)
        assert names(context(actors=(code,))) == {found.actors[code].colour.lower(): words}
    assert names(context()) == {}
    assert names(context(actors=tuple(told), marks=False)) == {}
    assert names(context(actors=("ISL",))) == {}
