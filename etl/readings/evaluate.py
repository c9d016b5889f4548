"""Every rule asked of a finished build: readings on three bases, or what is wrong with a rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from etl.article import Article
from etl.claim import Claim
from etl.problems import Problem
from etl.readings.ask import Asker, faults_of
from etl.readings.basis import Basis, bases, last_day
from etl.readings.judge import judged
from etl.readings.sandbox import open_sandbox

Row = dict[str, Any]


@dataclass
class Evaluation:
    """Rows by table of the build, and every problem of the rules."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, found: dict[str, list[Row]]) -> None:
        """Take over the rows of one reading."""
        for table, rows in found.items():
            self.rows.setdefault(table, []).extend(rows)


def evaluate(database: Path, articles: Sequence[Article], today: date) -> Evaluation:
    """The readings of all claims of a finished build; where a rule is at fault, its problems."""
    found = Evaluation()
    with open_sandbox(database) as con:
        asker = Asker(con)
        for article in articles:
            wanted = bases(today, last_day(article.front.model.published))
            for index, claim in enumerate(article.claims.model.claim):
                at_fault = list(_faults(asker, article, index, claim))
                found.problems += at_fault
                for basis in () if at_fault else wanted:
                    _read(found, asker, article, index, basis)
    for row in found.rows.get("reading", []):
        row["evaluated_on"] = today
    return found


def _faults(asker: Asker, article: Article, index: int, claim: Claim) -> Iterator[Problem]:
    """What is wrong with the SQL of a claim's tests before any of it is asked."""
    for place, test in enumerate(claim.test):
        for message in faults_of(asker, test):
            yield _problem(article, index, place, message)


def _read(found: Evaluation, asker: Asker, article: Article, index: int, basis: Basis) -> None:
    claim = article.claims.model.claim[index]
    answers, faults = asker.answers(claim, basis)
    found.problems += (_problem(article, index, place, message) for place, message in faults)
    if faults:
        return
    rows = judged(claim, basis, answers)
    (reading,) = rows["reading"]
    if reading["reading"] == "consistent" and not (claim.rule and claim.rule.looked_for):
        message = f"{claim.id} reads consistent: say what was looked for against it (write it)"
        found.problems.append(
            article.claims.problem(("claim", index, "rule", "looked_for"), message)
        )
    found.add(rows)


def _problem(article: Article, index: int, place: int, message: str) -> Problem:
    claim = article.claims.model.claim[index]
    name = f"{claim.id}.{claim.test[place].id}.sql"
    return article.claims.problem(("claim", index, "test", place, "sql"), message, name)
