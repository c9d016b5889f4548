"""python -m dashboard: open the dashboard in the browser."""

import os
import sys
from pathlib import Path

from streamlit.web import cli

from dashboard import warm
from etl import clock


def main() -> None:
    """Hand over to Streamlit, from the checkout's root so that it finds its settings."""
    try:
        clock.today()
    except clock.ClockError as error:
        sys.exit(str(error))
    app = Path(__file__).resolve().with_name("app.py")
    os.chdir(app.parent.parent)
    warm.freeze()
    sys.argv = ["streamlit", "run", str(app), *sys.argv[1:]]
    sys.exit(cli.main())


if __name__ == "__main__":
    main()
