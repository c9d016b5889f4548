"""The repository's own workflow, and the forms of its issues."""

import tomllib
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[1] / ".github"
WORKFLOW = (FOLDER / "workflows" / "ci.yaml").read_text("utf-8")


def test_the_workflow_runs_that_script_on_the_oldest_python():
    steps = yaml.safe_load(WORKFLOW)["jobs"]["run"]["steps"]
    (python,) = [s["with"]["python-version"] for s in steps if "python" in s.get("uses", "")]
    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={python}"
    assert steps[-1]["run"] == ".ci/run"


@pytest.mark.parametrize("name", ["wrong_figure", "wrong_reading", "new_source", "bug"])
def test_every_form_of_an_issue_asks_for_something(name):
    form = yaml.safe_load((FOLDER / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8"))
    assert form.keys() == {"name", "description", "body"}
    ids = [part["id"] for part in form["body"]]
    assert len(ids) == len(set(ids))
    assert all(part["attributes"]["label"] for part in form["body"])
    assert any(part.get("validations", {}).get("required") for part in form["body"])
    lists = [p["attributes"]["options"] for p in form["body"] if p["type"] == "dropdown"]
    assert all(isinstance(option, str) for options in lists for option in options)
