"""A parsed Doc in, `ws.entities` and `ws.by_token` out: who and what the article speaks of, each once."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.draft import workspace
from kg.extract.entities.clusters import Clusters
from kg.extract.entities.describing import Describer
from kg.extract.entities.lexicon import NounLexicon
from kg.extract.entities.names import NameFinder
from kg.extract.entities.naming import Namer
from kg.extract.entities.nominals import NominalFinder
from kg.extract.entities.pronouns import Pronouns
from kg.extract.entities.table import table_of
from kg.extract.entities.titles import titles_before
from kg.extract.entities.variants import Countries
from kg.ontology import Ontology

__all__ = ["EntityComponent"]


class EntityComponent:
    """The spaCy component "kg_entities"."""

    def __init__(self) -> None:
        self._names: NameFinder | None = None
        self._nominals: NominalFinder | None = None
        self._lexicon = NounLexicon(())
        self._countries = Countries({})

    def prepare(self, ontology: Ontology, gazetteer: Mapping[str, str], demonyms: Mapping[str, str]) -> None:
        """Take over the noun lexicon, the known names (name → class) and the adjectives of countries (adjective → name)."""
        lexicon = self._lexicon = NounLexicon(ontology.nouns)
        self._names = NameFinder(lexicon, gazetteer, demonyms)
        self._nominals = NominalFinder(lexicon)
        self._countries = Countries(demonyms)

    def __call__(self, doc: Doc) -> Doc:
        """Fill the workspace of a Doc. Raises RuntimeError where `prepare` was never called."""
        if self._names is None or self._nominals is None:
            raise RuntimeError("kg_entities is not prepared: call prepare(ontology, gazetteer, demonyms) first")
        ws = workspace(doc)
        table = table_of(doc)
        names = self._names.find(table)
        titles = titles_before(table, names, self._lexicon)
        clusters = Clusters(table)
        namer = Namer(clusters, self._countries, self._lexicon)
        namer.add(names)
        namer.add_titles(titles)
        spoken_for = frozenset(i for _, t in titles for i in range(t.start, t.end))
        Describer(clusters, self._countries, ws.title_end).add(self._nominals.find(table, names, spoken_for))
        Pronouns(clusters).add()
        ws.entities.extend(c.draft for c in clusters.all)
        ws.by_token.update(clusters.by_token)
        return doc


@Language.factory(
    "kg_entities",
    requires=["doc.ents", "doc.sents", "token.tag", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.kg"],
)
def create(nlp: Language, name: str) -> EntityComponent:  # noqa: ARG001 - what spaCy calls a factory with
    """Make the component; spaCy calls this."""
    return EntityComponent()
