"""Which mentions of a linked entity name it by themselves, so that the text there may be marked with its id."""

from __future__ import annotations

import re

from kg.link.classes import family
from kg.link.index import EntityIndex, MatchKind
from kg.link.names import TITLES, fold
from kg.model import Entity, Mention, MentionKind, Span

__all__ = ["anchors"]

_PLACES = frozenset(["GeopoliticalEntity", "Place"])
_NEXT_WORD = re.compile(r"[ -]([A-Z][\w’'.&-]*)")
_BODY_OF = re.compile(r"([A-Z][\w’'.-]*) (?:of|for|in)(?: the)? $")
_PART = re.compile(
    r"\b(?:north|south|east|west|central|upper|lower|new|old|greater|northern|southern|eastern|western|northeastern"
    r"|northwestern|southeastern|southwestern|miss)[ -]$",
    re.IGNORECASE,
)


def anchors(entity: Entity, index: EntityIndex, text: str) -> tuple[Span, ...]:
    """The spans of the mentions that are names of the entity and stand for it alone, in order.

    Not pronouns and descriptions ("the company"), not adjectives and peoples ("American voters"), and of places not those
    within a longer name ("Los Angeles Clippers", "University of Missouri", "northern India"): they refer to the
    entity or to something of its, but what is written there is no name of it.
    """
    return tuple(m.span for m in entity.mentions if m.kind is MentionKind.NAME and _names(m, entity, index, text))


def _names(mention: Mention, entity: Entity, index: EntityIndex, text: str) -> bool:
    if family(entity.cls) not in _PLACES:
        return True
    found = [c for c in index.candidates(mention.text, entity.cls) if entity.link and c.entry.qid == entity.link.qid]
    if found and found[0].kind is MatchKind.DEMONYM:
        return False
    before, behind = text[max(0, mention.span.start - 40) : mention.span.start], text[mention.span.end :]
    if before.endswith("-") and before[-2:-1].isalpha():
        return False
    following = _NEXT_WORD.match(behind)
    if following and fold(following[1]) not in TITLES:
        return False
    body = _BODY_OF.search(before)
    return not _PART.search(before) and (body is None or fold(body[1]) in TITLES)
