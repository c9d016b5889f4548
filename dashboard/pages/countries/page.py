"""Countries: one through all themes, or two of them tie by tie."""

from dashboard.pages.countries.country import draw_country
from dashboard.pages.countries.two import draw_pair
from dashboard.shell.context import Context
from dashboard.shell.keys import PAIR
from dashboard.shell.page import page
from dashboard.shell.ways import draw_ways


@page
def countries_page(context: Context) -> None:
    """What do the figures show of one country, and of what binds two of them?"""
    two = context.state.view == PAIR or context.state.pair is not None
    ways = {
        "One country": {"view": None, "pair": None},
        "Two countries": {"view": PAIR, "reads_as": None},
    }
    draw_ways(context, ways, "Two countries" if two else "One country")
    if two:
        draw_pair(context)
    else:
        draw_country(context)
