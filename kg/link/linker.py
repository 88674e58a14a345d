"""Chooses, for each named entity of an article, the candidate it stands for, or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol

from kg.link.anchors import anchors
from kg.link.classes import family
from kg.link.index import Candidate, EntityIndex, MatchKind
from kg.link.merge import merge_linked
from kg.link.names import fold, is_acronym, plain, strip_affixes, without_initials
from kg.link.tables import load_index
from kg.model import Entity, EntityLink, Extraction, MentionKind

__all__ = ["IndexLinker", "Linker"]

# How likely a match of each kind is right, where the name has one candidate whose class agrees.
_CONFIDENCE = {
    MatchKind.EXACT: 0.96,
    MatchKind.NORMALISED: 0.95,
    MatchKind.ALIAS: 0.93,
    MatchKind.COUNTRY: 0.92,
    MatchKind.DEMONYM: 0.93,
    MatchKind.ACRONYM: 0.88,
    MatchKind.SHORT: 0.84,
    MatchKind.TRANSLITERATION: 0.78,
    MatchKind.GENERIC: 0.75,
}
_READS = {
    MatchKind.EXACT: "exact name",
    MatchKind.NORMALISED: "same name but for case, diacritics or punctuation",
    MatchKind.ALIAS: "another name of it",
    MatchKind.COUNTRY: "name and country",
    MatchKind.DEMONYM: "adjective or people of the country",
    MatchKind.ACRONYM: "acronym",
    MatchKind.SHORT: "well-known short name",
    MatchKind.TRANSLITERATION: "transliteration variant",
    MatchKind.GENERIC: "body of the article's country",
}
_USUAL, _BY_CONTEXT, _PART_OF_NAME, _SURNAME = 0.92, 0.8, 0.8, 0.85
_BESIDE = "the place named behind it agrees"
_THRESHOLD = 0.5
# The class of a candidate must agree nearly as well as that of the best one.
_CLASS_MARGIN = 0.06
# An article's leading country must be mentioned this many times as often as the next.
_LEAD = 1.5
# "Paris, Texas": a comma and capitalised words, right behind the mention.
_FOLLOWING = re.compile(r",\s+((?:[A-Z][\w.'’-]*)(?:\s+[A-Z][\w.'’-]*){0,2})")


_PLACES = frozenset(["GeopoliticalEntity", "Place"])


class _Votes(NamedTuple):
    """By id of a country or region: how much the article speaks of it, and how much of places in it."""

    spoken_of: Counter[str]
    places_in: Counter[str]


class Linker(Protocol):
    """What gives entities their Wikidata ids."""

    def link(self, extraction: Extraction) -> Extraction:
        """The extraction with `Entity.link` set where one is sure enough; entities of one id are made one."""
        ...


class IndexLinker:
    """Links from an `EntityIndex` alone: by name, class and what else the article names. What is ambiguous stays unlinked."""

    def __init__(self, index: EntityIndex) -> None:
        self.index = index

    @classmethod
    def default(cls) -> IndexLinker:
        """A linker on the index shipped with the package."""
        return cls(load_index())

    @classmethod
    def from_files(cls, paths: Iterable[Path]) -> IndexLinker:
        """A linker on the index that these files hold. Raises EntityIndexError for files that are no index."""
        return cls(load_index(paths))

    def candidates(self, name: str, cls: str) -> list[Candidate]:
        """What the index has for a name and a class, best first; see `EntityIndex.candidates`."""
        return self.index.candidates(name, cls)

    def link(self, extraction: Extraction) -> Extraction:
        """Link every named entity that is no group, then unite what has the same id.

        Clear names first; then names that several entries share, by the countries the clear ones belong to; then
        surnames of persons linked in the same article. An entity whose class is more general than its entry's, or
        another one of the same family, takes the entry's class. Links that entities already have stay.
        """
        surnames = _surnames(extraction.entities)
        linked: dict[str, Entity] = {}
        unclear: list[tuple[Entity, list[Candidate], float]] = []
        text = extraction.document.text
        for entity in extraction.entities:
            if entity.link is not None or not entity.named or entity.cls == "Group":
                continue
            if family(entity.cls) == "Organization" and fold(entity.name) in surnames:
                continue  # "Ford" beside "Gerald Ford" is he, or his ministry, sooner than the company
            found, weight = self._candidates(entity)
            found, beside = self._fitting_place(entity, found, text)
            if len(found) == 1 and (beside or _clear(found[0])):
                linked[entity.id] = _linked(entity, found[0], weight, _BESIDE if beside else "")
            elif found:
                unclear.append((entity, found, weight))
        votes = self._votes([*linked.values(), *(e for e in extraction.entities if e.link)])
        for entity, found, weight in unclear:
            if choice := _choose(found, votes):
                chosen, factor, why = choice
                linked[entity.id] = _linked(entity, chosen, weight * factor, why)
        united = replace(extraction, entities=tuple(_sure(linked.get(e.id, e), e) for e in extraction.entities))
        merged = merge_linked(_with_surnames(united))
        return replace(merged, entities=tuple(self._anchored(e, text) for e in merged.entities))

    def _anchored(self, entity: Entity, text: str) -> Entity:
        if entity.link is None:
            return entity
        return replace(entity, link=replace(entity.link, anchors=anchors(entity, self.index, text)))

    def _candidates(self, entity: Entity) -> tuple[list[Candidate], float]:
        """The candidates of the fullest name that has any, and how much that name counts for the whole entity (0 to 1).

        Of a place the first name is the best; of all else the longest tells most.
        """
        named = plain(entity.name)
        is_place = family(entity.cls) in _PLACES
        spelled = {n if n[:4] == "The " else plain(n) for n in (entity.name, *entity.aliases)}
        names = sorted(spelled, key=lambda n: (is_place and n != named, -len(fold(n)), n))
        unknown: list[str] = []
        for name in names:
            found = self.index.candidates(name, entity.cls)
            if not found:
                unknown.append(name)
                continue
            best = max(c.agreement for c in found)
            found = [c for c in found if c.agreement >= best - _CLASS_MARGIN]
            if all(_may_extend(name, longer, entity.cls) for longer in unknown):
                return found, (_PART_OF_NAME if unknown else 1.0)
            return [], 0.0
        return [], 0.0

    def _fitting_place(self, entity: Entity, found: list[Candidate], text: str) -> tuple[list[Candidate], bool]:
        """Without the candidates that a following place contradicts ("Paris, Texas"); and whether one followed and agreed."""
        if family(entity.cls) not in ("GeopoliticalEntity", "Place", "Facility"):
            return found, False
        for mention in entity.mentions:
            if mention.kind is not MentionKind.NAME or not (match := _FOLLOWING.match(text, mention.span.end)):
                continue
            wider = self._wider_place(match[1])
            # "Maine, New York, New Jersey": a state among its equals, not the city of the same name.
            equals = {q for w in wider for q in self.index.entries[w].within}
            if peers := [c for c in found if c.entry.region and equals.intersection(c.entry.within)]:
                return peers, True
            if fitting := [c for c in found if wider.intersection(c.entry.within)]:
                return fitting, True
            # "Paris, Texas" is another Paris; what is itself a state or a country stands in a list.
            if wider and not any(c.entry.is_wide for c in found):
                return [], False
        return found, False

    def _wider_place(self, words: str) -> set[str]:
        """Ids of the countries or first-level parts of countries that the words begin with; the longest name counts."""
        parts = words.split()
        for size in range(len(parts), 0, -1):
            name = " ".join(parts[:size])
            wide = {
                c.entry.qid
                for c in self.index.candidates(name, "GeopoliticalEntity")
                if c.entry.is_wide and c.kind is not MatchKind.DEMONYM
            }
            if wide:
                return wide
        return set()

    def _votes(self, entities: Iterable[Entity]) -> _Votes:
        """How often an article speaks of each country and region, and of places in it."""
        votes = _Votes(Counter(), Counter())
        for entity in entities:
            entry = self.index.entries.get(entity.link.qid) if entity.link else None
            if entry is None:
                continue
            for qid in entry.within:
                votes.spoken_of[qid] += 1 + len(entity.mentions)
                if family(entry.cls) in _PLACES:
                    votes.places_in[qid] += 1 + len(entity.mentions)
            if not entry.within:
                votes.spoken_of[entry.qid] += 2 * len(entity.mentions)
            if entry.is_wide:
                votes.places_in[entry.qid] += len(entity.mentions) if entry.region else 0
        return votes


def _clear(candidate: Candidate) -> bool:
    """Whether the name alone is enough, where this is its only candidate."""
    return candidate.kind is not MatchKind.GENERIC and not candidate.entry.shared


def _choose(found: list[Candidate], votes: _Votes) -> tuple[Candidate, float, str] | None:
    """One of several candidates, or of names that others bear too, with a factor for its confidence and the reason.

    For places the usual sense goes first ("London" is no Canadian town because Canada is named), for all else the
    country of which the article speaks ("Supreme Court", "Labour Party").
    """
    usual = [c for c in found if c.entry.usual and c.kind is not MatchKind.GENERIC]
    by_habit = (usual[0], _USUAL, "the usual sense") if len(usual) == 1 else None
    if by_habit and family(by_habit[0].entry.cls) in _PLACES:
        return by_habit
    local = _of_leading_country(found, votes)
    return (local, _BY_CONTEXT, "fits the article's country") if local else by_habit


def _of_leading_country(found: list[Candidate], votes: _Votes) -> Candidate | None:
    """The candidate of the country, or of the state, that leads the article, where one does and has only one candidate.

    A body is told by its country ("Supreme Court"); a place only by places: its state, or what lies in the same
    country, not by the country's being named, for Georgia is not the American state because the United States act there.
    """
    is_place = family(found[0].entry.cls) in _PLACES
    counts = votes.places_in if is_place else votes.spoken_of
    by_state = is_place and any(counts[q] for c in found for q in c.entry.within[1:])

    def weight(candidate: Candidate) -> int:
        within = candidate.entry.within or (candidate.entry.qid,)
        # A town that shares its name with others is told by its state, not by being in a country of many towns.
        narrow = by_state or (candidate.entry.shared and len(within) > 1)
        return max((counts[q] for q in (within[1:] if narrow else within)), default=0)

    ranked = sorted(found, key=weight, reverse=True)
    first = weight(ranked[0])
    if not first or (len(ranked) > 1 and first < _LEAD * weight(ranked[1])):
        return None
    if ranked[0].kind is MatchKind.GENERIC and first < max(counts.values()):
        return None
    return ranked[0]


def _may_extend(known: str, longer: str, cls: str) -> bool:
    """Whether an entity that is also called `longer`, which the index lacks, may still be the one called `known`.

    "BBC" does not make "BBC Radio 4" the BBC, nor "Obama" "Malik Obama" Barack, nor "Supreme Court" that of Michigan one
    of a country: the longer name says what it is. But it may spell out an acronym, or add names to a person's.
    """
    short = fold(known).split()
    if family(cls) == "Person":
        bare = without_initials(strip_affixes(fold(longer), person=True)).split()
        return (len(short) > 1 and short[-1] == bare[-1]) or bare == short
    initials = "".join(w[0] for w in fold(longer).split() if w not in ("of", "the", "and", "for", "in", "on"))
    return is_acronym(known) and initials.endswith(known.replace(".", "").casefold())


def _linked(entity: Entity, candidate: Candidate, weight: float, why: str) -> Entity:
    """The entity with its link, and with the entry's class where that is of the same family."""
    entry = candidate.entry
    confidence = round(_CONFIDENCE[candidate.kind] * candidate.agreement * weight, 3)
    same_class = "class agrees" if candidate.agreement == 1 else "class is near"
    reason = ", ".join(part for part in (_READS[candidate.kind], same_class, why) if part)
    cls = entry.cls if family(entity.cls) == family(entry.cls) else entity.cls
    return replace(entity, cls=cls, link=EntityLink(entry.qid, confidence, reason))


