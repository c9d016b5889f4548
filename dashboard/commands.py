"""alignment: the dashboard, the edition, and all that `python -m etl` does."""

import os
import sys

import typer

from dashboard.edition.command import END, run_edition
from etl.cli import commands
from etl.cli.manual import ending
from etl.cli.terminal import Commands
from etl.paths import DATA

HANDED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}

app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(commands.shared)


@app.callback(
    invoke_without_command=True,
    epilog=ending("that of the command", ["dashboard", "check", "build", "build --help"]),
)
def main(
    context: typer.Context, data: commands.Data = DATA, version: commands.Version = False
) -> None:
    """A living evidence edition of an article: its data, its builds, its dashboard."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    else:
        commands.main(context, data)
    if data != DATA:
        os.environ["ALIGNMENT_DATA"] = str(data.resolve())


@app.command(
    "dashboard",
    context_settings=HANDED_ON,
    epilog=ending("0, 1 it cannot start", ["dashboard", "dashboard --server.port 8600"]),
)
def run_dashboard(context: typer.Context) -> None:
    """Open the dashboard in the browser.

    Options are handed on to Streamlit (its own list: streamlit run --help).
    """
    from dashboard.__main__ import main as serve  # what a server needs is slow to load

    sys.argv = [sys.argv[0], *context.args]
    serve()


app.command("edition", epilog=END)(run_edition)
