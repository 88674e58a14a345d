"""How events are put into words: `ontology/wording.ttl` in, a phrase table out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from kg.errors import OntologyError

__all__ = ["Wording", "load_wording"]

_FORMS = ("past", "base", "pastAlone", "baseAlone", "participle", "noun", "nounLink")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one event class; see the comments in `ontology/wording.ttl`. Empty where there are none."""

    past: str = ""
    base: str = ""
    past_alone: str = ""
    base_alone: str = ""
    participle: str = ""
    noun: str = ""
    noun_link: str = "of"


def load_wording(extra: Iterable[Path] = ()) -> Mapping[str, Wording]:
    """The words of each class that has some, by its local name. Raises OntologyError for a file that cannot be read."""
    from rdflib import Graph, Namespace

    nkg = Namespace("https://w3id.org/newskg/ontology#")
    graph = Graph()
    for path in (Path(str(resources.files("newskg_ontology"))) / "wording.ttl", *extra):
        try:
            graph.parse(path, format="turtle")
        except Exception as error:  # rdflib's parser raises many kinds
            raise OntologyError(f"{path}: cannot be read as Turtle: {error}") from error
    words: dict[str, dict[str, str]] = {}
    for form in _FORMS:
        for cls, text in graph.subject_objects(nkg[form]):
            words.setdefault(str(cls).removeprefix(str(nkg)), {})[form] = str(text)
    return {
        cls: Wording(
            past=said.get("past", ""),
            base=said.get("base", ""),
            past_alone=said.get("pastAlone", said.get("past", "")),
            base_alone=said.get("baseAlone", said.get("base", "")),
            participle=said.get("participle", ""),
            noun=said.get("noun", ""),
            noun_link=said.get("nounLink", "of"),
        )
        for cls, said in words.items()
    }