def _sure(linked: Entity, before: Entity) -> Entity:
    """The linked entity, or the one it was before where the link falls short of the threshold."""
    return linked if linked.link and linked.link.confidence >= _THRESHOLD else before


def _surnames(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    """The named persons of more than one word, by the last word of their names."""
    found: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.cls == "Person" and entity.named:
            words = strip_affixes(fold(entity.name), person=True).split()
            if len(words) > 1:
                found.setdefault(words[-1], []).append(entity)
    return found


def _with_surnames(extraction: Extraction) -> Extraction:
    """Link persons called by one word alone that is the last word of exactly one linked person's name."""
    surnames = _surnames(extraction.entities)
    found: dict[str, Entity] = {}
    for entity in extraction.entities:
        if entity.cls != "Person" or not entity.named or entity.link is not None:
            continue
        word = strip_affixes(fold(entity.name), person=True)
        bearers = surnames.get(word, [])
        if len(bearers) == 1 and (link := bearers[0].link):
            reason = f"surname of {bearers[0].name}, named in the article"
            confidence = round(link.confidence * _SURNAME, 3)
            found[entity.id] = replace(entity, link=EntityLink(link.qid, confidence, reason))
    if not found:
        return extraction
    return replace(extraction, entities=tuple(found.get(e.id, e) for e in extraction.entities))
