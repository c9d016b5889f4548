"""What the tests of the measures share: the shipped build, and small folders of votes."""

import os

import duckdb
import pytest

from etl.store import builds

ROLL_CALLS = (
    "id,date,session,emergency_session,resolution,title,undl_id,rcid,me,nu,di,hr,co,ec,"
    "important,amendment,paragraph,final_passage,source,locator,note\n"
)
MEMBERS = ("CHN", "DEU", "RUS", "UKR", "USA")
# An exhibit of the sample names these; here nobody votes in them.
NAMED = ("1990-01-02-001", "1990-01-02-002")


@pytest.fixture(scope="session")
def shipped(edition, tmp_path_factory):
    """The build of the shipped data, open for reading.

    Under a name of its own: DuckDB refuses to open a file twice with other settings.
    """
    database = tmp_path_factory.mktemp("shipped") / "build.duckdb"
    os.link(builds.current(edition), database)
    with duckdb.connect(database.as_posix(), read_only=True) as con:
        yield con


@pytest.fixture
def built(data, loaded):
    """A function that reads the sample with other votes into tables.

    A roll call is a day, a session, whether it is on final passage, and a vote for each of
    China, Germany, Russia, Ukraine and the United States, a space where there is none. `notes` are
    lines of vote_notes.csv; the id of a roll call is its day and its place among those given.
    """

    def make(*roll_calls, notes=""):
        given = {name: (name[:10], 44, True, "XXXXX") for name in NAMED}
        given |= {f"{call[0]}-{number:03d}": call for number, call in enumerate(roll_calls)}
        rows, votes = [ROLL_CALLS], ["id," + ",".join(MEMBERS) + "\n"]
        for name, (day, session, final, cast) in given.items():
            flags = "," * 10 + str(int(final))
            rows.append(f"{name},{day},{session},,,TITLE,,{flags},sample_votes,rcid,\n")
            votes.append(f"{name}," + ",".join(cast).replace(" ", "") + "\n")
        (data / "votes/roll_calls.csv").write_text("".join(rows), "utf-8")
        (data / "votes/votes.csv").write_text("".join(votes), "utf-8")
        (data / "votes/vote_notes.csv").write_text(
            f"roll_call,actor,kind,source,note\n{notes}", "utf-8"
        )
        return loaded()

    return make
