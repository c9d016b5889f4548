"""One build: read, check, load into a new file, publish it; all or nothing."""

import hashlib
import importlib.metadata
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import filelock

from etl import clock
from etl.checks.check import check
from etl.checks.identity import check_identities
from etl.connectors.declared import check_declared
from etl.connectors.journal import complete
from etl.load.insert import insert
from etl.load.tables import load, record_build
from etl.paths import ROOT, SQL, builds_folder, data_folder, fetched_folder
from etl.plan.compare import compare, flips
from etl.plan.model import Acknowledgement, Flip, HeldBackError, Plan
from etl.problems import DataProblemsError, Problem
from etl.readings.evaluation import evaluate
from etl.readings.store import acknowledged, history, store
from etl.stage.contents import Progress, read
from etl.stage.tables import looks_like_data
from etl.store import builds
from etl.store.databases import CONFIG, check_path

STEPS = 21
CODE = {".sql", ".py"}
WAITED_FOR = ("waiting", True)
Gate = Callable[[Plan], Sequence[Acknowledgement]]
"""Looks at what a build would change before it is published: what is signed, or HeldBackError."""


@dataclass(frozen=True)
class BuildResult:
    """The build in force after a call, whether it is new, its counts of rows, and what flipped."""

    id: str
    path: Path
    is_new: bool
    counts: dict[str, int]
    flips: tuple[Flip, ...] = ()


def _silent(_: str) -> None:
    """No progress wanted."""


def problems(data: Path, progress: Progress = _silent) -> list[Problem]:
    """Every problem of the data and its rules, by file and line; nothing is published."""
    complete(data_folder(data))
    with tempfile.TemporaryDirectory() as scratch:
        try:
            make(data, "", progress, Path(scratch))
        except DataProblemsError as error:
            return list(error.problems)
    return []


def data_problems(data: Path) -> list[Problem]:
    """Every problem of the data alone: no rule is read, for new figures may leave one open."""
    with connect() as con, tempfile.TemporaryDirectory() as scratch:
        _, found = read(con, data_folder(data), _silent, Path(scratch))
        return sorted({*found, *_checked(con, data)})


def build(
    data: Path,
    progress: Progress = _silent,
    *,
    force: bool = False,
    wait: float = -1,
    asked: bool = False,
    anew: bool = False,
    gate: Gate | None = None,
) -> BuildResult:
    """Publish a build of the data, or return the one in force when there is nothing to publish.

    That is so when it was made of the same inputs, and when these are held back: after a rollback
    until `force`, rows of a refresh until a person has `asked`. Raises DataProblemsError with
    every problem, HeldBackError from the `gate`, StopError; then, as after a crash, the build in
    force stays. Of one that cannot be read, only `anew` goes on with what the newest older knows.
    """
    folder = builds_folder(data_folder(data))
    check_path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(folder / builds.LOCK, timeout=wait):
        builds.sweep(data)
        complete(data)
        digest = inputs_hash(data)
        known = builds.standing(data, anew=anew)
        in_force = builds.current(data)
        is_read = known is not None and known.path == in_force
        if known and is_read and not force and _is_settled(data, known, digest, asked=asked):
            return BuildResult(known.id, known.path, False, known.counts)
        return _build(data, digest, progress, known, gate)


def is_stale(data: Path) -> bool:
    """Whether data, code or DuckDB differ from those of the build in force, and are not held.

    Raises UnreadableError.
    """
    known = builds.standing(data)
    return known is None or not _is_settled(data, known, inputs_hash(data), asked=False)


def _is_settled(data: Path, known: builds.Build, digest: str, *, asked: bool) -> bool:
    """Whether these inputs are those of the build in force, or held back from being built."""
    held = builds.hold(data)
    if known.inputs_hash == digest:
        return True
    return held is not None and held.inputs_hash == digest and (held.why, asked) != WAITED_FOR


