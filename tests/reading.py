"""Reading short texts with the real model, loaded once for all tests that do."""

from __future__ import annotations

import datetime as dt
from functools import cache

from kg.extract import Extractor
from kg.link import load_index
from kg.model import Document, Entity, Extraction
from kg.ontology import load_ontology

TODAY = dt.date(2020, 1, 3)


@cache
def extractor() -> Extractor:
    index = load_index()
    return Extractor(load_ontology(), gazetteer=index.gazetteer(), demonyms=index.demonyms())


def read(body: str, title: str = "") -> Extraction:
    return extractor().extract(Document("https://example.org/a", title, body, published=TODAY))


def names(entity: Entity) -> set[str]:
    return {entity.name, *entity.aliases}


def find(extraction: Extraction, name: str) -> Entity:
    """The one entity that has this among its names."""
    found = [e for e in extraction.entities if name in names(e)]
    assert len(found) == 1, f"{len(found)} entities are called {name!r}: {[e.name for e in extraction.entities]}"
    return found[0]


def classes(body: str, title: str = "") -> dict[str, str]:
    """Each entity's class by its name."""
    return {e.name: e.cls for e in read(body, title).entities}


def mentioned(entity: Entity) -> list[str]:
    return [m.text for m in entity.mentions]


def relations(body: str, title: str = "") -> set[tuple[str, str, str | int]]:
    """(subject's name, property without prefix, object's name or value)."""
    extraction = read(body, title)
    called = {e.id: e.name for e in extraction.entities}
    return {
        (called[r.subject], r.property.split(":")[1], r.object if r.literal else called[str(r.object)])
        for r in extraction.relations
    }
