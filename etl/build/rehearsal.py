"""The rehearsal of a build: made in scratch, compared with the one in force, thrown away."""

import tempfile
from pathlib import Path

from etl.build.steps import inputs_hash, make
from etl.connectors.journal import complete
from etl.paths import data_folder
from etl.plan.compare import compare
from etl.plan.model import Plan
from etl.stage.contents import Progress
from etl.store import builds


def plan(data: Path, progress: Progress = lambda _: None) -> Plan:
    """What a build of the data would change for readers; nothing is published.

    At once, and empty, when the build in force was made of the same inputs. Raises
    DataProblemsError, StopError, or OtherTablesError when the two cannot be compared.
    """
    complete(data_folder(data))
    digest = inputs_hash(data)
    known = builds.standing(data)
    standing = known.path if known else None
    if known and known.inputs_hash == digest:
        return Plan(known.id, known.built_at, digest)
    with tempfile.TemporaryDirectory() as scratch:
        made, _ = make(data, digest, progress, Path(scratch), standing)
        progress("comparing")
        return compare(made, standing, digest)
