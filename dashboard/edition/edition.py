"""What the edition of one article is made of: the build, and the order of figures and sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dashboard.figure.panels import DrawnExhibit, drawn
from dashboard.store.catalogue import Catalogue, Claim, Exhibit, Section, catalogue
from dashboard.store.documents import CitedDocument, behind, documents
from dashboard.store.ledger import Ledger, ledger
from dashboard.store.lens import Lens
from dashboard.words.wording import period


@dataclass(frozen=True)
class Edition:
    """One build as one document; `address` is where it will be found, if that is known."""

    database: str
    address: str = ""

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything small of the build."""
        return catalogue(self.database)

    @cached_property
    def ledger(self) -> Ledger:
        """Its readings."""
        return ledger(self.database)

    @property
    def build(self) -> str:
        """The id of the build."""
        return str(self.catalogue.build["id"])

    @property
    def month(self) -> str:
        """The month of the article in words."""
        return period(str(self.catalogue.article["published"]))

    def claims_of(self, section: Section) -> list[Claim]:
        """The claims of a section in the order of its text."""
        return [c for c in self.catalogue.claims.values() if c.section == section.id]

    @cached_property
    def places(self) -> dict[str, str]:
        """The claim or section under which each exhibit stands: where the text first needs it."""
        found: dict[str, str] = {}
        for claim in self.catalogue.claims.values():
            for name in claim.exhibits:
                found.setdefault(name, claim.id)
        for exhibit in self.catalogue.exhibits.values():
            found.setdefault(exhibit.id, exhibit.section)
        return found

    def exhibits_at(self, place: str) -> list[Exhibit]:
        """The exhibits that stand under a claim or a section."""
        exhibits = self.catalogue.exhibits.values()
        claim = self.catalogue.claims.get(place)
        here = [exhibit for exhibit in exhibits if self.places[exhibit.id] == place]
        order = claim.exhibits if claim else [exhibit.id for exhibit in here]
        return sorted(here, key=lambda exhibit: order.index(exhibit.id))

    @cached_property
    def figure_numbers(self) -> dict[str, int]:
        """The number of each exhibit, counted through the document."""
        ordered = [exhibit.id for place in self._order() for exhibit in self.exhibits_at(place)]
        return {name: number for number, name in enumerate(ordered, 1)}

    def _order(self) -> Iterator[str]:
        for section in self.catalogue.sections.values():
            yield from (claim.id for claim in self.claims_of(section))
            yield section.id

    def drawn(self, exhibit: Exhibit, *, narrow: bool = False) -> DrawnExhibit:
        """An exhibit without any filter, for a page or for a phone."""
        return drawn(self.database, exhibit, Lens(), narrow)

    @cached_property
    def behind(self) -> dict[str, dict[str, int]]:
        """The documents behind each claim, with the number of pieces of evidence in each."""
        return behind(self.database)

    @cached_property
    def documents(self) -> list[CitedDocument]:
        """All documents: first those behind the statements and figures, then the others."""
        found = documents(self.database)
        return [d for d in found if d.id in self.used] + [d for d in found if d.id not in self.used]

    @cached_property
    def used(self) -> frozenset[str]:
        """The documents behind the statements and figures of the article."""
        drawn_from = {
            source
            for exhibit in self.catalogue.exhibits.values()
            for panel in self.drawn(exhibit).panels
            for source in panel.rows["source"]
        }
        return frozenset(drawn_from.union(*self.behind.values()))

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """The number of each document in the list of sources."""
        return {document.id: number for number, document in enumerate(self.documents, 1)}
