"""The build that readers see follows the data: built when absent, rebuilt when newer."""

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from dashboard.server.hindrance import hindrance
from etl.build.steps import build, is_stale
from etl.paths import builds_folder, fetched_folder
from etl.problems import DataProblemsError, Problem, StopError
from etl.stage.contents import Progress
from etl.store import builds

PAUSE = 2.0
"""Seconds between two looks at the data: runs in between take the last answer."""
AGAIN = 30.0
"""Seconds until a build that the machine hindered is tried again."""


@dataclass
class Watch:
    """What was last seen of the data of one server; shared by all readers."""

    data: Path
    problems: tuple[Problem, ...] = ()
    hindrance: str = ""
    """Why the machine lets nothing be built: no room, no right to write."""
    seen: float = 0.0
    looked: float = -PAUSE
    tried: float = -AGAIN
    lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self, progress: Progress) -> tuple[Problem, ...]:
        """Build when the data changed; return the problems that keep the last good build up.

        While one reader's run builds, the others go on with the build that stands; they wait only
        when there is none.
        """
        absent = self._is_absent()
        if not self.lock.acquire(blocking=absent):
            return self.problems
        try:
            if not self.hindrance or time.monotonic() - self.tried >= AGAIN:
                self._refresh(progress, absent=absent)
        finally:
            self.lock.release()
        return self.problems

    def _is_absent(self) -> bool:
        """Whether nothing is published yet; where that cannot be seen, the refresh says why."""
        try:
            return builds.current(self.data) is None
        except (OSError, StopError):
            return False

    def _refresh(self, progress: Progress, *, absent: bool) -> None:
        try:
            if absent or self.hindrance:
                self._build(progress)
            elif self._has_changed():
                self._follow(progress)
        except (OSError, StopError, duckdb.OperationalError, duckdb.FatalException) as error:
            self.hindrance, self.tried = hindrance(error, self.data), time.monotonic()

    def _has_changed(self) -> bool:
        now = time.monotonic()
        if now - self.looked < PAUSE:
            return False
        self.looked = now
        newest = _newest(self.data)
        if newest == self.seen:
            return False
        self.seen = newest
        return True

    def _follow(self, progress: Progress) -> None:
        """Build what is new; data that are again as in the build have no problem any more."""
        if is_stale(self.data):
            self._build(progress)
        else:
            self.problems = ()

    def _build(self, progress: Progress) -> None:
        try:
            build(self.data, progress)
            self.problems = ()
        except DataProblemsError as error:
            self.problems = tuple(error.problems)
        self.hindrance = ""


def _newest(data: Path) -> float:
    """The newest change of any input file or of a folder that holds some."""
    products = {builds_folder(data), fetched_folder(data)}
    paths = (p for p in data.rglob("*") if products.isdisjoint({p, *p.parents}))
    return max((path.stat().st_mtime for path in paths), default=0.0)
