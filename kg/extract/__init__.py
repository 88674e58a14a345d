"""Documents in, Extractions out: entities, events with roles, relations, each with its evidence."""

from kg.extract.extractor import Extractor
from kg.extract.judge import load_judge

__all__ = ["Extractor", "load_judge"]
