"""The embedded store: Oxigraph (https://github.com/oxigraph/oxigraph) on disk.

The default graph holds the RDF merge of all named graphs, kept up to date in the same transaction: Oxigraph's own
union default graph is a concatenation, in which a triple that n articles state counts n times, and joins of two
such triples n² times (docs/decisions/0002-store.md).
"""

from __future__ import annotations

import hashlib
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import StoreError, StoreLocked
from kg.store.folder import StoreFolder
from kg.store.oxigraph_query import run_query
from kg.store.protocol import PREFIXES, Change, Stats
from kg.store.results import QueryResult, SelectResult

__all__ = ["OxigraphStore"]

_Content = frozenset[ox.Triple]
_GENID = "https://w3id.org/newskg/.well-known/genid/"


class OxigraphStore:
    """`kg.store.Store` in a folder; see there. Not to be used by two threads while one of them writes."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._folder = StoreFolder(path, read_only=read_only)
        self._read_only = read_only
        try:
            database = str(self._folder.database)
            self._open: ox.Store | None = ox.Store.read_only(database) if read_only else ox.Store(database)
        except (OSError, RuntimeError) as error:  # the latter for a damaged database
            self._folder.release()
            if isinstance(error, OSError) and "lock" in str(error).casefold():
                raise StoreLocked(f"{path}: it is still open; close its results, or try again later") from error
            raise StoreError(f"{path}: the database cannot be opened: {error}") from error
        self._release = weakref.finalize(self, self._folder.release)

    def replace_graph(self, graph: str, nquads: bytes) -> Change:  # noqa: D102 - the protocol says it
        return self.replace_graphs([(graph, nquads)])[0]

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> list[Change]:  # noqa: D102
        store = self._writable()
        order: list[str] = []
        new: dict[str, _Content] = {}
        for name, nquads in graphs:
            order.append(name)
            new[name] = _parse(name, nquads)
        old = {name: _content(store, name) for name in new}
        changes = {
            name: Change.ADDED if not old[name] else Change.UNCHANGED if old[name] == content else Change.REPLACED
            for name, content in new.items()
        }
        changed = {name: content for name, content in new.items() if changes[name] is not Change.UNCHANGED}
        self._write({name: (old[name], content) for name, content in changed.items()})
        return [changes[name] for name in order]

    def delete_graph(self, graph: str) -> bool:  # noqa: D102
        old = _content(self._writable(), graph)
        self._write({graph: (old, frozenset())})
        return bool(old)

    def graphs(self) -> Iterator[str]:  # noqa: D102
        with _engine_errors():
            return iter(sorted(name.value for name in self._store().named_graphs() if isinstance(name, ox.NamedNode)))

    def graph(self, graph: str) -> bytes:  # noqa: D102
        return b"".join(_lines(graph, _content(self._store(), graph)))

    def query(self, sparql: str) -> QueryResult:  # noqa: D102
        return run_query(self._store(), sparql, PREFIXES)

    def dump(self) -> Iterator[bytes]:  # noqa: D102
        store = self._store()
        for name in self.graphs():
            yield from _lines(name, _content(store, name))

    def stats(self) -> Stats:  # noqa: D102
        store = self._store()
        with _engine_errors():
            graphs = sum(1 for _ in store.named_graphs())
            # len(store) counts the merge in the default graph as well.
            merged = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
            quads = len(store) - merged
        rows = self.query("SELECT ?c (COUNT(*) AS ?n) { ?x a ?c } GROUP BY ?c ORDER BY DESC(?n) STR(?c)")
        assert isinstance(rows, SelectResult)
        return Stats(graphs, quads, {str(cls): int(str(n)) for cls, n in rows})

    def close(self) -> None:  # noqa: D102
        if self._open is not None:
            try:
                if not self._read_only:
                    with _engine_errors():
                        self._open.flush()
            finally:
                self._open = None
                self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"{self._folder.path}: the store has been closed")
        return self._open

    def _writable(self) -> ox.Store:
        if self._read_only:
            raise StoreError(f"{self._folder.path}: the store was opened for reading only")
        return self._store()

    def _write(self, graphs: dict[str, tuple[_Content, _Content]]) -> None:
        """Turn each graph's old content into the new, and the merge with them, in one transaction."""
        store = self._writable()
        update = []
        gone: set[ox.Triple] = set()
        come: set[ox.Triple] = set()
        for name, (old, new) in graphs.items():
            if old:
                update.append(f"DROP SILENT GRAPH <{name}>")
            if new:
                update.append(f"INSERT DATA {{ GRAPH <{name}> {{ {_block(new)} }} }}")
            gone |= old - new
            come |= new - old
        # Stated by a graph that keeps it, a triple stays in the merge.
        gone = {triple for triple in gone - come if not self._stated_elsewhere(triple, graphs)}
        if gone:
            update.append(f"DELETE DATA {{ {_block(gone)} }}")
        if come:
            update.append(f"INSERT DATA {{ {_block(come)} }}")
        if update:
            with _engine_errors():
                store.update(" ;\n".join(update))

    def _stated_elsewhere(self, triple: ox.Triple, graphs: dict[str, tuple[_Content, _Content]]) -> bool:
        found = self._store().quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        for quad in found:
            if isinstance(quad.graph_name, ox.DefaultGraph):
                continue
            name = quad.graph_name.value
            if name not in graphs or triple in graphs[name][1]:
                return True
        return False


