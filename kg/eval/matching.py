"""Which node of the graph stands for which entity and which event of the gold: one to one, the best matches first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.eval.gold import GoldArticle, GoldEntity, GoldEvent, occurrences
from kg.eval.layout import Layout
from kg.eval.system import SystemArticle, SystemEntity, SystemEvent
from kg.model import Span
from kg.ontology import Ontology

__all__ = ["Matching", "coarse_class", "match", "normal_name", "same_title"]

_ARTICLES = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "some",
        "several",
        "another",
        "this",
        "that",
        "these",
        "those",
    ]
)
_LINKS = frozenset(["of", "in", "from", "at", "on", "for", "who", "which", "that", "with", "to", "by", "near"])
_BROAD = ("Person", "Group", "Artifact", "Organization", "Place")
# Pairs of broad classes that annotators do not tell apart reliably: embassies, police forces, crews.
_NEAR = ({"Organization", "Place"}, {"Person", "Group"}, {"Group", "Organization"})
_UNNAMED = frozenset(["Group", "Person", "Artifact", "Organization"])


@dataclass(frozen=True, slots=True)
class Matching:
    """`entity` and `event` map IRIs to gold ids, one to one; `filler` also maps further nodes that stand for an entity."""

    entity: dict[str, str]
    filler: dict[str, str]
    event: dict[str, str]

    def resolve(self, iri: str, system: SystemArticle) -> str | None:
        """The gold id a node stands for where it fills a role, or None."""
        return self.event.get(iri) if iri in system.events else self.filler.get(iri)


def normal_name(name: str) -> str:
    """A name as it is compared: lower case, without leading determiner, possessive ending, punctuation and hyphens."""
    plain = name.strip().replace("’", "'").removesuffix("'s")
    words = re.sub(r'[.,;:"“”()]', "", plain).lower().split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(" ".join(words).replace("-", " ").split())


def same_title(one: str, other: str) -> bool:
    """Whether two job titles agree: one, normalised, is part of the other."""
    a, b = normal_name(one), normal_name(other)
    return bool(a and b) and (a in b or b in a)


def coarse_class(cls: str, ontology: Ontology) -> str:
    """Person, Group, Artifact, Organization or Place; another class is its own."""
    return next((broad for broad in _BROAD if ontology.is_a(cls, broad)), cls)


def match(gold: GoldArticle, system: SystemArticle, layout: Layout, ontology: Ontology) -> Matching:
    """Match one article's nodes to its gold annotation."""
    entity, filler = _match_entities(gold, system, layout, ontology)
    return Matching(entity, filler, _match_events(gold, system, layout))


def _match_entities(
    gold: GoldArticle, system: SystemArticle, layout: Layout, ontology: Ontology
) -> tuple[dict[str, str], dict[str, str]]:
    pairs = []
    nodes = [
        (node, {coarse_class(c, ontology) for c in node.classes}, _names(node.names))
        for node in system.entities.values()
    ]
    for entry in gold.entities.values():
        said = (*entry.names, *entry.descriptions)
        names, broad = _names(said), coarse_class(entry.cls, ontology)
        spans = [layout.span(at, at + len(n)) for n in said for at in occurrences(n, gold.document.text)]
        for node, classes, others in nodes:
            same_class = broad in classes
            if not same_class and not any({broad, c} in _NEAR for c in classes):
                continue
            score = _likeness(entry, names, spans, node, others)
            if score:
                pairs.append((-score - 0.5 * same_class, -len(names & others), entry.id, node.iri))
    pairs.sort()
    one_to_one = _one_to_one([(gid, iri) for *_, gid, iri in pairs])
    further: dict[str, str] = {}
    for *_, gid, iri in pairs:
        further.setdefault(iri, gid)
    return one_to_one, further | one_to_one


def _names(names: tuple[str, ...]) -> set[str]:
    return {normal_name(n) for n in names}


def _likeness(entry: GoldEntity, names: set[str], spans: list[Span], node: SystemEntity, others: set[str]) -> int:
    """4: the same Wikidata id; 3: a name in common; 2: one name part of another with the same last word, or the same
    noun at the same place; 1: only the same place, for what has no name."""
    if node.qid and node.qid == entry.qid:
        return 4
    if names & others:
        return 3
    if any(_part(a.split(), b.split()) for a in names for b in others):
        return 2
    if entry.cls in _UNNAMED and entry.qid is None and any(a.overlaps(b) for a in spans for b in node.spans):
        heads = {_head(n) for n in (*entry.names, *entry.descriptions)} & {_head(n) for n in node.names}
        return 2 if heads - {""} else 1
    return 0


def _part(a: list[str], b: list[str]) -> bool:
    return bool(a and b) and a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a))


def _head(name: str) -> str:
    """The noun a description is built on: its last word before a preposition or relative pronoun, in the singular."""
    words = normal_name(name).split()
    end = next((i for i, w in enumerate(words) if i and i + 1 < len(words) and w in _LINKS), len(words))
    return words[end - 1].rstrip("s") if words else ""


def _one_to_one(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """IRI to gold id, taking the pairs in order and each side once."""
    taken: set[str] = set()
    chosen: dict[str, str] = {}
    for gid, iri in pairs:
        if gid not in taken and iri not in chosen:
            taken.add(gid)
            chosen[iri] = gid
    return chosen


def _match_events(gold: GoldArticle, system: SystemArticle, layout: Layout) -> dict[str, str]:
    pairs = []
    for entry in gold.events.values():
        spans = [layout.span(t.start, t.end) for t in entry.triggers]
        for node in system.events.values():
            if not _compatible(entry, node):
                continue
            sentences = {layout.sentence(s) for s in node.spans}
            shared = sum(any(a.overlaps(b) for b in node.spans) for a in spans)
            near = sum(layout.sentence(a) in sentences for a in spans)
            if shared or near:
                pairs.append((-shared, -near, entry.id, node.iri))
    pairs.sort()
    return _one_to_one([(gid, iri) for *_, gid, iri in pairs])


def _compatible(entry: GoldEvent, node: SystemEvent) -> bool:
    """Whether the classes agree; Death and Killing pass for each other."""
    dead = {"Death", "Killing"}
    return entry.cls in node.classes or (entry.cls in dead and bool(dead & node.classes))
