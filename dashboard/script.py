"""alignment: the commands of `dashboard.commands`."""

from etl.cli.entry import enter


def main() -> None:
    """Run the command that was typed, and end the process with its status."""
    enter("dashboard.commands")