@contextmanager
def _engine_errors() -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, SyntaxError) as error:
        raise StoreError(f"the store cannot be read or written: {error}") from error


def _parse(graph: str, nquads: bytes) -> _Content:
    """The triples of an N-Quads file of one graph, blank nodes replaced by Skolem IRIs."""
    try:
        name = ox.NamedNode(graph)
        quads = [_in_graph(quad, name) for quad in ox.parse(nquads, format=ox.RdfFormat.N_QUADS)]
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"the graph of {graph} is not N-Quads: {error}") from error
    if not quads:
        raise StoreError(f"the graph of {graph} is empty; delete_graph deletes one")
    if any(isinstance(node, ox.BlankNode) for quad in quads for node in (quad.subject, quad.object)):
        quads = _skolemized(quads, graph)
    # The engine keeps values, not spellings: "0.80"^^xsd:decimal comes back as "0.8". Through a store in memory the
    # new content is spelled as the stored is, and the two can be compared.
    spelled = ox.Store()
    spelled.extend(quads)
    return frozenset(quad.triple for quad in spelled)


def _in_graph(quad: ox.Quad, name: ox.NamedNode) -> ox.Quad:
    if isinstance(quad.graph_name, ox.DefaultGraph):
        return ox.Quad(quad.subject, quad.predicate, quad.object, name)
    if quad.graph_name != name:
        raise ValueError(f"it has a quad of another graph, {quad.graph_name}")
    return quad


def _skolemized(quads: list[ox.Quad], graph: str) -> list[ox.Quad]:
    """Blank nodes as IRIs (RDF 1.1 Concepts 3.5), named by RDFC-1.0: isomorphic graphs come out equal."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    base = _GENID + hashlib.sha256(graph.encode("utf-8")).hexdigest()[:16] + "-"

    def iri(node: ox.BlankNode) -> ox.NamedNode:
        return ox.NamedNode(base + node.value)

    return [
        ox.Quad(
            iri(quad.subject) if isinstance(quad.subject, ox.BlankNode) else quad.subject,
            quad.predicate,
            iri(quad.object) if isinstance(quad.object, ox.BlankNode) else quad.object,
            quad.graph_name,
        )
        for quad in dataset
    ]


def _content(store: ox.Store, graph: str) -> _Content:
    name = _named_node(graph)
    with _engine_errors():
        return frozenset(quad.triple for quad in store.quads_for_pattern(None, None, None, name))


def _named_node(graph: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(graph)
    except ValueError as error:
        raise StoreError(f"{graph!r} is not the IRI of a graph: {error}") from error


def _lines(graph: str, content: _Content) -> list[bytes]:
    return sorted(f"{triple} <{graph}> .\n".encode() for triple in content)


def _block(triples: Iterable[ox.Triple]) -> str:
    # N-Triples is a subset of SPARQL's triples block.
    return " .\n".join(map(str, triples))
