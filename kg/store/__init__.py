"""RDF in, answers out: named graphs on disk, SPARQL, dumps.

`open_store` gives a `Store`, the protocol every kind of store keeps: named graphs are replaced whole and
atomically, queries see the union of all graphs, dumps are deterministic.
"""

from kg.store.opening import open_store
from kg.store.protocol import (
    PREFIXES,
    Change,
    ResultFormat,
    Stats,
    Store,
)
from kg.store.results import AskResult, GraphResult, QueryResult, SelectResult
from kg.store.terms import BlankNode, Iri, Literal, Term, Triple

__all__ = [
    "PREFIXES",
    "AskResult",
    "BlankNode",
    "Change",
    "GraphResult",
    "Iri",
    "Literal",
    "QueryResult",
    "ResultFormat",
    "SelectResult",
    "Stats",
    "Store",
    "Term",
    "Triple",
    "open_store",
]