def inputs_hash(data: Path) -> str:
    """SHA-256 over every file of the data with its name, the code of the ETL, DuckDB's version."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    products = {builds_folder(data), fetched_folder(data)}
    written = (path for path in data.rglob("*") if products.isdisjoint(path.parents))
    code = (path for path in SQL.parent.rglob("*") if path.suffix in CODE)
    for root, paths in (
        (data, (path for path in written if looks_like_data(path, data))),
        (SQL.parent, code),
    ):
        for path in sorted(path for path in paths if path.is_file()):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            name = path.relative_to(root).as_posix()
            digest.update(f"{name} {content}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _build(
    data: Path, digest: str, progress: Progress, known: builds.Build | None, gate: Gate | None
) -> BuildResult:
    standing = known.path if known else None
    prefix = f"{builds.SCRATCH}{digest[:12]}-"
    try:
        scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=builds_folder(data)))
        made, facts = make(data, digest, progress, scratch, standing)
        progress("comparing")
        found = _let_through(made, facts["id"], standing, digest, gate)
        progress("publishing")
        path = builds.publish(made, facts["id"], data)
    except HeldBackError:
        builds.hold_back(data, digest)
        raise
    finally:
        builds.sweep(data)
    return BuildResult(facts["id"], path, True, facts["counts"], found)


def _let_through(
    made: Path, build_id: str, standing: Path | None, digest: str, gate: Gate | None
) -> tuple[Flip, ...]:
    """The readings that flip; what is signed at the gate is written into the database."""
    if gate is None:
        return flips(made, standing)
    plan = compare(made, standing, digest)
    if signed := gate(plan):
        with connect() as con, _attached(con, made):
            insert(con, "acknowledgement", [asdict(one) | {"build": build_id} for one in signed])
    return plan.flips


def make(
    data: Path, digest: str, progress: Progress, scratch: Path, standing: Path | None = None
) -> tuple[Path, dict]:
    """A finished database in `scratch` and what its `build` row says; or DataProblemsError.

    History and signatures come from the build `standing`.
    """
    made = scratch / "build.duckdb"
    with connect() as con:
        inputs, found = read(con, data, progress, scratch)
        progress("checking")
        _raise([*found, *_checked(con, data)])
        progress("loading")
        with _attached(con, made):
            counts = load(con, inputs)
            facts = _facts(data, digest, counts)
            record_build(con, facts)
        progress("reading the claims")
        evaluation = evaluate(made, inputs.articles, clock.today())
        _raise(evaluation.problems)
        with _attached(con, made):
            store(con, evaluation, history(standing), acknowledged(standing))
    return made, facts


def _raise(found: list[Problem]) -> None:
    if found:
        raise DataProblemsError(sorted(set(found)))


def _checked(con: duckdb.DuckDBPyConnection, data: Path) -> list[Problem]:
    """What breaks a rule or a sum, among the staged rows."""
    return [*check(con, clock.today()), *check_identities(con, data), *check_declared(con, data)]


def connect() -> duckdb.DuckDBPyConnection:
    """A connection that never reaches out and does not depend on the machine's settings."""
    return duckdb.connect(":memory:", config={**CONFIG, "threads": "2"})


@contextmanager
def _attached(con: duckdb.DuckDBPyConnection, made: Path) -> Iterator[None]:
    """A file into which all that follows is written; whole, and let go of, at the end.

    A crash is answered by building again, so no log is kept: its checkpoint makes the file whole.
    """
    path = made.absolute().as_posix().replace("'", "''")
    con.execute(f"attach '{path}' as built (type duckdb, recovery_mode no_wal_writes); use built")
    yield
    con.execute("checkpoint; use memory; detach built")


def _facts(data: Path, digest: str, counts: dict[str, int]) -> dict:
    now = clock.now().replace(tzinfo=None, microsecond=0)
    packages = ("duckdb", "pandas", "altair", "streamlit")
    return {
        "id": builds.new_id(data, now, digest),
        "built_at": now,
        "git_revision": _git_revision(),
        "inputs_hash": digest,
        "counts": counts,
        "versions": {name: importlib.metadata.version(name) for name in packages},
    }


def _git_revision() -> str | None:
    """The checkout's revision; None outside a checkout or without git."""
    if not (ROOT / ".git").exists():  # a wheel may lie within a checkout of something else
        return None
    command = ["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()
