"""Several articles' graphs as one rdflib graph, in which no two of them share a node that either describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.graph.store import TripleStore, graph_of
from kg.graph.terms import Term, Triple, from_rdflib, to_rdflib

if TYPE_CHECKING:
    from rdflib.term import Node

    from kg.graph.quarantine import Workbench

__all__ = ["Batch"]


class _Terms(dict[Term, Any]):
    """rdflib's term for each N-Triples term, made when first asked for."""

    def __missing__(self, term: Term) -> Any:
        made = self[term] = to_rdflib(term)
        return made


class Batch:
    """The disjoint union of graphs, with the class hierarchy; `graph` is what pySHACL and the rules look at.

    A node that two of the graphs describe, as they do a linked country, gets a name of its own in each.
    """

    def __init__(self, benches: Sequence[Workbench], known: Mapping[Term, Any], edges: Iterable[Triple]) -> None:
        from rdflib.term import URIRef

        subjects = [{s for s, _, _ in bench.triples} for bench in benches]
        times = Counter(s for described in subjects for s in described)
        self._benches = benches
        self._owner = {s: k for k, described in enumerate(subjects) for s in described if times[s] == 1}
        self._renamed: dict[Node, tuple[int, Term]] = {}
        self._terms = terms = _Terms(known)
        store = TripleStore()
        store.fill((terms[s], terms[p], terms[o]) for s, p, o in edges)
        for k, bench in enumerate(benches):
            shared = [s for s in subjects[k] if times[s] > 1]
            for term in shared:
                terms[term] = alias = URIRef(f"urn:x-article:{k}:{term[1:-1]}")
                self._renamed[alias] = (k, term)
            store.fill((terms[s], terms[p], terms[o]) for s, p, o in bench.to_check())
            for term in shared:
                del terms[term]
        self.graph = graph_of(store)
        self._back: dict[Node, Term] | None = None

    def term(self, node: Node) -> Term:
        """A node's own name, as an N-Triples term."""
        from rdflib.term import URIRef

        if node in self._renamed:
            return self._renamed[node][1]
        if isinstance(node, URIRef):
            return from_rdflib(node)
        if self._back is None:  # a literal as it was written, which rdflib may have spelt anew
            self._back = {made: term for term, made in self._terms.items()}
        return self._back[node]

    def owners(self, node: Node) -> list[int]:
        """Which graphs a node belongs to: the one that describes it, else all that point at it."""
        if node in self._renamed:
            return [self._renamed[node][0]]
        term = self.term(node)
        if term in self._owner:
            return [self._owner[term]]
        return [k for k, bench in enumerate(self._benches) if any(term == o for _, _, o in bench.to_check())]

    def split(self, derived: Iterable[tuple[Node, tuple[Node, Node, Node]]]) -> dict[int, list[Triple]]:
        """Triples derived from a node of one of the graphs, by graph."""
        by_graph: dict[int, list[Triple]] = {}
        for node, (s, p, o) in derived:
            triple = (self.term(s), self.term(p), self.term(o))
            for k in self.owners(node):
                by_graph.setdefault(k, []).append(triple)
        return by_graph
