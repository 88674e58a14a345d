"""What one article's graph says, in lines a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.describe.sentences import Sentences, Word
from kg.graph.terms import PREFIXES, Triple
from kg.model import Factuality
from kg.ontology import Ontology
from kg.ontology.wording import Wording
from kg.triples import Subjects, text_of

__all__ = ["ArticleDescription", "EntityLine", "EventLine", "RelationLine", "describe"]


@dataclass(frozen=True, slots=True)
class EntityLine:
    """One entity; `qid` is its Wikidata id where it is linked, `confidence` then the link's."""

    iri: str
    name: str
    cls: str
    other_names: tuple[str, ...]
    size: str
    qid: str | None
    confidence: float | None
    mentions: int


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event: `words` is its sentence, `evidence` the article's, with `triggers` the words in it that tell of the event."""

    iri: str
    cls: str
    words: tuple[Word, ...]
    factuality: Factuality
    confidence: float | None
    evidence: str
    triggers: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The words as one string."""
        return "".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation that holds between an entity and another, or a value."""

    subject: str
    property: str
    object: str


@dataclass(frozen=True, slots=True)
class ArticleDescription:
    """All that is known of one article. Entities most spoken of first; events and relations as they come in the text."""

    iri: str
    headline: str
    url: str
    published: str | None
    publisher: str | None
    entities: tuple[EntityLine, ...]
    events: tuple[EventLine, ...]
    relations: tuple[RelationLine, ...]


def describe(triples: Iterable[Triple], ontology: Ontology, wording: Mapping[str, Wording]) -> ArticleDescription:
    """Describe the article whose graph this is. Raises ValueError where the triples hold no article."""
    graph = Subjects(triples)
    article = next((s for s in graph if "Article" in graph.classes(s)), None)
    if article is None:
        raise ValueError("these triples describe no article")
    sentences = Sentences(graph, ontology, wording)
    entities = [_entity(graph, s) for s in graph if graph.classes(s) & ontology.entity_classes]
    events = [s for s in graph if graph.classes(s) & ontology.event_classes]
    return ArticleDescription(
        iri=article,
        headline=graph.text(article, "schema:headline") or article,
        url=graph.text(article, "schema:url") or article,
        published=graph.text(article, "schema:datePublished"),
        publisher=graph.text(article, "schema:publisher"),
        entities=tuple(sorted(entities, key=lambda e: (-e.mentions, e.name))),
        events=tuple(_event(graph, sentences, e) for e in sorted(events, key=lambda e: (_place(graph, e), e))),
        relations=tuple(_relations(graph, ontology)),
    )


def _place(graph: Subjects, node: str) -> float:
    """Where a node's first evidence stands."""
    starts = [graph.number(p, "nif:beginIndex") for p in graph.texts(node, "nkg:evidence")]
    return min((s for s in starts if s is not None), default=float("inf"))


def _entity(graph: Subjects, iri: str) -> EntityLine:
    phrases = graph.texts(iri, "nkg:evidence")
    links = [c for p in phrases if (c := graph.number(p, "itsrdf:taConfidence")) is not None]
    size, modifier = graph.text(iri, "nkg:size"), graph.text(iri, "nkg:sizeModifier")
    return EntityLine(
        iri=iri,
        name=graph.text(iri, "rdfs:label") or iri,
        cls=min(graph.classes(iri)),
        other_names=tuple(sorted(graph.texts(iri, "skos:altLabel"))),
        size=" ".join(part for part in (modifier, size) if part),
        qid=iri.removeprefix(PREFIXES["wd"]) if iri.startswith(PREFIXES["wd"]) else None,
        confidence=max(links, default=None),
        mentions=len(phrases),
    )


def _event(graph: Subjects, sentences: Sentences, iri: str) -> EventLine:
    phrases = sorted(graph.texts(iri, "nkg:evidence"), key=lambda p: graph.number(p, "nif:beginIndex") or 0)
    triggers = [t for p in phrases if (t := graph.text(p, "nif:anchorOf"))]
    stated = graph.text(iri, "nkg:factuality")
    return EventLine(
        iri=iri,
        cls=min(graph.classes(iri)),
        words=sentences.of(iri),
        factuality=Factuality(stated.removeprefix(PREFIXES["nkg"])) if stated else Factuality.ACTUAL,
        confidence=graph.number(iri, "nkg:confidence"),
        evidence=graph.text(iri, "nkg:sentence") or "",
        triggers=tuple(dict.fromkeys(triggers)),
    )


def _relations(graph: Subjects, ontology: Ontology) -> Iterable[RelationLine]:
    for subject in graph:
        for prop in sorted(ontology.relations):
            for term in graph.terms(subject, prop):
                name = graph.text(text_of(term), "rdfs:label") or text_of(term)
                yield RelationLine(graph.text(subject, "rdfs:label") or subject, prop, name)
