"""Readings that a test needs, as rows in the tables of a copy of a build."""

import json
import shutil
from pathlib import Path

import duckdb

RULE = """
insert into rule by name select $claim as claim, 'Written for a test.' as words, 'select 1' as sql,
    1 as threshold, (select code from unit order by code limit 1) as unit,
    date '2024-09-01' as written_on, date '2024-09-02' as seen_on, true as blind,
    'c1' as written_by, 1 as min_tests, 1 as min_publishers, 365 as max_age_days, 1 as span_years,
    ['USA'] as actors, 'None.' as choices
where $claim not in (select claim from rule)
"""
TEST = """
insert into test by name select $claim as claim, $test as id, 0 as position, 'for' as role,
    'Sample' as title, 'Sample.' as words, (select unit from rule where claim = $claim) as unit,
    1 as decimals, 'above' as side, 1 as threshold, 0 as opposite, 1 as min_observations,
    'select 1' as sql, '{}' as given
where not exists (from test where claim = $claim and id = $test)
"""
RESULT = """
insert into test_result by name select $claim as claim, $test as test, $basis as basis,
    $definition as definition, 2 as value, 'met' as outcome, 1 as observations, 1 as publishers,
    $evidence as evidence
"""
READING = """
insert or replace into reading by name select $claim as claim, $basis as basis,
    date '2024-09-02' as as_of, date '2024-09-02' as until,
    'consistent' as reading, 'consistent' as by_rule,
    '{}'::json as criteria, 1 as publishers, 1 as observations, 1 as covered, 1 as actors,
    date '2024-09-02' as evaluated_on
"""


def evaluated(database, folder, *results):
    """A copy of a build with more results, each claim, test, basis, definition and evidence."""
    path = Path(shutil.copy(database, Path(folder) / "evaluated.duckdb"))
    with duckdb.connect(path.as_posix()) as con:
        for claim, test, basis, definition, evidence in results:
            con.execute(RULE, {"claim": claim})
            con.execute(TEST, {"claim": claim, "test": test})
            named = {"claim": claim, "test": test, "basis": basis, "definition": definition}
            con.execute(RESULT, named | {"evidence": evidence})
            con.execute(READING, {"claim": claim, "basis": basis})
    return path


def as_records(value):
    """A value as it looks after a way through JSON."""
    return json.loads(json.dumps(value))
