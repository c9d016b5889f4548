"""alignment edition FOLDER: write the script-free edition, for any server of files."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.manual import ending
from etl.cli.terminal import told
from etl.store.folders import whole

READINGS = "readings.json"
END = ending(
    "0, 1 nothing was written",
    ["edition site", "edition site --force --address https://example.org/e/"],
)

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(epilog=END)
def run_edition(
    folder: Annotated[Path, typer.Argument(help="Folder to write; new or empty.")],
    address: Annotated[
        str, typer.Option(help="Where the folder will be found, such as https://example.org/e/.")
    ] = "",
    force: Annotated[bool, typer.Option(help="Replace an edition that is there.")] = False,
) -> None:
    """Write the article with all its evidence as one HTML file.

    Its readings lie beside it, as JSON.
    """
    from dashboard.edition.write import write  # what it draws with is slow to load

    started = time.perf_counter()
    with told(), whole(folder, READINGS, force=force) as made:
        file = write(made, address, READINGS)
    size = (folder / file).stat().st_size / 1e6
    sys.stdout.write(f"{folder / file} ({size:.1f} MB) in {time.perf_counter() - started:.1f} s\n")
