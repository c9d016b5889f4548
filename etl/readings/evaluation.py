"""Every rule asked of a finished build: readings on three bases, or what is wrong with a rule."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from etl.models.article import Article
from etl.models.claim import ClaimModel
from etl.problems import Problem
from etl.readings.answers import Asker, faults_of
from etl.readings.basis import Basis, bases, known_on, last_day
from etl.readings.judgement import judged
from etl.readings.limits import Bounded
from etl.readings.sandbox import open_sandbox

WORKERS = 2  # most of the time goes into planning a question, which DuckDB does on one core
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
    """The readings of all claims of a finished build; where a rule is at fault, its problems.

    They follow from the data alone: `today` is only noted as the day on which they were made.
    """
    places = [(a, index) for a in articles for index, _ in enumerate(a.claims.model.claim)]
    found = Evaluation()
    with open_sandbox(database) as con, ExitStack() as stack:
        known = known_on(con) or today
        askers: SimpleQueue[Asker] = SimpleQueue()
        for _ in range(WORKERS):
            askers.put(Asker(stack.enter_context(Bounded(con.cursor()))))
        pool = stack.enter_context(ThreadPoolExecutor(WORKERS))
        for part in pool.map(partial(_evaluated, askers, known), places):
            found.problems += part.problems
            found.add(part.rows)
    for row in found.rows.get("reading", []):
        row["evaluated_on"] = today
    return found


def _evaluated(askers: SimpleQueue[Asker], known: date, place: tuple[Article, int]) -> Evaluation:
    """One claim on all bases, asked through whichever connection is free."""
    article, index = place
    found = Evaluation()
    asker = askers.get()
    try:
        found.problems += _faults(asker, article, index, article.claims.model.claim[index])
        wanted = bases(known, last_day(article.front.model.published))
        for basis in () if found.problems else wanted:
            _read(found, asker, article, index, basis)
    finally:
        askers.put(asker)
    return found


def _faults(asker: Asker, article: Article, index: int, claim: ClaimModel) -> Iterator[Problem]:
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
