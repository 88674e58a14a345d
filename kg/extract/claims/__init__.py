"""Claims: events in, and on them their dates, counts, factuality, whose word they are, and how sure all that is."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.claims.attribution import attribute_events
from kg.extract.claims.confidence import rate_events
from kg.extract.claims.counts import count_events
from kg.extract.claims.dating import date_events
from kg.extract.claims.factuality import judge_events, plan_ahead
from kg.extract.claims.operators import Operators
from kg.extract.draft import workspace
from kg.ontology import Ontology

__all__ = ["ClaimsComponent"]


@Language.factory("kg_claims", requires=["token.dep", "token.tag"])
def create(nlp: Language, name: str) -> ClaimsComponent:
    """The factory spaCy knows by name."""
    del nlp, name
    return ClaimsComponent()


class ClaimsComponent:
    """Completes the events of `Workspace.events`."""

    def prepare(self, ontology: Ontology, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        """Index the lexicon's operators."""
        del gazetteer, demonyms
        self.operators = Operators(ontology)

    def __call__(self, doc: Doc) -> Doc:
        """Complete the events of an article."""
        ws = workspace(doc)
        judge_events(doc, ws, self.operators)
        date_events(doc, ws, self.operators)
        plan_ahead(ws)
        count_events(doc, ws)
        attribute_events(doc, ws, self.operators)
        rate_events(doc, ws)
        return doc
