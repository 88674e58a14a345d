"""A Doc with entities and events in, `ws.relations` out: standing facts such as jobs, nationality and location."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.draft import workspace
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.table import table_of
from kg.extract.entities.variants import Countries
from kg.extract.relations.ages import ages
from kg.extract.relations.facts import Facts
from kg.extract.relations.phrases import phrases
from kg.extract.relations.places import places
from kg.extract.relations.titles import titles
from kg.extract.relations.verbs import offices_by_verb, predicated_nationality, verbs
from kg.extract.relations.whole import whole
from kg.ontology import Ontology

__all__ = ["RelationComponent"]


class RelationComponent:
    """The spaCy component "kg_relations"."""

    def __init__(self) -> None:
        self._countries = Countries({})
        self._lexicon = NounLexicon(())

    def prepare(self, ontology: Ontology, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:  # noqa: ARG002 - one shape for all components
        """Take over the titles of the lexicon and the countries: what has an adjective."""
        self._countries = Countries(demonyms)
        self._lexicon = NounLexicon(ontology.nouns)

    def __call__(self, doc: Doc) -> Doc:
        """Fill `ws.relations` of a Doc."""
        facts = Facts(workspace(doc), table_of(doc), self._countries)
        offices_by_verb(facts, self._lexicon)
        titles(facts)
        places(facts)
        phrases(facts)
        verbs(facts)
        predicated_nationality(facts)
        ages(facts)
        whole(facts)
        return doc


@Language.factory("kg_relations", requires=["doc._.kg", "token.tag", "token.dep", "token.head"], assigns=["doc._.kg"])
def create(nlp: Language, name: str) -> RelationComponent:  # noqa: ARG001 - what spaCy calls a factory with
    """Make the component; spaCy calls this."""
    return RelationComponent()
