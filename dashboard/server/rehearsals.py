"""The last rehearsal of this server, kept as long as the data stay as they were rehearsed."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from etl.build.rehearsal import plan
from etl.build.steps import inputs_hash
from etl.plan.compare import OtherTablesError
from etl.plan.model import Plan
from etl.problems import DataProblemsError, Problem
from etl.stage.contents import Progress


@dataclass(frozen=True)
class RehearsalOutcome:
    """What came of a rehearsal of some inputs: a plan, problems, or why the two cannot compare."""

    inputs_hash: str
    plan: Plan | None = None
    problems: tuple[Problem, ...] = ()
    refused: str = ""


@dataclass
class Rehearsals:
    """One at a time for all readers of a server; nothing is published by any of them."""

    data: Path
    last: RehearsalOutcome | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def known(self) -> RehearsalOutcome | None:
        """The last outcome, if the data are still those that it speaks of."""
        last = self.last
        return last if last and last.inputs_hash == inputs_hash(self.data) else None

    def rehearse(self, progress: Progress) -> RehearsalOutcome:
        """Rehearse the data as they lie there; who comes meanwhile waits, and takes the outcome."""
        with self.lock:
            self.last = self.known() or _rehearsed(self.data, progress)
            return self.last


def _rehearsed(data: Path, progress: Progress) -> RehearsalOutcome:
    digest = inputs_hash(data)
    try:
        found = plan(data, progress)
    except DataProblemsError as error:
        return RehearsalOutcome(digest, problems=tuple(error.problems))
    except OtherTablesError as error:
        return RehearsalOutcome(digest, refused=str(error))
    return RehearsalOutcome(found.inputs_hash, found)
