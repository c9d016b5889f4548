"""python -m etl: the commands of `etl.cli.commands`."""

from etl.cli.entry import enter

if __name__ == "__main__":
    enter("etl.cli.commands")
