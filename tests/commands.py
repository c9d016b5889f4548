"""Whether a line that a paper or a schedule names can be meant as a call of python -m etl."""

import itertools
import shlex

import typer.main
from typer.testing import CliRunner

from etl.commands import app
from etl.connectors.register import CONNECTORS


def faults(line):
    """What is wrong with `python -m etl …`: unknown commands, options and connectors."""
    words = shlex.split(line)
    words = words[words.index("etl") + 1 :]
    command, path = typer.main.get_command(app), []
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        if words[0] not in command.commands:
            return [f"no command {words[0]}"]
        command = command.commands[words[0]]
        path.append(words.pop(0))
    answer = CliRunner().invoke(app, [*path, "--help"])
    found = [answer.output] if answer.exit_code else []
    known = {option for parameter in command.params for option in parameter.opts}
    options = {word for word in words if word.startswith("--")}
    found += [f"no option {word}" for word in sorted(options - known)]
    if path == ["refresh"]:
        names = itertools.takewhile(lambda word: not word.startswith("-"), words)
        found += [f"no connector {name}" for name in names if name not in CONNECTORS | {"NAME": 0}]
    return found
