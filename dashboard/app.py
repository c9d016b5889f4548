"""The dashboard: page settings, a fresh build, navigation. Run it with `python -m dashboard`."""

from pathlib import Path

import streamlit as st

from dashboard.figure.links import follow_links
from dashboard.html.markup import notice
from dashboard.pages.article.page import article_page
from dashboard.pages.countries.page import countries_page
from dashboard.pages.desk.page import desk_page
from dashboard.pages.figure.page import figure_page
from dashboard.pages.indicators.page import indicators_page
from dashboard.pages.method.page import method_page
from dashboard.pages.plan.page import plan_page
from dashboard.pages.resets.page import resets_page
from dashboard.pages.votes.page import votes_page
from dashboard.server.greeting import greet
from dashboard.server.hindrance import hindrance
from dashboard.server.preload import freeze
from dashboard.server.rebuild import Watch
from dashboard.server.routes import routes
from dashboard.shell.address import carry_filters
from dashboard.shell.messages import message
from dashboard.shell.problems import show_problems
from dashboard.shell.viewport import watch_viewport
from dashboard.store.database import check, data, in_force, is_set
from etl import clock
from etl.problems import StopError

REHEARSAL = "plan"
STYLE = Path(__file__).parent / "style.css"


@st.cache_resource
def watch() -> Watch:
    """The one watch over the data of this server; made last of all at its start."""
    found = Watch(data())
    freeze()
    return found


def ready() -> bool:
    """Bring the build up to date, say what hinders it; whether there is a build to read."""
    try:
        clock.today()
        if not is_set() and not fresh():
            return False
        check(in_force())
    except (OSError, StopError) as error:
        message("There is nothing to show.", hindrance(error, data()))
        return False
    return True


def fresh() -> bool:
    """Bring the build up to date, say what hinders it; whether there is a build at all."""
    place = st.empty()
    guard = watch()

    def show(step: str) -> None:
        place.html(notice("", f"Building the database: {step}"))

    problems = guard.refresh(show)
    place.empty()
    if guard.hindrance:
        message("The data are not built.", guard.hindrance)
    return show_problems(problems, guard.data)


def run() -> None:
    """One run of the script: the page that the address names."""
    pages = [
        st.Page(article_page, title="Article", url_path="article", default=True),
        st.Page(indicators_page, title="Indicators", url_path="indicators"),
        st.Page(countries_page, title="Countries", url_path="countries"),
        st.Page(votes_page, title="Votes", url_path="votes"),
        st.Page(method_page, title="Method", url_path="method"),
        st.Page(figure_page, title="One figure", url_path="figure", visibility="hidden"),
        st.Page(resets_page, title="Resets compared", url_path="resets", visibility="hidden"),
        st.Page(desk_page, title="The coder’s desk", url_path="desk", visibility="hidden"),
        st.Page(plan_page, title="Rehearsal", url_path=REHEARSAL, visibility="hidden"),
    ]
    st.set_page_config(page_title="Alignment Indicators", layout="wide")
    st.html(STYLE)
    page = st.navigation(pages, position="top")
    carry_filters(page.url_path)
    follow_links()
    # A rehearsal looks at what would be published: its page publishes nothing by being opened.
    if page.url_path == REHEARSAL or ready():
        watch_viewport()
        page.run()


def tell(error: Exception) -> bool:
    """Say that a page could not be drawn, in place of the server's words; its log has the rest."""
    if isinstance(error, StopError):
        message("There is nothing to show.", str(error))
    else:
        message("This page could not be drawn.", "The server's log says why; load it again.")
    return True


# Streamlit runs this file as a script for each reader; the server imports it once for `app`.
if __name__ == "__main__":
    run()
else:
    app = st.App(
        __file__,
        lifespan=greet,
        routes=routes(st.get_option("server.baseUrlPath")),
        on_script_error=tell,
    )
