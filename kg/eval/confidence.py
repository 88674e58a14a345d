"""How sure the extractor was of each role and arrow: in the extraction, but not in the graph, which gives events' and claims' only."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph.terms import PREFIXES, Triple
from kg.model import Extraction, Mention
from kg.triples import Subjects

__all__ = ["Statement", "statement_confidences"]

Statement = tuple[str, str, str]
"""Subject, predicate and object as bare IRIs."""


def statement_confidences(extraction: Extraction, triples: Iterable[Triple]) -> dict[Statement, float]:
    """The confidence of every role and every arrow between events, by the statement it became in the article's graph.

    A node of the graph is the entity or event that has its evidence at the same places.
    """
    graph = Subjects(triples)
    at: dict[tuple[int, int], set[str]] = {}
    for node in graph:
        for phrase in graph.texts(node, "nkg:evidence"):
            begin, end = graph.number(phrase, "nif:beginIndex"), graph.number(phrase, "nif:endIndex")
            if begin is not None and end is not None:
                at.setdefault((int(begin), int(end)), set()).add(node)

    def node_of(cls: str, mentions: tuple[Mention, ...]) -> str | None:
        places = [at.get((m.span.start, m.span.end), set()) for m in mentions]
        found = set.intersection(*places) if places else set()
        fitting = {n for n in found if cls in graph.classes(n)} or found
        return min(fitting, default=None)

    nodes = {e.id: node_of(e.cls, e.mentions) for e in extraction.entities}
    nodes |= {v.id: node_of(v.cls, v.triggers) for v in extraction.events}
    sure: dict[Statement, float] = {}
    for event in extraction.events:
        subject = nodes[event.id]
        said = [(r.role, r.filler, r.confidence) for r in event.roles]
        said += [(link.property, link.event, link.confidence) for link in event.links]
        for name, filler, confidence in said:
            value = nodes.get(filler)
            if subject is not None and value is not None:
                statement = (subject, PREFIXES["nkg"] + name, value)
                sure[statement] = max(confidence, sure.get(statement, 0.0))
    return sure
