"""What a figure that a page makes depends on: small, so that figures can be kept between runs."""

from dataclasses import dataclass

from dashboard.shell.context import Context
from dashboard.store.catalogue import Catalogue, catalogue
from dashboard.store.lens import Lens


@dataclass(frozen=True)
class Place:
    """The build, the period of the reader, and whether charts are drawn for a phone."""

    database: str
    narrow: bool
    lens: Lens

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the build."""
        return catalogue(self.database)


def place_of(context: Context) -> Place:
    """The place of a run; of the filters the period alone."""
    lens = Lens(start=context.lens.start, end=context.lens.end)
    return Place(context.database, context.narrow, lens)
