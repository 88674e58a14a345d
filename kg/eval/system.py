"""One article's triples in, what they say out: entities, events and relations in the terms of the gold.

Triples are those of `kg.graph.ArticleGraph`: three terms as N-Triples text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.eval.gold import BETWEEN
from kg.eval.layout import Layout
from kg.graph.terms import PREFIXES
from kg.model import Factuality, Span
from kg.ontology import Ontology

__all__ = ["SystemArticle", "SystemEntity", "SystemEvent", "SystemRelation", "read_triples"]

Terms = tuple[str, str, str]
_LITERAL = re.compile(r'"(.*)"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass(slots=True)
class SystemEntity:
    """An entity node: `spans` are where the gold's text has its evidence, `names` labels and the words of the evidence."""

    iri: str
    classes: frozenset[str]
    names: tuple[str, ...]
    spans: tuple[Span, ...]

    @property
    def qid(self) -> str | None:
        """The Wikidata id, where the node is named by one."""
        return self.iri.removeprefix(PREFIXES["wd"]) if self.iri.startswith(PREFIXES["wd"]) else None


@dataclass(slots=True)
class SystemEvent:
    """An event node; `facts` as in `GoldEvent`, with IRIs for ids, and a confidence for each where the graph gives one."""

    iri: str
    classes: frozenset[str]
    spans: tuple[Span, ...]
    anchors: tuple[str, ...]
    factuality: Factuality
    confidence: float | None
    facts: dict[tuple[str, str, str], float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SystemRelation:
    """A relation between nodes, or to a literal's text."""

    subject: str
    property: str
    object: str
    literal: bool


@dataclass(slots=True)
class SystemArticle:
    """All that one article's graph says. `confidence` gives that of each relation the graph claims."""

    entities: Mapping[str, SystemEntity]
    events: Mapping[str, SystemEvent]
    relations: Mapping[SystemRelation, float | None]

    def shown(self, iri: str) -> str:
        """A node as a reader would like to see it."""
        if iri in self.entities and self.entities[iri].names:
            return self.entities[iri].names[0]
        if iri in self.events:
            event = self.events[iri]
            return f"{min(event.classes)}:{event.anchors[0] if event.anchors else '?'}"
        return re.split(r"[#/]", iri)[-1]


def read_triples(triples: Iterable[Terms], layout: Layout, ontology: Ontology) -> SystemArticle:
    """What the triples of one article's graph say. `layout` is that of the gold's text, to which evidence is mapped."""
    return _Reader(triples, layout, ontology).article()


def _curie(curie: str) -> str:
    prefix, _, name = curie.partition(":")
    return f"<{PREFIXES[prefix]}{name}>"


def _text(term: str) -> str:
    """An IRI without its brackets, a literal without its quotes, tag and escapes."""
    if term.startswith("<"):
        return term[1:-1]
    match = _LITERAL.fullmatch(term)
    if match is None:
        return term
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _PLAIN.get(m[3], m[3]), match[1])


