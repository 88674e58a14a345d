"""Documents in, Extractions out: entities, events with roles, relations, each with its evidence."""

from kg.extract.extractor import Extractor

__all__ = ["Extractor"]
