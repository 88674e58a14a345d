"""Answers to queries: plain values to work with, W3C formats to hand on.

A result is read once, by iterating or by `serialize`, and while its store is open.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from enum import StrEnum

from kg.store.terms import Term, Triple

__all__ = ["AskResult", "GraphResult", "QueryResult", "ResultFormat", "SelectResult"]


class ResultFormat(StrEnum):
    """CSV, TSV, JSON and XML for SELECT and ASK (SPARQL 1.1 Query Results), the rest for CONSTRUCT and DESCRIBE."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


class QueryResult(ABC):
    """Any answer; tell which by its class: SelectResult, AskResult or GraphResult."""

    formats: tuple[ResultFormat, ...] = ()
    """The formats `serialize` can write this kind of answer in, the usual one first."""

    @abstractmethod
    def serialize(self, format: ResultFormat) -> bytes:
        """The whole answer in a W3C format.

        Raises:
            QueryError: the format does not fit this kind of answer, or evaluation fails on the way.
        """


class SelectResult(QueryResult):
    """The rows of a SELECT, in order: a tuple each, None where a variable is unbound."""

    formats = (ResultFormat.CSV, ResultFormat.TSV, ResultFormat.JSON, ResultFormat.XML)
    variables: tuple[str, ...]
    """The variables' names, without "?", in the order of the rows' columns."""

    @abstractmethod
    def __iter__(self) -> Iterator[tuple[Term | None, ...]]: ...


class AskResult(QueryResult):
    """The answer to an ASK: `bool(result)`."""

    formats = (ResultFormat.JSON, ResultFormat.XML)

    @abstractmethod
    def __bool__(self) -> bool: ...


class GraphResult(QueryResult):
    """The triples of a CONSTRUCT or DESCRIBE."""

    formats = (ResultFormat.TURTLE, ResultFormat.NTRIPLES, ResultFormat.JSONLD, ResultFormat.RDFXML)

    @abstractmethod
    def __iter__(self) -> Iterator[Triple]: ...
