"""python -m dashboard: open the dashboard in the browser."""

import sys
from collections.abc import Sequence
from pathlib import Path

from etl.cli.entry import enter

HELP = """\
python -m dashboard: open the dashboard in the browser; Ctrl-C ends it.

  --server.port 8600             another port than 8501
  --server.address 127.0.0.1     listen to this machine alone
  --server.headless true         open no browser
  --server.baseUrlPath tool/ai   behind a proxy that serves it under a path
  --browser.serverAddress HOST   the name of this machine for readers
  --version                      the version
  --help-all                     every option of the server

ALIGNMENT_DATA names the data folder, ALIGNMENT_DATABASE a finished database to read instead.
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Hand over to Streamlit; what cannot work ends here with a sentence and exit status 1."""
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    if "--help" in given:
        sys.stdout.write(HELP)
    elif "--version" in given:
        from importlib.metadata import version

        sys.stdout.write(f"alignment-indicators {version('alignment-indicators')}\n")
    else:
        serve(["--help" if word == "--help-all" else word for word in given])


def serve(arguments: Sequence[str]) -> None:
    """Start the server; it ends the process."""
    # Imported here: help is told at once, and what is imported later is frozen with the rest.
    import logging

    from click import ClickException
    from streamlit import get_option
    from streamlit.web import cli

    from dashboard.server import preload as warm
    from dashboard.server.start import fault, is_taken

    if "--help" not in arguments and (told := fault()):
        sys.exit(told)
    warm.freeze()
    # The first line is the address, told once the server answers; faults of it are told as before.
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.levelno > logging.INFO)
    app = Path(__file__).resolve().with_name("app.py")
    sys.argv = ["streamlit", "run", str(app), *arguments]
    try:
        sys.exit(cli.main(standalone_mode=False))
    except ClickException as wrong:
        sys.exit(f"{wrong.format_message()} (`python -m dashboard --help-all` names every option)")
    except (OSError, OverflowError) as refused:  # of its port, its address, its certificate
        sys.exit(f"the server cannot start: {refused} (mend the option --server… that names it)")
    except SystemExit as ended:
        port = get_option("server.port")
        if ended.code and is_taken(port):
            sys.exit(
                f"end what listens on port {port}, or choose another: --server.port {port + 1}"
            )
        raise


app = main
"""What a process runs, as of all commands."""

if __name__ == "__main__":
    enter("dashboard.__main__")
