"""python -m dashboard.edition FOLDER: the same as `alignment edition FOLDER`."""

from etl.entry import enter

if __name__ == "__main__":
    enter("dashboard.edition.command")
