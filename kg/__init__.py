"""newskg: facts from news articles, as a knowledge graph you can query.

import kg

with kg.open_store("kg-store") as store:
    result = kg.ingest(["article.html"], store)
    for (killer,) in store.query("SELECT ?killer { ?killer nkg:killed wd:Q892014 }"):
        print(killer)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.extract import Extractor
    from kg.link import IndexLinker, Linker
    from kg.model import Document, Entity, Event, Extraction, Relation
    from kg.ontology import Ontology, load_ontology
    from kg.pipeline import IngestResult, Pipeline, Settings, ingest
    from kg.read import Defaults
    from kg.store import Store, open_store

__version__ = "0.1.0"

__all__ = [
    "Defaults",
    "Document",
    "Entity",
    "Event",
    "Extraction",
    "Extractor",
    "IndexLinker",
    "IngestResult",
    "KgError",
    "Linker",
    "Ontology",
    "Pipeline",
    "Relation",
    "Settings",
    "Store",
    "__version__",
    "ingest",
    "load_ontology",
    "open_store",
]

_HOMES = {
    "kg.errors": ["KgError"],
    "kg.extract": ["Extractor"],
    "kg.link": ["IndexLinker", "Linker"],
    "kg.model": ["Document", "Entity", "Event", "Extraction", "Relation"],
    "kg.ontology": ["Ontology", "load_ontology"],
    "kg.pipeline": ["IngestResult", "Pipeline", "Settings", "ingest"],
    "kg.read": ["Defaults"],
    "kg.store": ["Store", "open_store"],
}


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first asked for, so that `import kg` costs nothing (PEP 562)."""
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