class _Reader:
    def __init__(self, triples: Iterable[Terms], layout: Layout, ontology: Ontology) -> None:
        self.layout, self.ontology = layout, ontology
        self.by_subject: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for s, p, o in triples:
            self.by_subject[s][p].append(o)
        self.contexts = {
            s: Layout(_text(p[_curie("nif:isString")][0]))
            for s, p in self.by_subject.items()
            if _curie("nif:isString") in p
        }

    def article(self) -> SystemArticle:
        entities, events = {}, {}
        for subject in list(self.by_subject):
            classes = {t.removeprefix(PREFIXES["nkg"]) for t in self.values(subject, "rdf:type")}
            if found := classes & self.ontology.event_classes:
                events[_text(subject)] = self.event(subject, frozenset(found))
            elif found := classes & self.ontology.entity_classes:
                entities[_text(subject)] = self.entity(subject, frozenset(found))
        claims = self.claims()
        for event in events.values():
            for kind, name, value in event.facts:
                claimed = claims.get((event.iri, PREFIXES["nkg"] + name, value))
                event.facts[kind, name, value] = claimed if claimed is not None else event.confidence
        relations = {
            relation: claims.get((relation.subject, _text(_curie(relation.property)), relation.object))
            for relation in self.relations(entities.keys())
        }
        return SystemArticle(entities, events, relations)

    def values(self, subject: str, curie: str) -> list[str]:
        return [_text(o) for o in self.by_subject[subject].get(_curie(curie), ())] if subject in self.by_subject else []

    def number(self, subject: str, curie: str) -> float | None:
        found = self.values(subject, curie)
        return float(found[0]) if found else None

    def evidence(self, node: str) -> Iterator[tuple[str | None, Span | None]]:
        """The words of each phrase, and where they stand in the gold's text."""
        for phrase in self.by_subject[node].get(_curie("nkg:evidence"), ()):
            anchor = next(iter(self.values(phrase, "nif:anchorOf")), None)
            begin, end = self.number(phrase, "nif:beginIndex"), self.number(phrase, "nif:endIndex")
            named = next(iter(self.by_subject.get(phrase, {}).get(_curie("nif:referenceContext"), ())), None)
            context = self.contexts.get(named or "") or next(iter(self.contexts.values()), None)
            placed = begin is not None and end is not None and context is not None
            yield anchor, self.layout.locate(context, int(begin), int(end)) if placed else None  # type: ignore[arg-type]

    def entity(self, node: str, classes: frozenset[str]) -> SystemEntity:
        phrases = list(self.evidence(node))
        names = [*self.values(node, "rdfs:label"), *self.values(node, "skos:altLabel"), *(a for a, _ in phrases if a)]
        return SystemEntity(_text(node), classes, tuple(names), tuple(s for _, s in phrases if s))

    def event(self, node: str, classes: frozenset[str]) -> SystemEvent:
        phrases = list(self.evidence(node))
        stated = self.values(node, "nkg:factuality")
        return SystemEvent(
            iri=_text(node),
            classes=classes,
            spans=tuple(s for _, s in phrases if s),
            anchors=tuple(a for a, _ in phrases if a),
            factuality=Factuality(stated[0].removeprefix(PREFIXES["nkg"])) if stated else Factuality.ACTUAL,
            confidence=self.number(node, "nkg:confidence"),
            facts=dict.fromkeys(self.facts(node)),
        )

    def facts(self, node: str) -> Iterator[tuple[str, str, str]]:
        for role in self.ontology.roles:
            yield from (("roles", role, o) for o in self.values(node, f"nkg:{role}"))
        for name in BETWEEN:
            yield from (("between", name, o) for o in self.values(node, f"nkg:{name}"))
        for name in ("date", "endDate"):
            yield from (("dates", name, o[:10]) for o in self.values(node, f"nkg:{name}"))
        for name in ("deathCount", "injuryCount"):
            yield from (("counts", name, o) for o in self.values(node, f"nkg:{name}"))
        yield from (("attribution", "attributedTo", o) for o in self.values(node, "nkg:attributedTo"))

    def relations(self, entities: Iterable[str]) -> Iterator[SystemRelation]:
        known = set(entities)
        for iri in known:
            for prop in self.ontology.relations:
                for o in self.by_subject[f"<{iri}>"].get(_curie(prop), ()):
                    literal = o.startswith('"')
                    if literal or _text(o) in known:
                        yield SystemRelation(iri, prop, _text(o), literal)

    def claims(self) -> dict[tuple[str, str, str], float]:
        """The confidence of every statement the graph reifies."""
        found = {}
        for node in list(self.by_subject):
            confidence = self.number(node, "nkg:confidence")
            parts = [self.values(node, f"rdf:{part}") for part in ("subject", "predicate", "object")]
            if confidence is not None and all(parts):
                found[parts[0][0], parts[1][0], parts[2][0]] = confidence
        return found
