"""Names: what the model's recogniser found, mapped to the vocabulary's classes, repaired, and filled up.

Known names (the gazetteer) win over the recogniser; the last noun of a name decides its class before the
recogniser's label does; capitalised runs that end in such a noun are names even where it saw none.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.entities.agreement import Agreement
from kg.extract.entities.known import Gazetteer
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.name import Name
from kg.extract.entities.name_classes import NameClasses
from kg.extract.entities.recognised import recognised
from kg.extract.entities.runs import with_runs
from kg.extract.entities.table import Table

__all__ = ["NameFinder"]


class NameFinder:
    """Finds the names of documents."""

    def __init__(self, lexicon: NounLexicon, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        self._classes = NameClasses(lexicon, gazetteer, demonyms)
        self._gazetteer = Gazetteer(self._classes)

    def find(self, table: Table) -> list[Name]:
        """The names of a document in order; where they nest, the outer before the inner, which has `nested` set."""
        names, dropped = recognised(table, self._classes)
        names = self._gazetteer.added(table, names)
        names = with_runs(table, names, self._classes)
        whole = Agreement(table, self._classes, dropped)
        names = whole.without_titles(whole.apart(whole.lengthened(whole.with_building(names))))
        names = whole.apart_at_and(names)
        whole.agree(names)
        names = [n for n in names if n.cls != "NORP"]
        names += whole.again(names)
        whole.of_occasions(names)
        names += whole.inside(names)
        return sorted(names, key=lambda n: (n.start, -n.end))
