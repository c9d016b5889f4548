"""python -m dashboard.edition FOLDER: the same as `alignment edition FOLDER`."""

from etl.cli.entry import enter

if __name__ == "__main__":
    enter("dashboard.edition.command")
