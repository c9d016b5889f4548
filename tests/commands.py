"""Whether a line that a paper, a schedule or a help text names can be meant as a call."""

import itertools
import shlex

import typer
import typer.main

from dashboard.commands import app
from etl.connectors.register import CONNECTORS


def command_of(words):
    """The command that a call names, and the words behind it; None when there is no such."""
    command, words = typer.main.get_command(app), [*words]
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        command = command.commands.get(words.pop(0))
    return command, words


def every_command(command=None, path=()):
    """Each command below the root with the words that name it; groups too."""
    command = command or typer.main.get_command(app)
    yield path, command
    for name, below in getattr(command, "commands", {}).items():
        yield from every_command(below, (*path, name))


def faults(line):
    """What is wrong with `python -m etl …` or `alignment …`: commands, options, connectors."""
    words = shlex.split(line)
    begin = words.index("alignment") if "alignment" in words else words.index("etl")
    words = words[begin + 1 :]
    named = list(itertools.takewhile(lambda word: not word.startswith("-"), words))
    command, rest = command_of(words)
    if command is None:
        return [f"no command {_unknown(named)}"]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    if not command.context_settings.get("ignore_unknown_options"):
        options = {word for word in rest if word.startswith("--")}
        if found := [f"no option {word}" for word in sorted(options - known)]:
            return found
    if named[:1] == ["refresh"]:
        names = [name for name in named[1:] if name not in CONNECTORS | {"NAME": 0}]
        if names:
            return [f"no connector {name}" for name in names]
    return _refused(command, rest)


def _refused(command, words):
    """What the library says of a call when it reads its options, without running it."""
    if hasattr(command, "commands") and not words:
        return []
    try:
        command.make_context("alignment", words)
    except (typer.Exit, SystemExit):
        return []
    except Exception as error:  # of a class that the library keeps to itself
        return [str(error)]
    return []


def _unknown(named):
    return next(word for n, word in enumerate(named) if command_of(named[: n + 1])[0] is None)
