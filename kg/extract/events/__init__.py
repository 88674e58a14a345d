"""Entities and times in, events out: triggers by the lexicon, roles by the parse, mentions united, events linked."""

from kg.extract.events.component import EventReader

__all__ = ["EventReader"]
