"""Extractions in, Extractions out, with Wikidata ids where one is sure enough."""

from kg.link.index import Candidate, EntityIndex, IndexEntry, MatchKind, load_index

__all__ = ["Candidate", "EntityIndex", "IndexEntry", "MatchKind", "load_index"]
