"""python -m etl: the commands of `etl.commands`."""

from etl.entry import enter

if __name__ == "__main__":
    enter("etl.commands")
