"""One article's graph, as it travels from the mapping through the check to the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.terms import Triple, to_rdflib

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["ArticleGraph", "to_nquads"]


@dataclass(frozen=True)
class ArticleGraph:
    """A named graph: its IRI and its triples, each once, in a fixed order."""

    iri: str
    triples: tuple[Triple, ...]

    def to_rdflib(self) -> Graph:
        """The same graph in rdflib, with the usual prefixes bound."""
        from rdflib import Graph, URIRef

        from kg.graph.terms import PREFIXES

        graph = Graph(identifier=URIRef(self.iri))
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace, replace=True)
        for s, p, o in self.triples:
            graph.add((to_rdflib(s), to_rdflib(p), to_rdflib(o)))
        return graph


def to_nquads(graphs: ArticleGraph | Iterable[ArticleGraph]) -> bytes:
    """Graphs as N-Quads in UTF-8, one statement a line, in the graph's own order: the same graph gives the same bytes."""
    lines: list[str] = []
    for graph in (graphs,) if isinstance(graphs, ArticleGraph) else graphs:
        end = f" <{graph.iri}> .\n"
        lines += [f"{s} {p} {o}{end}" for s, p, o in graph.triples]
    return "".join(lines).encode()
