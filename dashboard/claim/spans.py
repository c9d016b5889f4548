"""The author's text as runs: what is a claim in it, and what stands between."""

from dataclasses import dataclass

from dashboard.store.catalogue import Claim


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph; `claim` names the claim that it is the text of."""

    text: str
    claim: str | None = None


def paragraphs(body: str, claims: list[Claim]) -> list[list[Run]]:
    """The text as runs, one list per paragraph; put together they are the text again."""
    found: list[list[Run]] = []
    place = 0
    for paragraph in body.split("\n\n"):
        runs, at = [], place
        for claim in claims:
            if place <= claim.start and claim.stop <= place + len(paragraph):
                if claim.start > at:
                    runs.append(Run(body[at : claim.start]))
                runs.append(Run(claim.exact, claim.id))
                at = claim.stop
        if at < place + len(paragraph):
            runs.append(Run(body[at : place + len(paragraph)]))
        found.append(runs)
        place += len(paragraph) + 2
    return found
