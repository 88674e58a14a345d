"""Extractions in, Extractions out, with Wikidata ids where one is sure enough."""

from kg.link.index import Candidate, EntityIndex, IndexEntry, MatchKind
from kg.link.linker import IndexLinker, Linker
from kg.link.merge import merge_linked
from kg.link.tables import load_index

__all__ = [
    "Candidate",
    "EntityIndex",
    "IndexEntry",
    "IndexLinker",
    "Linker",
    "MatchKind",
    "load_index",
    "merge_linked",
]
