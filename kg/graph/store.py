"""A bare triple store for rdflib: the least pySHACL and a SPARQL query need, and quick to fill and to ask."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Any

from rdflib.graph import Graph
from rdflib.store import Store
from rdflib.term import Node

__all__ = ["TripleStore", "graph_of"]

_Triple = tuple[Node, Node, Node]
_NO_CONTEXTS: Iterator[None] = iter(())


class TripleStore(Store):
    """One graph in memory, indexed by subject and predicate, and by predicate.

    rdflib's own memory store keeps count of contexts for every triple, which doubles the time to fill it and to
    read it; a graph that lives for one check has no contexts. It can only grow: nothing is removed from it.
    """

    context_aware = True  # pySHACL wraps every graph in a Dataset, whose constructor asks for this
    graph_aware = True

    def __init__(self) -> None:
        super().__init__()
        self._spo: dict[Node, dict[Node, list[Node]]] = {}
        self._pairs: dict[Node, list[tuple[Node, Node]]] = {}
        self._by_object: dict[Node, dict[Node, list[Node]]] = {}  # made for a predicate when first asked for
        self._size = 0
        self._namespaces: dict[str, Any] = {}

    def fill(self, triples: Iterable[_Triple]) -> None:
        """Add triples that are not there yet and of which no two are the same."""
        spo, pairs = self._spo, self._pairs
        self._by_object.clear()
        for s, p, o in triples:
            try:
                by_predicate = spo[s]
            except KeyError:
                by_predicate = spo[s] = {}
            if p in by_predicate:
                by_predicate[p].append(o)
            else:
                by_predicate[p] = [o]
            if p in pairs:
                pairs[p].append((s, o))
            else:
                pairs[p] = [(s, o)]
            self._size += 1

    def add(self, triple: _Triple, context: Graph | None = None, quoted: bool = False) -> None:  # noqa: ARG002
        """Add one triple, unless it is there."""
        s, p, o = triple
        if o not in self._spo.get(s, {}).get(p, ()):
            self.fill([triple])

    def triples(
        self,
        triple_pattern: tuple[Node | None, Node | None, Node | None],
        context: Graph | None = None,  # noqa: ARG002
    ) -> Iterator[tuple[_Triple, Iterator[None]]]:
        """All triples that match; None matches anything."""
        s, p, o = triple_pattern
        if s is not None:
            by_predicate = self._spo.get(s)
            if by_predicate is None:
                return
            for predicate in (p,) if p is not None else tuple(by_predicate):
                for object_ in by_predicate.get(predicate, ()):
                    if o is None or o == object_:
                        yield (s, predicate, object_), _NO_CONTEXTS
        elif o is None:
            for predicate in (p,) if p is not None else tuple(self._pairs):
                for subject, object_ in self._pairs.get(predicate, ()):
                    yield (subject, predicate, object_), _NO_CONTEXTS
        else:
            for predicate in (p,) if p is not None else tuple(self._pairs):
                for subject in self._subjects(predicate).get(o, ()):
                    yield (subject, predicate, o), _NO_CONTEXTS

    def _subjects(self, predicate: Node) -> dict[Node, list[Node]]:
        """Subjects by object, for one predicate."""
        index = self._by_object.get(predicate)
        if index is None:
            index = self._by_object[predicate] = {}
            for s, o in self._pairs.get(predicate, ()):
                index.setdefault(o, []).append(s)
        return index

    def contexts(self, triple: Any = None) -> Generator[Any, None, None]:  # noqa: ARG002
        """No contexts: there is one graph."""
        yield from ()

    def add_graph(self, graph: Graph) -> None:
        """Nothing to do: there is one graph."""

    def __len__(self, context: Graph | None = None) -> int:
        return self._size

    def bind(self, prefix: str, namespace: Any, override: bool = True) -> None:  # noqa: ARG002
        """Remember a prefix."""
        self._namespaces[prefix] = namespace

    def namespace(self, prefix: str) -> Any:
        """The namespace of a prefix, or None."""
        return self._namespaces.get(prefix)

    def prefix(self, namespace: Any) -> str | None:
        """The prefix of a namespace, or None."""
        return next((p for p, n in self._namespaces.items() if n == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, Any]]:
        """All prefixes with their namespaces."""
        yield from self._namespaces.items()


def graph_of(store: TripleStore) -> Graph:
    """An rdflib graph on a store, without rdflib's table of well-known prefixes, which takes long to make."""
    return Graph(store=store, bind_namespaces="none")
