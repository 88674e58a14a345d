"""Placeholder until the component is written."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("kg_events")
def component(doc: Doc) -> Doc:
    """Nothing yet."""
    return doc
