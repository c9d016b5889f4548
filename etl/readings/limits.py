"""Questions of one connection that end in time: one thread watches them all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Condition, Thread
from time import monotonic
from typing import Any, Self

import duckdb

SECONDS = 10.0


class Bounded:
    """Asks one question after another, each parsed once; what takes too long is interrupted."""

    def __init__(self, con: duckdb.DuckDBPyConnection, seconds: float = SECONDS) -> None:
        """Ask through this connection, `seconds` a question; to be used in a with statement."""
        self.con = con
        self.seconds = seconds
        self._parsed: dict[str, duckdb.Statement] = {}
        self._due: float | None = None
        self._closed = False
        self._changed = Condition()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        """Watch from now on."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Watch no longer."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def rows(self, sql: str, parameters: Mapping[str, Any]) -> tuple[list[str], list[tuple]]:
        """Names of the columns, and the rows; raises duckdb.InterruptException when out of time."""
        with self._timed():
            if sql not in self._parsed:
                (self._parsed[sql],) = self.con.extract_statements(sql)
            done = self.con.execute(self._parsed[sql], dict(parameters))
            return [column[0] for column in done.description or ()], done.fetchall()

    @contextmanager
    def _timed(self) -> Iterator[None]:
        with self._changed:
            self._due = monotonic() + self.seconds
        try:
            yield
        finally:
            with self._changed:
                self._due = None

    def _watch(self) -> None:
        """Sleep as long as no question can be due: a new one is never due before this is over."""
        with self._changed:
            while not self._closed:
                left = self.seconds if self._due is None else self._due - monotonic()
                if left <= 0:
                    self.con.interrupt()
                    left = self.seconds / 10  # again, should it have come before it was heard
                self._changed.wait(left)
