"""The extractor: Documents in, Extractions out, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.draft import Workspace
from kg.extract.finish import finish
from kg.extract.judge import LinearJudge
from kg.extract.nlp import DEFAULT_MODEL, build, model_version
from kg.model import Document, Extraction, Provenance
from kg.ontology import Ontology

__all__ = ["Extractor"]

# Spaces of other kinds, which the tokeniser would make tokens of, between a title and its name for one.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " ")


class Extractor:
    """Reads entities, events and relations out of documents.

    `gazetteer` maps known names to classes and `demonyms` adjectives to the names of their countries; both
    come from the entity index and only help: without them names are classed by the model alone. `judge` takes the
    place of the shipped one.
    """

    def __init__(
        self,
        ontology: Ontology,
        *,
        model: str = DEFAULT_MODEL,
        gazetteer: Mapping[str, str] | None = None,
        demonyms: Mapping[str, str] | None = None,
        tool: str = "newskg",
        judge: LinearJudge | None = None,
    ) -> None:
        self.ontology = ontology
        self.nlp: Language = build(model, ontology, gazetteer or {}, demonyms or {}, judge)
        self.provenance = Provenance(tool=tool, ontology=ontology.version, models=(model_version(self.nlp),))

    def extract(self, document: Document) -> Extraction:
        """One document's extraction."""
        return next(self.pipe([document]))

    def pipe(self, documents: Iterable[Document], batch_size: int = 32) -> Iterator[Extraction]:
        """Extractions of many documents, in their order, parsed in batches of `batch_size`."""
        for doc in self.nlp.pipe(map(self.prepare, documents), batch_size=batch_size):
            yield finish(doc, self.provenance)

    def prepare(self, document: Document) -> Doc:
        """A tokenised Doc that carries the document. Furniture is blanked out, so that offsets hold and nothing is read from it."""
        text = document.text
        for span in document.furniture:
            text = text[: span.start] + " " * len(span) + text[span.end :]
        doc = self.nlp.make_doc(text.translate(_SPACES))
        limit = len(document.title)
        title_end = next((t.i for t in doc if t.idx >= limit), len(doc))
        _break_at_paragraphs(doc)
        doc._.kg = Workspace(document=document, ontology=self.ontology, title_end=title_end if document.title else 0)
        return doc


def _break_at_paragraphs(doc: Doc) -> None:
    """Sentences end where paragraphs do: the parser must not join a headline to the lead."""
    for token in doc:
        if token.is_space and "\n" in token.text and token.i + 1 < len(doc):
            doc[token.i + 1].is_sent_start = True
