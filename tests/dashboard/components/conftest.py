"""A run's context as components get it, without a page."""

import pytest

from dashboard.components.context import Context, lens
from dashboard.state import ViewState


@pytest.fixture(scope="session")
def context(database, found):
    """A function that returns the context of a state."""

    def make(narrow=False, **chosen):
        state = ViewState(**chosen)
        return Context(database, found, state, (), lens(found, state), narrow)

    return make
