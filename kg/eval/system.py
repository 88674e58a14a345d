"""One article's triples in, what they say out: entities, events and relations in the terms of the gold.

Triples are those of `kg.graph.ArticleGraph`: three terms as N-Triples text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.eval.confidence import Statement
from kg.eval.gold import BETWEEN
from kg.eval.layout import Layout
from kg.graph.terms import PREFIXES, Triple
from kg.model import Factuality, Span
from kg.ontology import Ontology
from kg.triples import Subjects, term_of, text_of

__all__ = ["SystemArticle", "SystemEntity", "SystemEvent", "SystemRelation", "read_triples"]


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


def read_triples(
    triples: Iterable[Triple], layout: Layout, ontology: Ontology, sure: Mapping[Statement, float] | None = None
) -> SystemArticle:
    """What the triples of one article's graph say. `layout` is that of the gold's text, to which evidence is mapped.

    `sure` gives the confidence of statements the graph gives none of; failing that an event's facts have the event's.
    """
    return _Reader(triples, layout, ontology, sure or {}).article()


class _Reader:
    def __init__(
        self, triples: Iterable[Triple], layout: Layout, ontology: Ontology, sure: Mapping[Statement, float]
    ) -> None:
        self.layout, self.ontology, self.sure = layout, ontology, sure
        self.graph = Subjects(triples)
        self.contexts = {
            s: Layout(text) for s in self.graph if (text := self.graph.text(s, "nif:isString")) is not None
        }

    def article(self) -> SystemArticle:
        entities, events = {}, {}
        for iri in self.graph:
            classes = self.graph.classes(iri)
            if found := classes & self.ontology.event_classes:
                events[iri] = self.event(iri, found)
            elif found := classes & self.ontology.entity_classes:
                entities[iri] = self.entity(iri, found)
        claims = {**self.sure, **self.claims()}
        for event in events.values():
            for kind, name, value in event.facts:
                claimed = claims.get((event.iri, PREFIXES["nkg"] + name, value))
                event.facts[kind, name, value] = claimed if claimed is not None else event.confidence
        relations = {
            relation: claims.get((relation.subject, text_of(term_of(relation.property)), relation.object))
            for iri in entities
            for relation in self.relations(iri, entities)
        }
        return SystemArticle(entities, events, relations)

    def evidence(self, node: str) -> Iterator[tuple[str | None, Span | None]]:
        """The words of each phrase, and where they stand in the gold's text."""
        for phrase in self.graph.texts(node, "nkg:evidence"):
            begin, end = self.graph.number(phrase, "nif:beginIndex"), self.graph.number(phrase, "nif:endIndex")
            named = self.graph.text(phrase, "nif:referenceContext")
            context = self.contexts.get(named or "") or next(iter(self.contexts.values()), None)
            span = None
            if begin is not None and end is not None and context is not None:
                span = self.layout.locate(context, int(begin), int(end))
            yield self.graph.text(phrase, "nif:anchorOf"), span

    def entity(self, node: str, classes: frozenset[str]) -> SystemEntity:
        phrases = list(self.evidence(node))
        labels = [*self.graph.texts(node, "rdfs:label"), *self.graph.texts(node, "skos:altLabel")]
        names = (*labels, *(a for a, _ in phrases if a))
        return SystemEntity(node, classes, names, tuple(s for _, s in phrases if s))

    def event(self, node: str, classes: frozenset[str]) -> SystemEvent:
        phrases = list(self.evidence(node))
        stated = self.graph.text(node, "nkg:factuality")
        return SystemEvent(
            iri=node,
            classes=classes,
            spans=tuple(s for _, s in phrases if s),
            anchors=tuple(a for a, _ in phrases if a),
            factuality=Factuality(stated.removeprefix(PREFIXES["nkg"])) if stated else Factuality.ACTUAL,
            confidence=self.graph.number(node, "nkg:confidence"),
            facts=dict.fromkeys(self.facts(node)),
        )

    def facts(self, node: str) -> Iterator[tuple[str, str, str]]:
        said = self.graph.texts
        for role in self.ontology.roles:
            yield from (("roles", role, o) for o in said(node, f"nkg:{role}"))
        for name in BETWEEN:
            yield from (("between", name, o) for o in said(node, f"nkg:{name}"))
        for name in ("date", "endDate"):
            yield from (("dates", name, o[:10]) for o in said(node, f"nkg:{name}"))
        for name in ("deathCount", "injuryCount"):
            yield from (("counts", name, o) for o in said(node, f"nkg:{name}"))
        yield from (("attribution", "attributedTo", o) for o in said(node, "nkg:attributedTo"))

    def relations(self, iri: str, entities: Mapping[str, SystemEntity]) -> Iterator[SystemRelation]:
        for prop in self.ontology.relations:
            for term in self.graph.terms(iri, prop):
                literal, value = term.startswith('"'), text_of(term)
                if literal or value in entities:
                    yield SystemRelation(iri, prop, value, literal)

    def claims(self) -> dict[tuple[str, str, str], float]:
        """The confidence of every statement the graph reifies."""
        found = {}
        for node in self.graph:
            confidence = self.graph.number(node, "nkg:confidence")
            subject, predicate, value = (self.graph.text(node, f"rdf:{p}") for p in ("subject", "predicate", "object"))
            if confidence is not None and subject and predicate and value:
                found[subject, predicate, value] = confidence
        return found
