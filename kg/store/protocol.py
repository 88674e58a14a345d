"""What a store can do, whichever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType, TracebackType
from typing import Protocol, Self

from kg.store.results import QueryResult, ResultFormat

__all__ = ["PREFIXES", "Change", "ResultFormat", "Stats", "Store"]

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "nkg": "https://w3id.org/newskg/ontology#",
        "wd": "http://www.wikidata.org/entity/",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
        "schema": "https://schema.org/",
        "prov": "http://www.w3.org/ns/prov#",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "dct": "http://purl.org/dc/terms/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
"""The prefixes every query may use without declaring them; a PREFIX of the query's own wins."""


class Change(StrEnum):
    """What storing a graph did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Stats:
    """How much is stored: named graphs, their quads, and instances of each class (IRI), the largest first."""

    graphs: int
    quads: int
    classes: Mapping[str, int]


class Store(Protocol):
    """Named graphs, one for each article, and SPARQL over their union.

    The default graph of every query is the RDF merge of all named graphs: a triple that several articles state
    is one triple there. `GRAPH ?g { … }` asks which of them state it. Blank nodes are stored as Skolem IRIs
    (RDF 1.1 Concepts 3.5), the same for isomorphic graphs of one name. An engine may keep a literal's value and
    not its spelling ("0.80" as a decimal comes back as "0.8").

    Every method raises `kg.errors.StoreError` where the engine fails.
    """

    def replace_graph(self, graph: str, nquads: bytes) -> Change:
        """Make `nquads` the whole content of the named graph, atomically.

        A process killed at any moment leaves either the old content or the new. The same content again, by RDF
        graph isomorphism and literal values, writes nothing.

        Args:
            graph: the graph's IRI, which is the article's.
            nquads: N-Quads (or N-Triples), UTF-8; quads that name a graph must name this one.

        Raises:
            StoreError: the data does not parse, is empty, or belongs to another graph; or the store is read-only.
        """
        ...

    def replace_graphs(self, graphs: Iterable[tuple[str, bytes]]) -> list[Change]:
        """`replace_graph` for many, all or nothing; of a graph given twice the last content counts.

        Memory grows with what is given: hand over batches.
        """
        ...

    def delete_graph(self, graph: str) -> bool:
        """Delete the named graph, atomically; False where there was none."""
        ...

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs, sorted."""
        ...

    def graph(self, graph: str) -> bytes:
        """One named graph as sorted N-Quads; empty where there is none."""
        ...

    def query(self, sparql: str) -> QueryResult:
        """The answer to a SPARQL 1.1 query; `PREFIXES` are declared.

        Raises:
            QueryError: it does not parse (with line and column), or cannot be evaluated.
        """
        ...

    def dump(self) -> Iterator[bytes]:
        """All named graphs as N-Quads, graph by graph, graphs and lines sorted: equal stores, equal bytes.

        One graph at a time is in memory.
        """
        ...

    def stats(self) -> Stats:
        """Counts of what is stored."""
        ...

    def close(self) -> None:
        """Write everything out and let go of the store; calling it again does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
